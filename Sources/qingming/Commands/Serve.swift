import ArgumentParser
import Logging
import ServiceLifecycle

/// The HTTP API and the first page.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the HTTP API and the page until Ctrl-C",
    discussion: """
      There is no sign-in yet, so it binds to 127.0.0.1 and to nothing else. It
      starts the private cluster when it does not run, and leaves it running. Read
      models move, and reviews are worked through, while `qingming work` runs, or
      with --work.

      Examples:
        qingming serve --work
      """
  )

  @Option(help: "Port on 127.0.0.1; 0 takes a free one.")
  var port = 8080

  @Flag(help: "Keep the read models up to date, and work through reviews, in this process too.")
  var work = false

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .service)
    let server = try registry.server(port: port, doors: try await registry.doors()) { address in
      say("listening on \(address) (only this machine: there is no sign-in yet)")
    }
    let workers = work ? registry.background(try registry.workers()) : []
    try await registry.serviceGroup(workers + [server]).run()
    await registry.close()
  }
}
