import ArgumentParser
import CanonicalJSON
import EventLog
import Foundation
import ProjectionEngine

extension Projection {
  /// What the folder has.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the read models, their versions and what can be asked of them",
      discussion: """
        Examples:
          qingming projection list --json
        """
    )
    @OptionGroup var place: DataOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
      let definitions = try ProjectionDefinition.all(in: place.installation().projections)
      if output.json {
        let models = definitions.map { definition -> JSON in
          [
            "name": .string(definition.name), "version": .integer(Int64(definition.version)),
            "views": .array(definition.views.map { .string($0.name) }),
          ]
        }
        return print((["models": .array(models)] as JSON).line)
      }
      var table = TextTable([("读模型 read model", .left), ("版本 version", .right), ("视图 views", .left)])
      for one in definitions {
        table.add([one.name, String(one.version), one.views.map(\.name).joined(separator: ", ")])
      }
      print(table.text)
    }
  }

  /// Where they stand.
  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show how far each read model has applied the log, and how fast",
      discussion: """
        Exit status 1 when one that is not superseded fails or has parked streams: see
        `qingming projection why`.

        Examples:
          qingming projection status
        """
    )
    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
      let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
      let nodes = Dictionary(uniqueKeysWithValues: registry.cities.map { ($0.node.rawValue, $0) })
      let all = try await ProjectionStatus.all(registry.pool).filter { nodes[$0.node] != nil }
      await registry.close()
      if output.json {
        let rows = all.map { $0.json(city: nodes[$0.node]?.id ?? "") }
        print((["projections": .array(rows)] as JSON).line)
      } else {
        print(Self.table(all) { nodes[$0]?.name ?? String($0) })
      }
      if all.contains(where: { $0.state != "superseded" && ($0.failures > 0 || $0.parked > 0) }) { throw ExitCode(1) }
    }

    static func table(_ all: [ProjectionStatus], city: (Int32) -> String) -> String {
      var table = TextTable([
        ("城市 city", .left), ("读模型 read model", .left), ("在用 live", .left), ("位置 position", .right),
        ("落后 behind", .right), ("秒 seconds", .right), ("事件/秒 events/s", .right), ("停放 parked", .right),
        ("状态 state", .left),
      ])
      for one in all {
        table.add([
          city(one.node), one.schema, one.isLive ? "是 yes" : "否 no", String(one.position), String(one.lagEvents),
          String(Int(one.lagSeconds.rounded(.up))), String(Int(one.rate)), String(one.parked), one.state,
        ])
      }
      return table.text
    }
  }

  /// Why they do not move.
  struct Why: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what keeps a read model from showing all of the log",
      discussion: """
        Names the event that cannot be applied, the parked streams, the session that
        holds a lock, or that no worker is there. Exit status 1 when there is
        something.

        Examples:
          qingming projection why plot_capacity
        """
    )
    @OptionGroup var model: ModelArguments
    @OptionGroup var city: CityOption
    @OptionGroup var place: DataOptions
    @OptionGroup var output: JSONOption

    func run() async throws {
      let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
      let names = try model.definitions(registry.installation).map(\.name)
      var found: [(city: CityRegistry, obstacle: Obstacle)] = []
      for worker in try registry.workers() {
        guard let city = registry.cities.first(where: { $0.node == worker.node }) else { continue }
        found += try await worker.obstacles().filter { names.contains($0.model) }.map { (city, $0) }
      }
      await registry.close()
      if output.json {
        print((["obstacles": .array(found.map { $0.obstacle.json(city: $0.city.id) })] as JSON).line)
      } else if found.isEmpty {
        print("没有阻碍 nothing is in the way")
      } else {
        for (city, obstacle) in found { print("\(city.name) · \(obstacle.sentence)") }
      }
      if !found.isEmpty { throw ExitCode(1) }
    }
  }
}

extension ProjectionStatus {
  fileprivate func json(city: String) -> JSON {
    [
      "city": .string(city), "model": .string(name), "version": .integer(Int64(version)),
      "generation": .integer(Int64(generation)), "schema": .string(schema), "live": .bool(isLive),
      "position": .integer(position), "head": .integer(head), "lag_events": .integer(lagEvents),
      "lag_ms": .integer(Int64(lagSeconds * 1_000)), "events_per_second": .integer(Int64(rate)),
      "parked": .integer(parked), "failures": .integer(Int64(failures)), "led": .bool(isLed), "state": .string(state),
      "error_code": errorCode.map(JSON.string) ?? .null, "error": error.map(JSON.string) ?? .null,
    ]
  }
}

extension Obstacle {
  /// What it is, in words.
  fileprivate var sentence: String {
    switch kind {
    case .noWorker: "\(schema)：没有工作进程 no worker leads it (qingming work)"
    case .unknownType: "\(schema)：未知事件类型 \(detail ?? "") [\(code ?? "")]"
    case .failing:
      "\(schema)：第 \(position ?? 0) 号事件无法计入 event \(position ?? 0) cannot be applied: \(detail ?? "") [\(code ?? "")]"
    case .parked:
      "\(schema)：\(stream ?? "") 自第 \(position ?? 0) 号事件起停放 is parked since event \(position ?? 0): \(detail ?? "") [\(code ?? "")]"
    case .locked: "\(schema)：等待锁 waits for \(detail ?? "")"
    }
  }

  fileprivate func json(city: String) -> JSON {
    [
      "city": .string(city), "model": .string(model), "schema": .string(schema), "kind": .string(kind.rawValue),
      "position": position.map(JSON.integer) ?? .null, "stream": stream.map(JSON.string) ?? .null,
      "code": code.map(JSON.string) ?? .null, "detail": detail.map(JSON.string) ?? .null,
    ]
  }
}
