import CanonicalJSON

@testable import Registry

extension World {
  /// A fact that stands: its event and what it says.
  func fact<Payload: FactPayload>(_ type: Payload.Type, in stream: StreamName) -> RecordedEvent? {
    let recorded = zip(positions[stream] ?? [], stored[stream] ?? []).enumerated().compactMap { index, line in
      (try? RecordedEvent(stored: line.1, in: stream, version: index + 1)).map { (line.0, $0) }
    }
    return StreamHistory(recorded: recorded).standing.last { $0.event.payload is Payload }?.event
  }

  /// Corrects the last fact of a type.
  @discardableResult
  mutating func correct<Payload: FactPayload>(
    _ stream: StreamName,
    at time: Instant? = nil,
    as grounds: Grounds = .slip,
    by actor: Code = "clerk-1",
    _ change: (inout Payload) -> Void
  ) throws(Refusal) -> Decision {
    guard let fact = fact(Payload.self, in: stream), let data = fact.payload as? Payload else {
      throw r1NoSuchRecord(stream)
    }
    let correction = FactCorrected(
      restating: with(data, change),
      at: time ?? fact.time,
      target: fact.id,
      replaces: lastStatement(of: fact.id, in: stream),
      as: grounds.void(of: fact.id)
    )
    return try amend(correction, in: stream, by: actor)
  }

  /// Voids the last fact of a type.
  @discardableResult
  mutating func void(
    _ type: (some FactPayload).Type,
    in stream: StreamName,
    as grounds: Grounds = .slip
  ) throws(Refusal) -> Decision {
    guard let fact = fact(type, in: stream) else { throw r1NoSuchRecord(stream) }
    return try amend(
      with(grounds.void(of: fact.id)) { $0.replacesEventId = lastStatement(of: fact.id, in: stream) },
      in: stream
    )
  }

  /// Proposes to void the last fact of a type.
  mutating func propose(
    toVoid type: (some FactPayload).Type,
    in stream: StreamName,
    as grounds: Grounds = .slip,
    by actor: Code = "clerk-2"
  ) throws(Refusal) -> EventID {
    guard let fact = fact(type, in: stream) else { throw r1NoSuchRecord(stream) }
    let void = with(grounds.void(of: fact.id)) { $0.replacesEventId = lastStatement(of: fact.id, in: stream) }
    return try amend(AmendmentProposed(void), in: stream, by: actor).events[0].id
  }

  /// Proposes to correct the last fact of a type.
  mutating func propose<Payload: FactPayload>(
    in stream: StreamName,
    by actor: Code = "clerk-2",
    hashed: Set<String> = [],
    _ change: (inout Payload) -> Void
  ) throws(Refusal) -> EventID {
    guard let fact = fact(Payload.self, in: stream), let data = fact.payload as? Payload else {
      throw r1NoSuchRecord(stream)
    }
    let correction = FactCorrected(
      restating: with(data, change),
      at: fact.time,
      target: fact.id,
      replaces: lastStatement(of: fact.id, in: stream),
      as: Grounds.slip.void(of: fact.id)
    )
    return try amend(AmendmentProposed(correction), in: stream, by: actor, hashed: hashed).events[0].id
  }

  @discardableResult
  mutating func decide(
    _ proposal: EventID,
    _ result: AmendmentDecided.Result = .approved,
    in stream: StreamName,
    because reason: Text? = nil,
    by actor: Code = "head-1"
  ) throws(Refusal) -> Decision {
    try amend(AmendmentDecided(proposalEventId: proposal, result: result, reason: reason), in: stream, by: actor)
  }

  @discardableResult
  mutating func withdraw(
    _ proposal: EventID,
    in stream: StreamName,
    because reason: Text? = nil,
    from source: Code = "371002-H"
  ) throws(Refusal) -> Decision {
    let withdrawn = AmendmentWithdrawn(proposalEventId: proposal, reason: reason)
    return try amend(withdrawn, in: stream, by: "clerk-2", from: source)
  }

  func lastStatement(of fact: EventID, in stream: StreamName) -> EventID {
    var last = fact
    for (index, bytes) in (stored[stream] ?? []).enumerated() {
      let event = try? RecordedEvent(stored: bytes, in: stream, version: index + 1)
      if let event, let amendment = event.payload as? any Amendment, amendment.targetEventId == fact { last = event.id }
    }
    return last
  }

  /// Everything of a type that stands in a stream.
  func standing<Payload: EventPayload>(_ type: Payload.Type, in stream: StreamName) -> [Payload] {
    let recorded = (stored[stream] ?? []).enumerated().compactMap { index, bytes in
      (try? RecordedEvent(stored: bytes, in: stream, version: index + 1)).map { (Int64(index), $0) }
    }
    return StreamHistory(recorded: recorded).standing.compactMap { $0.event.payload as? Payload }
  }
}

/// On what grounds a test amends.
struct Grounds {
  var reason = AmendmentReason.clericalError
  var evidence: Digest?
  var approver: Code = "head-1"

  static let slip = Grounds()
  static let audit = Grounds(reason: .auditFinding, evidence: .paper)

  func void(of target: EventID) -> EventVoided {
    EventVoided(
      targetEventId: target,
      replacesEventId: target,
      reasonCode: reason,
      evidenceDigest: evidence,
      approverId: approver
    )
  }
}
