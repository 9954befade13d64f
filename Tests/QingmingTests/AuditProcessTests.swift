import EventLog
import Foundation
import Logging
import Notary
import Postgres
import Simulator
import Subprocess
import TestSupport
import Testing

@testable import qingming

/// What an inspector is told of an event, and of a cemetery between two days.
@Suite(.timeLimit(.minutes(5))) struct AuditProcessTests {
  private static func events(_ place: Place) async throws -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    for try await event in place.log.events(after: .start) { events.append(event) }
    return events
  }

  private static func sign(_ place: Place) async throws {
    let pool = ConnectionPool(place.database.configuration(user: "registry_app"), maximum: 2, logger: .test)
    let city = CityRegistry(.weihai, pool: pool, reader: pool, logger: .test)
    let files = NotaryFiles(of: city, in: try Installation.find(data: place.directory.path))
    while let _ = try await files.notary(city).step() {}
    await pool.close()
  }

  @Test func `an event is explained, and what is wrong with it found`() async throws {
    let place = try await Place(cases: 20)
    #expect(try await Program.run(place.submit).status == .exited(0))
    let placed = try #require(try await Self.events(place).first { $0.type == "AshesPlaced" })
    let (id, position) = (placed.id.uuidString.lowercased(), placed.position.rawValue)
    func explain(_ event: String, _ more: String...) async throws -> Program.Ended {
      try await Program.run(["audit", "explain", event] + more + place.options)
    }

    let unsigned = try await explain(id)
    #expect(unsigned.status == .exited(0) && unsigned.output.contains("not yet signed: 0 events are"))
    for told in [
      "→ 已安葬 occupied", "occupants: 0 → 1", "portion \(placed.stream.rawValue.dropFirst(6))", "late: ", "  A3  ",
    ] {
      #expect(unsigned.output.contains(told), "\(told) in \(unsigned.output)")
    }
    try await Self.sign(place)
    let signed = try await explain(String(position), "--json")
    #expect(signed.status == .exited(0))
    #expect(signed.output.contains(#""state":"signed""#) && signed.output.contains(#""position":\#(position)"#))
    #expect(try await explain(UUID().uuidString).status == .exited(3))
    #expect(try await explain("99999999").status == .exited(3))

    // A policy touches what may be anywhere, and an award says under which version it was decided.
    let all = try await Self.events(place)
    let policy = try #require(all.first { $0.type == "PolicyPublished" })
    #expect(try await explain(policy.id.uuidString).output.contains("a replay of all of the log"))
    let waiver = try #require(all.first { $0.type == "WaiverDecided" })
    #expect(try await explain(waiver.id.uuidString).output.contains("free-basic-service 第"))

    try await place.database.tamper(
      """
      ALTER TABLE registry.event_\(TestDatabase.node) DISABLE TRIGGER ALL;
      UPDATE registry.event_\(TestDatabase.node) SET event = replace(event::text, '"position_no":1', '"position_no":2')::json
      WHERE position = \(position)
      """
    )
    let changed = try await explain(id)
    #expect(changed.status == .exited(13) && changed.output.contains("is not the one that was signed"))
    try FileManager.default.removeItem(at: place.directory)
  }

  private struct Answer: Decodable {
    struct Figure: Decodable {
      let model, column, of: String
      let before, after: Int64?
    }

    struct Row: Decodable {
      struct Event: Decodable {
        let position: Int64
        let type: String
        let wasTrueBefore: Bool
      }

      let table, change: String
      let events: [Event]
    }

    let figures: [Figure]
    let rows: [Row]
  }

  @Test func `what became known of a cemetery is what all of the log says`() async throws {
    let place = try await Place(cases: 20)
    #expect(try await Program.run(place.submit).status == .exited(0))
    let placed = try #require(try await Self.events(place).last { $0.type == "AshesPlaced" })
    let data = try JSONSerialization.jsonObject(with: Data(placed.bytes)) as? [String: Any]
    let facility = try #require((data?["data"] as? [String: Any])?["facility_id"] as? String)
    func diff(_ cemetery: String, _ more: String...) async throws -> Program.Ended {
      try await Program.run(
        ["audit", "diff", "--cemetery", cemetery, "--from", "2026-10-01", "--to", "2100-01-01"] + more + place.options
      )
    }

    let told = try await diff(facility, "--json")
    #expect(told.status == .exited(0))
    let answer = try JSONDecoder().decode(Answer.self, from: Data(told.output.utf8))
    // The figures of the part that was replayed are those of a replay of all of the log.
    let whole = try await Program.run(
      ["replay", "plot_capacity", "--view", "by_facility", "--json", "--known-at", "2100-01-01T00:00:00+08:00"]
        + place.options
    )
    let rows = try JSONSerialization.jsonObject(with: Data(whole.output.utf8)) as? [String: [[String: Any]]]
    let row = try #require(rows?["rows"]?.first { $0["facility"] as? String == facility })
    let figures = answer.figures.filter { $0.model == "plot_capacity" }
    #expect(figures.count > 5)
    for figure in figures { #expect(row[figure.column] as? Int64 == figure.after, "\(figure.column)") }
    // All of it was recorded just now, of days long past.
    let plots = answer.rows.filter { $0.table == "plot" }
    #expect(!plots.isEmpty && plots.allSatisfy { $0.change == "new" && !$0.events.isEmpty })
    #expect(answer.rows.flatMap(\.events).allSatisfy { $0.wasTrueBefore })
    #expect(
      answer.rows.contains { $0.table == "plot" && $0.events.contains { $0.position == placed.position.rawValue } }
    )

    let text = try await diff(facility, "--table", "plot_capacity.plot")
    #expect(text.output.contains("plot_capacity.plot：") && !text.output.contains("custody_trace."))
    #expect(try await diff("371002-GM-99").status == .exited(3))
    try FileManager.default.removeItem(at: place.directory)
  }

  /// Each ashes' placing as the last of what is known, beside a replay of all of the log up to the moments before and at it.
  @Test func `what changed between two moments is told with the event that changed it`() async throws {
    let place = try await Place(cases: 20)
    #expect(try await Program.run(place.submit).status == .exited(0))
    let events = try await Self.events(place)
    let placed = try #require(
      events.last { event in
        event.type == "AshesPlaced"
          && events.contains { $0.recordedAt < event.recordedAt && $0.type == "PlotRangeCreated" }
      }
    )
    let data = try JSONSerialization.jsonObject(with: Data(placed.bytes)) as? [String: Any]
    let facility = try #require((data?["data"] as? [String: Any])?["facility_id"] as? String)
    // One append has one time: between that of the one before and that of this.
    let last = try #require(events.last { $0.recordedAt < placed.recordedAt }).recordedAt.microsecondsSince1970
    let between = (last + placed.recordedAt.microsecondsSince1970) / 2
    let (from, to) = (
      "\(PostgresTimestamp(microsecondsSince1970: between))",
      "\(PostgresTimestamp(microsecondsSince1970: placed.recordedAt.microsecondsSince1970 + 10))"
    )
    let told = try await Program.run(
      ["audit", "diff", "--cemetery", facility, "--from", from, "--to", to, "--json"] + place.options
    )
    #expect(told.status == .exited(0), "\(told.output)")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(told.output.utf8))
    for (moment, figure) in [(from, \Answer.Figure.before), (to, \Answer.Figure.after)] {
      let whole = try await Program.run(
        ["replay", "plot_capacity", "--view", "by_facility", "--json", "--known-at", moment] + place.options
      )
      let rows = try JSONSerialization.jsonObject(with: Data(whole.output.utf8)) as? [String: [[String: Any]]]
      let row = try #require(rows?["rows"]?.first { $0["facility"] as? String == facility })
      for one in answer.figures where one.model == "plot_capacity" {
        #expect(row[one.column] as? Int64 == one[keyPath: figure], "\(one.column) at \(moment)")
      }
    }
    #expect(answer.figures.contains { $0.model == "plot_capacity" && $0.before != $0.after })
    let changed = answer.rows.filter { $0.table == "plot" && $0.change == "changed" }
    #expect(changed.contains { $0.events.contains { $0.position == placed.position.rawValue } }, "\(answer.rows)")
    try FileManager.default.removeItem(at: place.directory)
  }
}
