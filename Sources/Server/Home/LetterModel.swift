import Access
import ProjectionEngine
import Registry

/// What the family of a case is due, in plain words, to be printed and handed over. The template reads the properties by name.
struct LetterModel: PageModel {
  static let template = "letter"

  struct Item {
    let name: String
    /// `entitled`, `waiting` or `refused`.
    let kind: String
    let verdict: String
    let sentences: [String]
  }

  let frame: Frame
  let caseID: String
  let home: String
  let printed: String
  let death: String
  let items: [Item]
  let hasItems: Bool
  /// What is free of what was delivered so far, and what the family pays.
  let waived: String
  let delivered: String
  let pays: String
  let bring: [String]
  let hasBring: Bool
  /// What a bureau has decided so far; nil where nothing.
  let decided: String?
  /// Whether the read model has not come to the last event of the case yet.
  let isBehind: Bool
  let back: String?

  init(
    _ id: Code,
    _ records: CaseRecords,
    decided: [RowRecord],
    isBehind: Bool,
    isAtHome: Bool,
    _ vocabulary: EventVocabulary,
    _ city: VisitedCity,
    _ address: PageAddress
  ) {
    let language = address.language
    let heading = language.choose(Bilingual(zh: "惠民殡葬减免说明单", en: "Free funeral services: what this family is due"))
    let name = language.choose(Bilingual(zh: "个案 \(id)", en: "Case \(id)"))
    let way =
      isAtHome
      ? [Link(language.choose(HomeNav.today), address.to("/home")), Link(name, address.to("/home/cases/\(id)"))]
      : [Link(name, address.to("/cases/\(id)"))]
    frame = Frame(
      address,
      title: "\(heading) · \(id)",
      heading: heading,
      lead: name,
      trail: address.trail(to: city.office) + way + [Link(heading)],
      isSimulated: city.office.isSimulated,
      data: ["/v1/entitlements/\(id)"]
    )
    caseID = id.text
    home = records.decedent?.text("facility", language) ?? city.visit.principal.organisation.text
    printed = LocalDate.today?.text ?? ""
    death = records.decedent?["death_on"] ?? "—"
    let words = LetterWords(vocabulary: vocabulary, language: language)
    let sorted = records.items.sorted { LetterWords.rank($0) < LetterWords.rank($1) }
    items = sorted.map { row in
      words.item(row, records.criteria.filter { $0["item_code"] == row["item_code"] })
    }
    hasItems = !items.isEmpty
    let free = records.items.reduce(0) { $0 + $1.number("waived_fen") }
    let price = records.items.reduce(0) { $0 + $1.number("delivered_fen") }
    (waived, delivered, pays) = (Figures.yuan(free), Figures.yuan(price), Figures.yuan(price - free))
    let missing = records.items.filter { !$0.isTrue("entitled") && $0.list("contradicted").isEmpty }
      .flatMap { $0.list("missing") }
    bring = words.papers(for: missing)
    hasBring = !bring.isEmpty
    let settled = decided.reduce(0) { $0 + $1.number("decided_fen") }
    self.decided = settled > 0 ? Figures.yuan(settled) : nil
    self.isBehind = isBehind
    back = isAtHome ? address.to("/home/cases/\(id)") : nil
  }
}

/// The sentences of a letter.
struct LetterWords {
  let vocabulary: EventVocabulary
  let language: Language

  /// What is due comes first, then what waits for papers.
  static func rank(_ row: RowRecord) -> (Int, Int64, String) {
    let kind = row.isTrue("entitled") ? 0 : row["policy_id"] != nil && row.list("contradicted").isEmpty ? 1 : 2
    return (kind, -row.number("delivered_fen"), row["item_code"] ?? "")
  }

  func item(_ row: RowRecord, _ criteria: [RowRecord]) -> LetterModel.Item {
    let name = row.text("item", language) ?? row["item_code"] ?? "—"
    func made(_ kind: String, _ verdict: Bilingual, _ sentences: [Bilingual?]) -> LetterModel.Item {
      LetterModel.Item(
        name: name,
        kind: kind,
        verdict: language.choose(verdict),
        sentences: sentences.compactMap { $0.map(language.choose) }
      )
    }
    let delivered = self.delivered(row)
    guard row["policy_id"] != nil else {
      let none = Bilingual(zh: "现行政策没有减免这一项。", en: "No policy in force makes this service free.")
      return made("refused", Bilingual(zh: "不减免", en: "not free"), [none, delivered])
    }
    let contradicted = row.list("contradicted")
    let policy = self.policy(row)
    if row.isTrue("entitled") {
      let met = criteria.filter { $0.isTrue("applied") && $0["outcome"] == "met" }.compactMap { $0["fact"] }
      let because =
        met.isEmpty
        ? Bilingual(zh: "这一条对所有逝者适用。", en: "It holds for everybody.")
        : Bilingual(zh: "已有证明：\(facts(met, .chinese))。", en: "On record: \(facts(met, .english)).")
      return made("entitled", Bilingual(zh: "应当减免", en: "free"), [limit(row), policy, because, delivered, rest(row)])
    }
    if contradicted.isEmpty {
      let missing = row.list("missing")
      let lacks = Bilingual(
        zh: "条件是：\(facts(missing, .chinese))。登记里还没有这项证明，属于的请带来。",
        en: "The condition is: \(facts(missing, .english)). That is not on record yet; if it holds, bring the proof."
      )
      return made(
        "waiting",
        Bilingual(zh: "符合条件的可减免", en: "free if the condition holds"),
        [lacks, limit(row), policy, delivered]
      )
    }
    let against = Bilingual(
      zh: "与登记的情况不符：\(facts(contradicted, .chinese))。",
      en: "What is on record says otherwise: \(facts(contradicted, .english))."
    )
    return made("refused", Bilingual(zh: "不减免", en: "not free"), [against, policy, delivered])
  }

