import CanonicalJSON
import EventLog
import Postgres

/// When it happened and when it was recorded, and whether that was in time.
struct EventTimes {
  /// As its submitter has written it, and so as precise.
  let written: String
  let recorded: PostgresTimestamp
  let hours: Int64
  /// Of the indicator `timely_entries`; nil for what has no limit.
  let isInTime: Bool?

  /// No rule of law limits the time of recording; the registry's own indicator counts what was recorded within a day.
  static let limit: Int64 = 24
  static let limited = ["CremationCompleted", "AshesPlaced", "UnclaimedAshesDisposed"]

  init(_ event: RecordedEvent, _ json: JSON) {
    written = json["time"]?.stringValue ?? event.occurredAt.description
    recorded = event.recordedAt
    let microseconds = event.recordedAt.microsecondsSince1970 - event.occurredAt.microsecondsSince1970
    hours = microseconds / 3_600_000_000
    isInTime = Self.limited.contains(event.type) ? microseconds <= Self.limit * 3_600_000_000 : nil
  }

  var lag: String {
    let (days, rest) = hours.quotientAndRemainder(dividingBy: 24)
    return "\(days) 天 \(rest) 小时 \(days) days \(rest) hours"
  }

  var verdict: String {
    switch isInTime {
    case true?: "✓ 24 小时内入库 recorded within 24 hours"
    case false?: "迟报：火化和安放应在 24 小时内入库 late: cremations and placements are to be recorded within 24 hours"
    case nil: "没有录入期限 no limit for recording it"
    }
  }
}
