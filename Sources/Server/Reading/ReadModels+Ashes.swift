import EventLog
import Postgres
import Registry

/// The ashes that a facility keeps, counted.
struct AshesKept: Sendable, Equatable {
  var kept = 0
  /// Of these, those that nobody has looked for since a day.
  var due = 0
  /// Those that were looked for today.
  var checked = 0
}

extension ReadModels {
  func ashesKept(
    in facility: Code,
    notSeenSince day: LocalDate,
    today: LocalDate,
    as reader: Reader?
  ) async throws(ReadError) -> AshesKept {
    try await read(as: reader) { [node = node.rawValue] connection in
      _ = try connection.standing(of: "custody_trace", node: node)
      let rows = try connection.query(
        """
        SELECT count(*), count(*) FILTER (WHERE coalesce(a.checked_on, a.since_on) < \(day.text)::date),
          count(*) FILTER (WHERE a.checked_on = \(today.text)::date)
        FROM custody_trace.ashes a
        WHERE a.node = \(node) AND a.facility = \(facility.text) AND a.state IN ('in_custody', 'stored')
        """
      ).decode(Int64.self, Int64.self, Int64.self)
      guard let (kept, due, checked) = rows.first else { return AshesKept() }
      return AshesKept(kept: Int(kept), due: Int(due), checked: Int(checked))
    }
  }
}
