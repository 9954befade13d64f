import CanonicalJSON
import EventLog
import FrontDoor
import Registry
import TestSupport
import Testing

/// Corrections through the door: on what is stored, with claims and derived events in the log (rule L4).
@Suite struct AmendmentTests {
  private static let wrong = "371002202601"
  private static let right = "371002202602"

  @Test(arguments: [1, 100])
  func aCertificatesNumberIsCorrected(_ batch: Int) async throws {
    let place = try await Doorway()
    var sender = Sender()
    let certificate = sender.certificate("C-1", number: Self.wrong)
    let lines = [
      sender.home(), sender.opened("C-1"), certificate, sender.opened("C-2"), sender.opened("C-3"),
      // Taken until it is corrected, free afterwards; the right one the other way round.
      sender.certificate("C-2", number: Self.wrong),
      sender.corrected(certificate, number: Self.right),
      sender.certificate("C-2", number: Self.wrong),
      sender.certificate("C-3", number: Self.right),
    ]
    var answers: [Answer] = []
    for start in stride(from: 0, to: lines.count, by: batch) {
      answers += try await place.door.submit(Array(lines[start..<min(start + batch, lines.count)]))
    }
    #expect(answers.map(\.rule) == [nil, nil, nil, nil, nil, "D2", nil, nil, "D2"])
    let id = try #require(Code("C-1"))
    let file = try #require(try await place.log.caseFile(id))
    #expect(file.events.count == 3)
    #expect(file.state.certificate?.eventID == answers[2].id)
    // Again, it is the same answer.
    #expect(try await place.door.submit([lines[6]]).map(\.isRepeated) == [true])
  }

  @Test func ofTwoWhoCorrectTheSameFactOneIsTold() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let certificate = sender.certificate("C-1", number: Self.wrong)
    _ = try await place.door.submit([sender.home(), sender.opened("C-1"), certificate])
    let corrections = (1...4).map { sender.corrected(certificate, number: "37100220260\($0 + 2)") }
    let doors = try corrections.map { _ in try place.anotherDoor() }
    let answers = try await withThrowingTaskGroup(of: [Answer].self) { group in
      for (door, correction) in zip(doors, corrections) {
        group.addTask { try await door.submit([correction]) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(answers.filter(\.isAccepted).count == 1)
    #expect(answers.compactMap(\.rule) == ["L4", "L4", "L4"])
    #expect(try await place.count() == 4)
  }

  @Test func aRunFollowsTheCremation() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let cremation = sender.cremation("C-1", certificate: Self.wrong, idNumber: "11010519491231002X")
    let prepared = [sender.home()] + sender.equipment(for: ["C-1", "C-2"]) + cremation
    #expect(try await place.door.submit(prepared).compactMap(\.rule) == [])
    let before = try await place.count()
    let other = try await place.anotherDoor().submit([
      sender.amended(cremation[4]) { $0["unit_id"] = "U-C-2" }
    ])
    #expect(other.map(\.rule) == [nil])
    // The correction, the run of the wrong cremator voided, and the run of the right one.
    #expect(try await place.count() == before + 3)
    // This door knew the cremator as it was; it is told by the log.
    let second = sender.cremation("C-2", certificate: Self.right, idNumber: "440524188001010014")
    let answers = try await place.door.submit(Array(second.dropLast()) + [sender.cremated("C-2", inUnitOf: "C-2")])
    #expect(answers.map(\.rule) == [nil, nil, nil, nil, "D6"])
    #expect(try await place.door.submit([sender.cremated("C-2", inUnitOf: "C-1")]).map(\.rule) == [nil])
  }

  /// A contract turns out to be for another plot, and so does the placement under it, which it has put in question.
  @Test(arguments: [1, 100])
  func whatACorrectionPutsInQuestionIsCorrectedInItsTurn(_ batch: Int) async throws {
    let place = try await Doorway()
    var sender = Sender()
    var lines = [sender.home()] + sender.equipment(for: ["C-1"]) + sender.cemetery()
    lines += sender.cremation("C-1", certificate: Self.wrong, idNumber: "11010519491231002X")
    let (granted, placed) = (sender.granted("K-1"), sender.placed("A-1", under: "K-1"))
    lines += [sender.custody("A-1", of: "C-1"), granted, placed]
    lines += [granted, placed].map { line in sender.amended(line) { $0["plot_id"] = "371002-GM-01/F/A/1" } }
    // The plot that they were written down in is free again, and theirs is taken.
    lines += [sender.granted("K-2"), sender.amended(placed) { $0["position_no"] = 1 }]
    var answers: [Answer] = []
    for start in stride(from: 0, to: lines.count, by: batch) {
      answers += try await place.door.submit(Array(lines[start..<min(start + batch, lines.count)]))
    }
    // The last one goes by what has been corrected since.
    #expect(answers.map(\.rule) == Array(repeating: nil, count: lines.count - 1) + ["L4"])
    let held = try await place.claimsHeld()
    #expect(
      held.filter { $0.hasPrefix("pl") } == [
        "place/371002-GM-01/F/A/1#2", "plot/371002-GM-01/D/A/1", "plot/371002-GM-01/F/A/1",
      ]
    )
    #expect(try await place.claimsOfStates() == held)
    let remarks = try await place.log.read(stream: StreamID(rawValue: "ashes/A-1")).filter {
      $0.type == "AnomalyRaised"
    }
    #expect(try remarks.map { try JSON.parse($0.bytes)["data"]?["rule_id"] } == ["A3"])
  }
}

extension Sender {
  /// The same event with another number in its sealed part.
  fileprivate mutating func corrected(_ line: [UInt8], number: String) -> [UInt8] {
    amended(line, sealed: ["certificate_number": .string(number)]) { _ in }
  }

  fileprivate mutating func amended(
    _ target: [UInt8],
    sealed: JSON? = nil,
    _ change: (inout JSONObject) -> Void
  ) -> [UInt8] {
    guard let event = try? JSON.parse(target), case .object(var data)? = event["data"] else { return [] }
    change(&data)
    let version = event["dataschema"]?.stringValue.flatMap(DataSchema.init(_:))?.version.value ?? 1
    return line(
      "FactCorrected",
      event["subject"]?.stringValue ?? "",
      at: "2026-03-05T09:00:00+08:00",
      data: [
        "target_event_id": event["id"] ?? .null, "replaces_event_id": event["id"] ?? .null,
        "target_type": event["type"] ?? .null, "time": event["time"] ?? .null, "data": .object(data),
        "data_version": .integer(Int64(version)),
        "reason_code": "clerical_error", "approver_id": "head-1",
      ],
      sealed: sealed
    )
  }
}
