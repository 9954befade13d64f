import Foundation
import Logging
import Postgres
import PrivateCluster

/// The registry over HTTP: the program that serves it, with its read models, under fifty clients, beside a bare peer.
///
/// In a database of its own, with a small simulated city in it, so that what is read is there.
struct HTTPBenchmark {
  let cluster: PrivateCluster
  let settings: Settings
  let logger: Logger
  /// Where keys go.
  let data: URL

  private static let database = "http_benchmark"

  private var conninfo: String { cluster.connectionString(database: Self.database) }

  /// - Returns: flat figures by name.
  /// - Throws: ``BenchmarkFailure`` when an answer is wrong; what the database has to say.
  func run() async throws -> [String: Double] {
    let superuser = ConnectionPool(Configuration(cluster.connectionString()), maximum: 1, logger: logger)
    try await superuser.execute("CREATE DATABASE \(identifier: Self.database)")
    await superuser.close()
    try await loadCity()
    let pool = ConnectionPool(Configuration(conninfo), maximum: 1, logger: logger)
    try await pool.withConnection { try $0.script(Peer.table) }

    let peer = try await measurePeer()
    var registry = try await measureRegistry(pool)
    await pool.close()
    registry.results.insert(contentsOf: peer, at: 0)
    return HTTPReport(settings: settings, results: registry.results, memory: registry.memory).figures()
  }

  private func loadCity() async throws {
    let lines = data.appending(path: "city.ndjson")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    let city = try await qingming(
      ["simulate", "--city", "weihai", "--scale", settings.scale, "--seed", "\(settings.seed)"],
      at: false
    )
    try Data(city.utf8).write(to: lines)
    _ = try await qingming(["submit", lines.path, "--city", "weihai"])
  }

  private func measurePeer() async throws -> [HTTPResult] {
    let results = Collected<HTTPResult>()
    try await ServedProcess.run(Self.program("Benchmarks"), [Peer.command, conninfo]) { peer in
      let load = HTTPLoad(port: peer.port)
      let hello = HTTPCall(get: "/hello")
      for series in HTTPQuestions.peer(settings) { await results.add(try await load.run(series, warmUp: hello)) }
    }
    return await results.all
  }

  private func measureRegistry(_ pool: ConnectionPool) async throws -> (
    results: [HTTPResult], memory: [HTTPReport.Memory]
  ) {
    let questions = try await HTTPQuestions(
      settings: settings,
      home: qingming(["token", "home", "--city", "weihai"]),
      bureau: qingming(["token", "bureau", "--city", "weihai"]),
      cases: pool.query(
        """
        SELECT DISTINCT substr(stream, 6) FROM registry.event
        WHERE stream LIKE 'case/%' AND type = 'CaseOpened' ORDER BY 1 LIMIT 1000
        """
      ).decode(String.self)
    )
    let results = Collected<HTTPResult>()
    let memory = Collected<HTTPReport.Memory>()
    let serve = ["serve", "--work", "--port", "0", "--city", "weihai", "--rate", "1000000"]
    try await ServedProcess.run(Self.program("qingming"), serve + place) { server in
      try await waitForReadModels(pool)
      let load = HTTPLoad(port: server.port)
      var requests = 0
      func note() async {
        if let (now, most) = server.memory { await memory.add(.init(requests: requests, now: now, most: most)) }
      }
      for part in questions.parts {
        await note()
        for series in part {
          await results.add(try await load.run(series, warmUp: questions.warmUp))
          requests += series.count + HTTPLoad.clients
        }
        // Reads are measured while nothing is submitted, and of tables that show everything.
        try await waitForReadModels(pool)
      }
      await note()
    }
    return (await results.all, await memory.all)
  }

  private func waitForReadModels(_ pool: ConnectionPool) async throws {
    while true {
      let behind = try await pool.query(
        "SELECT count(*) = 0 OR bool_or(lag_events > 0) FROM projection.status WHERE live"
      )[0].decode(Bool.self, at: 0)
      guard behind else { return }
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  private var place: [String] { ["--database", conninfo, "--data", data.path] }

  /// Runs a command of the registry, on the database unless it needs none.
  private func qingming(_ arguments: [String], at database: Bool = true) async throws -> String {
    let output = try await ServedProcess.output(of: Self.program("qingming"), arguments + (database ? place : []))
    return output.trimmingCharacters(in: .newlines)
  }

  /// Beside this program.
  private static func program(_ name: String) -> URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
  }
}

/// What a body that runs elsewhere has brought.
private actor Collected<Element: Sendable> {
  private(set) var all: [Element] = []

  func add(_ element: Element) { all.append(element) }
}
