import Foundation
import FoundationNetworking
import Registry
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Server

/// The server behind a real socket.
@Suite struct ServerServiceTests {
  @Test func itListensHereAndEndsWhenAsked() async throws {
    let (addresses, found) = AsyncStream.makeStream(of: ListeningAddress.self)
    let server = RegistryServer(
      at: try ListeningAddress(loopback: "127.0.0.1", port: 0),
      services: try .stub(),
      logger: .test
    ) { address in
      found.yield(address)
    }
    let group = ServiceGroup(services: [server], logger: .test)
    async let running: Void = group.run()
    var iterator = addresses.makeAsyncIterator()
    let address = try #require(await iterator.next())
    #expect(address.port > 0)

    let url = try #require(URL(string: "\(address)/v1/capacity"))
    let (body, response) = try await URLSession.shared.data(from: url)
    #expect((response as? HTTPURLResponse)?.statusCode == 200)
    #expect(String(decoding: body, as: UTF8.self).contains(#""asOf":{"position":40}"#))

    await group.triggerGracefulShutdown()
    try await running
  }

  @Test func aTakenPortIsNamedWithTheWayOut() async throws {
    let (addresses, found) = AsyncStream.makeStream(of: ListeningAddress.self)
    let first = RegistryServer(
      at: try ListeningAddress(loopback: "127.0.0.1", port: 0),
      services: try .stub(),
      logger: .test
    ) { address in
      found.yield(address)
    }
    let group = ServiceGroup(services: [first], logger: .test)
    async let running: Void = group.run()
    var iterator = addresses.makeAsyncIterator()
    let taken = try #require(await iterator.next())

    let second = RegistryServer(at: taken, services: try .stub(), logger: .test) { _ in }
    let error = await #expect(throws: ServerError.self) { try await second.run() }
    #expect(error?.code == .portTaken)
    #expect(error?.description.contains("--port") == true && error?.description.contains("\(taken.port)") == true)
    await group.triggerGracefulShutdown()
    try await running
  }

  /// Of a client that begins something and does not go on: nothing at all, half a head, half of the submissions.
  @Test(arguments: [
    "", #"GET / HTTP/1.1\r\nHost: 127"#,
    #"POST /v1/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 9\r\n\r\n{}\n"#,
  ])
  func whoDoesNotGoOnIsCutOff(begun: String) async throws {
    let limits = ServerLimits(idle: .milliseconds(200))
    let (addresses, found) = AsyncStream.makeStream(of: ListeningAddress.self)
    let server = RegistryServer(
      at: try ListeningAddress(loopback: "127.0.0.1", port: 0),
      services: try .stub(),
      limits: limits,
      logger: .test
    ) { address in found.yield(address) }
    let group = ServiceGroup(services: [server], logger: .test)
    async let running: Void = group.run()
    var iterator = addresses.makeAsyncIterator()
    let address = try #require(await iterator.next())
    let program = """
      import socket
      with socket.create_connection(("127.0.0.1", \(address.port)), timeout=60) as s:
          s.sendall(b"\(begun)")
          while s.recv(4096): pass
      print("cut off")
      """
    #expect(try await Python.run(["-c", program]) == "cut off\n")
    await group.triggerGracefulShutdown()
    try await running
  }
}
