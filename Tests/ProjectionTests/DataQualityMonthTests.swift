import CanonicalJSON
import Postgres
import TestSupport
import Testing

/// Months are those of the log's clock, which a test must set ahead to have two of them.
@Suite struct DataQualityMonthTests {
  @Test func `figures are of the month of recording, and an id of that of its first refusal`() async throws {
    let registry = try await Registry.make()
    let placed = Happening("AshesPlaced", "ashes/A1", ["x": 1], at: "2199-01-01T08:00:00+08:00").from("F1")
    let lines: JSON = [["rule_id": "A3", "event_id": .string(placed.id.text), "type": "AshesPlaced"]]
    func refused() -> Happening {
      Happening("SubmissionsRefused", "submitter/F1/1", ["submitter": "F1", "lines": lines]).from("F1")
    }
    let opened = Happening("CaseOpened", "case/C1", ["x": 1], at: "2099-02-27T08:00:01+08:00").from("F1")
    for (moment, history) in [
      ("2099-01-31T23:59:59+08:00", [refused()]), ("2099-02-01T00:00:00+08:00", [refused()]),
      ("2099-02-28T12:00:00+08:00", [opened, placed]),
      (
        "2099-03-01T00:00:00+08:00", [Happening("EventVoided", "case/C1", ["target_event_id": .string(opened.id.text)])]
      ),
    ] {
      try await registry.setClock(moment)
      try await registry.append(history)
    }
    try await registry.applyAll(try ModelTrial.dataQuality.definition)
    let shown = try await registry.rows(
      "data_quality.by_submitter_month",
      ["submitter", "month", "accepted", "refused", "refused_ids", "never_accepted", "voided", "p90_hours"]
    )
    #expect(
      shown == [
        ["371000", "2099-03-01", "1", "0", "0", "0", "0", ""], ["F1", "2099-01-01", "0", "1", "1", "0", "0", ""],
        ["F1", "2099-02-01", "2", "1", "0", "0", "1", "28"],
      ]
    )
    await registry.pool.close()
  }
}

extension Registry {
  /// What is recorded next is recorded then; the log's clock never runs backwards.
  fileprivate func setClock(_ moment: String) async throws {
    let superuser = try await Connection.open(database.configuration(), logger: .test)
    try await superuser.execute("UPDATE registry.head SET recorded_at = \(moment)::text::timestamptz")
    await superuser.close()
  }
}
