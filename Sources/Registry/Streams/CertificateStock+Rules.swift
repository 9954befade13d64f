// Rule D7 (domain.md 4.4) for the blank forms. Documented frauds issued certificates without a cremation, so every form is
// accounted for from its delivery on.

/// D7: only funeral homes issue cremation certificates.
func d7StockOfAFuneralHome(_ facility: FacilityState, _ code: Code) -> Refusal? {
  let kind = facility.licence.data.kind
  guard kind != .funeralHome else { return nil }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "设施 \(code) 的类别是 \(kind.rawValue)，不是殡仪馆，不领用空白火化证明",
      en: "The facility \(code) is a \(kind.rawValue), not a funeral home: it issues no cremation certificates."
    ),
    remedy: Bilingual(zh: "请填写领用证明的殡仪馆编号", en: "Give the code of the funeral home that took the forms.")
  )
}

/// D7: a range is written by its first and last serial: one prefix, one width, in order.
func d7RangeRunsForward(_ range: FormRange) -> Refusal? {
  guard range.numbers == nil else { return nil }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "\(range.first) 至 \(range.last) 不是一段连号",
      en: "The forms \(range.first) to \(range.last) are no run of numbers."
    ),
    remedy: Bilingual(
      zh: "首号和末号的字头、数字位数应相同，且首号不大于末号；不同字头请分段填写",
      en: "First and last serial have one prefix, one number of digits, and come in order; divide others into ranges."
    )
  )
}

