import FoundationEssentials
import Postgres

/// One call of `registry.append`: its units as parameters, its rows as outcomes.
struct AppendCall {
  let node: Node
  let units: [AppendUnit]

  var sql: SQL {
    var events: [EventText] = []
    var versions: [Int32] = []
    var eventUnits: [Int32] = []
    var guards = (units: [Int32](), streams: [StreamID](), versions: [Int32]())
    var claims = (units: [Int32](), kinds: [String](), keys: [String](), takes: [Bool]())
    var premises = (units: [Int32](), events: [UUID]())
    var vouchers = Vouchers()
    for (index, unit) in units.enumerated() {
      let number = Int32(index + 1)
      for event in unit.events {
        events.append(EventText(bytes: event.bytes))
        versions.append(event.version)
        eventUnits.append(number)
        vouchers.vouch(unit.voucher)
      }
      for (stream, version) in unit.guards {
        guards.units.append(number)
        guards.streams.append(stream)
        guards.versions.append(version)
      }
      for premise in unit.premises {
        premises.units.append(number)
        premises.events.append(premise)
      }
      for (claim, takes) in unit.takes.map({ ($0, true) }) + unit.releases.map({ ($0, false) }) {
        claims.units.append(number)
        claims.kinds.append(claim.kind)
        claims.keys.append(claim.key)
        claims.takes.append(takes)
      }
    }
    return """
      SELECT unit, outcome, event_id, stream, version, expected, position, recorded_at, claim_kind, claim_key, reason
      FROM registry.append(\(node), \(events), \(versions), \(eventUnits),
        \(guards.units), \(guards.streams), \(guards.versions),
        \(claims.units), \(claims.kinds), \(claims.keys), \(claims.takes),
        \(premises.units), \(premises.events), \(vouchers.documents), \(vouchers.isUsed ? vouchers.numbers : []))
      """
  }

  /// The outcome of each unit.
  /// - Throws: ``EventLogError/Code/database`` if an answer is missing or cannot be read.
  func outcomes(_ rows: Rows) throws(EventLogError) -> [AppendOutcome] {
    var outcomes = [AppendOutcome?](repeating: nil, count: units.count)
    for row in rows {
      do throws(PostgresError) {
        let index = Int(try row.decode(Int32.self, at: 0)) - 1
        guard outcomes.indices.contains(index) else { throw row[0].mismatch(AppendUnit.self) }
        outcomes[index] = try Self.outcome(row, after: outcomes[index])
      } catch {
        throw EventLogError(error)
      }
    }
    let complete = outcomes.compactMap(\.self)
    guard complete.count == units.count else {
      throw EventLogError(.database, "registry.append did not answer for every unit")
    }
    return complete
  }

  /// Reads one row; `previous` is what the rows before said of the same unit.
  private static func outcome(
    _ row: Row,
    after previous: AppendOutcome?
  ) throws(PostgresError) -> AppendOutcome {
    switch try row.decode(String.self, at: 1) {
    case "appended": return .appended((previous?.receipts ?? []) + [try receipt(row)])
    case "duplicate": return .duplicate((previous?.receipts ?? []) + [try receipt(row)])
    case "reused": return .reused(eventID: try row.decode(UUID.self, at: 2))
    case "conflict":
      return .conflict(
        try row.decode(StreamID.self, at: 3),
        expected: try row.decode(Int32.self, at: 5),
        actual: try row.decode(Int32.self, at: 4)
      )
    case "claimed":
      return .claimed(
        try claim(row),
        by: try row.decode(StreamID.self, at: 3),
        at: try row.decode(Position.self, at: 6)
      )
    default: return .rejected(try rejection(row))
    }
  }

  private static func rejection(_ row: Row) throws(PostgresError) -> AppendOutcome.Rejection {
    switch try row.decode(String.self, at: 10) {
    case "empty": .empty
    case "malformed": .malformed
    case "too_large": .tooLarge
    case "not_held": .notHeld(try claim(row))
    case "unsealed": .unsealed
    default: throw row[10].mismatch(AppendOutcome.Rejection.self)
    }
  }

  private static func claim(_ row: Row) throws(PostgresError) -> Claim {
    Claim(kind: try row.decode(String.self, at: 8), key: try row.decode(String.self, at: 9))
  }

  private static func receipt(_ row: Row) throws(PostgresError) -> Receipt {
    Receipt(
      eventID: try row.decode(UUID.self, at: 2),
      stream: try row.decode(StreamID.self, at: 3),
      version: try row.decode(Int32.self, at: 4),
      position: try row.decode(Position.self, at: 6),
      recordedAt: try row.decode(PostgresTimestamp.self, at: 7)
    )
  }
}

/// What vouches for the events of a call: each document once.
private struct Vouchers {
  private(set) var documents: [EventText] = []
  /// For each event the number of its document, from 1; 0 for none.
  private(set) var numbers: [Int32] = []
  private var known: [[UInt8]: Int32] = [:]

  var isUsed: Bool { !documents.isEmpty }

  mutating func vouch(_ document: [UInt8]?) {
    guard let document else { return numbers.append(0) }
    let number = known[document] ?? Int32(documents.count + 1)
    if number > documents.count {
      documents.append(EventText(bytes: document))
      known[document] = number
    }
    numbers.append(number)
  }
}

/// The bytes of an event as a `text` parameter. The server checks that they are UTF-8.
private struct EventText: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
  static var postgresType: PostgresType { .text }
  static var postgresArrayType: PostgresType { .textArray }

  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }
  init(from value: PostgresValue) throws(PostgresError) { bytes = try [UInt8](from: value) }
  func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
}
