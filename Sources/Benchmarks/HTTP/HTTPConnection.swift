import NIOCore
import NIOHTTP1
import NIOPosix

/// What is asked of a server, the same way each time.
struct HTTPCall: Sendable {
  let method: HTTPMethod
  let path: String
  let headers: [(String, String)]
  let body: String

  init(get path: String, headers: [(String, String)] = []) {
    (method, self.path, self.headers, body) = (.GET, path, headers, "")
  }

  init(post body: String, to path: String, headers: [(String, String)]) {
    (method, self.path, self.headers, self.body) = (.POST, path, headers, body)
  }
}

struct HTTPReply {
  let status: Int
  let body: ByteBuffer
}

/// A connection that is kept open and asked one thing after another, as a program of a funeral home's would.
struct HTTPConnection: ~Copyable {
  typealias Inbound = NIOAsyncChannelInboundStream<HTTPClientResponsePart>
  typealias Outbound = NIOAsyncChannelOutboundWriter<HTTPPart<HTTPRequestHead, ByteBuffer>>

  private var parts: Inbound.AsyncIterator
  private let outbound: Outbound
  private let authority: String

  /// Connects to this machine, and closes when `body` is done.
  static func open(port: Int, _ body: (inout HTTPConnection) async throws -> Void) async throws {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            HTTPRequestEncoder(), ByteToMessageHandler(HTTPResponseDecoder()),
          ])
          try channel.pipeline.syncOperations.addHandler(WholeBuffers())
          return try NIOAsyncChannel<HTTPClientResponsePart, HTTPPart<HTTPRequestHead, ByteBuffer>>(
            wrappingChannelSynchronously: channel
          )
        }
      }
    try await channel.executeThenClose { inbound, outbound in
      var connection = HTTPConnection(
        parts: inbound.makeAsyncIterator(),
        outbound: outbound,
        authority: "127.0.0.1:\(port)"
      )
      try await body(&connection)
    }
  }

  private init(parts: consuming Inbound.AsyncIterator, outbound: Outbound, authority: String) {
    (self.parts, self.outbound, self.authority) = (parts, outbound, authority)
  }

  /// - Throws: ``BenchmarkFailure`` when the server closes without a whole answer.
  mutating func reply(to call: HTTPCall) async throws -> HTTPReply {
    var head = HTTPRequestHead(version: .http1_1, method: call.method, uri: call.path)
    head.headers.add(name: "Host", value: authority)
    for (name, value) in call.headers { head.headers.add(name: name, value: value) }
    if !call.body.isEmpty { head.headers.add(name: "Content-Length", value: String(call.body.utf8.count)) }
    var parts: [HTTPPart<HTTPRequestHead, ByteBuffer>] = [.head(head)]
    if !call.body.isEmpty { parts.append(.body(ByteBuffer(string: call.body))) }
    try await outbound.write(contentsOf: parts + [.end(nil)])

    var status = 0
    var body = ByteBuffer()
    while let part = try await self.parts.next() {
      switch part {
      case .head(let head): status = Int(head.status.code)
      case .body(var buffer): body.writeBuffer(&buffer)
      case .end: return HTTPReply(status: status, body: body)
      }
    }
    throw BenchmarkFailure("the server closed the connection on \(call.path)")
  }
}

/// The encoder takes the two kinds of buffers that a channel may write from; ours are all of one kind.
private final class WholeBuffers: ChannelOutboundHandler {
  typealias OutboundIn = HTTPPart<HTTPRequestHead, ByteBuffer>
  typealias OutboundOut = HTTPClientRequestPart

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let part: HTTPClientRequestPart =
      switch unwrapOutboundIn(data) {
      case .head(let head): .head(head)
      case .body(let buffer): .body(.byteBuffer(buffer))
      case .end(let trailers): .end(trailers)
      }
    context.write(wrapOutboundOut(part), promise: promise)
  }
}
