import CanonicalJSON
import EventLog
import Notary
import ProjectionEngine

/// `read-models.json` of a bundle: what the read models held that people saw, so that a replay of the bundle's lines can be
/// compared with it.
struct StatedModels: Equatable {
  /// Whose rows they are.
  let node: Node
  /// Of the database that they were in.
  let schema: SchemaVersion
  let models: [ModelStatement]

  /// The last event that one of them has applied.
  var position: Int64 { models.map(\.position).max() ?? 0 }

  init(node: Node, schema: SchemaVersion, models: [ModelStatement]) {
    (self.node, self.schema, self.models) = (node, schema, models)
  }

  /// - Throws: ``Finding/Kind/file``.
  init(_ bytes: [UInt8]) throws(Finding) {
    guard let json = try? JSON.parse(bytes, maximumBytes: bytes.count), let node = json["node"]?.count,
      let number = Int32(exactly: node), let migration = json["migration"]?.count.flatMap(Int32.init(exactly:)),
      let definitions = json["definitions"]?.stringValue, case .array(let all) = json["models"]
    else { throw Finding(.file, "\(LogBundle.readModelsName) 无法读取 it cannot be read") }
    var models: [ModelStatement] = []
    for one in all {
      guard let model = ModelStatement(one) else {
        throw Finding(.file, "\(LogBundle.readModelsName) 第 \(models.count + 1) 个读模型无法读取 its model cannot be read")
      }
      models.append(model)
    }
    let schema = SchemaVersion(migration: migration, definitions: definitions)
    self.init(node: Node(rawValue: number), schema: schema, models: models)
  }

  var bytes: [UInt8] {
    let json: JSON = [
      "node": .integer(Int64(node.rawValue)), "migration": .integer(Int64(schema.migration)),
      "definitions": .string(schema.definitions), "models": .array(models.map { $0.json }),
    ]
    return json.canonicalBytes + [0x0A]
  }
}

extension StatedModels {
  /// Of a city, as people see them now.
  static func live(_ city: CityRegistry, _ registry: OpenRegistry) async throws -> StatedModels {
    let definitions = try ProjectionDefinition.all(in: registry.installation.projections)
    let schema = try await SchemaVersion.current(
      configuration: registry.configuration(role: "postgres"),
      logger: registry.logger
    )
    var bar = ProgressBar("读模型 read models", unit: "models", total: definitions.count)
    var models: [ModelStatement] = []
    for definition in definitions {
      models.append(
        try await .live(
          definition,
          node: city.node,
          configuration: registry.configuration(role: "registry_inspector"),
          logger: registry.logger
        )
      )
      bar.update(models.count)
    }
    bar.finish(models.count)
    return StatedModels(node: city.node, schema: schema, models: models)
  }
}

extension ModelStatement {
  fileprivate init?(_ json: JSON) {
    guard let name = json["name"]?.stringValue, let version = json["version"]?.count.flatMap(Int32.init(exactly:)),
      let schema = json["schema"]?.stringValue, let position = json["position"]?.count,
      case .array(let tables) = json["tables"]
    else { return nil }
    let read = tables.compactMap { table -> TableDigests.Table? in
      guard let name = table["name"]?.stringValue, let rows = table["rows"]?.count,
        let digest = table["digest"]?.stringValue
      else { return nil }
      return TableDigests.Table(name: name, rows: rows, digest: digest)
    }
    guard read.count == tables.count else { return nil }
    self.init(
      name: name,
      version: version,
      schema: schema,
      position: position,
      tables: TableDigests(tables: read)
    )
  }

  fileprivate var json: JSON {
    [
      "name": .string(name), "version": .integer(Int64(version)), "schema": .string(schema),
      "position": .integer(position),
      "tables": .array(
        tables.tables.map { ["name": .string($0.name), "rows": .integer($0.rows), "digest": .string($0.digest)] }
      ),
    ]
  }
}

extension JSON {
  fileprivate var count: Int64? { if case .integer(let value) = self, value >= 0 { value } else { nil } }
}
