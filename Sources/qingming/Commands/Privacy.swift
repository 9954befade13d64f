public import ArgumentParser
import EventLog
import Foundation
import FrontDoor
public import Registry
import SealedStore
import Simulator

/// What is sealed of persons.
struct Privacy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find, show, unseal and erase what is sealed of persons; rotate the keys",
    discussion: """
      Names, telephones, addresses and numbers lie encrypted beside the log, under a
      key for each person. They are shown masked; for the plain text somebody says
      what it is needed for, and the log keeps who saw it. A person who is erased
      can never be read again. Schemas/database/sealed.md says how it works, and what
      backups mean.
      """,
    subcommands: [Find.self, Show.self, Unseal.self, Erase.self, Sweep.self, Rotate.self]
  )
}

/// A person or an event, on the command line.
enum PrivacyTarget {
  static func read(_ text: String) throws -> PrivacyOffice.Target {
    if let event = EventID(text) { return .event(event) }
    return .person(try person(text))
  }

  static func person(_ text: String) throws -> PersonName {
    guard let person = PersonName(text) else {
      throw ValidationError("a person is named by a reference (p-1), or as the decedent of a case (case/ID)")
    }
    return person
  }
}

/// Who does it.
struct AuthorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who does it, as the log will name them.", valueName: "code"))
  var by: Code

  @Option(
    help: ArgumentHelp("The office (default: the city's civil affairs bureau, such as 371000-MZ).", valueName: "code")
  )
  var office: Code?

  func office(of city: CityRegistry) throws -> Code {
    guard let office = office ?? Code("\(city.node.rawValue)-MZ") else { throw ValidationError("--office is no code") }
    return office
  }
}

extension Code: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Text: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension PersonErased.Basis: ExpressibleByArgument {}

extension IdentityVerified.IDKind: ExpressibleByArgument {}

extension OpenRegistry {
  /// Runs `body` with the offices of the cities that were asked for.
  func withPrivacyOffices<R>(_ body: ([(city: CityRegistry, office: PrivacyOffice)]) async throws -> R) async throws
    -> R
  {
    let keys = try await sealingKeys()
    return try await withKeeper { pool in
      try await body(
        cities.map { city in
          let keeper = Keeper(pool: pool, node: city.node.rawValue, keys: keys)
          return (city, PrivacyOffice(log: city.log, keeper: keeper))
        }
      )
    }
  }

  /// Runs `body` with the office of the one city, and prints what refuses it: exit status 2.
  func withPrivacyOffice<R>(
    _ body: (CityRegistry, PrivacyOffice) async throws -> Result<R, Refusal>
  ) async throws -> R {
    let city = try onlyCity()
    let result = try await withPrivacyOffices { offices in
      guard let office = offices.first?.office else { throw ValidationError("there is no city \(city.id)") }
      return try await body(city, office)
    }
    switch result {
    case .success(let value): return value
    case .failure(let refusal):
      print(
        "规则 rule \(refusal.rule)\n  \(refusal.fact.zh)。\(refusal.remedy.zh)。\n  \(refusal.fact.en) \(refusal.remedy.en)"
      )
      throw ExitCode(refusal.rule.rawValue == "V3" ? 3 : 2)
    }
  }
}

extension DataOptions {
  /// Runs `body` in the open registry, and closes it whatever happens.
  func withRegistry<R>(_ cities: [City] = [], _ body: (OpenRegistry) async throws -> R) async throws -> R {
    let registry = try await OpenRegistry.open(self, cities: cities, logger: .quiet)
    let result = await Result { try await body(registry) }
    await registry.close()
    return try result.get()
  }
}
