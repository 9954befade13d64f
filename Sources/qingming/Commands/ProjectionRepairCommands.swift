import ArgumentParser
import CanonicalJSON
import EventLog
import ProjectionEngine

extension Projection {
  /// Fills them again.
  struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Fill a read model again beside the live one, then put it in its place",
      discussion: """
        Readers and submitters are not disturbed. Interrupted and run again, it goes
        on where it was.

        Examples:
          qingming projection rebuild plot_capacity
        """
    )
    @OptionGroup var model: ModelArguments
    @OptionGroup var place: DataOptions

    func run() async throws {
      let registry = try await OpenRegistry.open(place, logger: .quiet)
      for definition in try model.definitions(registry.installation) {
        let bar = SharedProgress("重建 rebuild \(definition.name)", unit: "events")
        let rebuild = ProjectionEngine.Rebuild(
          definition,
          configuration: registry.configuration(role: "registry_worker"),
          logger: registry.logger
        )
        let result = try await rebuild.run { bar.update(part: $0.node.rawValue, done: $0.position, of: $0.head) }
        bar.finish()
        print(
          "\(definition.name)：在用 live \(result.schema)"
            + (result.isTidy ? "" : "；旧表仍有读者，稍后清理 old tables still read, dropped later")
        )
      }
      await registry.close()
    }
  }

  /// Compares them with the log.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare the live tables of a read model with a replay of the log",
      discussion: """
        Exit status 1 when a table is not what the log says.

        Examples:
          qingming projection verify
          qingming projection verify plot_capacity --city weihai --json
        """
    )
    @OptionGroup var model: ModelArguments
    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
      let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
      var answers: [(CityRegistry, ModelVerification)] = []
      for definition in try model.definitions(registry.installation) {
        for city in registry.cities {
          let verification = try await ModelVerification.watched(definition, city, registry)
          answers.append((city, verification))
          if !output.json { print("\(city.name) · \(verification.sentence)") }
        }
      }
      await registry.close()
      if output.json { print((["models": .array(answers.map { $1.json(city: $0.id) })] as JSON).line) }
      if answers.contains(where: { !$0.1.differences.isEmpty }) { throw ExitCode(1) }
    }
  }

  /// Sets parked streams going again.
  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Apply the parked streams of a read model once more, after what made them fail was mended",
      discussion: """
        Exit status 1 when one of them still cannot be applied: it stays parked, and
        the others go on.

        Examples:
          qingming projection resume plot_capacity --city weihai
        """
    )
    @OptionGroup var model: ModelArguments
    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions

    func run() async throws {
      let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
      var isWhole = true
      for definition in try model.definitions(registry.installation) {
        for worker in try registry.workers() {
          for one in try await worker.resume(definition.name) {
            isWhole = isWhole && one.failure == nil
            let outcome = one.failure.map { "仍不能计入 still cannot be applied: \($0.description)" } ?? "已恢复 resumed"
            print("\(definition.name)：\(one.stream) \(outcome)")
          }
        }
      }
      await registry.close()
      if !isWhole { throw ExitCode(1) }
    }
  }
}

extension ModelVerification {
  var sentence: String {
    let tables = stated.tables.tables
    let rows = tables.reduce(0) { $0 + $1.rows }
    let place = "\(schema)，第 \(position) 号事件 position \(position)，\(tables.count) 张表 tables，\(rows) 行 rows"
    return differences.isEmpty
      ? "\(place)：与日志一致 as the log says" : "\(place)：不一致 NOT as the log says: \(differences.joined(separator: ", "))"
  }

  func json(city: String) -> JSON {
    [
      "city": .string(city), "schema": .string(schema), "position": .integer(position),
      "differences": .array(differences.map(JSON.string)), "parked": .array(parked.map(JSON.string)),
      "tables": .array(
        stated.tables.tables.map {
          ["name": .string($0.name), "rows": .integer($0.rows), "digest": .string($0.digest)]
        }
      ),
    ]
  }
}

extension ModelVerification {
  /// Of one city, with a progress bar.
  static func watched(
    _ definition: ProjectionDefinition,
    _ city: CityRegistry,
    _ registry: OpenRegistry
  ) async throws -> ModelVerification {
    let bar = SharedProgress("核对 verify \(city.id) \(definition.name)", unit: "events")
    let verification = try await run(
      definition,
      node: city.node,
      configuration: registry.configuration(role: "registry_inspector"),
      logger: registry.logger
    ) { bar.update(part: 0, done: $0.position, of: $0.end) }
    bar.finish()
    return verification
  }
}
