import HummingbirdCore
import NIOCore

/// What the server spends on one who asks, or who only says so.
struct ServerLimits: Sendable {
  /// A request of which nothing comes for so long is cut off, and a connection without a request closed. So is a client that
  /// sends submissions and does not read their answers, when neither side can go on.
  var idle = Duration.seconds(60)
  /// All headers of a request, in bytes.
  var headers = 16 << 10
  var connections = 1_000

  var channel: HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      idleTimeout: TimeAmount(idle),
      httpDecoderConfiguration: .init(maxHeaderFieldSize: headers, maxHeaderListSize: headers, maxHeaderFieldCount: 100)
    )
  }
}
