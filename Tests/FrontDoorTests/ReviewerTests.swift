import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Postgres
import TestSupport
import Testing

@testable import Registry

/// Behind an amendment on which many rest: each of them is decided again, once, whatever happens to whoever does it.
@Suite struct ReviewerTests {
  /// Pages and chunks so small that the work is cut everywhere.
  private static func reviewer(_ place: Doorway) -> Reviewer {
    Reviewer(log: place.log, logger: .test, page: 8, chunk: 1)
  }

  @Test func eachPaidAwardIsAskedBackTheDifference() async throws {
    let place = try await AwardTown.open(paid: 3, approved: 2)
    try await place.submit(AwardTown.amountCorrected)
    #expect(try await Self.reviewer(place).open().map(\.about.description) == ["policy/eco"])
    try await Self.reviewer(place).finish()
    #expect(
      try await place.found() == [
        "claim/Q-1 AnomalyRaised M2", "claim/Q-1 RecoveryOpened 30000", "claim/Q-2 AnomalyRaised M2",
        "claim/Q-2 RecoveryOpened 30000", "claim/Q-3 AnomalyRaised M2", "claim/Q-3 RecoveryOpened 30000",
        "claim/Q-4 AnomalyRaised M2", "claim/Q-5 AnomalyRaised M2", "review ReviewCompleted 5 of 5",
      ]
    )
    #expect(try await Self.reviewer(place).open().isEmpty)
    #expect(try await place.claimsHeld().contains { $0.hasPrefix("review/") } == false)
    let count = try await place.log.head().rawValue
    try await Self.reviewer(place).finish()
    #expect(try await place.log.head().rawValue == count)
  }

  @Test func aVersionThatNeverWasAsksAllBack() async throws {
    let place = try await AwardTown.open(paid: 2, approved: 0)
    try await place.submit(AwardTown.policyVoided)
    try await Self.reviewer(place).finish()
    #expect(try await place.found().filter { $0.contains("Recovery") }.allSatisfy { $0.hasSuffix(" 80000") })
    #expect(try await place.found().last == "review ReviewCompleted 2 of 2")
  }

  @Test func stoppedAnywhereItLeavesTheSameLog() async throws {
    let whole = try await AwardTown.open(paid: 3, approved: 1)
    try await whole.submit(AwardTown.amountCorrected)
    let before = try await whole.log.head().rawValue
    try await Self.reviewer(whole).finish()
    let expected = try await whole.lines(after: before)
    #expect(expected.count == 8)

    let place = try await AwardTown.open(paid: 3, approved: 1)
    try await place.submit(AwardTown.amountCorrected)
    var stops = 0
    while try await !Self.reviewer(place).open().isEmpty {
      // Each time a page further.
      stops += 1
      let reached = stops
      await Task {
        var pages = 0
        try? await Self.reviewer(place).finish { _ in
          pages += 1
          if pages == reached { withUnsafeCurrentTask { $0?.cancel() } }
        }
      }.value
    }
    #expect(stops > 3)
    #expect(try await place.lines(after: before) == expected)
  }

  @Test func twoAtOnceStoreNothingTwice() async throws {
    let place = try await AwardTown.open(paid: 3, approved: 1)
    try await place.submit(AwardTown.amountCorrected)
    try await withThrowingTaskGroup { group in
      for _ in 0..<3 { group.addTask { try await Self.reviewer(place).finish() } }
      try await group.waitForAll()
    }
    let found = try await place.found()
    #expect(found.filter { $0.contains("AnomalyRaised") }.count == 4)
    #expect(found.filter { $0.contains("RecoveryOpened") }.count == 3)
    #expect(found.filter { $0.contains("ReviewCompleted") }.count == 1)
  }

  /// The last claim is paid as it was approved while the others are being looked at.
  @Test func whatIsSubmittedMeanwhileIsTakenIn() async throws {
    let place = try await AwardTown.open(paid: 1, approved: 1)
    try await place.submit(AwardTown.amountCorrected)
    let payment = AwardTown.payment(2)
    var paid: [Answer] = []
    try await Self.reviewer(place).finish { _ in
      if paid.isEmpty { paid = (try? await place.submit(payment)) ?? [] }
    }
    #expect(paid.map(\.isAccepted) == [true])
    #expect(
      try await place.found() == [
        "claim/Q-1 AnomalyRaised M2", "claim/Q-1 RecoveryOpened 30000", "claim/Q-2 AnomalyRaised M2",
        "claim/Q-2 RecoveryOpened 30000", "review ReviewCompleted 2 of 2",
      ]
    )
  }

  @Test func itIsWokenByTheLog() async throws {
    let place = try await AwardTown.open(paid: 1, approved: 0)
    let configuration = place.database.configuration(user: "registry_app")
    let head = try await place.log.head()
    let running = Task { await Self.reviewer(place).run(listeningOn: configuration) }
    try await place.submit(AwardTown.amountCorrected)
    for try await _ in place.log.follow(after: head, types: [ReviewCompleted.type], listeningOn: configuration) {
      break
    }
    running.cancel()
    await running.value
    #expect(try await place.found().last == "review ReviewCompleted 1 of 1")
  }

  /// It might come between the question and the answer, so a review is opened, and finds nothing.
  @Test func whereNothingRestsOnItNothingIsFound() async throws {
    let place = try await AwardTown.open(paid: 0, approved: 0)
    try await place.submit(AwardTown.amountCorrected)
    try await Self.reviewer(place).finish()
    #expect(try await place.found().last == "review ReviewCompleted 0 of 0")
  }
}

