import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Postgres
import ProjectionEngine
import Registry

/// What was known of a facility at one moment and at a later one: its figures at both, and each row that became another between
/// them, with the events that did it.
struct FacilityHistory {
  /// A figure at both; nil where there was no such row.
  struct Figure {
    let model: String
    let column: String
    /// What the row is of, beside the facility.
    let of: String
    let before: Int64?
    let after: Int64?
  }

  /// A row that came, went or changed, and by which events.
  struct Row {
    let change: RowChange
    let events: [Int64]
  }

  let from: Int64
  let to: Int64
  let figures: [Figure]
  let rows: [Row]
  /// Those that are about the facility, by their positions.
  let events: [Int64: RecordedEvent]
  /// What they tell was true already by the end of the first moment.
  let late: Set<Int64>

  /// - Returns: nil where nothing is known of such a facility.
  init?(
    of facility: Code,
    from first: KnownBy,
    to second: KnownBy,
    table: String?,
    _ city: CityRegistry,
    _ registry: OpenRegistry
  ) async throws {
    let bounds = try await city.pool.query(
      """
      SELECT projection.known_by(\(city.node), \(first.timestamp)), projection.known_by(\(city.node), \(second.timestamp))
      """
    )[0].decode(Int64.self, Int64.self)
    (from, to) = bounds
    let search = SharedProgress("查找登记流 streams", unit: "events", after: .seconds(2))
    let scope = try await city.log.scope(of: facility, upTo: Position(rawValue: bounds.1)) {
      search.update(part: 0, done: $0.rawValue, of: bounds.1)
    }
    search.finish()
    guard scope.own.contains(StreamID(StreamName(.facility, facility.text))) else { return nil }
    var events: [Int64: RecordedEvent] = [:]
    for stream in try await city.log.read(streams: scope.all).values {
      for event in stream
      where event.position.rawValue > bounds.0 && event.position.rawValue <= bounds.1 && scope.has(event) {
        events[event.position.rawValue] = event
      }
    }
    self.events = events
    late = try await Self.late(events.values.map(\.id), by: first.day, city)
    var (figures, changes): ([Figure], [RowChange]) = ([], [])
    for definition in try ProjectionDefinition.all(in: registry.installation.projections) {
      let bar = SharedProgress("重放 replay \(definition.name)", unit: "events", after: .seconds(2))
      let replay = Replay(
        definition,
        node: city.node,
        moment: Moment(position: bounds.0, knownAt: first.date),
        part: Replay.Part(scope.all, upTo: Position(rawValue: bounds.1)),
        configuration: registry.configuration(role: "registry_inspector"),
        logger: registry.logger
      )
      var model = try await replay.run { bar.update(part: 0, done: $0.position, of: bounds.1) }
      let known = await Result {
        let before = try await FacilityFigures(of: scope, model)
        let made = try await model.changes(through: bounds.1, asOf: second.day) {
          bar.update(part: 0, done: $0.position, of: bounds.1)
        }
        return (figures: before.compared(with: try await FacilityFigures(of: scope, model)), changes: made)
      }
      await model.close()
      bar.finish()
      let found = try known.get()
      figures += found.figures
      changes += found.changes.filter { events[$0.position] != nil }
    }
    self.figures = figures
    rows = Self.rows(changes.filter { table.map($0.table.isNamed) ?? true })
  }

  /// What each row was first and is last.
  private static func rows(_ changes: [RowChange]) -> [Row] {
    struct Identity: Hashable {
      let table: ReplayedTable
      let key: [String?]
    }
    var (order, byRow): ([Identity], [Identity: [RowChange]]) = ([], [:])
    // Table by table, in the order in which the first row of each became another.
    var tables: [ReplayedTable: Int] = [:]
    for change in changes where tables[change.table] == nil { tables[change.table] = tables.count }
    for change in changes.enumerated().sorted(by: { one, other in
      (tables[one.element.table] ?? 0, one.offset) < (tables[other.element.table] ?? 0, other.offset)
    }).map(\.element) {
      let identity = Identity(table: change.table, key: change.key)
      if byRow[identity] == nil { order.append(identity) }
      byRow[identity, default: []].append(change)
    }
    return order.compactMap { identity in
      guard let all = byRow[identity], let first = all.first, let last = all.last else { return nil }
      let change = RowChange(
        position: last.position,
        table: identity.table,
        key: identity.key,
        before: first.before,
        after: last.after
      )
      return Row(change: change, events: all.map(\.position))
    }
  }

  /// The positions of those that tell what was true by the end of a day; of an amendment, what it amends.
  private static func late(_ ids: [UUID], by day: String, _ city: CityRegistry) async throws -> Set<Int64> {
    if ids.isEmpty { return [] }
    let rows = try await city.pool.query(
      """
      SELECT e.position FROM registry.event e
      LEFT JOIN registry.event t ON t.node = e.node AND e.type = ANY (projection.amendments())
        AND t.event_id = (e.event -> 'data' ->> 'target_event_id')::uuid
      WHERE e.node = \(city.node) AND e.event_id = ANY (\(ids)) AND projection.true_since(
        coalesce(t.type, e.type), coalesce(t.occurred_at, e.occurred_at),
        coalesce(registry.lifted_data(t.type, t.data_version, t.event), registry.lifted_data(e.type, e.data_version, e.event))
      ) <= \(day)::date
      """
    )
    return Set(try rows.decode(Int64.self))
  }
}

extension ReplayedTable {
  /// By its name, or that with its read model's before it.
  fileprivate func isNamed(_ text: String) -> Bool { text == name || text == "\(model).\(name)" || text == model }
}
