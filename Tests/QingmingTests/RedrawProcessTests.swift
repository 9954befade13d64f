import EventLog
import Foundation
import Registry
import Subprocess
import TestSupport
import Testing

/// `qingming inspection`: a draw is announced and held, and what the log has of it drawn once more.
@Suite(.timeLimit(.minutes(5))) struct RedrawProcessTests {
  private struct NotAppended: Error {}

  private static let stream = StreamID(rawValue: "reference/inspection-draws")

  /// Appends an example as the next draw, past the rules, as if somebody had the keys to the database.
  private func append(_ example: String, to place: Place, version: Int32, _ change: (inout [String: Any]) -> Void)
    async throws -> UUID
  {
    let file = Repository.root.appending(path: "Schemas/events/InspectionSampled/examples/\(example).json")
    var data = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    change(&data)
    let id = UUID()
    let event: [String: Any] = [
      "specversion": "1.0", "id": id.uuidString.lowercased(), "source": "371000-MZ", "actor": "clerk-1",
      "type": "InspectionSampled", "subject": Self.stream.rawValue, "time": "2026-03-12T15:00:00+08:00",
      "dataschema": "InspectionSampled/v1", "data": data,
    ]
    let bytes = try JSONSerialization.data(withJSONObject: event, options: [.sortedKeys, .withoutEscapingSlashes])
    let proposed = ProposedEvent(id: id, stream: Self.stream, version: version, bytes: Array(bytes))
    let outcome = try await place.log.append(AppendUnit(events: [proposed]))
    guard case .appended = outcome else { throw NotAppended() }
    return id
  }

  @Test func aDrawRepeatsOrWhatDiffersIsNamed() async throws {
    let place = try await Place(cases: 1)
    let fair = try await append("weihai-2025", to: place, version: 1) { _ in }
    let chosen = try await append("weihai-2025", to: place, version: 2) { data in
      (data["round"], data["picked"]) = (2, ["371082-GM-01", "371002-GM-01"])
    }
    func redraw(_ id: UUID, _ more: String...) async throws -> Program.Ended {
      try await Program.run(["inspection", "redraw", id.uuidString] + more + place.options)
    }
    let same = try await redraw(fair)
    #expect(same.status == .exited(0) && same.output.contains("一致 same"), "\(same.output)")
    let other = try await redraw(chosen)
    #expect(other.status == .exited(4) && other.output.contains("371082-GM-01, 371002-GM-01"), "\(other.output)")
    let json = try await redraw(chosen, "--json")
    #expect(json.status == .exited(4) && json.output.contains(#""same":false"#))
    #expect(try await redraw(UUID()).status == .exited(3))
    #expect(try await Program.run(["inspection", "redraw", "x"] + place.options).status == .exited(64))
  }

  /// Announced and held at the command line, in a log that others write too.
  @Test func aDrawIsAnnouncedHeldAndRepeated() async throws {
    let place = try await Place(cases: 1)
    #expect(try await Program.run(place.submit).status == .exited(0))
    let speaker = ["--source", "371000-MZ", "--actor", "371000-MZ.bureau-01"]
    let facilities = try await place.log.read(after: .start, types: ["FacilityLicensed"], limit: 1_000)
      .filter { String(decoding: $0.bytes, as: UTF8.self).contains(#""kind":"cemetery""#) }.prefix(3)
      .map { String($0.stream.rawValue.dropFirst("facility/".count)) }
    try #require(facilities.count == 3)
    let next = "\(Calendar(identifier: .gregorian).component(.year, from: .now) + 1)"
    func announce(_ year: String) async throws -> Program.Ended {
      try await Program.run(
        ["inspection", "announce", "--division", "371000", "--year", year, "--cemeteries"] + facilities
          + ["--pick", "2", "--pool", "I-1", "I-2", "I-3"] + speaker + place.options
      )
    }
    let announced = try await announce(next)
    let id = announced.output.split(separator: "\n").last.map(String.init) ?? ""
    #expect(announced.status == .exited(0) && UUID(uuidString: id) != nil, "\(announced.output)")
    let hold = ["inspection", "draw", id] + speaker + place.options
    let early = try await Program.run(hold)
    #expect(early.status == .exited(3) && early.output.contains("draw later"), "\(early.output)")
    // Its refusal is what comes next.
    let again = try await announce(next)
    #expect(again.status == .exited(2) && again.output.contains("I5"), "\(again.output)")
    let held = try await Program.run(hold)
    let draw = held.output.split(separator: "\n").last.map(String.init) ?? ""
    #expect(held.status == .exited(0) && UUID(uuidString: draw) != nil, "\(held.output)")
    #expect(try await Program.run(hold).status == .exited(2))
    let same = try await Program.run(["inspection", "redraw", draw] + place.options)
    #expect(same.status == .exited(0) && same.output.contains("seed taken from") && same.output.contains(id))
  }
}
