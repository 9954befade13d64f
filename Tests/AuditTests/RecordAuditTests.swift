import Audit
import Notary
import TestSupport
import Testing

/// What the records say against each other: nothing in a town that nobody has touched, and whatever somebody has, with its place.
@Suite struct RecordAuditTests {
  @Test func `a town that nobody has touched is clean, with its frauds and amendments`() async throws {
    let town = try await AuditedTown.copy()
    let report = try await town.audit()
    #expect(report.findings.isEmpty, "\(report.findings.prefix(10))")
    let forms = report.forms
    #expect(forms.received == forms.used + forms.spoiled + forms.writtenOff + forms.left)
    #expect(try await town.number("SELECT count(*) FROM registry.event") == report.events)
    #expect(try await town.number("SELECT count(*) FROM registry.claim") == report.claims)
    #expect(forms.used > 100 && report.decisions > 20 && report.lines > 20 && report.subsidies > 20, "\(report)")
    #expect(
      try await town.number("SELECT count(*) FROM registry.event WHERE type IN ('FactCorrected', 'EventVoided')") > 0
    )
    await town.close()
  }

  /// The rows of a type in the order of the log, numbered from 1.
  private static func nth(_ type: String, _ number: Int, _ condition: String = "true") -> String {
    """
    (SELECT position FROM registry.event WHERE type = '\(type)' AND \(condition)
     ORDER BY position OFFSET \(number - 1) LIMIT 1)
    """
  }

  private static func set(_ path: String, _ value: String, at position: String) -> String {
    "UPDATE registry.event SET event = jsonb_set(event::jsonb, '{data,\(path)}', \(value))::json WHERE position = \(position)"
  }

  private static func field(_ path: String, of position: String) -> String {
    "(SELECT event::jsonb #> '{data,\(path)}' FROM registry.event WHERE position = \(position))"
  }

  /// What somebody does, the question whose answer is the position that is to be told, and the kind of finding.
  struct Tampering: Sendable {
    let what: String
    let statements: String
    let position: String
    let kind: Finding.Kind

    init(_ kind: Finding.Kind, _ what: String, _ statements: String, at position: String) {
      (self.kind, self.what, self.statements, self.position) = (kind, what, statements, position)
    }
  }

  private static let sameHome =
    "stream = (SELECT stream FROM registry.event WHERE type = 'StockUsed' ORDER BY position LIMIT 1)"

  private static let certificates: [Tampering] = {
    let (first, second) = (nth("StockUsed", 1, sameHome), nth("StockUsed", 2, sameHome))
    let issued = nth("CremationCertificateIssued", 3)
    return [
      Tampering(
        .certificate,
        "a form is used twice",
        set("serial", field("serial", of: first), at: second),
        at: second
      ),
      Tampering(
        .certificate,
        "a certificate takes no form",
        "DELETE FROM registry.event WHERE type = 'StockUsed' AND event #>> '{data,event_id}' = (SELECT event ->> 'id' FROM registry.event WHERE position = \(issued))",
        at: issued
      ),
      Tampering(
        .certificate,
        "a form that nobody received",
        "\(set("serial", #"'"SD9999999999"'"#, at: second)); \(set("form_serial", #"'"SD9999999999"'"#, at: "(SELECT position FROM registry.event e WHERE e.event ->> 'id' = (SELECT event #>> '{data,event_id}' FROM registry.event WHERE position = \(second)))"))",
        at: second
      ),
      Tampering(
        .certificate,
        "a certificate without a cremation",
        "DELETE FROM registry.event WHERE type = 'CremationCompleted' AND stream = (SELECT stream FROM registry.event WHERE position = \(issued))",
        at: issued
      ),
      Tampering(
        .certificate,
        "a count that is not what is left",
        set("counted", "'[]'", at: nth("StockReconciled", 1)),
        at: nth("StockReconciled", 1)
      ),
    ]
  }()

  private static let awards: [Tampering] = {
    let (batch, line, other) = (nth("BatchPaid", 1), nth("BatchLineAdded", 1), nth("BatchLineAdded", 2))
    let (paid, next, approved) = (nth("ClaimPaid", 1), nth("ClaimPaid", 2), nth("ClaimApproved", 1))
    let (claim, second) = (nth("ClaimSubmitted", 1), nth("ClaimSubmitted", 2))
    let free = nth("WaiverDecided", 1, "event #>> '{data,decision}' = 'granted'")
    let same = "stream = (SELECT stream FROM registry.event WHERE position = "
    return [
      Tampering(.award, "a batch is paid more", set("total_fen", "'99999999'", at: batch), at: batch),
      Tampering(
        .award,
        "a line is of no decision",
        set("decision_event_id", #"'"019a0000-0000-7000-8000-00000000ffff"'"#, at: line),
        at: line
      ),
      Tampering(
        .award,
        "a decision is settled twice",
        set("decision_event_id", field("decision_event_id", of: line), at: other),
        at: other
      ),
      Tampering(.award, "a payment pays twice", set("pay_ref", field("pay_ref", of: paid), at: next), at: next),
      Tampering(.award, "more is paid than approved", set("amount_fen", "'99999999'", at: paid), at: paid),
      Tampering(
        .award,
        "ashes that were never laid to rest",
        "DELETE FROM registry.event WHERE type IN ('AshesPlaced', 'AshesScattered') AND stream = 'ashes/' || (SELECT c.event #>> '{data,custody_ids,0}' FROM registry.event c WHERE c.type = 'ClaimSubmitted' AND c.\(same)\(approved)))",
        at: approved
      ),
      Tampering(
        .award,
        "an award is claimed twice",
        "\(set("policy_id", field("policy_id", of: claim), at: second)); \(set("decedent_case_id", field("decedent_case_id", of: claim), at: second))",
        at: second
      ),
      Tampering(
        .award,
        "what is free was never delivered",
        "DELETE FROM registry.event WHERE type = 'ServiceItemDelivered' AND \(same)\(free))",
        at: free
      ),
      Tampering(.award, "a total that is no sum", set("total_waived_fen", "'1'", at: free), at: free),
    ]
  }()

  private static let indexes: [Tampering] = {
    let claim = "(SELECT position FROM registry.claim WHERE kind = 'cremation_certificate' ORDER BY position LIMIT 1)"
    let event = nth("CremationCompleted", 5)
    func beside(_ column: String) -> String { "UPDATE registry.event SET \(column) WHERE position = \(event)" }
    return [
      Tampering(
        .index,
        "a claim is of another number",
        "UPDATE registry.claim SET key = 'X' WHERE kind = 'cremation_certificate' AND position = \(claim)",
        at: "SELECT position FROM registry.claim WHERE key = 'X'"
      ),
      Tampering(
        .index,
        "a claim is another's",
        "UPDATE registry.claim SET stream = 'case/X' WHERE kind = 'cremation_certificate' AND position = \(claim)",
        at: "SELECT position FROM registry.claim WHERE stream = 'case/X'"
      ),
      Tampering(
        .index,
        "a claim that nobody took",
        "INSERT INTO registry.claim SELECT node, 'person', 'X', position, stream FROM registry.event WHERE position = \(event)",
        at: event
      ),
      Tampering(.index, "the type beside an event", beside("type = 'CremationAuthorised'"), at: event),
      Tampering(.index, "the time beside an event", beside("occurred_at = occurred_at - interval '1 day'"), at: event),
      Tampering(.index, "the id beside an event", beside("event_id = gen_random_uuid()"), at: event),
      Tampering(.index, "the version beside an event", beside("data_version = data_version + 1"), at: event),
      Tampering(.index, "the stream beside an event", beside("stream = 'case/X'"), at: event),
      Tampering(.index, "a stream of no kind", beside("stream = 'nothing/X'"), at: event),
      Tampering(.index, "a voucher that is not there", beside("voucher = sha256('x')"), at: event),
      Tampering(
        .order,
        "an event of another kind of stream",
        "UPDATE registry.event SET type = 'PlotBlocked', event = jsonb_set(jsonb_set(event::jsonb, '{type}', '\"PlotBlocked\"'), '{dataschema}', '\"PlotBlocked/v1\"')::json WHERE position = \(event)",
        at: event
      ),
    ]
  }()

  @Test(arguments: certificates + awards + indexes)
  func `what somebody has changed is found, with its place`(_ done: Tampering) async throws {
    let town = try await AuditedTown.copy()
    let before = try await town.number(
      done.position.hasPrefix("SELECT") ? "SELECT 0::bigint" : "SELECT \(done.position)"
    )
    try await town.tamper(done.statements)
    let position = before > 0 ? before : try await town.number(done.position)
    let findings = try await town.audit().findings
    let found = findings.contains { $0.kind == done.kind && $0.position == position }
    #expect(found, "\(done.what) at \(position): \(findings.prefix(8))")
    await town.close()
  }

  @Test func `a claim that is gone is named`() async throws {
    let town = try await AuditedTown.copy()
    try await town.tamper("DELETE FROM registry.claim WHERE kind = 'award'")
    let findings = try await town.audit().findings
    #expect(!findings.isEmpty && findings.allSatisfy { $0.kind == .index && $0.text.contains("award/") }, "\(findings)")
    await town.close()
  }
}
