import ArgumentParser
import EventLog
import Foundation
import Notary

/// All that an inspector asks about one event.
struct ExplainEvent: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say of an event who, when, by which rules, what it changed, and the proof",
    discussion: """
      Who recorded it and what vouched for that; when it happened and when it was
      recorded; the rules that it was held to, its policy, what amends it; each row of
      each read model before it and behind it, from a replay of the streams that it
      touches (of all of the log for a policy, a facility or reference data); and
      where it stands in the signed tree, verified now from the notary's files.

      Exit status 0, also where it is not signed yet; 3 when there is no such event;
      4 when what vouched for it does not verify; else that of qingming verify: 10 a
      file, 11 the signature, 13 the line.

      Examples:
        qingming audit explain 019a0000-0000-7000-8000-000000000001
        qingming audit explain 3401 --city weihai --json
      """
  )

  @Argument(help: "The event's id, or its position in a city's log.")
  var event: String
  @Option(help: ArgumentHelp("Of each read model at most so many rows.", valueName: "count"))
  var rows = 12
  @OptionGroup var city: CityOption
  @OptionGroup var trust: TrustOptions
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func validate() throws {
    guard UUID(uuidString: event) != nil || position != nil else {
      throw ValidationError("\(event) is neither an event's id nor a position")
    }
    guard rows >= 0 else { throw ValidationError("--rows is 0 or more") }
  }

  private var position: Int64? { Int64(event).flatMap { $0 > 0 ? $0 : nil } }

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let found = await Result { try await explain(in: registry) }
    await registry.close()
    guard let explained = try found.get() else {
      print("日志中没有这个事件 no such event stands in the log: \(event)")
      throw ExitCode(3)
    }
    print(output.json ? explained.answer.line : explained.text(rows: rows))
    if let finding = explained.proof.finding { throw ExitCode(finding.kind.rawValue) }
    let failed = explained.vouched.checks(body: nil).filter { !$0.holds }.map(\.name)
    if failed.contains("leaf") { throw ExitCode(Finding.Kind.inclusion.rawValue) }
    if !failed.isEmpty { throw ExitCode(4) }
  }

  private func explain(in registry: OpenRegistry) async throws -> ExplainedEvent? {
    if let position {
      let city = try registry.onlyCity()
      let events = try await city.log.read(after: Position(rawValue: position - 1), limit: 1)
      guard let event = events.first, event.position.rawValue == position else { return nil }
      return try await ExplainedEvent(event, city, registry, trust)
    }
    guard let id = UUID(uuidString: event) else { return nil }
    for city in registry.cities {
      guard let event = try await city.log.event(id) else { continue }
      return try await ExplainedEvent(event, city, registry, trust)
    }
    return nil
  }
}
