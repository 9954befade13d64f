/// The order of a view's rows, as SQL over the row `v`, and where a reader goes on: behind the key that stands, as text, in
/// the array `a.key`. Keys may have NULLs, which come last.
struct KeyOrder {
  private let columns: [(name: String, type: String)]

  /// `types` are those of the view's columns, as PostgreSQL writes them.
  init(_ view: ProjectionDefinition.View, types: [String: String]) throws(ProjectionError) {
    var columns: [(name: String, type: String)] = []
    for name in view.key {
      guard let type = types[name] else { throw ProjectionError(.folder, "\(view.name) has no column \(name)") }
      columns.append((#"v."\#(name)""#, type))
    }
    self.columns = columns
  }

  var count: Int { columns.count }

  var order: String { columns.map(\.name).joined(separator: ", ") }

  /// The key of a row, as text.
  var values: String { "ARRAY[\(columns.map { "\($0.name)::text" }.joined(separator: ", "))]" }

  /// Whether a row stands behind that key.
  var isBehind: String {
    columns.indices.map { index in
      let equal = columns.indices.prefix(index).map { "\(columns[$0].name) IS NOT DISTINCT FROM \(value($0))" }
      let (name, known) = (columns[index].name, value(index))
      return (equal + ["(\(name) > \(known) OR \(name) IS NULL AND \(known) IS NOT NULL)"]).joined(separator: " AND ")
    }.joined(separator: " OR ")
  }

  private func value(_ index: Int) -> String { "a.key[\(index + 1)]::\(columns[index].type)" }
}
