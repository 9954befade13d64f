import Access
import CanonicalJSON
import EventLog
import FoundationEssentials
import Registry

/// A proposed amendment as the log has it: of which fact, what the fact should say, and what became of it.
struct ProposalFile: Sendable {
  let proposal: StoredEvent
  let fact: StandingFact
  /// Nil while it is open.
  let end: StoredEvent?
  /// What an approval wrote.
  let amendment: StoredEvent?
  /// Who has entered something into the record.
  let parties: Set<String>

  var kind: AmendmentKind { proposal.data["data"] == nil ? .voiding : .correction }
  var id: UUID { proposal.id }

  /// What would be different, held against the statement that whoever proposed it has seen.
  var changes: [FactStatement.Change] {
    guard kind == .correction, let seen = fact.statement(proposal.uuid("replaces_event_id")) else { return [] }
    return seen.statement.changes(to: proposal.statement)
  }

  /// Who may not decide it, for they have recorded the fact, corrected it, or proposed this (rule L4).
  var excluded: [String] { fact.authors.filter { $0 != proposal.actor } + [proposal.actor] }

  enum State: String {
    case open, approved, declined, withdrawn
  }

  var state: State {
    guard let end else { return .open }
    if end.event.type == AmendmentWithdrawn.type { return .withdrawn }
    return end.data["result"] == "approved" ? .approved : .declined
  }
}

extension VisitedCity {
  /// A proposal that the visitor sees; nil where there is none.
  func proposal(_ id: UUID) async throws -> ProposalFile? { try await proposals([id]).first }

  /// Those of some proposals that the visitor sees, in the order of the log.
  func proposals(_ ids: [UUID]) async throws -> [ProposalFile] {
    let proposals = try await log.events(ids).map(StoredEvent.init).filter { $0.event.type == AmendmentProposed.type }
    guard !proposals.isEmpty else { return [] }
    let streams = StreamsNamed(Set(proposals.map(\.event.stream)).sorted { $0.rawValue < $1.rawValue })
    let targets = try await log.events(Array(Set(proposals.compactMap { $0.uuid("target_event_id") }))).map(
      StoredEvent.init
    )
    let facts = Dictionary(targets.map { ($0.id, $0) }) { first, _ in first }
    let amendments = try await log.amendments(of: streams, beside: targets)
    let types = [AmendmentDecided.type, AmendmentWithdrawn.type]
    let first = proposals.map(\.event.position).min() ?? .start
    let ended = try await log.all(of: streams, types: types, after: first).map(StoredEvent.init)
    let ends = Dictionary(ended.compactMap { end in end.uuid("proposal_event_id").map { ($0, end) } }) { $1 }
    let parties = try await parties(of: Set(proposals.compactMap(\.name)))
    return proposals.sorted { $0.event.position < $1.event.position }.compactMap { proposal in
      guard let target = proposal.uuid("target_event_id").flatMap({ facts[$0] }),
        let fact = StandingFact(target, amendments)
      else { return nil }
      let end = ends[proposal.id]
      let written = end.flatMap { end in
        amendments.of(target.id).map(\.amendment).first { $0.event.position > end.event.position }
      }
      return ProposalFile(
        proposal: proposal,
        fact: fact,
        end: end,
        amendment: end?.data["result"] == "approved" ? written : nil,
        parties: parties[fact.stream] ?? []
      )
    }
  }

  /// Whether the visitor may do something about a proposal, as far as that is known before it is sent.
  func may(_ act: any EventPayload.Type, about file: ProposalFile) -> Bool {
    submitter.may(act, amending: file.fact.type, in: file.fact.stream, enteredBy: file.parties)
  }
}
