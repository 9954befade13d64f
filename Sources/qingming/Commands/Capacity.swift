public import ArgumentParser
import CanonicalJSON
public import Server

/// Places and units, by county and kind of section.
struct Capacity: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show units and places: laid out, free, reserved, blocked, granted, occupied, remaining",
    discussion: """
      Units are plots, niches or pools; places are what they hold. A half-filled
      double plot has a place left and is no free unit.

      Examples:
        qingming capacity
        qingming capacity --city weihai
        qingming capacity --by division_as_then
        qingming capacity --by town --city weihai
        qingming capacity --by facility --json
      """
  )

  @Option(
    help: "division (as divisions are now), division_as_then (as the licences have them), town, facility or section."
  )
  var by: CapacityGrouping = .division

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    var answers: [(city: String, rows: ModelRows)] = []
    for city in registry.cities { answers.append((city.id, try await city.readModels.capacity(by: by))) }
    await registry.close()
    if output.json { return print(CityAnswers.json(answers, by: by.rawValue).line) }
    for (city, answer) in zip(registry.cities, answers) {
      print(
        answers.count > 1 ? "\(city.name)\n\n\(Self.table(answer.rows, by: by))\n" : Self.table(answer.rows, by: by)
      )
    }
  }

  static func table(_ answer: ModelRows, by grouping: CapacityGrouping) -> String {
    let names = grouping.nameColumns
    let figures = [
      ("designed", "设计"), ("created", "建成"), ("free", "空闲"), ("reserved", "预留"), ("blocked", "停用"),
      ("granted_unoccupied", "已售未葬"), ("occupied", "已葬"), ("full_units", "满"), ("remaining_places", "剩余穴位 places left"),
    ]
    var table = TextTable(names.map { ($0.title, .left) } + figures.map { ($0.1, .right) })
    for row in answer.rows {
      table.add(names.map { row.text($0.member) } + figures.map { row.text($0.0) })
    }
    return table.text + "\n" + answer.standing.sentence
  }
}

extension CapacityGrouping: ExpressibleByArgument {
  fileprivate var nameColumns: [(member: String, title: String)] {
    switch self {
    case .division, .divisionAsThen: [("division_zh", "区市 division"), ("kind_zh", "类别 kind")]
    case .town: [("division_zh", "区市 division"), ("town_zh", "乡镇 town"), ("kind_zh", "类别 kind")]
    case .facility: [("division_zh", "区市 division"), ("facility_zh", "设施 facility")]
    case .section: [("facility_zh", "设施 facility"), ("section_zh", "墓区 section"), ("kind_zh", "类别 kind")]
    }
  }
}
