import EventLog
import Registry

extension EventLog {
  /// Decides an amendment, or a fact that comes late, on what is stored, reading whatever that takes. They are rare and
  /// look far back, so nothing of it is kept.
  func reconsider(_ submission: Submission) async throws(FrontDoorError) -> Result<Decision, Refusal> {
    var records = Records()
    while true {
      do throws(Undecided) {
        return .success(try Registrar.reconsider(submission, knowing: records, clock: .now()))
      } catch {
        switch error {
        case .refused(let refusal): return .failure(refusal)
        case .needs(let streams): try await load(streams, into: &records)
        case .comesLate: throw FrontDoorError(.unreadable, "what is decided on records comes late")
        case .needsHolders(let claims): records.learn(try await holders(of: claims), of: claims)
        case .needsEvents(let events): records.learn(try await streams(of: events), of: events)
        case .needsFollower(let event): records.learn(try await next(behind: event), of: event)
        }
      }
    }
  }

  func load(_ streams: Set<StreamName>, into records: inout Records) async throws(FrontDoorError) {
    do {
      let found = try await read(streams: streams.map { StreamID($0) })
      for stream in streams {
        let events = found[StreamID(stream)] ?? []
        try records.load(stream, events: events.map { ($0.position.rawValue, $0.bytes) })
      }
    } catch let error as EventLogError {
      throw FrontDoorError(error)
    } catch {
      throw FrontDoorError(.unreadable, "the streams of a decision cannot be read: \(error)")
    }
  }

  private func streams(of events: Set<EventID>) async throws(FrontDoorError) -> [EventID: StreamName] {
    try await stored(Array(events)).compactMapValues { StreamName(parsing: $0.receipt.stream.rawValue) }
  }

  private func holders(
    of claims: Set<Registry.Claim>
  ) async throws(FrontDoorError) -> [Registry.Claim: StreamName] {
    do {
      let found = try await holders(of: claims.map { LogClaim(kind: $0.kind.rawValue, key: $0.key) })
      return Dictionary(
        uniqueKeysWithValues: claims.compactMap { claim in
          found[LogClaim(kind: claim.kind.rawValue, key: claim.key)]
            .flatMap { StreamName(parsing: $0.rawValue) }.map { (claim, $0) }
        }
      )
    } catch {
      throw FrontDoorError(error)
    }
  }
}
