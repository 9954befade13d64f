import FoundationEssentials
import ProjectionEngine
import Registry

extension Services {
  /// Rows of a view in the visitor's reach, as they are or as they were; up to which position of the log they show at least.
  func rows(
    of view: ProjectionDefinition.View,
    in model: ProjectionDefinition,
    _ city: VisitedCity,
    _ selection: RowSelection,
    at moment: Moment?,
    on day: LocalDate? = nil,
    atLeast position: Int64? = nil
  ) async throws -> ModelAnswer {
    let allowed = try city.rows(of: view.name, in: model.name)
    var selection = selection
    selection.scope = allowed.rows
    guard let moment else {
      return try await city.reading.rows(
        of: view,
        in: model.name,
        selection,
        on: day,
        atLeast: position,
        as: allowed.reader
      )
    }
    let known = try moment.past(head: try await city.reading.head(), now: .now)
    let asked = TimeTravel.Question(node: city.office.node, model: model, moment: known)
    let (position, table) = try await past.rows(of: view, asked, selection, as: allowed.reader)
    return ModelAnswer(replayedTo: position, table)
  }

  /// Rows of a view by the names of both, as records; none while no worker has taken up the read model. Nil where the view is
  /// not for the visitor: there may be some, and nobody is told that there are none.
  func records(
    _ model: String,
    _ view: String,
    _ city: VisitedCity,
    matching: [String: [String]] = [:],
    division: String? = nil,
    limit: Int = 1_000,
    at moment: Moment? = nil
  ) async throws -> [RowRecord]? {
    guard let model = models.model(named: model), let view = model.views.first(where: { $0.name == view }),
      city.reader(of: view.name, in: model.name) != nil
    else {
      return nil
    }
    do {
      let selection = RowSelection(division: division, limit: limit, matching: matching)
      let table = try await rows(of: view, in: model, city, selection, at: moment).table
      return table.rows.map { RowRecord(table.columns, $0) }
    } catch let error as ReadError where error.code == .notReady {
      return []
    }
  }
}

/// A row of a view, its values as text by their columns.
struct RowRecord: Sendable {
  private let values: [String: String]

  init(_ columns: [String], _ row: [String?]) {
    values = Dictionary(zip(columns, row).compactMap { name, value in value.map { (name, $0) } }) { first, _ in first }
  }

  subscript(column: String) -> String? { values[column] }

  func number(_ column: String) -> Int64 { values[column].flatMap { Int64($0) } ?? 0 }
  func isTrue(_ column: String) -> Bool { values[column] == "true" }

  /// The column in the page's language.
  func text(_ column: String, _ language: Language) -> String? {
    values["\(column)_\(language.rawValue)"] ?? values["\(column)_zh"] ?? values[column]
  }

  /// The elements of an array.
  func list(_ column: String) -> [String] { values[column].flatMap(TableCell.list) ?? [] }
}
