import CanonicalJSON
import EventLog
import Postgres
import Registry

extension ReadModels {
  /// What became of a place. A right that has run out is told before what lies there: somebody has to see to it.
  private static let state = """
    CASE WHEN p.state = 'decommissioned' THEN 'decommissioned' WHEN p.state = 'blocked' THEN 'blocked'
      WHEN p.right_until < projection.as_of() THEN 'expired'
      WHEN p.state = 'occupied' AND p.occupants >= p.capacity THEN 'full' WHEN p.state = 'occupied' THEN 'partly'
      ELSE p.state END
    """

  func plots(of facility: Code, section: Code, as reader: Reader?) async throws(ReadError) -> SectionPlots {
    try await read(as: reader) { [node = node.rawValue] connection in
      let rows = try connection.query(
        """
        SELECT p."row"::text, split_part(p.plot_id, '/', 4), \(unsafe: Self.state)
        FROM plot_capacity.plot p
        WHERE p.node = \(node) AND p.facility = \(facility.text) AND p.section = \(section.text)
          AND p.capacity IS NOT NULL
        """
      ).decode(String.self, String.self, String.self)
      let plots = rows.compactMap { row, code, state in
        Int64(code).flatMap { number in
          PlotState(rawValue: state).map { SectionPlots.Plot(row: row, number: number, state: $0) }
        }
      }
      let position = try connection.standing(of: "plot_capacity", node: node).position
      return SectionPlots(position: position, plots: plots.sorted { ($0.row, $0.number) < ($1.row, $1.number) })
    }
  }

  func plot(_ id: String, as reader: Reader?) async throws(ReadError) -> PlotFile? {
    let positions = try await positions(of: id)
    return try await read(as: reader) { [node = node.rawValue] connection in
      let found = try connection.query(
        """
        SELECT p.plot_id, p.facility, p.section, p."row", p.capacity, p.occupants, p.right_until, p.state, \(unsafe: Self.state) AS shown
        FROM plot_capacity.plot p WHERE p.node = \(node) AND p.plot_id = \(id) AND p.capacity IS NOT NULL
        """
      ).map { try $0.json() }
      guard let row = found.first, let state = row["shown"]?.stringValue.flatMap(PlotState.init(rawValue:)) else {
        return nil
      }
      let events = try connection.query(
        "\(unsafe: Self.history) WHERE e.node = \(node) AND e.position = ANY (\(positions)) ORDER BY e.position"
      )
      return PlotFile(
        position: try connection.standing(of: "plot_capacity", node: node).position,
        row: row,
        state: state,
        events: try Self.events(events)
      )
    }
  }

  /// Of the events that a place has to do with. Which they are stands in tables that are shown to nobody; whoever reads the
  /// events sees of them what is theirs.
  private func positions(of plot: String) async throws(ReadError) -> [Int64] {
    let parts = plot.split(separator: "/").map(String.init)
    guard parts.count == 4, let number = Int64(parts[3]) else { return [] }
    return try await readWhole { [node = node.rawValue] connection in
      try connection.query(
        """
        SELECT e.position FROM registry.event e WHERE e.node = \(node) AND (
          e.stream = \("plot/" + plot)
          OR e.stream IN (
            SELECT 'right/' || u.contract FROM plot_capacity.use_right u WHERE u.node = \(node) AND u.plot_id = \(plot))
          OR e.position IN (
            SELECT m.position FROM plot_capacity.movement m WHERE m.node = \(node) AND m.plot_id = \(plot))
          OR e.stream = \("section/" + parts.prefix(2).joined(separator: "/"))
            AND e.type = 'PlotRangeCreated' AND e.event -> 'data' ->> 'row' = \(parts[2])
            AND \(number) >= (e.event -> 'data' ->> 'first_no')::bigint
            AND \(number) < (e.event -> 'data' ->> 'first_no')::bigint + (e.event -> 'data' ->> 'count')::bigint
        ) ORDER BY e.position
        """
      ).decode(Int64.self)
    }
  }

  func history(
    of stream: String,
    limit: Int,
    as reader: Reader?
  ) async throws(ReadError) -> [HistoryEvent] {
    try await read(as: reader) { [node = node.rawValue] connection in
      let rows = try connection.query(
        "\(unsafe: Self.history) WHERE e.node = \(node) AND e.stream = \(stream) ORDER BY e.version DESC LIMIT \(Int64(limit))"
      )
      return try Self.events(rows)
    }
  }

  private static let history = """
    SELECT e.position, e.type, e.stream, e.occurred_at, e.recorded_at, e.event_id::text, e.event ->> 'source',
      e.event ->> 'actor'
    FROM registry.event e
    """

  private static func events(_ rows: Rows) throws -> [HistoryEvent] {
    try rows.map { row in
      HistoryEvent(
        event: NewEvent(
          position: try row.decode(Int64.self, at: 0),
          type: try row.decode(String.self, at: 1),
          stream: try row.decode(String.self, at: 2),
          occurredAt: try row.decode(PostgresTimestamp.self, at: 3),
          recordedAt: try row.decode(PostgresTimestamp.self, at: 4)
        ),
        id: try row.decode(String.self, at: 5),
        source: try row.decode(String?.self, at: 6) ?? "",
        actor: try row.decode(String?.self, at: 7)
      )
    }
  }
}
