import CanonicalJSON
import ProjectionEngine

/// Rows of any view of a read model, all of one moment.
struct ModelAnswer: Sendable {
  /// The last event of the log that they stand on.
  let position: Int64
  /// How far that is behind the log; nil for what is shown as it was.
  var lag: JSON?
  let table: ModelTable

  init(_ standing: Standing, _ table: ModelTable) {
    (position, lag, self.table) = (standing.position, standing.lag, table)
  }

  init(replayedTo position: Int64, _ table: ModelTable) {
    (self.position, self.table) = (position, table)
  }

  /// `{"model", "view", "asOf": {"position"}, "lag": {…}, "rows": [{…}]}`; the rows as PostgreSQL writes them, with their
  /// members in the order of the view's columns.
  func json(model: String, view: String) -> [UInt8] {
    var head = JSONObject()
    head["model"] = .string(model)
    head["view"] = .string(view)
    head["asOf"] = ["position": .integer(position)]
    if let lag { head["lag"] = lag }
    return JSON.object(head).canonicalBytes.dropLast()
      + Array(",\"rows\":[\(table.json.joined(separator: ","))]}".utf8)
  }

  /// With the names of the columns above it.
  var csv: [UInt8] { Array(CSVText.text([table.columns] + table.rows).utf8) }
}
