import ArgumentParser
import Foundation
import Simulator

/// Where the registry's data are.
struct DataOptions: ParsableArguments {
  @Option(help: "Directory of the private cluster, the keys and the cursors (default: .qingming in the checkout).")
  var data: String?

  @Option(help: "A libpq connection string: use this PostgreSQL instead of the private cluster.")
  var database: String?

  func installation() throws -> Installation { try Installation.find(data: data) }
}

/// Which city to simulate.
struct CityOptions: ParsableArguments {
  @Option(help: "How many deaths the year has.")
  var cases = 20_000

  @Option(help: "Seed: the same seed gives the same city.")
  var seed: UInt64 = 20_251_001

  /// Reads the policies' files, which the city publishes first.
  func simulation(policies directory: URL) throws -> Simulation {
    Simulation(cases: cases, seed: seed, policies: try PolicyFiles.read(directory))
  }
}

struct JSONOption: ParsableArguments {
  @Flag(help: "JSON instead of a table.")
  var json = false
}
