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
    let (addresses, found) = AsyncStream.makeStream(of: LoopbackAddress.self)
    let server = RegistryServer(at: try LoopbackAddress(port: 0), services: try .stub(), logger: .test) { address in
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
    let (addresses, found) = AsyncStream.makeStream(of: LoopbackAddress.self)
    let first = RegistryServer(at: try LoopbackAddress(port: 0), services: try .stub(), logger: .test) { address in
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
}
