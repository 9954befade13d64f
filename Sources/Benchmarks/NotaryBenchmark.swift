import EventLog
import Foundation
import Logging
import Notary
import Postgres
import PrivateCluster
import SystemPackage
import TransparencyLog

/// What the notary costs whoever appends: the same writers with a notary beside them that signs every two seconds, and without, round
/// about. Then what it costs when nothing comes.
struct NotaryBenchmark {
  let cluster: PrivateCluster
  let settings: Settings
  let directory: URL
  let logger: Logger

  private static let node = Node(rawValue: 370_600)
  private static let writers = 16
  private static let pause = Duration.seconds(2)

  /// Long enough for some signatures, unless somebody is in a hurry.
  private var duration: Duration { .seconds(min(settings.seconds, 8)) }

  /// - Returns: flat figures by name.
  func run(root: URL) async throws -> [String: Double] {
    let superuser = Configuration(cluster.connectionString())
    let schema = root.appending(path: "Schemas/database")
    try await DatabaseSchema.migrate(directory: schema, configuration: superuser, logger: logger)
    try await DatabaseSchema.install(Self.node, name: "notary", configuration: superuser, logger: logger)
    let application = Configuration(cluster.connectionString(user: "registry_app"))
    let pool = ConnectionPool(application, maximum: 4, logger: logger)
    let log = EventLog(pool: pool, node: Self.node, logger: logger)
    let signed = try SignedDirectory(of: log, at: directory.appending(path: "notary"))
    var figures = try await measureAppends(log, signed)
    figures.merge(try await measureIdling(signed)) { $1 }
    figures.merge(try await VerifyBenchmark(log: log, signed: signed, settings: settings).run()) { $1 }
    await pool.close()
    return figures
  }

  private func measureAppends(_ log: EventLog, _ signed: SignedDirectory) async throws -> [String: Double] {
    var without = Rate(key: "append_16_without_notary", title: "append, 16 writers, no notary")
    var with = Rate(key: "append_16_with_notary", title: "append, 16 writers, with a notary")
    for round in 0...settings.rounds {
      // Now one first, now the other.
      for hasNotary in round.isMultiple(of: 2) ? [false, true] : [true, false] {
        // It begins with what has come in these seconds, not with what came before.
        try await signed.catchUp()
        let seed = settings.seed &+ UInt64(2 * round + (hasNotary ? 1 : 0)) &* 0x2545_f491_4f6c_dd1d
        let notary = hasNotary ? signed.start(every: Self.pause, logger: logger) : nil
        let series = LogSeries(log: log, writers: Self.writers)
        let rate = try await series.measure(for: duration, seed: seed)
        notary?.cancel()
        _ = await notary?.result
        if round == 0 { continue }
        if hasNotary { with.rounds.append(rate) } else { without.rounds.append(rate) }
      }
    }
    try await signed.catchUp()
    for rate in [without, with] {
      let spread = "\(Int(rate.rounds.min() ?? 0))–\(Int(rate.rounds.max() ?? 0))"
      say("\(rate.title): \(Int(rate.median)) events/s (\(spread))")
    }
    let ratio = (with.median / without.median * 100).rounded() / 100
    say("append with a notary against without: \(ratio)")
    return [
      "\(without.key)_per_second": without.median.rounded(), "\(with.key)_per_second": with.median.rounded(),
      "append_with_notary_vs_without": ratio,
    ]
  }

  /// Processor seconds of this process for each minute in which nothing comes.
  private func measureIdling(_ signed: SignedDirectory) async throws -> [String: Double] {
    let notary = signed.start(every: Self.pause, logger: logger)
    try await Task.sleep(for: Self.pause)
    let (start, used) = (ContinuousClock.now, Resources.processorSeconds)
    try await Task.sleep(for: .seconds(min(settings.seconds, 60)))
    let minutes = (ContinuousClock.now - start) / .seconds(60)
    let seconds = ((Resources.processorSeconds - used) / minutes * 1_000).rounded() / 1_000
    notary.cancel()
    _ = await notary.result
    say("notary with nothing to sign: \(seconds) s of processor time a minute")
    return ["notary_idle_cpu_s_per_minute": seconds]
  }
}

/// A notary's directory, and the key that signs it.
struct SignedDirectory {
  let signer: NoteSigner
  let tiles: TileDirectory
  private let notary: Notary

  init(of log: EventLog, at place: URL) throws {
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    tiles = TileDirectory(FilePath(place.path))
    signer = try NoteSigner(name: "bench.example/registry", .ed25519, seed: NoteSigner.randomSeed())
    notary = Notary(log: log, directory: tiles, signer: signer)
  }

  /// Signs all that there is.
  func catchUp() async throws {
    while try await notary.step() != nil {}
  }

  func start(every pause: Duration, logger: Logger) -> Task<Void, any Error> {
    Task { [notary] in try await notary.run(every: pause, logger: logger) }
  }
}
