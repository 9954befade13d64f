import CanonicalJSON
import Foundation

/// What data_quality must show, line by line in plain Swift, with none of its SQL. All that a test records is recorded now.
struct DataQualityModel {
  private let log: [Happening]
  private let divisions: PlainDivisions
  private let kinds: [String: String]
  private let codes: Set<String>
  private let today: String

  init(_ log: [Happening], on today: String) {
    (self.log, self.today) = (log, today)
    let facts = log.standing
    divisions = PlainDivisions(facts)
    let licences = facts.filter { $0.type == "FacilityLicensed" }
    kinds = Dictionary(licences.map { ($0.key, $0.data.text("kind")) }) { $1 }
    let changes = facts.filter { $0.type == "DivisionChanged" }
    codes = Set(changes.flatMap { $0.data.list("to").map { $0.text("code") } })
  }

  static let figures = [
    "accepted", "facts", "refused", "refused_permille", "refused_ids", "never_accepted", "without_id", "restated",
    "voided", "overridden_permille", "remarked", "limited", "late", "late_permille", "median_hours", "p90_hours",
  ]

  private static let amendments = [
    "FactCorrected", "EventVoided", "AmendmentProposed", "AmendmentDecided", "AmendmentWithdrawn",
  ]
  private static let limited = ["CremationCompleted", "AshesPlaced"]

  /// A refused line; `lines` of them where they were not listed.
  private struct Refused {
    let place: Int
    let submitter: String
    let rule: String
    let id: String?
    let type: String?
    let lines: Int
  }

  private var entries: [(place: Int, event: Happening)] {
    log.enumerated().map { (place: $0.offset, event: $0.element) }.filter { _, event in
      !["AnomalyRaised", "SubmissionsRefused"].contains(event.type) && Array(event.id.text)[14] != "8"
    }
  }

  /// A refusal that was voided never was, and one that was corrected was as it is said to have been.
  private var refusals: [Refused] {
    let places = Dictionary(uniqueKeysWithValues: log.enumerated().map { ($0.element.id, $0.offset) })
    return log.standing.filter { $0.type == "SubmissionsRefused" }.flatMap { event in
      (event.data.list("lines") + event.data.list("more")).map { line in
        Refused(
          place: places[event.id] ?? 0,
          submitter: event.data["submitter"]?.stringValue ?? "?",
          rule: line.text("rule_id"),
          id: line["event_id"]?.stringValue,
          type: line["type"]?.stringValue,
          lines: Int(line.optionalNumber("count") ?? 1)
        )
      }
    }
  }

  var submitters: [String] { Set(entries.map(\.event.source) + refusals.map(\.submitter)).sorted() }

  /// Of an id, the refusals of a submitter, and whether nothing was accepted under it after the last of them.
  private func refusedIds(of submitter: String) -> [String: (last: Refused, times: Int, isOpen: Bool)] {
    let named = refusals.filter { $0.submitter == submitter && $0.id != nil }
    return Dictionary(grouping: named) { $0.id ?? "" }.compactMapValues { lines in
      guard let last = lines.last else { return nil }
      let isOpen = !entries.contains { $0.event.id.text == last.id && $0.place > last.place }
      return (last, lines.count, isOpen)
    }
  }

  private func figures(of group: [String]) -> [String] {
    let entries = entries.map(\.event).filter { group.contains($0.source) }
    let facts = entries.filter { !Self.amendments.contains($0.type) }
    let refused = refusals.filter { group.contains($0.submitter) }
    let ids = group.flatMap { refusedIds(of: $0).values }
    let lines = refused.map(\.lines).reduce(0, +)
    let amended = facts.map { fact in
      log.filter { $0.type != "AmendmentProposed" && $0.data["target_event_id"]?.stringValue == fact.id.text }
        .map(\.type)
    }
    let voided = amended.count { $0.contains("EventVoided") }
    let restated = amended.count { !$0.isEmpty && !$0.contains("EventVoided") }
    let limited = facts.filter { Self.limited.contains($0.type) }
    let late = limited.count { Self.hours(since: $0.time) > 24 }
    let remarks = log.standing.filter { $0.type == "AnomalyRaised" }.flatMap { $0.data.list("event_ids") }
    let hours = facts.map { Self.hours(since: $0.time) }.sorted()
    func within(_ tenths: Int) -> String { hours.isEmpty ? "" : "\(hours[(hours.count * tenths + 9) / 10 - 1])" }
    return [
      "\(entries.count)", "\(facts.count)", "\(lines)", Self.permille(lines, of: entries.count + lines), "\(ids.count)",
      "\(ids.count(where: \.isOpen))", "\(refused.filter { $0.id == nil }.map(\.lines).reduce(0, +))", "\(restated)",
      "\(voided)", Self.permille(restated + voided, of: facts.count),
      "\(entries.count { remarks.contains(.string($0.id.text)) })", "\(limited.count)", "\(late)",
      Self.permille(late, of: limited.count), within(5), within(9),
    ]
  }

