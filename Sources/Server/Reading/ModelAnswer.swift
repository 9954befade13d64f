import CanonicalJSON
import ProjectionEngine

/// Rows of any view of a read model, and where it stood when they were read: both of one moment.
struct ModelAnswer: Sendable {
  let standing: Standing
  let table: ModelTable

  /// `{"model", "view", "rows": [{…}], "asOf": {"position"}, "lag": {…}}`; the rows as PostgreSQL writes them, with their
  /// members in the order of the view's columns.
  func json(model: String, view: String) -> [UInt8] {
    let head = standing.json(with: [("model", .string(model)), ("view", .string(view))]).canonicalBytes
    return head.dropLast() + Array(",\"rows\":[\(table.json.joined(separator: ","))]}".utf8)
  }

  /// With the names of the columns above it.
  var csv: [UInt8] { Array(CSVText.text([table.columns] + table.rows).utf8) }
}
