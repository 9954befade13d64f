import EventLog
import FrontDoor
import Logging
import Postgres
import ProjectionEngine
import Registry
import Server
import Simulator

/// The registry of one city in the open database: a node, its log and its read models.
struct CityRegistry: Sendable {
  let city: City
  let log: EventLog
  let readModels: ReadModels
  /// Of whoever reads everything and writes nothing.
  let pool: ConnectionPool
  private let served: ReadModels

  /// `pool` is the application's, `reader` that of whoever reads everything and writes nothing.
  init(_ city: City, pool: ConnectionPool, reader: ConnectionPool, logger: Logger) {
    (self.city, self.pool) = (city, reader)
    log = EventLog(pool: pool, node: city.registryNode, logger: logger)
    readModels = ReadModels(pool: reader, whole: reader, node: city.registryNode)
    served = ReadModels(pool: pool, whole: reader, node: city.registryNode)
  }

  var id: String { city.id }
  var node: Node { city.registryNode }
  var name: String { "\(city.nameZh) \(city.nameEn)" }

  /// The city as the server shows it.
  func desk(_ door: FrontDoor, _ persons: PersonDesk, in installation: Installation) -> CityDesk {
    let name = Bilingual(zh: city.nameZh, en: city.nameEn)
    let office = Office(node: node, id: city.id, name: name, isSimulated: true)
    return CityDesk(
      office: office,
      door: door,
      log: log,
      models: served,
      persons: persons,
      proofs: NotaryFiles(of: self, in: installation).tiles
    )
  }

  /// Decides again what rests on facts that are amended or come late.
  func reviewer(_ logger: Logger) -> Reviewer { Reviewer(log: log, logger: logger) }

  /// Keeps the city's read models up to date.
  func worker(_ registry: OpenRegistry) throws -> ProjectionWorker {
    try ProjectionWorker(
      directory: registry.installation.projections,
      configuration: registry.configuration(role: "registry_worker"),
      node: node,
      logger: registry.logger
    )
  }
}

extension City {
  /// A city's registry is named by its division code.
  var registryNode: Node { Node(rawValue: Int32(node)) }
}
