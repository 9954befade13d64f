import Foundation
import Logging
import PrivateCluster

// Measures on a cluster of its own under .qingming/bench, which it removes again. Called from the root of the checkout.
let root = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
let directory = root.appending(path: ".qingming/bench")
let environment = ProcessInfo.processInfo.environment
let seed = environment["QINGMING_BENCH_SEED"].flatMap(UInt64.init) ?? 20_260_405
let rounds = environment["QINGMING_BENCH_ROUNDS"].flatMap(Int.init) ?? 5

let processor =
  (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?
  .split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "unknown processor"
print(
  "\(ProcessInfo.processInfo.activeProcessorCount) cores,\(processor),",
  "\(ProcessInfo.processInfo.physicalMemory >> 30) GiB; seed \(seed); medians of \(rounds) rounds"
)

try? FileManager.default.removeItem(at: directory)
let cluster = try PrivateCluster(directory: directory, durability: .full)
try await cluster.start()
var figures: [String: Double] = [:]
do {
  let benchmark = AppendBenchmark(
    cluster: cluster,
    seed: seed,
    rounds: rounds,
    duration: .seconds(2),
    logger: Logger(label: "bench")
  )
  let schema = root.appending(path: "Schemas/database")
  figures.merge(try await benchmark.run(schema: schema)) { $1 }
  let projection = ProjectionBenchmark(cluster: cluster, logger: Logger(label: "bench"))
  let rates = try await projection.run(schema: schema, projections: root.appending(path: "Projections"))
  for (name, rate) in rates.sorted(by: { $0.key < $1.key }) { print("\(name): \(Int(rate)) events/s") }
  figures.merge(rates) { $1 }
} catch {
  try? await cluster.stop(.immediate)
  throw error
}
try await cluster.stop(.immediate)
try FileManager.default.removeItem(at: directory)

let encoder = JSONEncoder()
encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
try encoder.encode(figures).write(to: root.appending(path: ".qingming/bench.json"))
