import CanonicalJSON
import EventLog
import FrontDoor
import Registry
import TestSupport
import Testing

/// Draws of inspections, whose seed is in the log itself.
@Suite struct DrawTests {
  private static let pool = ["I-1", "I-2", "I-3", "I-4"]

  private static func announced(_ pool: [String], round: Int64 = 1) throws -> JSON {
    let cemetery = try #require(Code("371002-GM-01"))
    let digest = try #require(InspectionDraw.digest(of: [cemetery]))
    return [
      "division": "371002", "year": 2026, "round": .integer(round), "population": ["371002-GM-01"],
      "population_digest": .string(digest.text), "picked_count": 1, "pool": .array(pool.map { .string($0) }),
      "inspector_count": 2,
    ]
  }

  private static func line(_ type: String, _ number: Int, _ data: JSON) -> [UInt8] {
    var sender = Sender()
    let id = "019c0000-0000-7000-8000-00000000d00\(number)"
    return sender.line(type, "reference/inspection-draws", at: "2026-03-05T09:00:00+08:00", data: data, id: id)
  }

  /// What the log says of a draw, with nothing but the log.
  private static func redraw(_ log: EventLog) async throws -> [Redraw] {
    let book = try await log.drawBook()
    var redraws: [Redraw] = []
    for draw in book.draws {
      let announcement = try #require(draw.sampled.announcementEventId)
      let ground = book.ground(of: draw, before: try await log.next(behind: announcement))
      #expect(ground?.announcement != nil)
      redraws.append(Redraw(draw.sampled, on: ground))
    }
    return redraws
  }

  @Test func announcedOnceAndDrawnOnceWhoeverRaces() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let founded = try await place.door.submit(sender.cemetery())
    try #require(founded.compactMap(\.rule) == [])
    let doors = [place.door, try place.anotherDoor(), try place.anotherDoor(), place.door]
    func race(_ lines: [[UInt8]]) async throws -> [Answer] {
      try await withThrowingTaskGroup(of: [Answer].self) { group in
        for (door, line) in zip(doors, lines) { group.addTask { try await door.submit([line]) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
    }
    let announcements = try (0..<4).map {
      Self.line("DrawAnnounced", $0, try Self.announced(Array(Self.pool.dropLast($0 / 2))))
    }
    let announced = try await race(announcements)
    #expect(announced.count { $0.isStored } == 1 && announced.filter { !$0.isStored }.allSatisfy { $0.rule == "I5" })

    // What was refused stands in the log too, and so gives the seed.
    let book = try await place.log.drawBook()
    let announcement = try #require(book.open.first)
    let follower = try #require(try await place.log.next(behind: announcement.id))
    let sampled = try #require(InspectionSampled(of: announcement.announced, by: announcement.id, before: follower))
    let data = try PayloadEncoder.encode(sampled)
    let drawn = try await race((4..<8).map { Self.line("InspectionSampled", $0, data) })
    #expect(drawn.count { $0.isStored } == 1 && drawn.filter { !$0.isStored }.allSatisfy { $0.rule == "I5" })
    #expect(try await Self.redraw(place.log).map(\.differences) == [[]])
  }

  /// A door that has once found nothing behind an announcement asks again.
  @Test func theSeedComesWithTheNextEvent() async throws {
    let place = try await Doorway()
    var sender = Sender()
    #expect(try await place.door.submit(sender.cemetery()).allSatisfy(\.isStored))
    let early: JSON = [
      "announcement_event_id": "019c0000-0000-7000-8000-00000000d000", "division": "371002", "year": 2026, "round": 1,
      "seed": .string(String(repeating: "0", count: 64)), "population": ["371002-GM-01"],
      "population_digest": try Self.announced([])["population_digest"] ?? .null, "picked": ["371002-GM-01"],
      "pool": .array(Self.pool.map { .string($0) }), "inspectors": ["I-1", "I-2"],
    ]
    // In one call, where the seed cannot be known, and alone.
    let together = try await place.door.submit([
      Self.line("DrawAnnounced", 0, try Self.announced(Self.pool)), Self.line("InspectionSampled", 1, early),
    ])
    #expect(together.map(\.rule) == [nil, "I5"])
    let id = try #require(EventID("019c0000-0000-7000-8000-00000000d000"))
    let follower = try #require(try await place.log.next(behind: id))
    #expect(follower.leaf.text != early["seed"]?.stringValue)
    let announcement = try #require(try await place.log.drawBook().open.first)
    let sampled = try #require(InspectionSampled(of: announcement.announced, by: id, before: follower))
    let answers = try await place.door.submit([
      Self.line("InspectionSampled", 2, try PayloadEncoder.encode(sampled)),
      Self.line("DrawAnnounced", 3, try Self.announced(Self.pool, round: 2)),
    ])
    #expect(answers.map(\.rule) == [nil, nil])
    #expect(try await Self.redraw(place.log).map(\.differences) == [[]])
    // Nothing is behind the second round's: whoever asks is told so, and the log answers the same when asked again.
    let last = try #require(try await place.log.drawBook().open.first)
    #expect(try await place.log.next(behind: last.id) == nil)
  }
}
