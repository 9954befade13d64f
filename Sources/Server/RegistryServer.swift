public import Access
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
///   at: ListeningAddress(loopback: "127.0.0.1", port: 8080),
///   cities: [CityDesk(office: office, door: door, log: log, models: models)],
///   models: catalogue, vocabulary: vocabulary, feed: feed, past: past, gate: (tables, signIn), contract: root.appending(path: "Schemas/http/openapi.json"), logger: logger)
/// try await ServiceGroup(services: [server], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger).run()
/// ```
public struct RegistryServer: Service {
  private let address: ListeningAddress
  private let services: Services
  private let limits: ServerLimits
  private let logger: Logger
  private let whenListening: @Sendable (ListeningAddress) async -> Void

  /// A server that is not running yet.
  ///
  /// `models` are the read models that can be asked for, `vocabulary` tells events in words; `feed` wakes who follows a log, `past` shows read models as they were, `gate` says who may ask what, and `rate` how many requests a second each organisation may make. The file at `contract` is the HTTP contract, which is served as it is. `whenListening` is called once requests are
  /// taken, with the port that was chosen.
  /// - Throws: ``ServerError/Code/incomplete``.
  public init(
    at address: ListeningAddress,
    cities: [CityDesk],
    models: ModelCatalogue,
    vocabulary: EventVocabulary,
    feed: LogFeed,
    past: TimeTravel,
    gate: (tables: AccessTables, signIn: SignIn),
    rate: Int? = nil,
    contract: URL,
    logger: Logger,
    whenListening: @escaping @Sendable (ListeningAddress) async -> Void = { _ in }
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
        past: past,
        gate: Gate(
          tables: gate.tables,
          signIn: gate.signIn,
          rates: rate.map { RequestRates(perSecond: $0, atOnce: 2 * $0) } ?? .usual
        )
      ),
      logger: logger,
      whenListening: whenListening
    )
  }

  init(
    at address: ListeningAddress,
    services: Services,
    limits: ServerLimits = ServerLimits(),
    logger: Logger,
    whenListening: @escaping @Sendable (ListeningAddress) async -> Void
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
      router: RegistryRouter<RegistryContext>(services: services, names: address.names).router(),
      server: .http1(configuration: limits.channel),
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)
      ),
      onServerRunning: { [address, whenListening] channel in
        await whenListening(address.with(port: channel.localAddress?.port ?? 0))
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
