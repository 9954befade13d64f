/// What a stream's decisions did to its claims since a position, as the facts were and as they are.
struct ClaimChanges {
  /// Whether a claim was held before the first decision that spoke of it, and after the last.
  private struct Held {
    let before: Bool
    var after: Bool
  }

  private var was: [Claim: Held] = [:]
  private var becomes: [Claim: Held] = [:]

  mutating func record(_ was: Outcome, _ becomes: Outcome) {
    Self.record(was, in: &self.was)
    Self.record(becomes, in: &self.becomes)
  }

  private static func record(_ outcome: Outcome, in held: inout [Claim: Held]) {
    for claim in outcome.releases { held[claim, default: Held(before: true, after: false)].after = false }
    for claim in outcome.takes { held[claim, default: Held(before: false, after: true)].after = true }
  }

  /// What is to be taken and given back now. A claim that one side did not speak of is there as it was before. What
  /// others have come to hold stays theirs: to take it is for the log to refuse, to give it back is no longer ours.
  func difference(in stream: StreamName, _ records: Records) throws(Undecided) -> Outcome {
    var takes: [Claim] = []
    var releases: [Claim] = []
    for claim in Set(was.keys).union(becomes.keys).sorted(by: { $0.description < $1.description }) {
      let before = (was[claim] ?? becomes[claim])?.before ?? false
      let held = was[claim]?.after ?? before
      let holds = becomes[claim]?.after ?? before
      if holds && !held { takes.append(claim) }
      if held && !holds { releases.append(claim) }
    }
    let holders = try records.holders(of: takes + releases)
    return Outcome(
      takes: takes.filter { holders[$0] != stream },
      releases: releases.filter { holders[$0] == stream }
    )
  }
}
