import ArgumentParser
import CanonicalJSON
import Foundation
import Registry
import Server

/// What became known of a cemetery between two moments.
struct DiffCemetery: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare what was known of a cemetery at the end of one day and of another",
    discussion: """
      Known: what the log had taken by then. Figures first, then each row of the read
      models that came, went or changed, with the events that did it: their position,
      type and actor, and a mark where what they tell was true before the first day
      and came to be known late. Only the streams of the cemetery are replayed, with
      those that are decided on with them: its plots, rights and ashes, their cases
      and claims, policies and reference data.

      Exit status 3 when nothing is known of such a cemetery, else 0.

      Examples:
        qingming audit diff --cemetery 371002-GM-01 --city weihai \\
          --from 2026-03-31 --to 2026-06-30
        qingming audit diff --cemetery 371002-GM-01 --city weihai --table plot \\
          --from 2026-03-31T17:00:00+08:00 --to 2026-06-30 --json
      """
  )

  @Option(help: ArgumentHelp("The cemetery, or another facility.", valueName: "id"))
  var cemetery: String
  @Option(help: ArgumentHelp("The first moment: a day, at its end, or an instant.", valueName: "date|time"))
  var from: KnownBy
  @Option(help: ArgumentHelp("The second moment.", valueName: "date|time"))
  var to: KnownBy
  @Option(help: ArgumentHelp("Only rows of this table, such as plot, or plot_capacity.plot.", valueName: "name"))
  var table: String?
  @Option(help: ArgumentHelp("Of each table at most so many rows.", valueName: "count"))
  var rows = 20
  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func validate() throws {
    guard Code(cemetery) != nil else { throw ValidationError("\(cemetery) cannot be a facility's id") }
    guard from.date < to.date else { throw ValidationError("--from comes before --to") }
    guard rows >= 0 else { throw ValidationError("--rows is 0 or more") }
  }

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let found = await Result { try await history(in: registry) }
    let catalogue = try ModelCatalogue(directory: registry.installation.projections)
    await registry.close()
    guard let (history, city) = try found.get() else {
      print("截至 \(to.text) 日志中没有这个设施 nothing was known of such a facility by \(to.text): \(cemetery)")
      throw ExitCode(3)
    }
    if output.json, case .object(var object) = history.json {
      object["city"] = .string(city.id)
      object["facility"] = .string(cemetery)
      object["from"] = .string(from.text)
      object["to"] = .string(to.text)
      return print(JSON.object(object).line)
    }
    let heading = """
      \(city.name) \(cemetery)：当时所知 what was known
      之前 before  截至 \(from.text)，日志第 \(Figures.grouped(history.from)) 位 position
      之后 after   截至 \(to.text)，日志第 \(Figures.grouped(history.to)) 位 position
      其间有关事件 events about it between them: \(history.events.count)，其中补记 of what was true before: \(history.late.count)
      """
    print(history.text(heading, rows: rows, catalogue))
  }

  private func history(in registry: OpenRegistry) async throws -> (FacilityHistory, CityRegistry)? {
    guard let code = Code(cemetery) else { return nil }
    let city = try registry.onlyCity()
    let history = try await FacilityHistory(of: code, from: from, to: to, table: table, city, registry)
    return history.map { ($0, city) }
  }
}
