import ArgumentParser
import EventLog
import FrontDoor
import Registry

/// Who speaks, in a command that submits one event.
struct SpeakerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The organisation that it comes from.", valueName: "code"))
  var source: String

  @Option(help: ArgumentHelp("Who does it.", valueName: "code"))
  var actor: String

  func codes() throws -> (source: Code, actor: Code) {
    guard let source = Code(source), let actor = Code(actor) else {
      throw ValidationError("--source and --actor are codes: 1 to 64 letters, digits and . _ -")
    }
    return (source, actor)
  }
}

/// Records the lists and numbers of a draw.
struct AnnounceDrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "announce",
    abstract: "Announce a draw: whom it draws from, and how many",
    discussion: """
      The seed is the leaf of the first event that the log holds behind the
      announcement, so that nobody can choose it; hold the draw when that event is
      there. An announcement is neither corrected nor voided, and its round is
      drawn before the next one is announced (rule I5).

      Prints the id of the announcement. Exit status 2 when it is refused.

      Examples:
        qingming inspection announce --division 371002 --year 2026 \\
          --cemeteries 371002-GM-01 371002-GM-02 --pick 1 \\
          --pool HC-MZ-0004 HC-SC-0007 WD-MZ-0002 \\
          --source 371002-MZ --actor 371002-MZ.bureau-01 --city weihai
      """
  )

  @Option(help: "The division that draws.") var division: String
  @Option(help: "The year of the inspections.") var year: Int
  @Option(help: "The round.") var round = 1
  @Option(parsing: .upToNextOption, help: "The cemeteries to draw from.") var cemeteries: [String]
  @Option(help: "How many of them are drawn.") var pick: Int
  @Option(parsing: .upToNextOption, help: "The inspectors to draw from.") var pool: [String]
  @Option(help: "How many of them are drawn.") var inspectors = 2

  @OptionGroup var speaker: SpeakerOptions
  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions

  func run() async throws {
    let (source, actor) = try speaker.codes()
    let population = cemeteries.compactMap { Code($0) }
    let candidates = pool.compactMap { Code($0) }
    guard let division = DivisionCode(division), let year = Year(year), let round = PositiveCount(round),
      let pick = PositiveCount(pick), let inspectors = PositiveCount(inspectors),
      population.count == cemeteries.count, candidates.count == pool.count,
      let announced = DrawAnnounced(
        division,
        year,
        round: round,
        drawing: pick,
        of: population,
        andInspectors: inspectors,
        of: candidates
      )
    else { throw ValidationError("give a division of six digits, a year, numbers from 1 on, and codes") }
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let answer = await Result {
      try await submit(to: registry) { _, id in
        announced.line(id: id, for: RecordedDraw.stream, at: .now(), by: actor, from: source)
      }
    }
    await registry.close()
    print(try recorded(try answer.get()).text)
  }
}

/// Holds a draw that has been announced.
struct HoldDrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Hold a draw that has been announced",
    discussion: """
      Takes the seed from the log, the leaf of the first event behind the
      announcement, works out what it draws, and records that. Prints the id of the
      draw. Exit status 2 when it is refused, 3 when no such announcement stands in
      the log or no event has come behind it yet.

      Examples:
        qingming inspection draw 019a0000-0000-7000-8000-000000000900 \\
          --source 371000-MZ --actor 371000-MZ.bureau-01
      """
  )

  @Argument(help: "The id of the event DrawAnnounced.") var announcement: String

  @OptionGroup var speaker: SpeakerOptions
  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions

  func run() async throws {
    let (source, actor) = try speaker.codes()
    guard let id = EventID(announcement.lowercased()) else {
      throw ValidationError("\(announcement) cannot be an event's id")
    }
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let answer = await Result {
      try await submit(to: registry) { log, draw in
        guard let announced = try await log.drawBook().announcement(id) else {
          print("日志中没有这份抽取公告 no such announcement stands in the log: \(id)")
          throw ExitCode(3)
        }
        guard let follower = try await log.next(behind: id) else {
          print("公告之后还没有任何事件，请稍后再抽 no event has come behind the announcement yet: draw later")
          throw ExitCode(3)
        }
        return announced.draw(before: follower, id: draw, at: .now(), by: actor, from: source)
      }
    }
    await registry.close()
    print(try recorded(try answer.get()).text)
  }
}

/// Submits one event under an id of its own.
private func submit(
  to registry: OpenRegistry,
  _ line: (EventLog, EventID) async throws -> [UInt8]?
) async throws -> (id: EventID, answer: Answer?) {
  let city = try registry.onlyCity()
  var random = SystemRandomNumberGenerator()
  let id = EventID(version7: .now(), using: &random)
  guard let line = try await line(city.log, id) else { return (id, nil) }
  return (id, try await registry.door(city).submit([line]).first)
}

/// The id of what was recorded; what was refused is told, and ends the program.
private func recorded(_ submitted: (id: EventID, answer: Answer?)) throws -> EventID {
  guard case .refused(let refusal)? = submitted.answer?.outcome else { return submitted.id }
  print(
    "未登记 refused: \(refusal.rule)\n\(refusal.fact.zh)。\(refusal.remedy.zh)。\n\(refusal.fact.en) \(refusal.remedy.en)"
  )
  throw ExitCode(2)
}
