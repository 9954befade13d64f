import ArgumentParser
import CanonicalJSON
import EventLog
import FrontDoor
import Postgres
import Registry
import Server

/// One decedent's file.
struct ShowCase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "Show what the log holds of one decedent, in the order it was recorded",
    discussion: """
      Exit status 3 when there is no such case.

      Examples:
        qingming case C-371002-000001
        qingming case C-371002-000001 --json
      """
  )

  @Argument(help: "The case's id, as in its stream case/ID.")
  var id: String

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    guard let code = Code(id) else { throw ValidationError("\(id) cannot be a case's id") }
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    var file: CaseFile?
    for city in registry.cities where file == nil { file = try await city.log.caseFile(code) }
    await registry.close()
    guard let file else {
      print("没有这个个案 no such case: \(id)")
      throw ExitCode(3)
    }
    print(output.json ? String(decoding: try file.json().canonicalBytes, as: UTF8.self) : table(file))
  }

  private func table(_ file: CaseFile) -> String {
    var table = TextTable([
      ("位置 position", .right), ("业务时间 occurred", .left), ("入库时间 recorded", .left), ("事件 event", .left),
      ("流 stream", .left),
    ])
    for event in file.events {
      table.add([
        Figures.grouped(event.position.rawValue), Figures.time(event.occurredAt), Figures.time(event.recordedAt),
        EventNames.both(event.type), event.stream.rawValue,
      ])
    }
    return "个案 case \(file.id)  状态 status \(file.status.rawValue)  时间均为北京时间 times in Beijing\n\n" + table.text
      + file.placements.map { "\n" + Self.sentence($0) }.joined()
  }

  private static func sentence(_ placement: EcoPlacement) -> String {
    let eco =
      switch placement.standing?.countsAsEco {
      case true?: "计为节地生态安葬 counted as eco"
      case false?: "不计为节地生态安葬 not counted as eco"
      case nil: "没有认定提及 no definition speaks of it"
      }
    let by = placement.definition.map { " (\($0))" } ?? ""
    return "安葬 placed \(placement.on) \(placement.division) \(placement.form.rawValue): \(eco)\(by)"
  }
}
