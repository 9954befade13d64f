import Foundation
import Logging
import Postgres
import PrivateCluster

let logger = Logger(label: "bench")
if CommandLine.arguments.count == 3, CommandLine.arguments[1] == Peer.command {
  try await Peer(configuration: Configuration(CommandLine.arguments[2]), logger: logger).run()
  exit(0)
}

// Measures on a cluster of its own under .qingming/bench, which it removes again. Called from the root of the checkout.
let root = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
let settings = Settings(ProcessInfo.processInfo.environment)
let place = settings.directory.map { URL(filePath: $0) } ?? root.appending(path: ".qingming")
let directory = place.appending(path: "bench")
let hardware = Hardware()
say("\(hardware.text); seed \(settings.seed); load before \(hardware.load ?? 0)")

try? FileManager.default.removeItem(at: directory)
let cluster = try PrivateCluster(directory: directory, durability: .full)
try await cluster.start()
var figures: [String: Double] = [
  "cores": Double(hardware.cores), "memory_gib": Double(hardware.memoryGiB), "seed": Double(settings.seed),
  "load_before": hardware.load ?? 0,
]
do {
  say(try await Hardware.server(Configuration(cluster.connectionString()), logger: logger))
  if settings.parts.contains("append") {
    let append = AppendBenchmark(
      cluster: cluster,
      seed: settings.seed,
      rounds: settings.rounds,
      duration: .seconds(2),
      logger: logger
    )
    figures.merge(try await append.run(schema: root.appending(path: "Schemas/database"))) { $1 }
  }
  if settings.parts.contains("notary") {
    let notary = NotaryBenchmark(cluster: cluster, settings: settings, directory: directory, logger: logger)
    figures.merge(try await notary.run(root: root)) { $1 }
  }
  if settings.parts.contains("http") {
    let data = directory.appending(path: "http")
    let http = HTTPBenchmark(cluster: cluster, settings: settings, logger: logger, data: data)
    figures.merge(try await http.run()) { $1 }
  }
  if settings.parts.contains("projection") {
    let projection = ProjectionBenchmark(cluster: cluster, settings: settings, logger: logger)
    figures.merge(try await projection.run(root: root)) { $1 }
  }
} catch {
  try? await cluster.stop(.immediate)
  throw error
}
try await cluster.stop(.immediate)
try FileManager.default.removeItem(at: directory)
say("load after \(hardware.load ?? 0)")

let encoder = JSONEncoder()
encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
try encoder.encode(figures).write(to: place.appending(path: "bench.json"))
