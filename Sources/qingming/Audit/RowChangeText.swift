import CanonicalJSON
import Postgres
import ProjectionEngine
import Registry
import Server

/// Tells what became of rows, a line for each column.
struct RowChangeText {
  let catalogue: ModelCatalogue

  /// Whether the row came, went or changed.
  static func mark(_ change: RowChange) -> String {
    change.before == nil ? "＋ 新增 new" : change.after == nil ? "－ 消失 gone" : "≠ 变化 changed"
  }

  static func row(_ change: RowChange) -> String {
    let key = change.key.map { $0 ?? "—" }.joined(separator: " ")
    return "\(change.table.name) \(key)"
  }

  /// `状态 state: 空闲 free → 已占 occupied`; of a row that came or went, what it has in that column.
  func lines(_ change: RowChange) -> [String] {
    change.columns.map { index in
      let column = change.table.columns[index]
      let title = catalogue.title(ofColumn: column, in: change.table.model).zh
      let name = title == column ? column : "\(title) \(column)"
      let old = value(change.before?[index], column, change.table.model)
      let new = value(change.after?[index], column, change.table.model)
      return switch (change.before, change.after) {
      case (nil, _): "\(name): \(new)"
      case (_, nil): "\(name): \(old)"
      default: "\(name): \(old) → \(new)"
      }
    }
  }

  /// A code with its word; what is long is cut.
  private func value(_ text: String?, _ column: String, _ model: String) -> String {
    guard let text else { return "—" }
    if let boolean = ["true": "是 yes", "false": "否 no"][text] { return boolean }
    if text.contains("T"), let instant = Instant(text) {
      return "\(Figures.time(PostgresTimestamp(microsecondsSince1970: instant.microsecondsSince1970))) +08:00"
    }
    let word = catalogue.word(for: text, column: column, in: model).zh
    let whole = word == text ? text : "\(word) \(text)"
    return whole.count > 72 ? whole.prefix(71) + "…" : whole
  }

  /// The place of the event that did it is told where it is of several.
  static func json(_ change: RowChange) -> JSON {
    func text(_ value: String??) -> JSON { value.flatMap { $0 }.map { .string($0) } ?? .null }
    let columns = change.columns.map { index -> JSON in
      [
        "column": .string(change.table.columns[index]), "before": text(change.before?[index]),
        "after": text(change.after?[index]),
      ]
    }
    return [
      "model": .string(change.table.model), "table": .string(change.table.name),
      "change": .string(change.before == nil ? "new" : change.after == nil ? "gone" : "changed"),
      "key": .object(
        zip(change.table.keys, change.key).reduce(into: JSONObject()) { $0[$1.0] = text($1.1) }
      ),
      "position": .integer(change.position), "columns": .array(columns),
    ]
  }
}
