import Access
import Foundation
import FrontDoor
import Logging
import Notary
import Postgres
import ProjectionEngine
import Server
import ServiceLifecycle
import UnixSignals

/// A worker that stops when the services are asked to.
struct WorkerService: Service {
  let worker: ProjectionWorker

  func run() async throws {
    try await cancelWhenGracefulShutdown { try await worker.run() }
  }
}

/// A reviewer that stops when the services are asked to.
struct ReviewerService: Service {
  let reviewer: Reviewer
  let configuration: Configuration

  func run() async throws {
    await cancelWhenGracefulShutdown { await reviewer.run(listeningOn: configuration) }
  }
}

/// A notary that stops when the services are asked to.
struct NotaryService: Service {
  let notary: Notary
  let logger: Logger

  func run() async throws {
    try await cancelWhenGracefulShutdown { try await notary.run(logger: logger) }
  }
}

extension OpenRegistry {
  func server(
    at address: ListeningAddress,
    signIn: SignIn,
    rate: Int? = nil,
    doors: [FrontDoor],
    persons: [PersonDesk],
    whenListening: @escaping @Sendable (ListeningAddress) async -> Void
  ) throws -> RegistryServer {
    try RegistryServer(
      at: address,
      cities: zip(cities, zip(doors, persons)).map { $0.desk($1.0, $1.1, in: installation) },
      models: try ModelCatalogue(directory: installation.projections),
      vocabulary: try EventVocabulary(directory: installation.root.appending(path: "Schemas/events")),
      feed: LogFeed(listeningOn: configuration(role: "registry_app"), logger: logger),
      past: TimeTravel(configuration(role: "registry_inspector"), logger: logger),
      gate: (tables: try AccessTables(directory: installation.documents.appending(path: "access")), signIn: signIn),
      rate: rate,
      contract: installation.root.appending(path: "Schemas/http/openapi.json"),
      logger: logger,
      whenListening: whenListening
    )
  }

  /// A door for submissions to each city.
  func doors() async throws -> [FrontDoor] {
    var doors: [FrontDoor] = []
    for city in cities { doors.append(try await door(city)) }
    return doors
  }

  /// Workers for every read model in Projections, on every city.
  func workers() throws -> [ProjectionWorker] { try cities.map { try $0.worker(self) } }

  /// What signs the log of each city; where asked for, its tree over SM3 too.
  func notaries(withSM3: Bool = false) throws -> [any Service] {
    try cities.flatMap { city in
      let files = NotaryFiles(of: city, in: installation)
      return try ([files] + (withSM3 ? [files.sm3()] : [])).map {
        NotaryService(notary: try $0.notary(city), logger: logger)
      }
    }
  }

  /// What is done behind the submissions: read models are kept, and open reviews worked through, on every city.
  func background(_ workers: [ProjectionWorker]) -> [any Service] {
    workers.map(WorkerService.init)
      + cities.map {
        ReviewerService(reviewer: $0.reviewer(logger), configuration: configuration(role: "registry_app"))
      }
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
