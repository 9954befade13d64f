import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Postgres
import Registry
import TestSupport
import Testing

/// What the front door refuses is in the log, once and without its content.
@Suite struct RefusalTests {
  @Test func whatIsRefusedIsKeptBySubmitter() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let answers = try await place.door.submit([
      sender.home(), Array("{".utf8), sender.opened("C-1"), sender.cremated("C-1"),
      sender.line("CaseOpened", "case/11010519491231002X", data: ["next_of_kin": "张三 11010519491231002X"]),
    ])
    #expect(answers.map(\.rule) == [nil, "S1", nil, "D3", "S8"])
    let refused = try await place.refused()
    #expect(refused.map(\.submitter) == [nil, "371002-FH-01"].map { $0.flatMap(Code.init(_:)) })
    #expect(refused[0].lines.map(\.ruleId.text) == ["S1"])
    #expect(refused[1].lines.map(\.ruleId.text) == ["D3", "S8"])
    #expect(refused[1].lines.map { $0.type?.text } == ["CremationCompleted", "CaseOpened"])
    #expect(refused[1].lines.map { $0.eventId?.text.suffix(4) } == ["0003", "0004"])
    #expect(refused.allSatisfy { $0.more == nil })
    for event in try await place.log.read(after: .start, types: [SubmissionsRefused.type], limit: 10) {
      let text = String(decoding: event.bytes, as: UTF8.self)
      #expect(!text.contains("1101051949") && !text.contains("张三"))
    }
    #expect(try await place.count() == 2)
  }

  @Test func theSameLinesRefusedAgainOnOneDayAreOneAttempt() async throws {
    let place = try await Doorway()
    var sender = Sender()
    _ = try await place.door.submit([sender.home(), sender.opened("C-1")])
    let (one, other) = (sender.cremated("C-1"), sender.cremated("C-1"))
    for door in [place.door, place.door, try place.anotherDoor()] {
      #expect(try await door.submit([one]).map(\.rule) == ["D3"])
    }
    #expect(try await place.refused().count == 1)
    // Other lines are another attempt, as are the same ones in other company.
    _ = try await place.door.submit([other])
    _ = try await place.door.submit([one, other])
    #expect(try await place.refused().map(\.lines.count) == [1, 1, 2])
  }

  @Test func oneEventACallHoweverManyLines() async throws {
    let place = try await Doorway()
    let answers = try await place.door.submit(Array(repeating: Array("nonsense".utf8), count: 10_000))
    #expect(answers.allSatisfy { $0.rule == "S1" })
    let refused = try await place.refused()
    #expect(refused.count == 1)
    #expect(refused.first?.lines.count == 500)
    #expect(refused.first?.more?.map { "\($0.ruleId) \($0.count)" } == ["S1 9500"])
    #expect(try await place.count() == 0)
  }

  /// Somebody who names a new submitter in each line gets no more out of a call.
  @Test func aFewEventsACallHoweverManySubmitters() async throws {
    let place = try await Doorway()
    let lines = (0..<1_000).map { Array(#"{"source":"F-\#($0)"}"#.utf8) }
    _ = try await place.door.submit(lines)
    let refused = try await place.refused()
    #expect(refused.count == 17)
    #expect(refused.map(\.lines.count).reduce(0, +) == 16 + 500)
    #expect(refused.last?.submitter == nil)
    #expect(refused.last?.more?.map(\.count.value) == [484])
  }

  @Test func concurrentRefusalsAreAllKept() async throws {
    let place = try await Doorway()
    let doors = [place.door, try place.anotherDoor(), try place.anotherDoor()]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<12 {
        group.addTask {
          for call in 0..<5 {
            _ = try await doors[caller % 3].submit([Array(#"{"source":"F","x":"\#(caller)/\#(call)"}"#.utf8)])
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await place.refused().count == 60)
  }

  /// What the log does not take is left out; the answers are the same.
  @Test func answersDoNotDependOnTheRecord() async throws {
    let place = try await Doorway()
    try await place.database.tamper(
      """
      CREATE FUNCTION registry.no_refusals() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'no refusals';
      END $$;
      CREATE TRIGGER no_refusals BEFORE INSERT ON registry.event_371000 FOR EACH ROW
      WHEN (NEW.type = 'SubmissionsRefused') EXECUTE FUNCTION registry.no_refusals()
      """
    )
    var sender = Sender()
    let answers = try await place.door.submit([sender.home(), sender.cremated("C-1"), sender.opened("C-1")])
    #expect(answers.map(\.rule) == [nil, "R1", nil])
    #expect(try await place.count() == 2)
    #expect(try await place.refused().isEmpty)
  }

  @Test func nobodySubmitsOrAmendsThem() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let data: JSON = ["submitter": "371002-FH-01", "lines": [["rule_id": "D3"]]]
    let line = sender.line("SubmissionsRefused", "submitter/371002-FH-01/1", data: data)
    #expect(try await place.door.submit([line]).map(\.rule) == ["S6"])
    let kept = try #require(try await place.log.read(after: .start, limit: 1).first)
    let void = sender.line(
      "EventVoided",
      kept.stream.rawValue,
      data: [
        "target_event_id": .string(kept.id.uuidString.lowercased()),
        "replaces_event_id": .string(kept.id.uuidString.lowercased()), "reason_code": "court_order",
        "evidence_digest": .string(String(repeating: "a", count: 64)), "approver_id": "head-1",
      ]
    )
    #expect(try await place.door.submit([void]).map(\.rule) == ["L4"])
  }

  /// Nobody's name stands in the book for what others tried in it, twice in a call or not, legibly or not.
  @Test func nobodyIsNamedForWhatOthersTried() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let tried = sender.opened("C-1")
    let illegible = Array(#"{"source":"371002-FH-01"}"#.utf8)
    let answers = try await place.door.submit([tried, tried, illegible], by: Stranger())
    #expect(answers.map(\.rule) == ["W2", "W2", "S6"])
    let refused = try await place.refused()
    #expect(refused.map(\.submitter) == [nil] && refused.map(\.lines.count) == [1])
    #expect(refused.first?.lines.map(\.ruleId.text) == ["S6"])
  }
}

/// Speaks for another organisation than all lines here.
struct Stranger: SubmissionAuthority {
  func speaks(for source: Code) -> Bool { source.text == "371002-FH-02" }

  func refusal(of submission: Submission) -> Refusal? {
    speaks(for: submission.source)
      ? nil
      : Refusal(
        rule: RuleID(rawValue: "W2"),
        fact: Bilingual(zh: "不是", en: "no"),
        remedy: Bilingual(zh: "改", en: "mend")
      )
  }

  func needsRecord(of submission: Submission) -> Bool { false }

  func refusal(of submission: Submission, beside record: OnRecord) -> Refusal? { nil }

  func refusal(of submission: Submission, about ashes: AshCustodyState) -> Refusal? { nil }
}
