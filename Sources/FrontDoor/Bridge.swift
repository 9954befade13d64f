import FoundationEssentials
public import EventLog
import Postgres
public import Registry
import SealedStore

// Where the words of the domain become those of the log, and back.

extension AppendUnit {
  init(_ decision: Decision, vouchedBy voucher: Voucher? = nil) {
    self.init(
      events: decision.events.map { event in
        ProposedEvent(
          id: event.id.uuid,
          stream: StreamID(event.stream),
          version: Int32(event.version),
          bytes: event.bytes
        )
      },
      guards: Dictionary(
        uniqueKeysWithValues: decision.guards.map { (StreamID($0.key), Int32($0.value)) }
      ),
      premises: decision.premises.map(\.uuid),
      takes: decision.takes.map { LogClaim(kind: $0.kind.rawValue, key: $0.key) },
      releases: decision.releases.map { LogClaim(kind: $0.kind.rawValue, key: $0.key) },
      voucher: voucher?.document
    )
  }
}

extension StreamID {
  public init(_ name: StreamName) { self.init(rawValue: name.description) }
}

extension Registrar {
  /// The refusal that a lost claim means.
  static func refusal(
    _ claim: LogClaim,
    heldBy holder: StreamID,
    for subject: StreamName
  ) throws(FrontDoorError) -> Refusal {
    guard let kind = Registry.Claim.Kind(rawValue: claim.kind), let stream = StreamName(parsing: holder.rawValue) else {
      throw FrontDoorError(.unreadable, "the log has a claim that this program does not know: \(claim.kind)")
    }
    return refusal(claimTaken: Registry.Claim(kind, claim.key), heldBy: stream, for: subject)
  }
}

extension Instant {
  /// This moment, by this machine's clock.
  public static func now() -> Instant {
    let microseconds = Int64(Date().timeIntervalSince1970 * 1_000_000)
    // The clock would have to stand outside the years 1800 to 2199.
    guard let now = Instant(microsecondsSince1970: microseconds) else {
      preconditionFailure("this machine's clock is centuries off")
    }
    return now
  }
}

extension PostgresTimestamp {
  init(_ instant: Instant) { self.init(microsecondsSince1970: instant.microsecondsSince1970) }
}

extension FrontDoorError {
  init(_ error: EventLogError) {
    if error.cause?.sqlState == .diskFull {
      self.init(.diskFull, "the database has no room left")
    } else if error.code == .overloaded {
      self.init(.overloaded, error.description)
    } else {
      self.init(.unavailable, error.description)
    }
  }
}

extension FrontDoorError {
  init(_ error: SealedStoreError) {
    let code: Code =
      switch error.code {
      case .unavailable, .keyMissing: .unavailable
      case .diskFull: .diskFull
      case .swept: .overloaded
      case .notAuthentic: .unreadable
      }
    self.init(code, error.description)
  }
}

extension EventLog {
  /// What the log holds under these ids.
  func stored(_ ids: [EventID]) async throws(FrontDoorError) -> [EventID: (receipt: Receipt, bytes: [UInt8])] {
    let found: [UUID: (receipt: Receipt, bytes: [UInt8])]
    do {
      found = try await receipts(for: ids.map(\.uuid))
    } catch {
      throw FrontDoorError(error)
    }
    if found.isEmpty { return [:] }
    return Dictionary(uniqueKeysWithValues: ids.compactMap { id in found[id.uuid].map { (id, $0) } })
  }

  /// The organisations that have entered something into streams.
  func parties(of streams: Set<StreamID>) async throws(FrontDoorError) -> [StreamID: Set<String>] {
    do {
      return try await sources(of: Array(streams))
    } catch {
      throw FrontDoorError(error)
    }
  }

  /// The stored events of streams, in order; a stream without events is not in the answer.
  func stored(_ streams: some Collection<StreamName>) async throws(FrontDoorError) -> [StreamName: [[UInt8]]] {
    do {
      let found = try await read(streams: streams.map { StreamID($0) })
      return Dictionary(
        uniqueKeysWithValues: streams.compactMap { name in found[StreamID(name)].map { (name, $0.map(\.bytes)) } }
      )
    } catch {
      throw FrontDoorError(error)
    }
  }
}

extension EventID {
  var uuid: UUID {
    bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }
}
