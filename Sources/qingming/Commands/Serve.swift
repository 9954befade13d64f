import ArgumentParser
import Logging
import ServiceLifecycle

/// The HTTP API and the first page.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the HTTP API and the pages until Ctrl-C",
    discussion: """
      People sign in with access tokens (JWT) of the --issuer; the machines of
      funeral homes with client certificates, which a --gateway checks and hands
      over. Without an issuer three ready-made people sign in with a click, and it
      binds to 127.0.0.1 and to nothing else.

      It starts the private cluster when it does not run, and leaves it running.
      Read models move, and reviews are worked through, while `qingming work`
      runs, or with --work.

      Examples:
        qingming serve --work
        qingming serve --issuer https://id.example.gov.cn --keys keys.json \\
          --host 10.0.0.5 --name registry.example.gov.cn
      """
  )

  @Option(help: "The port; 0 takes a free one.")
  var port = 8080

  @OptionGroup var identity: SignInOptions

  @Flag(help: "Keep the read models up to date, and work through reviews, in this process too.")
  var work = false

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .service)
    let address = try identity.address(port: port)
    let server = try registry.server(
      at: address,
      signIn: try await identity.signIn(registry),
      rate: identity.rate,
      doors: try await registry.doors(),
      persons: try await registry.personDesks()
    ) { address in say("listening on \(address)") }
    let workers = work ? registry.background(try registry.workers()) : []
    try await registry.serviceGroup(workers + [server]).run()
    await registry.close()
  }
}
