import EventLog
import Foundation
import Postgres
import SealedStore
import Sealing
import TestSupport
import Testing

/// A migrated database with a sealed store.
struct Store {
  let database: TestDatabase
  let keys: HeldKeys
  let sealer: Sealer
  let keeper: Keeper
  let rotation: KeyRotation
  let log: EventLog

  init(begun: Bool = true) async throws {
    (database, keys) = (try await TestDatabase.migrated(), try TestDatabase.keys())
    let application = ConnectionPool(database.configuration(user: "registry_app"), maximum: 4, logger: .test)
    let keeping = ConnectionPool(database.configuration(user: "registry_keeper"), maximum: 2, logger: .test)
    sealer = Sealer(pool: application, node: TestDatabase.node, keys: keys)
    keeper = Keeper(pool: keeping, node: TestDatabase.node, keys: keys)
    rotation = KeyRotation(pool: keeping, keys: keys)
    log = EventLog(pool: application, node: Node(rawValue: TestDatabase.node), logger: .test)
    if !begun { try await script("DELETE FROM sealed.kek") }
  }

  func begin(_ number: Int32, _ byte: UInt8) async throws {
    try keys.set(number, byte)
    try await rotation.begin(try #require(try keys.key(number)))
  }

  func seal(_ text: String, _ person: String, _ event: UUID = UUID()) async throws -> Part? {
    let outcome = try await sealer.seal([Sealer.Text(event: event, person: person, bytes: Array(text.utf8))])[0]
    if case .sealed(let part) = outcome { return part } else { return nil }
  }

  /// An event that carries the digest of a part.
  func unit(_ part: Part, _ stream: String = UUID().uuidString) -> AppendUnit {
    let id = part.eventID
    let text =
      #"{"data":{},"dataschema":"T/v1","id":"\#(id.uuidString.lowercased())","sealeddigest":"\#(part.digest.hex)","#
      + #""source":"s","specversion":"1.0","subject":"\#(stream)","time":"2026-01-01T00:00:00Z","type":"T"}"#
    return AppendUnit(events: [
      ProposedEvent(id: id, stream: StreamID(rawValue: stream), version: 1, bytes: Array(text.utf8))
    ])
  }

  /// Seals, writes and appends.
  func keep(_ text: String, _ person: String, number: [UInt8]? = nil) async throws -> Part {
    let part = try #require(try await seal(text, person))
    #expect(try await sealer.write([(part, number)]).isEmpty)
    guard case .appended = try await log.append(unit(part)) else { throw CancellationError() }
    return part
  }

  func texts(of person: String) async throws -> [String] {
    try await keeper.parts(of: person).map { String(decoding: try keeper.open($0), as: UTF8.self) }
  }

  func erase(_ person: String, parts: Int) async throws -> Keeper.Erasure {
    let event = unit(PersonKey.random().seal([], as: PartName(node: 1, event: UUID().bytes, person: "")))
    let text = String(decoding: event.events[0].bytes, as: UTF8.self)
    let plain = text.replacing(/"sealeddigest":"[0-9a-f]+",/, with: "")
    return try await keeper.erase(person, basis: "court_order", parts: parts, event: Array(plain.utf8))
  }

  func value<T: PostgresDecodable>(_ sql: SQL, as type: T.Type) async throws -> T {
    let connection = try await Connection.open(database.configuration(), logger: .test)
    let value = try await connection.query(sql)[0].decode(T.self, at: 0)
    await connection.close()
    return value
  }

  func script(_ text: String, as user: String = "postgres") async throws {
    let connection = try await Connection.open(database.configuration(user: user), logger: .test)
    let result = await Result { try await connection.script(text) }
    await connection.close()
    try result.get()
  }
}

extension Part {
  var eventID: UUID { UUID(bytes: name.event) }
}

extension UUID {
  var bytes: [UInt8] { withUnsafeBytes(of: uuid) { Array($0) } }
  init(bytes: [UInt8]) { self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) } }
}

extension [UInt8] {
  var hex: String { map { String(format: "%02x", $0) }.joined() }
}

extension Result where Failure == any Error {
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
