import ArgumentParser
import EventLog
import Foundation
import FrontDoor
import Logging
import PrivateCluster
import ProjectionEngine
import Registry
import Server
import ServiceLifecycle
import Simulator

/// A whole registry from one command.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load simulated cities and serve them until Ctrl-C",
    discussion: """
      Creates and starts a private PostgreSQL, submits each city through a front
      door of its own, prints what is there, and serves. Run again, it goes on where
      it stopped, city by city. Ctrl-C stops all that it started.

      Examples:
        qingming run
        qingming run --scale 1 --years 3 --city weihai
        qingming run --scale 0.001 --port 0
      """
  )

  @Option(
    name: .customLong("city"),
    help: ArgumentHelp("A city, may be given more than once; all if not: \(City.names).", valueName: "name")
  )
  var cities: [City] = []

  @OptionGroup var options: SimulationOptions

  @Option(help: "Port on 127.0.0.1; 0 takes a free one.")
  var port = 8080

  @Flag(help: "Compare the figures with the simulator's own count, then stop; exit status 1 when one is off.")
  var verify = false

  @Flag(help: "Remove the data directory at the end.")
  var forget = false

  @Flag(help: "Also keep a tree of each log whose hashes are SM3.")
  var sm3 = false

  @OptionGroup var place: DataOptions

  func run() async throws {
    say("清明 Qingming — 模拟数据，均为虚构 simulated data, all invented")
    let registry = try await OpenRegistry.open(place, cities: cities.isEmpty ? City.all : cities, logger: .quiet)
    let outcome = await Result { try await serve(registry) }
    try await registry.stop()
    if forget { try FileManager.default.removeItem(at: registry.installation.data) }
    try outcome.get()
    print("已停止 stopped")
  }

  private func serve(_ registry: OpenRegistry) async throws {
    let doors = try await registry.doors()
    let listening = AsyncStream.makeStream(of: ListeningAddress.self)
    let workers = try registry.workers()
    let desk = try registry.localDesk()
    let address = try ListeningAddress(loopback: "127.0.0.1", port: port)
    let server = try registry.server(
      at: address,
      signIn: try await SignIn(desk),
      doors: doors,
      persons: try await registry.personDesks()
    ) {
      listening.continuation.yield($0)
    }
    let group = registry.serviceGroup(registry.background(workers) + (try registry.notaries(withSM3: sm3)) + [server])
    try await withThrowingTaskGroup(of: Ended.self) { tasks in
      tasks.addTask {
        try await group.run()
        return .services
      }
      tasks.addTask {
        let address = await listening.stream.first { _ in true }
        try await load(registry, doors, workers, address, desk)
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
    _ doors: [FrontDoor],
    _ workers: [ProjectionWorker],
    _ address: ListeningAddress?,
    _ desk: LocalDesk
  ) async throws {
    var tallies: [Tally] = []
    for (city, door) in zip(registry.cities, doors) {
      let loader = CityLoader(
        city: city.city,
        simulation: try options.simulation(of: city.city, schemas: registry.installation.documents),
        log: city.log,
        door: door,
        cursor: LoadCursor(in: registry.installation.data, city.city, options)
      )
      tallies.append(try await loader.load())
    }
    for (city, worker) in zip(registry.cities, workers) { try await worker.wait(for: try await city.log.head()) }

    say("\n" + (try await summary(registry.cities)))
    if verify {
      for (city, tally) in zip(registry.cities, tallies) { try await Verification(tally: tally, registry: city).run() }
    }
    guard !verify, let address else { return }
    say("\n请打开 open \(address)   （仅限本机 this machine only；Ctrl-C 停止 to stop）")
    say("点击即可登录的三人 three who sign in with a click:")
    for person in desk.people { say("  \(person.name)  \(person.title.zh) \(person.title.en)") }
  }

  private func summary(_ cities: [CityRegistry]) async throws -> String {
    var table = TextTable([
      ("城市 city", .left), ("事件 events", .right), ("已建 created", .right), ("空闲 free", .right),
      ("已葬 occupied", .right), ("剩余穴位 places left", .right), ("减免（元） waived CNY", .right),
    ])
    var all: [CitySummary] = []
    for city in cities {
      all.append(try await city.readModels.summary())
      table.add([city.name] + all[all.count - 1].figures)
    }
    if all.count > 1 { table.add(["合计 total"] + CitySummary(adding: all).figures) }
    return table.text
  }
}

extension Result where Failure == any Error {
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
