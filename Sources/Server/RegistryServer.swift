public import Foundation
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle

/// The HTTP API and the first page, as a service: it ends its requests and stops when it is asked to shut down gracefully.
///
/// ```swift
/// let server = try RegistryServer(
///   at: LoopbackAddress(port: 8080), cities: [CityDesk(office: office, door: door, log: log, models: models)],
///   models: catalogue, vocabulary: vocabulary, feed: feed, past: past, contract: root.appending(path: "Schemas/http/openapi.json"), logger: logger)
/// try await ServiceGroup(services: [server], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger).run()
/// ```
public struct RegistryServer: Service {
  private let address: LoopbackAddress
  private let services: Services
  private let limits: ServerLimits
  private let logger: Logger
  private let whenListening: @Sendable (LoopbackAddress) async -> Void

  /// A server that is not running yet.
  ///
  /// `models` are the read models that can be asked for, `vocabulary` tells events in words; `feed` wakes who follows a log, `past` shows read models as they were. The file at `contract` is the HTTP contract, which is served as it is. `whenListening` is called once requests are
  /// taken, with the port that was chosen.
  /// - Throws: ``ServerError/Code/incomplete``.
  public init(
    at address: LoopbackAddress,
    cities: [CityDesk],
    models: ModelCatalogue,
    vocabulary: EventVocabulary,
    feed: LogFeed,
    past: TimeTravel,
    contract: URL,
    logger: Logger,
    whenListening: @escaping @Sendable (LoopbackAddress) async -> Void = { _ in }
  ) throws(ServerError) {
    let pages: Pages
    let text: Data
    do {
      pages = try Pages(titles: models, vocabulary: vocabulary)
      text = try Data(contentsOf: contract)
    } catch {
      throw ServerError(.incomplete, "the page's template or \(contract.path) cannot be read: \(error)")
    }
    self.init(
      at: address,
      services: Services(
        cities: cities,
        contract: Array(text),
        models: models,
        pages: pages,
        feed: feed,
        past: past
      ),
      logger: logger,
      whenListening: whenListening
    )
  }

  init(
    at address: LoopbackAddress,
    services: Services,
    limits: ServerLimits = ServerLimits(),
    logger: Logger,
    whenListening: @escaping @Sendable (LoopbackAddress) async -> Void
  ) {
    self.address = address
    self.services = services
    self.limits = limits
    self.logger = logger
    self.whenListening = whenListening
  }

  /// - Throws: ``ServerError/Code/portTaken``, and whatever ends the server.
  public func run() async throws {
    let application = Application(
      router: RegistryRouter<BasicRequestContext>(services: services).router(),
      server: .http1(configuration: limits.channel),
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)
      ),
      onServerRunning: { [whenListening] channel in
        guard let address = try? LoopbackAddress(port: channel.localAddress?.port ?? 0) else { return }
        await whenListening(address)
      },
      logger: logger
    )
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { [feed = services.feed] in await feed.run() }
        group.addTask { [past = services.past] in await past.run() }
        try await application.run()
        group.cancelAll()
      }
    } catch let error as IOError where [EADDRINUSE, EACCES].contains(error.errnoCode) {
      throw ServerError(portTaken: address.port)
    }
  }
}
