import EventLog
import Foundation
import Notary
import ProjectionEngine
import SystemPackage

/// Replays the lines of a bundle in a PostgreSQL that is thrown away, by the SQL in the bundle, and compares what comes of it with
/// what the read models are said to have held.
///
/// The bundle's SQL runs as a role that may read the log and make temporary tables; what it needs of functions is this program's own.
struct BundleReplay {
  private static let batch = 2_000
  private static let atOnce = 2

  let bundle: LogBundle
  let stated: StatedModels
  let size: Int
  let installation: Installation
  let showsProgress: Bool

  struct Outcome {
    let models: [ModelVerification]
    /// Whether the database was of the schema that this program has: where it was not, differences may come of that.
    let isSameSchema: Bool
  }

  /// - Throws: ``Finding/Kind/readModel`` for the first table that differs, ``Finding/Kind/file``.
  func run() async throws -> Outcome {
    let definitions = try definitions()
    return try await ThrowAwayRegistry.with(stated.node, schemas: installation.schemas) { registry in
      try await restore(into: registry)
      let schema = try await SchemaVersion.current(
        configuration: registry.configuration(role: "postgres"),
        logger: .quiet
      )
      return Outcome(models: try await replay(definitions, in: registry), isSameSchema: schema == stated.schema)
    }
  }

  /// Those of the bundle, beside what is stated of each.
  private func definitions() throws -> [(ProjectionDefinition, ModelStatement)] {
    let folder = URL(filePath: bundle.path("Projections").string)
    do {
      let all = try ProjectionDefinition.all(in: folder)
      return try stated.models.map { model in
        let definition = try all.named(model.name)
        guard definition.version == model.version else {
          throw Finding(.file, "Projections/\(model.name) 的版本不是 it is not of version \(model.version)")
        }
        return (definition, model)
      }
    } catch let finding as Finding {
      throw finding
    } catch {
      throw Finding(.file, "Projections：\(error)")
    }
  }

  private func restore(into registry: ThrowAwayRegistry) async throws {
    let chunks = try ChunkReader(bundle.path(LogBundle.linesName).string)
    var reader = LineReader { try chunks.read() }
    let restore = try await LogRestore(
      into: registry.node,
      configuration: registry.configuration(role: "postgres"),
      logger: .quiet
    )
    var bar = showsProgress ? ProgressBar("写回 restoring", unit: "lines", total: size) : nil
    let result = await Result {
      var (lines, count) = ([String](), 0)
      while let line = try reader.next() {
        lines.append(String(decoding: line, as: UTF8.self))
        guard lines.count == Self.batch else { continue }
        try await restore.write(lines)
        count += lines.count
        lines = []
        bar?.update(count)
      }
      try await restore.write(lines)
      bar?.finish(count + lines.count)
    }
    await restore.close()
    try result.get()
  }

  private func replay(
    _ definitions: [(ProjectionDefinition, ModelStatement)],
    in registry: ThrowAwayRegistry
  ) async throws -> [ModelVerification] {
    let bar = showsProgress ? SharedProgress("重放 replaying", unit: "events") : nil
    let models = try await withThrowingTaskGroup(of: ModelVerification.self) { group in
      var (waiting, done) = (definitions.enumerated().reversed().map { $0 }, [ModelVerification]())
      func next() {
        guard let (part, (definition, stated)) = waiting.popLast() else { return }
        group.addTask {
          try await ModelVerification.run(
            definition,
            stated: stated,
            node: registry.node,
            configuration: registry.configuration(role: "registry_inspector"),
            logger: .quiet
          ) { bar?.update(part: Int32(part), done: $0.position, of: $0.end) }
        }
      }
      for _ in 0..<Self.atOnce { next() }
      while let one = try await group.next() {
        done.append(one)
        next()
      }
      return done.sorted { $0.schema < $1.schema }
    }
    bar?.finish()
    return models
  }
}
