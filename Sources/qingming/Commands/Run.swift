import ArgumentParser
import EventLog
import Foundation
import FrontDoor
import Logging
import PrivateCluster
import ProjectionEngine
import Server
import ServiceLifecycle
import Simulator

/// A whole registry from one command.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load a simulated year of Weihai and serve it until Ctrl-C",
    discussion: """
      Creates and starts a private PostgreSQL, submits the city through the front door, prints capacity and entitlement, and
      serves. Run again, it goes on where it stopped. Ctrl-C stops all that it started.

      Examples:
        qingming run
        qingming run --cases 500 --port 0
      """
  )

  @OptionGroup var city: CityOptions

  @Option(help: "Port on 127.0.0.1; 0 takes a free one.")
  var port = 8080

  @Flag(help: "Compare the figures with the simulator's own count, then stop; exit status 1 when one is off.")
  var verify = false

  @Flag(help: "Remove the data directory at the end.")
  var forget = false

  @OptionGroup var place: DataOptions

  func run() async throws {
    say("清明 Qingming — 模拟数据，均为虚构 simulated data, all invented")
    let registry = try await OpenRegistry.open(place, logger: .quiet)
    let outcome = await Result { try await serve(registry) }
    try await registry.stop()
    if forget { try FileManager.default.removeItem(at: registry.installation.data) }
    try outcome.get()
    print("已停止 stopped")
  }

  private func serve(_ registry: OpenRegistry) async throws {
    let door = try await registry.frontDoor()
    let listening = AsyncStream.makeStream(of: LoopbackAddress.self)
    let worker = try registry.worker()
    let server = try registry.server(port: port, door: door) { listening.continuation.yield($0) }
    let group = registry.serviceGroup([WorkerService(worker: worker), server])
    try await withThrowingTaskGroup(of: Ended.self) { tasks in
      tasks.addTask {
        try await group.run()
        return .services
      }
      tasks.addTask {
        let address = await listening.stream.first { _ in true }
        try await load(registry, door, worker, address)
        return .loading
      }
      do {
        while let ended = try await tasks.next() {
          // A signal ends the services, and with them the loading if it still goes on.
          if ended == .services { return tasks.cancelAll() }
          if verify { await group.triggerGracefulShutdown() }
        }
      } catch {
        await group.triggerGracefulShutdown()
        throw error
      }
    }
  }

  private enum Ended { case services, loading }

  private func load(
    _ registry: OpenRegistry,
    _ door: FrontDoor,
    _ worker: ProjectionWorker,
    _ address: LoopbackAddress?
  ) async throws {
    let loader = CityLoader(
      simulation: try city.simulation(policies: registry.installation.policies),
      door: door,
      cursor: LoadCursor(in: registry.installation.data, city: city)
    )
    let tally = try await loader.load()
    try await worker.wait(for: try await registry.log.head())

    let models = registry.readModels()
    say("\n墓位容量 Plot capacity")
    say(Capacity.table(try await models.capacity(by: .division), by: .division))
    say("\n惠民殡葬 Free services")
    say(Entitlement.summary(try await models.entitlementSummary()))
    if verify { try await Verification(tally: tally, registry: registry).run() }
    guard !verify, let address else { return }
    say("\n请打开 open \(address)   （仅限本机 this machine only；Ctrl-C 停止 to stop）")
  }
}

extension Result where Failure == any Error {
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
