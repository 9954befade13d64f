import ArgumentParser
import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Notary
import Postgres
import Registry
import Server
import SystemPackage
import TransparencyLog

/// What an inspector takes away.
struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Write lines of the log, with the proof that they are in it, into a directory to be taken away",
    discussion: """
      All that is signed, or what concerns one case or one cemetery, or what was
      recorded from one instant up to another. With --since, a checkpoint that
      somebody has kept, also the proof that the log goes on from it. A bundle of all
      says what the read models hold, too. The lines are those that the registry holds
      now; qingming verify shows whether they are those that were signed, without the
      registry.

      Exit status 3 when nothing was found.

      Examples:
        qingming bundle --out weihai.bundle --city weihai
        qingming bundle --out case.bundle --city weihai --case C-371002-000001
        qingming bundle --out cemetery.bundle --city weihai \\
          --cemetery 371002-GM-01 --since old.checkpoint
        qingming bundle --out march.bundle --city weihai \\
          --from 2026-03-01T00:00:00+08:00 --to 2026-04-01T00:00:00+08:00
      """
  )

  @Option(help: "The directory; made, and empty before.")
  var out: String
  @Option(name: .customLong("case"), help: ArgumentHelp("Only what concerns this case.", valueName: "id"))
  var caseID: String?
  @Option(help: ArgumentHelp("Only what concerns this cemetery, or another facility.", valueName: "id"))
  var cemetery: String?
  @Option(help: ArgumentHelp("Only what was recorded from then on.", valueName: "time"))
  var from: InstantText?
  @Option(help: ArgumentHelp("Only what was recorded before then.", valueName: "time"))
  var to: InstantText?
  @Option(help: ArgumentHelp("A checkpoint of before, which the log has to go on from.", valueName: "file"))
  var since: String?
  @Flag(inversion: .prefixedNo, help: "Say what the read models hold, in a bundle of all that is signed.")
  var readModels = true
  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func validate() throws {
    let chosen = [caseID != nil, cemetery != nil, from != nil || to != nil].filter { $0 }.count
    guard chosen <= 1 else { throw ValidationError("a case, a cemetery or a time: one of them") }
  }

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let made = await Result { try await make(registry) }
    await registry.close()
    guard let made = try made.get() else {
      print("没有符合的已签事件 nothing of it is signed")
      throw ExitCode(3)
    }
    print(
      output.json
        ? String(decoding: made.bytes.dropLast(), as: UTF8.self)
        : "\(out)：\(Figures.grouped(Int64(made.lines))) 行 lines"
    )
  }

  private func make(_ registry: OpenRegistry) async throws -> BundleManifest? {
    let city = try registry.onlyCity()
    let files = NotaryFiles(of: city, in: registry.installation)
    let policy = try files.trusted(of: try files.signer().verifier)
    let stated = selection == nil && readModels ? try await StatedModels.live(city, registry) : nil
    if let stated { try await files.wait(for: stated.position) }
    let bundle = LogBundle(FilePath(out))
    let writer = try BundleWriter(from: files.tiles, to: bundle, trusting: TrustPolicy(Array(policy.utf8)))
    let old = try since.map { file in
      guard let bytes = FileManager.default.contents(atPath: file) else { throw ValidationError("cannot read \(file)") }
      return try SignedNote(Array(bytes))
    }
    let chosen = try await positions(city)?.filter { $0 <= writer.checkpoint.size }
    if let chosen, chosen.isEmpty { return nil }
    try Self.makeEmpty(out)
    try writer.writeCheckpoint(since: old, policy)
    let count = try await Self.copyLines(chosen, of: city.log, writer)
    try Self.copyMeaning(from: registry.installation.root, to: bundle)
    if let stated {
      try Data(stated.bytes).write(to: URL(filePath: bundle.path(LogBundle.readModelsName).string))
    }
    return try writer.writeManifest(lines: count, selection: selection)
  }

  /// Nil for all.
  private var selection: [String: String]? {
    if let caseID { return ["case": caseID] }
    if let cemetery { return ["cemetery": cemetery] }
    guard from != nil || to != nil else { return nil }
    var times: [String: String] = [:]
    times["from"] = from?.text
    times["to"] = to?.text
    return times
  }

  private static func makeEmpty(_ directory: String) throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: directory, withIntermediateDirectories: true)
    guard try manager.contentsOfDirectory(atPath: directory).isEmpty else {
      throw ValidationError("\(directory) is not empty")
    }
  }

  /// Nil for all.
  private func positions(_ city: CityRegistry) async throws -> [Int]? {
    if let caseID {
      guard let code = Code(caseID), let file = try await city.log.caseFile(code) else { return [] }
      return file.events.map { Int($0.position.rawValue) }
    }
    if let cemetery {
      guard let code = Code(cemetery) else { return [] }
      return try await Self.positions(of: StreamsNamed(facility: code), in: city.log)
    }
    guard from != nil || to != nil else { return nil }
    let range = try await city.log.positions(
      recordedFrom: from?.timestamp ?? .negativeInfinity,
      upTo: to?.timestamp ?? .infinity
    )
    guard let range else { return [] }
    return Array(Int(range.lowerBound.rawValue)...Int(range.upperBound.rawValue))
  }

  private static func positions(of streams: StreamsNamed, in log: EventLog) async throws -> [Int] {
    var (positions, after) = ([Int](), Position.start)
    while true {
      let page = try await log.timeline(of: streams, after: after, limit: 1_000)
      guard let last = page.last else { return positions }
      positions += page.map { Int($0.position.rawValue) }
      after = last.position
    }
  }

  private static func copyLines(
    _ positions: [Int]?,
    of log: EventLog,
    _ writer: BundleWriter
  ) async throws -> Int {
    var bar = ProgressBar("写入 writing", unit: "lines", total: positions?.count ?? writer.checkpoint.size)
    let count = try await writer.copyLines(positions, of: log) { bar.update($0) }
    bar.finish(count)
    return count
  }

  /// What the lines mean: the schemas of events, and the read models' SQL without its examples.
  private static func copyMeaning(from root: URL, to bundle: LogBundle) throws {
    let manager = FileManager.default
    for name in ["Schemas/events", "Projections"] {
      let target = URL(filePath: bundle.path(name).string)
      try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try manager.copyItem(at: root.appending(path: name), to: target)
    }
    let models = URL(filePath: bundle.path("Projections").string)
    for model in try manager.contentsOfDirectory(at: models, includingPropertiesForKeys: nil) {
      let examples = model.appending(path: "cases")
      if manager.fileExists(atPath: examples.path) { try manager.removeItem(at: examples) }
    }
  }
}
