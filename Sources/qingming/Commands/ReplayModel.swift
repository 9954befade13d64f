import ArgumentParser
import Foundation
import ProjectionEngine
import Simulator

/// A read model as it was.
struct ReplayModel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Show a read model as it was known then, or as it was true then",
    discussion: """
      Reads the log and nothing else; the live system does not notice. Known: up to
      a position, or what the log had taken by an instant. True: what had happened
      by the end of a day, as far as it was known. Together: what was known then of
      that day. --diff compares with another moment: "now", or to=…, known-at=…,
      true-at=… with commas between. Exit status 4 when the two differ.

      Examples:
        qingming replay plot_capacity --city weihai --true-at 2026-03-31
        qingming replay plot_capacity --city weihai --view by_facility \\
          --known-at 2026-04-01T00:00:00+08:00 --csv
        qingming replay indicators --city weihai --to 5000 --diff now --json
      """
  )

  @Argument(help: "The read model, by the name of its folder.")
  var model: String
  @Option(help: ArgumentHelp("Known: the events up to this position.", valueName: "position"))
  var to: Int64?
  @Option(
    help: ArgumentHelp("Known: what the log had taken by then, such as 2026-04-01T00:00:00+08:00.", valueName: "time")
  )
  var knownAt: InstantText?
  @Option(help: ArgumentHelp("True: what had happened by the end of this day, such as 2026-03-31.", valueName: "date"))
  var trueAt: Day?
  @Option(
    help: ArgumentHelp("What to show (default: its first view; see `qingming projection list`).", valueName: "name")
  )
  var view: String?
  @Option(help: ArgumentHelp("Only this division and those in it, such as 371002.", valueName: "code"))
  var division: String?
  @Option(help: ArgumentHelp("Compare with another moment, and show what differs.", valueName: "moment"))
  var diff: MomentText?
  @Flag(help: "CSV instead of a table: UTF-8 with a mark that spreadsheet programs know.")
  var csv = false
  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func validate() throws {
    guard !(csv && output.json) else { throw ValidationError("--csv or --json, not both") }
  }

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let city = try registry.onlyCity()
    let definition = try ProjectionDefinition.all(in: registry.installation.projections).named(model)
    let view = try definition.view(named: view)
    let replays = Replays(registry: registry, city: city, definition: definition, view: view, division: division)
    let shown = try await replays.rows(Moment(position: to, knownAt: knownAt?.date, trueAt: trueAt?.text))
    guard let diff else {
      await registry.close()
      return print(RowsText(shown).text(json: output.json, csv: csv), terminator: csv ? "" : "\n")
    }
    let differences = RowDifferences(of: shown, to: try await replays.rows(diff.moment))
    await registry.close()
    print(differences.text(json: output.json, csv: csv), terminator: csv ? "" : "\n")
    if !differences.isEmpty { throw ExitCode(4) }
  }
}

/// The same question, asked of several moments.
private struct Replays {
  let registry: OpenRegistry
  let city: CityRegistry
  let definition: ProjectionDefinition
  let view: ProjectionDefinition.View
  let division: String?

  func rows(_ moment: Moment) async throws -> ModelTable {
    let bar = SharedProgress("重放 replay \(definition.name)", unit: "events")
    let replay = Replay(
      definition,
      node: city.node,
      moment: moment,
      configuration: registry.configuration(role: "registry_inspector"),
      logger: registry.logger
    )
    let model = try await replay.run { bar.update(part: 0, done: $0.position, of: $0.end) }
    bar.finish()
    for stream in model.parked { complain("\(stream) 含无法计入的事件 holds an event that cannot be applied") }
    let rows = try await model.rows(of: view, RowSelection(division: division))
    await model.close()
    return rows
  }
}
