import EventLog
import Foundation
import Logging
import Postgres
import Registry
import Simulator
import TestSupport
import Testing

/// A migrated database, a directory for the keys, and a file with a small city's submissions.
struct Place: Sendable {
  let directory: URL
  let database: TestDatabase
  let log: EventLog
  let lines: [[UInt8]]
  let ids: Set<String>

  init(cases: Int) async throws {
    directory = URL(filePath: "/tmp/qmp-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    database = try await TestDatabase.migrated()
    try TestDatabase.writeKey(in: directory)
    log = EventLog(
      pool: ConnectionPool(database.configuration(), maximum: 2, logger: .test),
      node: Node(rawValue: TestDatabase.node),
      logger: .test
    )

    let lines = Array(Simulation(cases: cases, seed: 1, documents: try Document.read(schemas: Repository.documents)))
    ids = Set(
      try lines.map {
        try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])["id"] as? String ?? ""
      }
    )
    self.lines = lines
    try Data(lines.joined(separator: [UInt8(ascii: "\n")])).write(to: file)
  }

  private var file: URL { directory.appending(path: "city.ndjson") }
  var lineCount: Int { lines.count }
  /// Options that say where the registry is.
  var options: [String] { ["--data", directory.path, "--database", database.connectionString()] }
  var submit: [String] { ["submit", file.path] + options }

  /// Returns once the log holds so many events.
  func waitForEvents(_ count: Int64) async throws {
    let events = log.follow(after: .start, listeningOn: database.configuration())
    for try await event in events where event.position.rawValue >= count { return }
  }

  /// Keeps whoever appends the event at a position waiting in the middle of the batch, does what is asked then, and lets it go.
  func stalled(at position: Int64, _ body: @Sendable () -> Void) async throws {
    let keeper = try await Connection.open(database.configuration(), logger: .test)
    try await keeper.tamper(
      """
      SELECT pg_advisory_lock(4711);
      CREATE FUNCTION public.stall() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NEW; END';
      CREATE TRIGGER stall BEFORE INSERT ON registry.event_\(TestDatabase.node)
        FOR EACH ROW WHEN (NEW.position = \(position)) EXECUTE FUNCTION public.stall()
      """
    )
    let waiting: SQL = """
      SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      """
    // The server tells nobody that a session waits for a lock, so it is asked until one does.
    while try await keeper.query(waiting).first == nil { try await Task.sleep(for: .milliseconds(10)) }
    body()
    await keeper.close()
  }

  /// Every line's event is in the log, and nothing else but what the rules derived from them.
  func expectEachLineStoredOnce() async throws {
    var stored: [String] = []
    for try await event in log.events(after: .start) {
      stored.append(event.id.uuidString.lowercased())
      #expect(event.position.rawValue == Int64(stored.count))
    }
    #expect(Set(stored).isSuperset(of: ids))
    #expect(Set(stored).count == stored.count)
    let derived = Set(stored).subtracting(ids)
    // Each event that carries the digest of a sealed part has it, whatever was killed when.
    let keeper = try await Connection.open(database.configuration(), logger: .test)
    let sealed = try await keeper.query(
      """
      SELECT count(*), count(k.event_id) FROM registry.event e
      LEFT JOIN sealed.kept k ON k.event_id = e.event_id AND k.node = e.node
      WHERE e.event ->> 'sealeddigest' IS NOT NULL
      """
    )[0].decode(Int64.self, Int64.self)
    await keeper.close()
    #expect(sealed.0 > 20 && sealed.0 == sealed.1)
    // Version 8 marks the ids that the registry itself gives.
    #expect(derived.allSatisfy { Array($0)[14] == "8" })
  }
}
