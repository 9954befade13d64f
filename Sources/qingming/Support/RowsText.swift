import CanonicalJSON
import ProjectionEngine
import Server

/// Rows of a read model's view, whatever its columns, for people and programs.
struct RowsText {
  private let columns: [String]
  private let rows: [[String?]]
  private let json: [String]

  init(_ rows: ModelTable) {
    (columns, self.rows, json) = (rows.columns, rows.rows, rows.json)
  }

  /// One table of the rows of several cities, with the city in front; all have the same columns.
  static func csv(_ cities: [(city: String, rows: ModelTable)]) -> String {
    let header = ["city"] + (cities.first?.rows.columns ?? [])
    return CSVText.text([header] + cities.flatMap { city, rows in rows.rows.map { [city] + $0 } })
  }

  func text(json isJSON: Bool, csv: Bool) -> String {
    isJSON ? #"{"rows":[\#(json.joined(separator: ","))]}"# : csv ? CSVText.text([columns] + rows) : table
  }

  private var table: String {
    // Figures stand to the right.
    let isFigure = columns.indices.map { column in
      rows.contains { $0[column] != nil } && rows.allSatisfy { row in row[column].map { Int64($0) != nil } ?? true }
    }
    var table = TextTable(zip(columns, isFigure).map { ($0, $1 ? .right : .left) })
    for row in rows { table.add(row.map { $0 ?? "—" }) }
    return table.text
  }
}

extension RowDifferences {
  /// One line for each figure that differs: the row's key, the column, its value in the one and in the other. A row that only
  /// one of them has gets a line of its own as well, with the column `*`.
  private var lines: [[String?]] {
    changes.flatMap { change -> [[String?]] in
      let isInOne = change.before == nil || change.after == nil
      let whole = [change.key + ["*", change.before.map { _ in "row" }, change.after.map { _ in "row" }]]
      return (isInOne ? whole : [])
        + changedColumns(of: change).map { change.key + [columns[$0], change.before?[$0], change.after?[$0]] }
    }
  }

  func text(json: Bool, csv: Bool) -> String {
    let header = keyColumns + ["column", "first", "second"]
    if json {
      let rows = lines.map { line in
        "{" + zip(header, line).map { "\(Self.quoted($0)):\($1.map(Self.quoted) ?? "null")" }.joined(separator: ",")
          + "}"
      }
      return #"{"differences":[\#(rows.joined(separator: ","))]}"#
    }
    if csv { return CSVText.text([header] + lines) }
    if isEmpty { return "没有差异 no differences" }
    var table = TextTable(header.map { ($0, .left) })
    for line in lines { table.add(line.map { $0 ?? "—" }) }
    return table.text
  }

  private static func quoted(_ text: String) -> String { JSON.string(text).line }
}
