import Foundation
import Logging
import Postgres
import PrivateCluster

// Measures on a cluster of its own under .qingming/bench, which it removes again. Called from the root of the checkout.
let root = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
let directory = root.appending(path: ".qingming/bench")
let settings = Settings(ProcessInfo.processInfo.environment)
let hardware = Hardware()
let logger = Logger(label: "bench")
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
  let append = AppendBenchmark(
    cluster: cluster,
    seed: settings.seed,
    rounds: settings.rounds,
    duration: .seconds(2),
    logger: logger
  )
  figures.merge(try await append.run(schema: root.appending(path: "Schemas/database"))) { $1 }
  let projection = ProjectionBenchmark(cluster: cluster, settings: settings, logger: logger)
  figures.merge(try await projection.run(root: root)) { $1 }
} catch {
  try? await cluster.stop(.immediate)
  throw error
}
try await cluster.stop(.immediate)
try FileManager.default.removeItem(at: directory)
say("load after \(hardware.load ?? 0)")

let encoder = JSONEncoder()
encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
try encoder.encode(figures).write(to: root.appending(path: ".qingming/bench.json"))
