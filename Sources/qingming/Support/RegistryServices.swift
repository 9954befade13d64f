import EventLog
import Foundation
import FrontDoor
import Logging
import Postgres
import ProjectionEngine
import Registry
import Server
import ServiceLifecycle
import Simulator
import UnixSignals

/// A worker that stops when the services are asked to.
struct WorkerService: Service {
  let worker: ProjectionWorker

  func run() async throws {
    try await cancelWhenGracefulShutdown { try await worker.run() }
  }
}

extension OpenRegistry {
  /// The read models, as the reader of pages and queries sees them.
  func readModels() -> ReadModels { ReadModels(pool: pool, node: node) }

  /// A worker for every read model in Projections.
  func worker() throws -> ProjectionWorker {
    try ProjectionWorker(
      directory: installation.projections,
      configuration: configuration(role: "registry_worker"),
      node: node,
      logger: logger
    )
  }

  func server(
    port: Int,
    door: FrontDoor,
    whenListening: @escaping @Sendable (LoopbackAddress) async -> Void
  ) throws -> RegistryServer {
    try RegistryServer(
      at: LoopbackAddress(port: port),
      office: Office(
        node: node,
        name: Bilingual(zh: City.weihai.nameZh, en: City.weihai.nameEn),
        isSimulated: true
      ),
      door: door,
      log: log,
      models: readModels(),
      contract: installation.root.appending(path: "Schemas/http/openapi.yaml"),
      logger: logger,
      whenListening: whenListening
    )
  }

  /// Runs services until they are asked to stop by Ctrl-C or SIGTERM.
  func serviceGroup(_ services: [any Service]) -> ServiceGroup {
    ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
        gracefulShutdownSignals: [.sigint, .sigterm],
        logger: logger
      )
    )
  }
}
