import Foundation
public import Notary
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle

/// A witness that logs ask for cosignatures over HTTP, as C2SP tlog-witness has it, and `/healthz`.
///
/// It ends its requests and stops when it is asked to shut down gracefully. TLS ends in front of it.
public struct WitnessServer: Service {
  private let host: String
  private let port: Int
  private let book: WitnessBook
  private let limits: WitnessLimits
  private let logger: Logger
  private let whenListening: @Sendable (_ port: Int) async -> Void

  /// A server that is not running yet. Of port 0 the system takes a free one; `whenListening` is called once requests are taken, with
  /// the port that it is.
  public init(
    host: String,
    port: Int,
    book: WitnessBook,
    limits: WitnessLimits = WitnessLimits(),
    logger: Logger,
    whenListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    (self.host, self.port, self.book, self.limits) = (host, port, book, limits)
    (self.logger, self.whenListening) = (logger, whenListening)
  }

  /// - Throws: ``PortTaken``, and whatever ends the server.
  public func run() async throws {
    let routes = WitnessRoutes(book: book, logger: logger)
    let router = Router(context: BasicRequestContext.self)
    router.post("add-checkpoint", use: routes.addCheckpoint)
    router.get("healthz", use: routes.health)
    let application = Application(
      router: router,
      server: .http1(configuration: limits.channel),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)
      ),
      onServerRunning: { [whenListening] channel in await whenListening(channel.localAddress?.port ?? 0) },
      logger: logger
    )
    do {
      try await application.run()
    } catch let error as IOError where [EADDRINUSE, EACCES].contains(error.errnoCode) {
      throw PortTaken(port: port)
    }
  }

  /// Another program listens on the port, or this user may not.
  public struct PortTaken: Error, CustomStringConvertible {
    public let port: Int
    public var description: String {
      "端口 \(port) 已被占用或无权使用：请用 --port 另选 "
        + "port \(port) is taken by another program, or this user may not have it: choose one with --port"
    }
  }
}

/// What the server spends on one who asks, or who only says so.
public struct WitnessLimits: Sendable {
  /// A request of which nothing comes for so long is cut off, and a connection without a request closed.
  public var idle = Duration.seconds(60)
  public var connections = 256
  /// All headers of a request, in bytes.
  public var headers = 16 << 10

  public init() {}

  var channel: HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      idleTimeout: TimeAmount(idle),
      httpDecoderConfiguration: .init(maxHeaderFieldSize: headers, maxHeaderListSize: headers, maxHeaderFieldCount: 100)
    )
  }
}