  /// The papers by which facts are shown, each once.
  func papers(for facts: [String]) -> [String] {
    var seen: Set<String> = []
    return facts.compactMap { Self.papers[$0].map(language.choose) }.filter { seen.insert($0).inserted }
  }

  private func facts(_ names: [String], _ language: Language) -> String {
    names.map { vocabulary.word(forFact: $0).map(language.choose) ?? $0 }
      .joined(separator: language.choose(Bilingual(zh: "、", en: ", ")))
  }

  private func limit(_ row: RowRecord) -> Bilingual? {
    let unit = row["unit"].flatMap { vocabulary.word(for: $0, of: "unit", in: "ServiceItemDelivered") }
    let quantity = row["qty_max_milli"].flatMap { Int64($0) }.map { Figures.decimal($0, places: 3) }
    let cap = row["cap_fen"].flatMap { Int64($0) }.map(Figures.yuan)
    let most = quantity.map {
      Bilingual(zh: "\($0) \(unit?.zh ?? "")", en: "\($0) \(unit?.en ?? "")")
    }
    switch (most, cap) {
    case (let most?, let cap?):
      return Bilingual(zh: "最多 \(most.zh)，最高 \(cap) 元。", en: "At most \(most.en), and \(cap) yuan.")
    case (let most?, nil):
      return Bilingual(zh: "最多 \(most.zh)，基本档次按公示价全免。", en: "At most \(most.en), of the basic grade in full.")
    case (nil, let cap?): return Bilingual(zh: "最高 \(cap) 元。", en: "At most \(cap) yuan.")
    case (nil, nil):
      return Bilingual(
        zh: "基本档次按公示价全免，文件没有写明数量和金额的上限。",
        en: "The basic grade in full; the document states no limit of quantity or amount."
      )
    }
  }

  private func policy(_ row: RowRecord) -> Bilingual? {
    guard let title = row.text("policy", language) else { return nil }
    // Rules that are not numbered as articles have names of the registry's own, which say nothing to a family.
    let article = row["rule_id"].flatMap { Int($0) }
    let zh = [row["doc_no"], article.map { "第 \($0) 条" }].compactMap(\.self).joined(separator: "，")
    let en = [row["doc_no"], article.map { "article \($0)" }].compactMap(\.self).joined(separator: ", ")
    return Bilingual(
      zh: "依据：《\(title)》\(zh.isEmpty ? "" : "（\(zh)）")。",
      en: "By: \(title)\(en.isEmpty ? "" : " (\(en))")."
    )
  }

  private func delivered(_ row: RowRecord) -> Bilingual? {
    let (price, free) = (row.number("delivered_fen"), row.number("waived_fen"))
    guard price > 0 else { return Bilingual(zh: "本馆尚未登记提供这一项。", en: "The home has not entered this service yet.") }
    let pays = Figures.yuan(price - free)
    return Bilingual(
      zh: "已提供 \(Figures.yuan(price)) 元，减免 \(Figures.yuan(free)) 元，家属付 \(pays) 元。",
      en: "Delivered for \(Figures.yuan(price)) yuan: \(Figures.yuan(free)) free, \(pays) for the family to pay."
    )
  }

  /// What of a limit is left.
  private func rest(_ row: RowRecord) -> Bilingual? {
    guard row.number("delivered_fen") > 0, let cap = row["cap_fen"].flatMap({ Int64($0) }) else { return nil }
    let left = max(0, cap - row.number("waived_fen"))
    guard left > 0 else { return Bilingual(zh: "额度已用完。", en: "Nothing is left of that.") }
    return Bilingual(zh: "额度还剩 \(Figures.yuan(left)) 元。", en: "\(Figures.yuan(left)) yuan of that are left.")
  }

  private static let papers: [String: Bilingual] = [
    "hukou_in_scope": Bilingual(zh: "逝者的户口簿", en: "the decedent's household register"),
    "residence_permit": Bilingual(zh: "逝者的居住证", en: "the decedent's residence permit"),
    "death_in_scope": Bilingual(zh: "死亡证明（写明死亡地点）", en: "the death certificate, which states the place of death"),
    "death_date": Bilingual(zh: "死亡证明（写明死亡日期）", en: "the death certificate, which states the day of death"),
    "low_income": Bilingual(zh: "最低生活保障证", en: "the certificate of low income"),
    "destitute": Bilingual(zh: "特困供养证", en: "the certificate of the destitute"),
    "preferential": Bilingual(zh: "优抚对象证件", en: "the certificate of preferential treatment"),
    "orphan": Bilingual(zh: "孤儿或困境儿童证明", en: "the certificate of an orphan or child in need"),
    "student": Bilingual(zh: "学生证或在校证明", en: "the student's card"),
    "serviceman": Bilingual(zh: "军人证件", en: "the serviceman's card"),
    "employed_1y": Bilingual(zh: "社会保险缴费满一年的证明", en: "proof of a year's social insurance"),
    "donor": Bilingual(zh: "遗体或器官捐献证书", en: "the certificate of a donor"),
    "martyr": Bilingual(zh: "烈士证明", en: "the certificate of a martyr"),
    "burial_proof": Bilingual(zh: "安葬证明", en: "proof of the burial"),
    "cremated": Bilingual(zh: "火化证明", en: "the cremation certificate"),
    "placed_in_scope": Bilingual(zh: "安葬（放）证明", en: "proof of the placement"),
  ]
}
