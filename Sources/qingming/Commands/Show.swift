import ArgumentParser
import ProjectionEngine
import Simulator

/// Any read model, as it is now.
struct Show: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a view of a read model",
    discussion: """
      `qingming projection list` names the read models and their views;
      Projections/<model>/README.md explains their columns.

      Examples:
        qingming show plot_capacity --view forecast_by_facility --city weihai
        qingming show plot_capacity --view by_section --division 371002 --csv
        qingming show plot_capacity --on 2030-01-01 --city weihai --json
      """
  )

  @Argument(help: "The read model, by the name of its folder.")
  var model: String
  @Option(help: ArgumentHelp("What to show (default: its first view).", valueName: "name"))
  var view: String?
  @Option(help: ArgumentHelp("Only this division and those in it, such as 371002.", valueName: "code"))
  var division: String?
  @Option(
    help: ArgumentHelp(
      "The day for what changes with time alone, such as expired rights (default: today).",
      valueName: "date"
    )
  )
  var on: Day?
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
    let definition = try ProjectionDefinition.all(in: registry.installation.projections).named(model)
    let live = LiveModel(definition, pool: registry.reader)
    let view = try definition.view(named: view)
    var answers: [(city: CityRegistry, rows: ModelTable)] = []
    for city in registry.cities {
      let selection = RowSelection(division: division)
      answers.append((city, try await live.rows(of: view, node: city.node, selection, on: on?.text)))
    }
    await registry.close()
    if csv, answers.count > 1 { return print(RowsText.csv(answers.map { ($0.city.id, $0.rows) }), terminator: "") }
    let text = answers.map { RowsText($0.rows).text(json: output.json, csv: csv) }
    if output.json, answers.count > 1 {
      let cities = zip(answers, text).map { #"{"city":"\#($0.city.id)",\#($1.dropFirst())"# }
      return print(#"{"cities":[\#(cities.joined(separator: ","))]}"#)
    }
    for (answer, text) in zip(answers, text) {
      if answers.count > 1 { print("\(answer.city.name)\n") }
      print(text, terminator: csv ? "" : "\n")
    }
  }
}
