/// Conditions on the columns of a view, as SQL over the row `v` and the array `a.allowed`, which has the values of all of them, one
/// column's behind the other's. They are cast to the column's type, so that an index may serve.
struct ColumnMatches {
  let values: [String]
  /// Empty, or each behind an `AND`.
  let conditions: String

  /// `types` are those of the view's columns, as PostgreSQL writes them.
  init(_ matching: [String: [String]], types: [String: String], view: String) throws(ProjectionError) {
    var (values, conditions): ([String], String) = ([], "")
    for (name, allowed) in matching.sorted(by: { $0.key < $1.key }) {
      guard let type = types[name] else { throw ProjectionError(.folder, "\(view) has no column \(name)") }
      let places = "\(values.count + 1):\(values.count + allowed.count)"
      conditions += #" AND v."\#(name)" = ANY (a.allowed[\#(places)]::\#(type)[])"#
      values += allowed
    }
    (self.values, self.conditions) = (values, conditions)
  }
}
