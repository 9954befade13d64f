public import ArgumentParser
import Foundation
public import Simulator

/// Where the registry's data are.
struct DataOptions: ParsableArguments {
  @Option(help: "Directory of the private cluster, the keys and the cursors (default: .qingming in the checkout).")
  var data: String?

  @Option(help: "A libpq connection string: use this PostgreSQL instead of the private cluster.")
  var database: String?

  func installation() throws -> Installation { try Installation.find(data: data) }
}

/// Which city's registry, where the database holds several.
struct CityOption: ParsableArguments {
  @Option(help: ArgumentHelp("The city: \(City.names).", valueName: "name"))
  var city: City?

  var cities: [City] { city.map { [$0] } ?? [] }
}

/// How much of cities to simulate.
struct SimulationOptions: ParsableArguments {
  @Option(help: "How much of each city: 1 has as many deaths a year as the city has.")
  var scale = 0.04

  @Option(help: "How many years; the last one ends in September 2026 unless --from is given.")
  var years = 1

  @Option(help: "The first day of deaths, such as 2018-10-01.")
  var from: Day?

  @Option(help: "Seed: the same seed gives the same city.")
  var seed: UInt64 = 20_251_001

  @Option(
    help: ArgumentHelp(
      "Plant what auditors must find: \(Fraud.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "kind,…"
    )
  )
  var frauds = FraudList(kinds: [])

  func validate() throws {
    guard scale > 0, scale <= 10 else { throw ValidationError("--scale is above 0 and at most 10") }
    guard (1...50).contains(years) else { throw ValidationError("--years is 1 to 50") }
    let earliest = Simulation.earliestStart
    let start = from ?? Simulation.start(years: years)
    guard start >= earliest else {
      throw ValidationError("the policies reach back to \(earliest.text): begin later, or take fewer years")
    }
  }

  /// Reads what the city's bureaus publish.
  func simulation(of city: City, schemas: URL) throws -> Simulation {
    Simulation(
      city: city,
      cases: city.cases(scale: scale),
      years: years,
      seed: seed,
      documents: try Document.read(schemas: schemas),
      from: from,
      frauds: frauds.kinds
    )
  }

  /// What tells one simulation of a city from another.
  var name: String { "\(scale)-\(years)-\((from ?? Simulation.start(years: years)).text)-\(seed)\(frauds.suffix)" }
}

/// Kinds of fraud, separated by commas.
struct FraudList: ExpressibleByArgument {
  let kinds: Set<Fraud>

  init(kinds: Set<Fraud>) {
    self.kinds = kinds
  }

  init?(argument: String) {
    let kinds = argument.split(separator: ",").map { Fraud(rawValue: String($0)) }
    guard !kinds.isEmpty, !kinds.contains(nil) else { return nil }
    self.init(kinds: Set(kinds.compactMap(\.self)))
  }

  var defaultValueDescription: String { "none" }

  fileprivate var suffix: String { kinds.map { "-\($0.rawValue)" }.sorted().joined() }
}

extension City: ExpressibleByArgument {
  static var names: String { all.map(\.id).joined(separator: ", ") }

  public init?(argument: String) {
    guard let city = Self.all.first(where: { $0.id == argument }) else { return nil }
    self = city
  }

  public static var allValueStrings: [String] { all.map(\.id) }
  public var defaultValueDescription: String { id }
}

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

struct JSONOption: ParsableArguments {
  @Flag(help: "JSON instead of a table.")
  var json = false
}