  /// Up to now, rounded up.
  private static func hours(since time: String) -> Int {
    let date = (try? Date(time, strategy: .iso8601)) ?? .distantPast
    return min(max(Int((Date.now.timeIntervalSince(date) / 3_600).rounded(.up)), 0), 1_000)
  }

  private static func permille(_ part: Int, of all: Int) -> String { all == 0 ? "" : "\(part * 1_000 / all)" }

  private func division(of submitter: String, on day: String) -> String? {
    if kinds[submitter] != nil { return divisions.division(of: submitter, on: day) }
    return codes.contains(submitter) ? divisions.division(submitter, writtenOn: "", on: day) : nil
  }

  private func kind(of submitter: String) -> String {
    submitter == "?" ? "unknown" : kinds[submitter] ?? (codes.contains(submitter) ? "office" : "other")
  }

  func bySubmitter() -> [[String]] {
    submitters.map { [$0, kind(of: $0), division(of: $0, on: today) ?? ""] + figures(of: [$0]) }.plainlySorted
  }

  func byDivision(on day: String) -> [[String]] {
    Dictionary(grouping: submitters) { division(of: $0, on: day) ?? "?" }
      .map { [$0.key, "\($0.value.count)"] + figures(of: $0.value) }.plainlySorted
  }

  func byRule() -> [[String]] {
    Dictionary(grouping: refusals) { [$0.submitter, $0.rule] }.map { key, lines in
      key + ["\(lines.map(\.lines).reduce(0, +))", "\(Set(lines.compactMap(\.id)).count)"]
    }.plainlySorted
  }

  func outstanding() -> [[String]] {
    submitters.flatMap { submitter in
      refusedIds(of: submitter).filter(\.value.isOpen).map { id, refused in
        [submitter, id, refused.last.type ?? "", refused.last.rule, "\(refused.times)"]
      }
    }.plainlySorted
  }

  /// Proposed, and neither decided nor withdrawn.
  func waiting() -> [[String]] {
    let ended = log.filter { ["AmendmentDecided", "AmendmentWithdrawn"].contains($0.type) }
      .map { $0.data.text("proposal_event_id") }
    return log.filter { $0.type == "AmendmentProposed" && !ended.contains($0.id.text) }.map { event in
      let type = event.data["target_type"]?.stringValue
      return [
        event.source, event.id.text, event.stream, type == nil ? "void" : "correction",
        event.data.text("target_event_id"), type ?? "",
      ]
    }.plainlySorted
  }
}

extension [[String]] {
  fileprivate var plainlySorted: Self { sorted { $0.lexicographicallyPrecedes($1) } }
}

extension ModelTrial {
  static let dataQuality = ModelTrial.ofRecord(
    model: "data_quality",
    events: DataQualityEvents.self,
    expected: { log in
      ["2018-01-01", "2099-12-31"].flatMap { day in
        let model = DataQualityModel(log, on: day)
        return [
          Expected(
            relation: "data_quality.by_submitter",
            columns: ["submitter", "kind", "division"] + DataQualityModel.figures,
            day: day,
            rows: model.bySubmitter()
          ),
          Expected(
            relation: "data_quality.by_division",
            columns: ["division", "submitters"] + DataQualityModel.figures,
            day: day,
            rows: model.byDivision(on: day)
          ),
          Expected(
            relation: "data_quality.by_division_as_then",
            columns: ["division", "submitters"] + DataQualityModel.figures,
            day: day,
            rows: model.byDivision(on: PlainDay.endOfThisMonth)
          ),
          Expected(
            relation: "data_quality.by_rule",
            columns: ["submitter", "rule", "refused", "refused_ids"],
            day: day,
            rows: model.byRule()
          ),
          Expected(
            relation: "data_quality.outstanding",
            columns: ["submitter", "refused_id", "type", "rule", "times"],
            day: day,
            rows: model.outstanding()
          ),
          Expected(
            relation: "data_quality.waiting",
            columns: ["submitter", "proposal_id", "stream", "amendment", "target_event_id", "target_type"],
            day: day,
            rows: model.waiting()
          ),
        ]
      }
    }
  )
}