/// The town of the case files, with awards for ashes scattered at sea.
private enum AwardTown {
  static func open(paid: Int, approved: Int) async throws -> Doorway {
    let place = try await Doorway()
    let town = try Town()
    let awards = (0..<(paid + approved)).flatMap { award($0 + 1, isPaid: $0 < paid) }
    let script = Script(town: town, lines: town.lines + awards)
    let answers = try await place.door.submit(try script.lines.map(script.submission))
    #expect(answers.compactMap(\.rule) == [])
    return place
  }

  static let amountCorrected = [
    line(
      800_001,
      "2026-05-01 09:00",
      "policy/eco",
      "FactCorrected",
      [
        "target_event_id": "$T12", "reason_code": "audit_finding", "evidence_digest": .string(Digest.ofNothing),
        "data": [
          "awards": [["rule_id": "eco", "forms": ["sea"], "amount_fen": 50_000, "all_ashes": false, "criteria": []]]
        ],
      ]
    )
  ]

  static let policyVoided = [
    line(
      800_002,
      "2026-05-01 09:00",
      "policy/eco",
      "EventVoided",
      ["target_event_id": "$T12", "reason_code": "audit_finding", "evidence_digest": .string(Digest.ofNothing)]
    )
  ]

  static func payment(_ number: Int) -> [DecisionCase.Line] {
    [line(800_003, "2026-05-02 09:00", "claim/Q-\(number)", "ClaimPaid", ["pay_ref": .string("CZ-\(number)")])]
  }

  private static func award(_ number: Int, isPaid: Bool) -> [DecisionCase.Line] {
    let day = "2026-03-" + String(format: "%02d", number)
    let (decedent, ashes, claim) = ("case/C-\(number)", "ashes/A-\(number)", "claim/Q-\(number)")
    let steps: [(String, String, String, JSON)] = [
      ("08:00", decedent, "CaseOpened", [:]),
      (
        "08:10", decedent, "DeathCertificateRecorded",
        ["sealed": ["certificate_number": .string("37100220260\(number)")]]
      ),
      (
        "08:20", decedent, "IdentityVerified",
        [
          "person_ref": .string("P-\(number)"), "id_kind": "passport",
          "sealed": ["id_number": .string("E1234567\(number)")],
        ]
      ),
      ("08:30", decedent, "CremationAuthorised", [:]), ("10:50", decedent, "CremationCompleted", [:]),
      ("11:00", ashes, "CustodyOpened", ["case_id": .string("C-\(number)")]), ("12:00", ashes, "AshesScattered", [:]),
      (
        "13:00", claim, "ClaimSubmitted",
        ["decedent_case_id": .string("C-\(number)"), "custody_ids": [.string("A-\(number)")]]
      ),
      ("14:00", claim, "ClaimVerified", [:]), ("15:00", claim, "ClaimApproved", [:]),
      ("16:00", claim, "ClaimPaid", ["pay_ref": .string("CZ-\(number)")]),
    ]
    return steps.prefix(isPaid ? 11 : 10).enumerated().map { index, step in
      line(number * 100 + index, "\(day) \(step.0)", step.1, step.2, step.3)
    }
  }

  private static func line(_ number: Int, _ time: String, _ stream: String, _ event: String, _ data: JSON)
    -> DecisionCase.Line
  {
    DecisionCase.Line(
      number: String(number),
      id: "019c0000-0000-7000-8000-" + String(format: "%012d", number),
      time: time,
      stream: stream,
      event: event,
      data: data,
      answer: "accepted"
    )
  }
}

extension Doorway {
  @discardableResult
  fileprivate func submit(_ lines: [DecisionCase.Line]) async throws -> [Answer] {
    let town = try Town()
    let script = Script(town: town, lines: town.lines + lines)
    let answers = try await door.submit(try lines.map(script.submission))
    #expect(answers.compactMap(\.rule) == [])
    return answers
  }

  /// The events behind a position, exactly.
  fileprivate func lines(after position: Int64) async throws -> [String] {
    try await log.read(after: Position(rawValue: position), limit: 1_000).map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
  }

  /// What reviews have found, in the order of streams.
  fileprivate func found() async throws -> [String] {
    var found: [String] = []
    for event in try await log.read(after: .start, limit: 10_000) {
      let data = try #require(try JSON.parse(event.bytes)["data"])
      switch event.type {
      case AnomalyRaised.type:
        found.append("\(event.stream.rawValue) \(event.type) \(data["rule_id"]?.stringValue ?? "")")
      case RecoveryOpened.type:
        found.append("\(event.stream.rawValue) \(event.type) \(data["amount_fen"]?.number ?? 0)")
      case ReviewCompleted.type:
        found.append("review \(event.type) \(data["remarked"]?.number ?? 0) of \(data["streams"]?.number ?? 0)")
      default: continue
      }
    }
    return found.sorted()
  }
}

extension JSON {
  fileprivate var number: Int64? { if case .integer(let number) = self { number } else { nil } }
}

extension Digest {
  /// SHA-256 of no bytes.
  fileprivate static let ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
