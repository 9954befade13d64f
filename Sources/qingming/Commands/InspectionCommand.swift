import ArgumentParser
import CanonicalJSON
import EventLog
import FrontDoor
import Registry

/// Draws of annual inspections: announced, held and checked.
struct InspectionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspection",
    abstract: "Announce and hold draws of annual inspections, and check them",
    subcommands: [AnnounceDrawCommand.self, HoldDrawCommand.self, RedrawCommand.self]
  )
}

/// A recorded draw, drawn once more.
struct RedrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redraw",
    abstract: "Draw again what was drawn for inspection, from what the log has of it",
    discussion: """
      Reads the log and nothing else. The seed is the leaf of the first event that
      the log holds behind the announcement. Every candidate is ranked by SHA-256 of
      the seed, a line feed and the candidate's code; the lowest are drawn. A draw
      from before there were announcements has a seed that its bureau had made
      public. Exit status 0 when the draw repeats, 4 when it does not, 3 when no
      such draw stands in the log. EVENT is the draw's event, or one that corrects
      it.

      Examples:
        qingming inspection redraw 019a0000-0000-7000-8000-000000000901
        qingming inspection redraw 019a0000-0000-7000-8000-000000000901 --json
      """
  )

  @Argument(help: "The id of the event InspectionSampled.")
  var event: String

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    guard let id = EventID(event.lowercased()) else { throw ValidationError("\(event) cannot be an event's id") }
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let found = await Result { try await draw(id, in: registry) }
    await registry.close()
    guard let (draw, ground) = try found.get() else {
      print("日志中没有这次抽取，或已撤销 no such draw stands in the log: \(event)")
      throw ExitCode(3)
    }
    let redraw = Redraw(draw.sampled, on: ground)
    print(output.json ? redraw.json(of: draw, on: ground).line : redraw.text(on: ground))
    if !redraw.differences.isEmpty { throw ExitCode(4) }
  }

  private func draw(_ id: EventID, in registry: OpenRegistry) async throws -> (RecordedDraw, Redraw.Ground?)? {
    for city in registry.cities {
      let book = try await city.log.drawBook()
      guard let draw = book.draws.first(where: { $0.statements.contains(id) }) else { continue }
      guard let announcement = draw.sampled.announcementEventId else { return (draw, nil) }
      return (draw, book.ground(of: draw, before: try await city.log.next(behind: announcement)))
    }
    return nil
  }
}

extension Redraw {
  fileprivate func text(on ground: Ground?) -> String {
    var head =
      "\(sampled.division) \(sampled.year) 第 \(sampled.round) 轮 round \(sampled.round)\n种子 seed: \(sampled.seed)\n"
    if let announced = ground?.announcement {
      head += "公告 announced: \(announced.time) \(announced.actor) \(announced.id)\n"
    }
    if let follower = ground?.follower { head += "种子取自 seed taken from: \(follower.id)\n" }
    let lists = Self.table(population, drawn: sampled.picked) + "\n" + Self.table(pool, drawn: sampled.inspectors)
    let verdict =
      differences.isEmpty
      ? "一致 same" : differences.map { "不一致 differs: \($0.words.zh) / \($0.words.en)" }.joined(separator: "\n")
    return "\(head)名录摘要 digest of the list: \(listDigest)\n\n\(lists)\n\(verdict)"
  }

  private static func table(_ ranks: [Rank], drawn: [Code]) -> String {
    var table = TextTable([("次序 rank", .right), ("编码 code", .left), ("SHA-256", .left), ("登记为抽中 recorded", .left)])
    for (index, rank) in ranks.enumerated() {
      let place = drawn.firstIndex(of: rank.code).map { "\($0 + 1)" } ?? ""
      table.add(["\(index + 1)", rank.code.text, rank.digest, place])
    }
    return table.text
  }

  fileprivate func json(of draw: RecordedDraw, on ground: Ground?) -> JSON {
    func list(_ ranks: [Rank]) -> JSON {
      .array(ranks.map { ["code": .string($0.code.text), "digest": .string($0.digest)] })
    }
    return [
      "event": .string(draw.id.text),
      "announcement": draw.sampled.announcementEventId.map { .string($0.text) } ?? .null,
      "seedEvent": (ground?.follower).map { .string($0.id.text) } ?? .null, "same": .bool(differences.isEmpty),
      "seed": .string(sampled.seed.text),
      "listDigest": .string(listDigest), "population": list(population), "pool": list(pool),
      "picked": .array(sampled.picked.map { .string($0.text) }),
      "inspectors": .array(sampled.inspectors.map { .string($0.text) }),
      "differences": .array(differences.map { ["zh": .string($0.words.zh), "en": .string($0.words.en)] }),
    ]
  }
}