/// D7: a form is received once.
func d7ReceivedOnce(_ stock: CertificateStockState?, _ event: StockReceived) -> Refusal? {
  guard let earlier = stock?.receipts.first(where: { $0.data.forms.overlaps(event.forms) }) else { return nil }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "空白证明 \(event.forms) 与已领入的 \(earlier.data.forms)（单号 \(earlier.data.deliveryNo)，事件 \(earlier.eventID)）重号",
      en: """
        The forms \(event.forms) overlap \(earlier.data.forms), received before \
        (delivery \(earlier.data.deliveryNo), event \(earlier.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "请对照实物核对号段；确属重号印制的，请退回发放单位",
      en: "Compare the range with the forms themselves; forms printed twice go back to whoever supplied them."
    )
  )
}

/// D7: a certificate is written on a form from its own issuer's stock.
func d7NoSuchForm(_ serial: String, of home: Code) -> Refusal {
  Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "空白证明 \(serial) 不在殡仪馆 \(home) 领入的号段内",
      en: "The form \(serial) is in no range that the funeral home \(home) has received."
    ),
    remedy: Bilingual(
      zh: "请核对印刷序号（字头加末尾数字，位数照印）；新领的号段须先提交 StockReceived",
      en: "Check the printed serial, prefix and all digits; a new delivery is recorded by StockReceived first."
    )
  )
}

/// D7: and received by then.
func d7FormReceived(
  _ stock: CertificateStockState,
  _ serial: FormSerial,
  of home: Code,
  at instant: Instant
) -> Refusal? {
  guard let receipt = stock.receipts.first(where: { $0.data.forms.contains(serial) }) else {
    return d7NoSuchForm(serial.text, of: home)
  }
  guard instant < receipt.occurredAt else { return nil }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "空白证明 \(serial) 于 \(receipt.occurredAt) 才领入（事件 \(receipt.eventID)），晚于 \(instant)",
      en: "The form \(serial) was received at \(receipt.occurredAt) (event \(receipt.eventID)), after \(instant)."
    ),
    remedy: Bilingual(zh: "请核对印刷序号和时间", en: "Check the printed serial and the time.")
  )
}

/// D7: a form is used once, and not after it was spoilt or written off.
func d7FormIsBlank(_ stock: CertificateStockState, _ serial: FormSerial) -> Refusal? {
  let (zh, en, eventID): (String, String, EventID)
  switch stock.spent(serial) {
  case nil: return nil
  case .used(let fact):
    zh = "已用于个案 \(fact.data.caseId)"
    en = "has been used for case \(fact.data.caseId)"
    eventID = fact.data.eventId
  case .spoiled(let fact):
    (zh, en, eventID) = ("已作废（\(fact.data.reason)）", "is spoilt (\(fact.data.reason))", fact.eventID)
  case .writtenOff(let fact):
    (zh, en, eventID) = ("已核销（\(fact.data.docNo)）", "is written off (\(fact.data.docNo))", fact.eventID)
  }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "空白证明 \(serial) \(zh)（事件 \(eventID)）",
      en: "The form \(serial) \(en) (event \(eventID))."
    ),
    remedy: Bilingual(
      zh: "请核对印刷序号，并与证明库存核对；疑似冒用的，请报告民政部门",
      en: "Check the printed serial, against the stock of forms too, and report a suspected misuse."
    )
  )
}

/// D7: a form that the last count missed may be in wrong hands: it is neither used nor called spoilt from then on until it
/// is counted again. What was written before the count, and is recorded late, explains why it was missed.
func d7FormNotMissing(_ stock: CertificateStockState, _ serial: FormSerial, at instant: Instant) -> Refusal? {
  guard let count = stock.reconciliation, count.occurredAt <= instant, stock.missing.contains(serial) else {
    return nil
  }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "空白证明 \(serial) 在 \(count.occurredAt) 的盘点中缺失（事件 \(count.eventID)）",
      en: "The form \(serial) was missing from the count at \(count.occurredAt) (event \(count.eventID))."
    ),
    remedy: Bilingual(
      zh: "请换用在库的空白证明；该证明确已找回的，请重新盘点并提交 StockReconciled；找不到的请核销",
      en: "Use a form that is in stock; if this one is found, count again (StockReconciled), else write it off."
    )
  )
}

/// D7: whoever spoils a form does not witness it.
func d7WitnessIsAnother(_ event: StockSpoiled, than actor: Code) -> Refusal? {
  guard event.witnessId == actor else { return nil }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "空白证明 \(event.serial) 的作废登记人和见证人都是 \(actor)",
      en: "The form \(event.serial) is spoilt and witnessed by the same person, \(actor)."
    ),
    remedy: Bilingual(zh: "作废须有另一人在场见证，请填写其工号", en: "Spoiling takes a second person; name the witness.")
  )
}

/// D7: only blank forms are written off.
func d7WrittenOffIsBlank(_ stock: CertificateStockState, _ event: StockWrittenOff) -> Refusal? {
  let others = FormSet([event.forms]).subtracting(stock.blank())
  guard !others.isEmpty else { return nil }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "拟核销的 \(event.forms) 中，\(others) 未领入，或已使用、作废、核销",
      en: "Of the forms \(event.forms), these are not blank forms of the stock: \(others)."
    ),
    remedy: Bilingual(zh: "请只核销在库或缺失的空白证明", en: "Write off only blank forms, in stock or missing.")
  )
}

/// D7: what was counted is in the stock and blank at that moment.
func d7CountedIsBlank(_ event: StockReconciled, _ blank: FormSet, at instant: Instant) -> Refusal? {
  let surplus = FormSet(event.counted).subtracting(blank)
  guard !surplus.isEmpty else { return nil }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "盘点到的 \(surplus) 在 \(instant) 不应在库：未领入，或已使用、作废、核销",
      en: "Counted, but no blank forms of the stock at \(instant): \(surplus)."
    ),
    remedy: Bilingual(
      zh: "请对照实物重新清点；领入未登记的，请先提交 StockReceived",
      en: "Count again; if a delivery has not been recorded, submit StockReceived first."
    )
  )
}

/// D7: a reconciliation lists exactly the forms that should have been counted and were not.
func d7MissingAsComputed(_ event: StockReconciled, _ blank: FormSet) -> Refusal? {
  let missing = blank.subtracting(FormSet(event.counted))
  guard FormSet(event.missing) != missing else { return nil }
  let (zh, en) = missing.isEmpty ? ("无", "none") : ("\(missing)", "\(missing)")
  let given = event.missing.isEmpty ? "[]" : "\(FormSet(event.missing))"
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "所列缺失为 \(given)；按领入、使用、作废、核销计算，未盘到的应为：\(zh)",
      en: "The missing forms are given as \(given); received less used, spoilt and written off, they are: \(en)."
    ),
    remedy: Bilingual(
      zh: "请按计算结果填写 missing；仍有出入的，请重新清点",
      en: "Give missing as computed here; if that is not what you found, count again."
    )
  )
}
