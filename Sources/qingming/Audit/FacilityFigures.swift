import EventLog
import FrontDoor
import ProjectionEngine
import Registry

/// What a read model counts of a facility, at the moment that a replay stands at.
struct FacilityFigures {
  private struct Name: Hashable {
    let of: String
    let column: String
  }

  private let model: String
  private var names: [Name] = []
  private var values: [Name: Int64] = [:]

  init(of scope: FacilityScope, _ replayed: ReplayedModel) async throws {
    model = replayed.definition.name
    for view in replayed.definition.views where Self.counts(view) {
      let table = try await replayed.rows(of: view, RowSelection(matching: ["facility": [scope.facility.text]]))
      let kind = view.key.dropFirst().compactMap { table.columns.firstIndex(of: $0) }
      for row in table.rows {
        let of = kind.compactMap { row[$0] }.joined(separator: " ")
        for (column, value) in zip(table.columns, row) where !view.key.contains(column) {
          add(value.flatMap { Int64($0) }, Name(of: of, column: column))
        }
      }
    }
    guard model == "subsidies", let claims = replayed.definition.views.first(where: { $0.name == "claim" }) else {
      return
    }
    let table = try await replayed.rows(of: claims)
    for row in table.rows {
      let named = Dictionary(zip(table.columns, row)) { first, _ in first }
      guard let id = named["claim_id"] ?? nil, scope.own.contains(StreamID(rawValue: "claim/\(id)")) else { continue }
      add(1, Name(of: (named["status"] ?? nil) ?? "", column: "claims"))
      for column in ["approved_fen", "paid_fen"] {
        add((named[column] ?? nil).flatMap { Int64($0) }, Name(of: "", column: column))
      }
    }
  }

  /// Counts of the facility alone: what a forecast says rests on the others of its division too, and codes are no figures.
  private static func counts(_ view: ProjectionDefinition.View) -> Bool {
    [["facility"], ["facility", "kind"], ["facility", "year"]].contains(view.key)
      && !["forecast_by_facility", "by_submitter"].contains(view.name)
  }

  private static let codes: Set = ["division", "division_then", "town", "year"]

  private mutating func add(_ value: Int64?, _ name: Name) {
    guard let value, !Self.codes.contains(name.column) else { return }
    if values[name] == nil { names.append(name) }
    values[name, default: 0] += value
  }

  /// The figures of both moments, those left out that are nothing at either.
  func compared(with later: FacilityFigures) -> [FacilityHistory.Figure] {
    let all = names + later.names.filter { values[$0] == nil }
    return all.filter { (values[$0] ?? 0) != 0 || (later.values[$0] ?? 0) != 0 }.map { name in
      FacilityHistory.Figure(
        model: model,
        column: name.column,
        of: name.of,
        before: values[name],
        after: later.values[name]
      )
    }
  }
}
