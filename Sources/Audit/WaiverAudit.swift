internal import Notary
internal import Registry

/// What is free of charge was delivered, for a case that there is, and is decided once; what a batch pays is the sum of its lines, each
/// of which is a decision and stands in one batch.
///
/// A fact that was corrected since may have been decided on as it was stated before: what is asked for is that it was ever stated.
struct WaiverAudit {
  private struct Line {
    let waiver: Fingerprint
    let fen: Int
    let position: Int
    let batch: String
  }

  private(set) var decisions = 0
  private(set) var lineCount = 0
  private var cases: Set<Fingerprint> = []
  /// The lines that have not been turned down, by their decisions.
  private var lines: [EventID: Line] = [:]

  mutating func takeCase(_ reading: StreamReading) {
    if reading.statements.contains(where: { $0.payload is CaseOpened }) { cases.insert(Fingerprint(reading.name.key)) }
  }

  /// The roster of a home for a month.
  mutating func takeBatch(_ reading: StreamReading, _ payments: inout PaymentReferences, _ findings: inout Findings) {
    let standing = reading.standing()
    let rejected = Self.review(standing)?.rejected ?? []
    for fact in standing {
      guard let data = fact.payload as? BatchLineAdded, !rejected.contains(data.decisionEventId) else { continue }
      lineCount += 1
      let line = Line(
        waiver: Fingerprint(data.caseId.text),
        fen: data.amountFen.value,
        position: fact.position,
        batch: reading.name.key
      )
      guard let other = lines.updateValue(line, forKey: data.decisionEventId) else { continue }
      findings.add(
        .award,
        at: max(fact.position, other.position),
        "减免认定 \(data.decisionEventId) 列入两次：\(reading.name.key)（位置 \(fact.position)）和 \(other.batch)（位置 \(other.position)）",
        "the decision \(data.decisionEventId) is a line twice, of \(reading.name.key) and of \(other.batch)"
      )
    }
    for fact in standing {
      guard let paid = fact.payload as? BatchPaid else { continue }
      payments.use(paid.payRef, at: fact.position, for: reading.name, &findings)
      let sums = [Self.accepted(standing), Self.accepted(reading.standing(before: fact.position))]
      if sums.contains(paid.totalFen.value) { continue }
      findings.add(
        .award,
        at: fact.position,
        "批次 \(reading.name.key) 支付 \(paid.totalFen) 分，审核通过的明细合计 \(sums[0]) 分",
        "the batch \(reading.name.key) was paid \(paid.totalFen) fen, and its accepted lines come to \(sums[0])"
      )
    }
  }

  private static func review(_ standing: [StreamReading.Standing]) -> (accepted: Set<EventID>, rejected: Set<EventID>)?
  {
    guard let last = standing.lazy.compactMap({ $0.payload as? BatchReviewed }).last else { return nil }
    return (Set(last.accepted), Set(last.rejected.map(\.decisionEventId)))
  }

  /// The sum of the lines that the review has accepted, in fen.
  private static func accepted(_ standing: [StreamReading.Standing]) -> Int {
    let accepted = review(standing)?.accepted ?? []
    return standing.reduce(0) { sum, fact in
      guard let line = fact.payload as? BatchLineAdded, accepted.contains(line.decisionEventId) else { return sum }
      return sum + line.amountFen.value
    }
  }

  /// The services of a case, and what is decided on them.
  mutating func takeWaiver(_ reading: StreamReading, _ findings: inout Findings) {
    let standing = reading.standing()
    let reversed = Set(standing.compactMap { ($0.payload as? WaiverReversed)?.decisionEventId })
    let delivered = Self.delivered(reading)
    var policies: [Code: Int] = [:]
    var waived: [ServiceItem: Int] = [:]
    for fact in standing {
      guard let decision = fact.payload as? WaiverDecided else { continue }
      decisions += 1
      let sum = decision.items.reduce(0) { $0 + $1.waivedFen.value }
      if sum != decision.totalWaivedFen.value {
        add(
          "减免合计 \(decision.totalWaivedFen) 分，各项之和为 \(sum) 分",
          "the total waived is not the sum of its items, \(sum) fen",
          fact
        )
      }
      if !cases.contains(Fingerprint(reading.name.key)) { add("减免认定没有个案", "it waives for no case", fact) }
      if decision.decision == .pending || reversed.contains(fact.id) { continue }
      if let other = policies.updateValue(fact.position, forKey: decision.policyId) {
        add("政策 \(decision.policyId.text) 已在位置 \(other) 认定", "that policy was decided at \(other) before", fact)
      }
      for item in decision.items where item.waivedFen.value > 0 {
        waived[item.itemCode, default: 0] += item.waivedFen.value
        let list = delivered.filter { $0.item == item.itemCode && $0.position < fact.position }.reduce(0) {
          $0 + $1.fen
        }
        if let all = waived[item.itemCode], all > list {
          add(
            "项目 \(item.itemCode.rawValue) 共减免 \(all) 分，已提供的标价共 \(list) 分",
            "\(item.itemCode.rawValue): \(all) fen are waived, and \(list) were delivered",
            fact
          )
        }
      }
    }
    settle(reading, &findings)

    func add(_ zh: String, _ en: String, _ fact: StreamReading.Standing) {
      findings.add(.award, at: fact.position, "\(reading.name)：\(zh)", "(\(reading.name): \(en))")
    }
  }

  /// Each service, with the most that it was ever said to cost.
  private static func delivered(_ reading: StreamReading) -> [(item: ServiceItem, position: Int, fen: Int)] {
    var first: [EventID: Int] = [:]
    var services: [(item: ServiceItem, position: Int, fen: Int)] = []
    for statement in reading.statements {
      guard let data = statement.payload as? ServiceItemDelivered else { continue }
      if let index = first[statement.fact] {
        services[index].fen = max(services[index].fen, data.listFen.value)
      } else {
        first[statement.fact] = services.count
        services.append((data.itemCode, statement.position, data.listFen.value))
      }
    }
    return services
  }

  /// The lines that cite a decision of this stream ask for what it waived.
  private mutating func settle(_ reading: StreamReading, _ findings: inout Findings) {
    var stated: [EventID: Set<Int>] = [:]
    for statement in reading.statements {
      guard let data = statement.payload as? WaiverDecided else { continue }
      stated[statement.fact, default: []].insert(data.totalWaivedFen.value)
    }
    for (decision, sums) in stated {
      guard let line = lines.removeValue(forKey: decision) else { continue }
      if line.waiver == Fingerprint(reading.name.key), sums.contains(line.fen) { continue }
      findings.add(
        .award,
        at: line.position,
        "批次 \(line.batch) 的明细 \(line.fen) 分与减免认定 \(decision) 不符",
        "the line of \(line.batch) asks for \(line.fen) fen, which is not what \(decision) waives for that case"
      )
    }
  }

  /// What is left of the lines.
  mutating func finish(_ findings: inout Findings) {
    for (decision, line) in lines.sorted(by: { $0.value.position < $1.value.position }) {
      findings.add(
        .award,
        at: line.position,
        "批次 \(line.batch) 的明细引用的减免认定 \(decision) 不存在",
        "the line of \(line.batch) cites the decision \(decision), which there is not"
      )
    }
    lines = [:]
  }
}
