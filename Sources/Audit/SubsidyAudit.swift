internal import Notary
internal import Registry

/// A subsidy is for ashes of its case that were laid to rest before it was approved, once for a case and policy; what was paid was
/// approved, and what came back was asked for.
struct SubsidyAudit {
  private struct Ashes {
    let decedent: Fingerprint
    /// Where they were first laid to rest.
    let rest: Int?
  }

  private(set) var count = 0
  private var ashes: [Fingerprint: Ashes] = [:]
  /// By policy and case, where it is claimed.
  private var awards: [Fingerprint: Int] = [:]

  mutating func takeAshes(_ reading: StreamReading) {
    guard let opened = reading.statements.lazy.compactMap({ $0.payload as? CustodyOpened }).first else { return }
    let rest = reading.statements.first { $0.payload is AshesPlaced || $0.payload is AshesScattered }
    ashes[Fingerprint(reading.name.key)] = Ashes(decedent: Fingerprint(opened.caseId.text), rest: rest?.position)
  }

  mutating func takeClaim(_ reading: StreamReading, _ payments: inout PaymentReferences, _ findings: inout Findings) {
    let standing = reading.standing()
    guard let submitted = standing.lazy.compactMap({ $0.payload as? ClaimSubmitted }).first else { return }
    count += 1
    for fact in standing where fact.payload is ClaimApproved || fact.payload is ClaimSupplemented {
      for custody in submitted.custodyIds {
        let known = ashes[Fingerprint(custody.text)]
        if let rest = known?.rest, rest < fact.position, known?.decedent == Fingerprint(submitted.decedentCaseId.text) {
          continue
        }
        findings.add(
          .award,
          at: fact.position,
          "\(reading.name) 获批，而此前没有个案 \(submitted.decedentCaseId.text) 的骨灰 \(custody.text) 的安放或撒散",
          "\(reading.name) is approved, and no event before laid the ashes \(custody.text) of \(submitted.decedentCaseId.text) to rest"
        )
      }
    }
    claimOnce(submitted, reading.name, standing, &findings)
    compareMoney(reading, standing, &payments, &findings)
  }

  private mutating func claimOnce(
    _ submitted: ClaimSubmitted,
    _ claim: StreamName,
    _ standing: [StreamReading.Standing],
    _ findings: inout Findings
  ) {
    let steps = standing.filter { $0.payload is ClaimRejected || $0.payload is ClaimAppealed }
    let isPaid = standing.contains { $0.payload is ClaimPaid }
    guard isPaid || !(steps.last?.payload is ClaimRejected), let first = standing.first?.position else { return }
    let award = "\(submitted.policyId.text)/\(submitted.decedentCaseId.text)"
    guard let other = awards.updateValue(first, forKey: Fingerprint(award)) else { return }
    findings.add(
      .award,
      at: max(first, other),
      "\(claim)（位置 \(first)）申领的 \(award) 已在位置 \(other) 申领",
      "\(claim) claims \(award) (policy/case) at \(first), which is claimed at \(other)"
    )
  }

  private func compareMoney(
    _ reading: StreamReading,
    _ standing: [StreamReading.Standing],
    _ payments: inout PaymentReferences,
    _ findings: inout Findings
  ) {
    // What was corrected downwards since may have been paid before, and is asked back.
    var approved: [EventID: Int] = [:]
    for statement in reading.statements {
      switch statement.payload {
      case let data as ClaimApproved:
        approved[statement.fact] = max(approved[statement.fact, default: 0], data.amountFen.value)
      case let data as ClaimSupplemented:
        approved[statement.fact] = max(approved[statement.fact, default: 0], data.amountFen.value)
      default: break
      }
    }
    let failed = Set(standing.compactMap { ($0.payload as? ClaimPaymentFailed)?.payRef })
    var (paid, asked, recovered, last) = (0, 0, 0, 0)
    for fact in standing {
      switch fact.payload {
      case let data as ClaimPaid:
        payments.use(data.payRef, at: fact.position, for: reading.name, &findings)
        if !failed.contains(data.payRef) { paid += data.amountFen.value }
        last = fact.position
      case let data as RecoveryOpened: asked += data.amountFen.value
      case let data as ClaimRecovered:
        recovered += data.recoveredFen.value
        last = fact.position
      default: break
      }
    }
    let granted = approved.values.reduce(0, +)
    if paid > granted {
      findings.add(
        .award,
        at: last,
        "\(reading.name) 支付 \(paid) 分，批准 \(granted) 分",
        "\(reading.name) was paid \(paid) fen, and \(granted) were approved"
      )
    }
    if recovered > asked {
      findings.add(
        .award,
        at: last,
        "\(reading.name) 追回 \(recovered) 分，应追回 \(asked) 分",
        "\(recovered) fen came back of \(reading.name), and \(asked) were asked for"
      )
    }
  }
}
