import CanonicalJSON

extension PlainLedger {
  struct Award {
    let caseID: String
    let ashes: [String]
    var stage = "submitted"
    var approvedFen = 0
  }

  struct Waived {
    let caseID: String
    let fen: Int
    var isReversed = false
    /// The batch that pays it, or may come to pay it.
    var batch: String?
    var isPaid = false
  }

  struct Batch {
    var stage = "opened"
    var lines: [String: Int] = [:]
    var accepted: [String] = []
  }

  // MARK: Awards

  mutating func applyToClaim(_ entry: Entry) {
    if entry.type == "ClaimSubmitted" {
      let caseID = entry.data.text("decedent_case_id")
      expect(claims[entry.key] == nil, entry, "submitted twice")
      let others = claims.values.filter { $0.caseID == caseID && $0.stage != "rejected" }
      expect(others.isEmpty, entry, "a second award for \(caseID)")
      let named = entry.data.list("custody_ids").compactMap(\.stringValue)
      expect(named.allSatisfy { ashes[$0]?.caseID == caseID && ashes[$0]?.form != nil }, entry, "ashes of \(caseID)")
      claims[entry.key] = Award(caseID: caseID, ashes: named)
      return
    }
    guard var claim = claims[entry.key] else { return fault("\(entry.type): no claim \(entry.key)") }
    switch (entry.type, claim.stage) {
    case ("ClaimVerified", "submitted"): claim.stage = "verified"
    case ("ClaimApproved", "verified"):
      expect(entry.data.number("amount_fen") == 80_000, entry, "another amount")
      let forms = claim.ashes.map { ashes[$0]?.form ?? "" }
      expect(forms.allSatisfy { $0 == "sea" || $0 == "tree" }, entry, "the forms are \(forms)")
      (claim.stage, claim.approvedFen) = ("approved", entry.data.number("amount_fen"))
    case ("ClaimRejected", "submitted"), ("ClaimRejected", "verified"), ("ClaimRejected", "approved"):
      claim.stage = "rejected"
    case ("ClaimPaid", "approved"):
      expect(entry.data.number("amount_fen") == claim.approvedFen, entry, "not as approved")
      expect(references.insert(entry.data.text("pay_ref")).inserted, entry, "the reference twice")
      let paid = claims.values.filter { $0.caseID == claim.caseID && $0.stage == "paid" }
      expect(paid.isEmpty, entry, "\(claim.caseID) is paid twice")
      claim.stage = "paid"
    case ("ClaimPaymentFailed", "paid"): claim.stage = "approved"
    // A supplement among them: the facts never give more than was approved.
    default: fault("\(entry.type) \(entry.key): it is \(claim.stage)")
    }
    claims[entry.key] = claim
  }

  // MARK: Waivers and batches

  mutating func applyToWaiver(_ entry: Entry) {
    switch entry.type {
    case "ServiceItemDelivered", "WaiverBatched": break
    case "AnomalyRaised":
      let decided = entry.data.list("event_ids").compactMap { decisions[$0.stringValue ?? ""] }
      expect(entry.data.text("rule_id") == "R3" && !decided.isEmpty, entry, "another remark than on a duplicate")
      expect(decided.allSatisfy { $0.caseID == entry.key }, entry, "decisions of others")
      expect(cases[entry.key]?.isDuplicate == true, entry, "it is no duplicate")
      remarked.insert(entry.key)
    case "WaiverDecided":
      let active = decisions.values.filter { $0.caseID == entry.key && !$0.isReversed }
      expect(active.isEmpty, entry, "a second decision")
      decisions[entry.id] = Waived(caseID: entry.key, fen: entry.data.number("total_waived_fen"))
    case "WaiverReversed":
      let id = entry.data.text("decision_event_id")
      guard let decision = decisions[id], decision.caseID == entry.key, !decision.isReversed else {
        return fault("no decision \(id) to reverse")
      }
      expect(decision.isPaid || decision.batch == nil, entry, "it waits for its payment")
      let fen = entry.data.number("recover_fen")
      expect(decision.isPaid ? fen == decision.fen : fen <= decision.fen, entry, "another sum")
      decisions[id]?.isReversed = true
    default: applyToBatch(entry)
    }
  }

  private mutating func applyToBatch(_ entry: Entry) {
    if entry.type == "BatchOpened" {
      expect(batches[entry.key] == nil, entry, "opened twice")
      batches[entry.key] = Batch()
      return
    }
    guard var batch = batches[entry.key] else { return fault("\(entry.type): no batch \(entry.key)") }
    switch (entry.type, batch.stage) {
    case ("BatchLineAdded", "opened"):
      let id = entry.data.text("decision_event_id")
      let decision = decisions[id]
      expect(
        decision?.caseID == entry.data.text("case_id") && decision?.isReversed == false,
        entry,
        "no decision \(id)"
      )
      expect(
        decision?.batch == nil && decision?.isPaid == false,
        entry,
        "\(id) is in \(decision?.batch ?? "a paid one")"
      )
      expect(decision?.fen == entry.data.number("amount_fen"), entry, "another sum")
      decisions[id]?.batch = entry.key
      batch.lines[id] = entry.data.number("amount_fen")
    case ("BatchReviewed", "opened"):
      let accepted = entry.data.list("accepted").compactMap(\.stringValue)
      let rejected = entry.data.list("rejected").map { $0.text("decision_event_id") }
      expect((accepted + rejected).sorted() == batch.lines.keys.sorted(), entry, "not every line once")
      for id in rejected { decisions[id]?.batch = nil }
      (batch.accepted, batch.stage) = (accepted, accepted.isEmpty ? "rejected" : "reviewed")
    case ("BatchPaid", "reviewed"):
      let sum = batch.accepted.reduce(0) { $0 + (batch.lines[$1] ?? 0) }
      expect(entry.data.number("total_fen") == sum, entry, "the lines are \(sum) fen")
      expect(references.insert(entry.data.text("pay_ref")).inserted, entry, "the reference twice")
      for id in batch.accepted {
        expect(decisions[id]?.isPaid == false && decisions[id]?.isReversed == false, entry, "\(id) paid twice")
        decisions[id]?.isPaid = true
        decisions[id]?.batch = nil
      }
      batch.stage = "paid"
    default: fault("\(entry.type) \(entry.key): it is \(batch.stage)")
    }
    batches[entry.key] = batch
  }
}
