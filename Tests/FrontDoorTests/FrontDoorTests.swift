import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import PrivateCluster
import Registry
import Simulator
import TestSupport
import Testing

@Suite struct FrontDoorTests {
  @Test func theSameSubmissionTwiceGetsTheFirstAnswerAgain() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let lines = [sender.home(), sender.opened("C-1")]
    let first = try await place.door.submit(lines)
    #expect(first.map(\.isAccepted) == [true, true])
    #expect(first.map(\.position) == [1, 2])

    let again = try await place.door.submit(lines)
    #expect(again.map(\.isRepeated) == [true, true])
    #expect(again.map(\.position) == [1, 2])
    #expect(try await place.count() == 2)
  }

  @Test func theSameIdWithOtherContentIsRefused() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let home = sender.home()
    let id = "019c0000-0000-7000-8000-00000000aaaa"
    let one = sender.line("CaseOpened", "case/C-1", data: caseData("hospital"), id: id)
    let other = sender.line("CaseOpened", "case/C-1", data: caseData("home"), id: id)
    // In one call and in two.
    let answers = try await place.door.submit([home, one, other, one])
    #expect(answers.map(\.rule) == [nil, nil, "L2", nil])
    #expect(answers[3].isRepeated && answers[3].position == answers[1].position)
    #expect(try await place.door.submit([other]).map(\.rule) == ["L2"])
    #expect(try await place.count() == 2)
  }

  /// There was more room in a line before it said what vouched for the event.
  @Test func whatIsStoredGetsItsAnswerHoweverLongItIs() async throws {
    let place = try await Doorway()
    var sender = Sender()
    func change(_ codes: Int) -> [UInt8] {
      sender.line(
        "DivisionChanged",
        "reference/divisions",
        data: [
          "op": "abolish", "from_codes": .array(Array(repeating: "371081", count: codes)), "to": [],
          "effective_on": "2014-03-17", "source": "国务院批复",
        ]
      )
    }
    let codes = (65_400 - change(0).count) / 9
    let (old, new) = (change(codes), change(codes))
    #expect((Submission.maximumRecordedBytes + 1...Submission.maximumBytes).contains(old.count))
    let id = try #require(try JSON.parse(old)["id"]?.stringValue.flatMap(UUID.init(uuidString:)))
    let event = ProposedEvent(id: id, stream: StreamID(rawValue: "reference/divisions"), version: 1, bytes: old)
    #expect(try await place.log.append(AppendUnit(events: [event])).receipts != nil)

    let answers = try await place.door.submit([new, old])
    #expect(answers.map(\.rule) == ["S5", nil] && answers[1].isRepeated)
  }

  @Test func aRefusedLineLeavesItsNeighboursAlone() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let answers = try await place.door.submit([
      sender.home(), Array("{".utf8), sender.opened("C-1"), sender.cremated("C-1"), sender.opened("C-2"),
    ])
    #expect(answers.map(\.isAccepted) == [true, false, true, false, true])
    #expect(answers[1].rule == "S1")
    #expect(try await place.count() == 3)
  }

  /// Lines in the wrong order: the one that came too early stays refused, though it would be accepted after the others.
  @Test func aLineIsNotAnsweredByWhatComesAfterIt() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let answers = try await place.door.submit([
      sender.home(), sender.opened("C-1"), sender.authorised("C-1"), sender.certificate("C-1", number: "371002202601"),
      sender.authorised("C-1"), sender.identity("C-1"), sender.authorised("C-1"),
    ])
    #expect(answers.map(\.rule) == [nil, nil, "D3", nil, "D3", nil, nil])
  }

  @Test func onePersonHasOneCase() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let answers = try await place.door.submit([
      sender.home(), sender.opened("C-1"), sender.identity("C-1"), sender.opened("C-2"), sender.identity("C-2"),
    ])
    #expect(answers.map(\.rule) == [nil, nil, nil, nil, "D1"])
    guard case .refused(let refusal) = answers[4].outcome else { return }
    #expect(refusal.fact.zh.contains("C-1") && refusal.fact.en.contains("C-1"))
    #expect(!refusal.fact.zh.contains("11010519491231002"))
  }

  /// One unit writes both cases and moves the person's claim from the one to the other.
  @Test func aMergedCaseGivesItsPersonUp() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let merging = sender.line(
      "IdentityResolved",
      "case/C-2",
      at: "2026-03-02T10:00:00+08:00",
      data: [
        "person_ref": "P-C-1", "id_kind": "citizen_id", "merged_case_id": "C-1",
        "evidence_digest": .string(String(repeating: "a", count: 64)),
      ],
      sealed: ["id_number": "11010519491231002X"]
    )
    let answers = try await place.door.submit([
      sender.home(), sender.opened("C-1"), sender.identity("C-1"), sender.opened("C-2"), merging,
      sender.authorised("C-1"), sender.opened("C-3"), sender.identity("C-3"),
    ])
    #expect(answers.map(\.rule) == [nil, nil, nil, nil, nil, "R3", nil, "D1"])
    guard case .refused(let refusal) = answers[7].outcome else { return }
    #expect(refusal.fact.en.contains("case/C-2"))
    #expect(try await place.count() == 7)
  }

  /// The second line is refused only if the first one is stored, and the first one loses its number to another case.
  @Test func aRefusalNeverRestsOnWhatWasNotStored() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let cases =
      [sender.home()] + sender.equipment(for: ["C-1", "C-2"])
      + sender.cremation("C-1", certificate: "371002202601", idNumber: "11010519491231002X")
      + [sender.cremationCertificate("C-1", number: "HZ-1", serial: "F-1")]
      + sender.cremation("C-2", certificate: "371002202602", idNumber: "440524188001010014")
    #expect(try await place.door.submit(cases).compactMap(\.rule) == [])

    let answers = try await place.door.submit([
      sender.cremationCertificate("C-2", number: "HZ-1", serial: "F-2"),
      sender.cremationCertificate("C-2", number: "HZ-2", serial: "F-2"),
    ])
    #expect(answers.map(\.rule) == ["D7", nil])
    #expect(answers[1].isAccepted)
  }

  @Test func aDoorThatFellBehindDecidesAgain() async throws {
    let place = try await Doorway()
    let other = try place.anotherDoor()
    var sender = Sender()
    let start =
      [sender.home()] + sender.equipment(for: ["C-1"])
      + sender.cremation("C-1", certificate: "371002202601", idNumber: "11010519491231002X").prefix(4)
    #expect(try await place.door.submit(start).compactMap(\.rule) == [])
    #expect(try await other.submit([sender.cremated("C-1")]).allSatisfy(\.isAccepted))
    // The first door still knows the case as authorised.
    #expect(try await place.door.submit([sender.cremated("C-1")]).map(\.rule) == ["D6"])
    let certificate = sender.cremationCertificate("C-1", number: "HZ-1", serial: "F-1")
    #expect(try await place.door.submit([certificate]).map(\.isAccepted) == [true])
  }

  /// Neither a cremator nor a blank form serves two cases, however close together they are asked for.
  @Test func aCrematorAndAFormServeOneCaseAtATime() async throws {
    let place = try await Doorway()
    let other = try place.anotherDoor()
    var sender = Sender()
    let start =
      [sender.home()] + sender.equipment(for: ["C-1", "C-2"])
      + sender.cremation("C-1", certificate: "371002202601", idNumber: "11010519491231002X").prefix(4)
      + sender.cremation("C-2", certificate: "371002202602", idNumber: "440524188001010014").prefix(4)
    #expect(try await place.door.submit(start).compactMap(\.rule) == [])
    for (one, two, rule) in [
      (sender.cremated("C-1"), sender.cremated("C-2", inUnitOf: "C-1"), "D6"),
      // The loser has the other cremator; the winner is not cremated again.
      (sender.cremated("C-1", inUnitOf: "C-2"), sender.cremated("C-2"), "D6"),
      (
        sender.cremationCertificate("C-1", number: "HZ-1", serial: "F-1"),
        sender.cremationCertificate("C-2", number: "HZ-2", serial: "F-1"), "D7"
      ),
    ] {
      async let first = place.door.submit([one])
      async let second = other.submit([two])
      let answers = try await first + second
      #expect(answers.count(where: \.isAccepted) == 1)
      #expect(answers.compactMap(\.rule) == [rule])
    }
  }

  @Test func oneCityThroughTwoDoorsAtOnceIsStoredOnce() async throws {
    let place = try await Doorway()
    let lines = Array(Simulation(cases: 20, seed: 3, documents: try Document.read(schemas: Repository.documents)))
    async let one = Self.submit(lines, through: place.door)
    async let other = Self.submit(lines, through: place.anotherDoor())
    let (first, second) = try await (one, other)
    #expect(first.allSatisfy(\.isStored) && second.allSatisfy(\.isStored))
    #expect(zip(first, second).allSatisfy { $0.isAccepted != $1.isAccepted })
    #expect(zip(first, second).allSatisfy { $0.position == $1.position })
  }

  /// What one caller has sent is on its way when another one sends the same, which must be neither refused nor stored.
  @Test func oneCityBySeveralCallersOfOneDoorIsStoredOnce() async throws {
    let place = try await Doorway()
    let lines = Array(Simulation(cases: 20, seed: 4, documents: try Document.read(schemas: Repository.documents)))
    let answers = try await withThrowingTaskGroup(of: [Answer].self) { callers in
      for batch in [7, 20, 50, 110, 400] {
        callers.addTask { try await Self.submit(lines, through: place.door, by: batch) }
      }
      return try await callers.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.joined().compactMap(\.rule) == [])
    for index in lines.indices {
      #expect(answers.count { $0[index].isAccepted } == 1)
      #expect(Set(answers.map { $0[index].position }).count == 1)
    }
  }

  @Test func noPersonalNumberReachesTheDatabase() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let lines =
      [sender.home()] + sender.equipment(for: ["C-1"])
      + sender.cremation("C-1", certificate: "3702811998ZZ", idNumber: "11010519491231002X")
    #expect(try await place.door.submit(lines).allSatisfy(\.isAccepted))
    let dump = try await place.database.cluster.server("pg_dump", ["-d", place.database.connectionString()])
    #expect(dump.succeeded && dump.output.contains("case/C-1"))
    #expect(!dump.output.contains("11010519491231002") && !dump.output.contains("3702811998ZZ"))
  }

  @Test func withoutItsDatabaseItSaysSoAndRecovers() async throws {
    let cluster = try await TestCluster.separate()
    let place = try await Doorway(in: cluster)
    var sender = Sender()
    let lines = [sender.home()]
    try await cluster.stop(.immediate)
    let error = await #expect(throws: FrontDoorError.self) { try await place.door.submit(lines) }
    #expect(error?.code == .unavailable)
    try await cluster.start()
    #expect(try await place.door.submit(lines).map(\.isAccepted) == [true])
    try await cluster.stop()
  }

  private static func submit(
    _ lines: [[UInt8]],
    through door: FrontDoor,
    by batch: Int = 50
  ) async throws -> [Answer] {
    var answers: [Answer] = []
    for start in stride(from: 0, to: lines.count, by: batch) {
      answers += try await door.submit(Array(lines[start..<min(start + batch, lines.count)]))
    }
    return answers
  }

  private func caseData(_ place: String) -> JSON {
    ["facility_id": "371002-FH-01", "place_kind": .string(place), "unknown_person": false]
  }
}
