internal import Notary
internal import Registry

/// How many forms of cremation certificates all homes together have had.
public struct FormCounts: Equatable, Sendable {
  public internal(set) var received = 0
  public internal(set) var used = 0
  public internal(set) var spoiled = 0
  public internal(set) var writtenOff = 0
  public internal(set) var left = 0
}

/// Every certificate is written on a form that its home has received, each form once, and every form that is gone has a certificate, or
/// was spoilt or written off.
struct CertificateAudit {
  private struct Issued {
    let homes: Set<Code>
    let serial: String
    let position: Int
    var isFound = false
  }

  private(set) var counts = FormCounts()
  private var issued: [EventID: Issued] = [:]

  /// The certificates of a case.
  mutating func takeCase(_ reading: StreamReading, _ findings: inout Findings) {
    // Where a cremation was corrected to be another home's, the form stays the first one's.
    var homes: Set<Code> = []
    for statement in reading.statements {
      if let cremation = statement.payload as? CremationCompleted { homes.insert(cremation.facilityId) }
    }
    for fact in reading.standing() {
      let serial: Code
      switch fact.payload {
      case let data as CremationCertificateIssued: serial = data.formSerial
      case let data as CremationCertificateReissued: serial = data.formSerial
      default: continue
      }
      if homes.isEmpty {
        findings.add(
          .certificate,
          at: fact.position,
          "\(reading.name) 的火化证明（印刷序号 \(serial.text)）没有火化",
          "the certificate on form \(serial.text) of \(reading.name) has no cremation"
        )
      }
      issued[fact.id] = Issued(homes: homes, serial: serial.text, position: fact.position)
    }
  }

  /// The forms of a home.
  mutating func takeStock(_ reading: StreamReading, _ findings: inout Findings) {
    let home = reading.name.key
    let standing = reading.standing()
    var tally = FormTally()
    for fact in standing {
      guard let data = fact.payload as? StockReceived else { continue }
      if let earlier = tally.receive(data.forms, at: fact.position) {
        findings.add(
          .certificate,
          at: fact.position,
          "殡仪馆 \(home) 的空白证明 \(data.forms) 重复领入（另见位置 \(earlier)）",
          "the forms \(data.forms) were received twice by \(home), also at \(earlier)"
        )
      }
    }
    for fact in standing {
      switch fact.payload {
      case let data as StockUsed:
        counts.used += 1
        spend(FormRange(first: data.serial, last: data.serial), of: home, at: fact.position, &tally, &findings)
        match(data, of: home, at: fact.position, &findings)
      case let data as StockSpoiled:
        counts.spoiled += 1
        spend(FormRange(first: data.serial, last: data.serial), of: home, at: fact.position, &tally, &findings)
      case let data as StockWrittenOff:
        counts.writtenOff += data.forms.count
        spend(data.forms, of: home, at: fact.position, &tally, &findings)
      case let data as StockReconciled where !fact.isAmended:
        compare(data, fact, of: reading, &findings)
      default: break
      }
    }
    counts.received += tally.receivedCount
    counts.left += tally.blank.values.reduce(0) { $0 + $1.ranges.reduce(0) { $0 + $1.count } }
  }

  mutating func finish(_ findings: inout Findings) {
    for one in issued.values.filter({ !$0.isFound && !$0.homes.isEmpty }).sorted(by: { $0.position < $1.position }) {
      let homes = one.homes.map(\.text).sorted().joined(separator: ", ")
      findings.add(
        .certificate,
        at: one.position,
        "火化证明的印刷序号 \(one.serial) 不是从殡仪馆 \(homes) 的库存中领用的",
        "the certificate's form \(one.serial) was not taken from the stock of \(homes)"
      )
    }
    issued = [:]
  }

  private func spend(
    _ forms: FormRange,
    of home: String,
    at position: Int,
    _ tally: inout FormTally,
    _ findings: inout Findings
  ) {
    let (series, prefix) = (forms.first.series, forms.first.series.prefix)
    for number in forms.numbers ?? 0..<0 {
      let digits = String(number)
      let serial = prefix + String(repeating: "0", count: max(series.width - digits.count, 0)) + digits
      if !tally.isReceived(series, number) {
        findings.add(
          .certificate,
          at: position,
          "空白证明 \(serial) 不在殡仪馆 \(home) 领入的号段内",
          "the form \(serial) is none that \(home) has received"
        )
      }
      if let earlier = tally.spend(series, number, at: position) {
        findings.add(
          .certificate,
          at: position,
          "殡仪馆 \(home) 的空白证明 \(serial) 使用或注销两次（另见位置 \(earlier)）",
          "the form \(serial) of \(home) is gone twice, also at \(earlier)"
        )
      }
    }
  }

  /// A form that was used is that of a certificate.
  private mutating func match(_ used: StockUsed, of home: String, at position: Int, _ findings: inout Findings) {
    let id = used.eventId
    guard let one = issued[id], !one.isFound, one.serial == used.serial.text,
      one.homes.contains(where: { $0.text == home })
    else {
      return findings.add(
        .certificate,
        at: position,
        "殡仪馆 \(home) 的空白证明 \(used.serial) 记为已用，而事件 \(id) 不是用它的证明",
        "the form \(used.serial) of \(home) counts as used, and \(id) is no certificate on it"
      )
    }
    issued[id]?.isFound = true
  }

  /// What was counted, and what was missing, is what should have been there: by what was known when it was recorded.
  private func compare(
    _ count: StockReconciled,
    _ fact: StreamReading.Standing,
    of reading: StreamReading,
    _ findings: inout Findings
  ) {
    var tally = FormTally()
    for known in reading.standing(before: fact.position) where known.time <= fact.time {
      switch known.payload {
      case let data as StockReceived: _ = tally.receive(data.forms, at: known.position)
      case let data as StockUsed: _ = tally.spend(data.serial.series, data.serial.number, at: known.position)
      case let data as StockSpoiled: _ = tally.spend(data.serial.series, data.serial.number, at: known.position)
      case let data as StockWrittenOff:
        for number in data.forms.numbers ?? 0..<0 {
          _ = tally.spend(data.forms.first.series, number, at: known.position)
        }
      default: break
      }
    }
    var told = FormTally()
    for range in count.counted + count.missing { _ = told.receive(range, at: fact.position) }
    guard told.blank != tally.blank else { return }
    findings.add(
      .certificate,
      at: fact.position,
      "殡仪馆 \(reading.name.key) 的盘点与领入减使用、作废、核销不符",
      "the count at \(reading.name.key) is not what was received less what was used, spoilt and written off"
    )
  }
}
