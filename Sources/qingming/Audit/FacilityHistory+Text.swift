import CanonicalJSON
import EventLog
import Foundation
import Postgres
import ProjectionEngine
import Registry
import Server

extension FacilityHistory {
  /// For people. Of each table at most so many rows are told; all of them in the JSON.
  func text(_ heading: String, rows most: Int, _ catalogue: ModelCatalogue) -> String {
    [heading, figuresText(catalogue), rowsText(most, catalogue)].joined(separator: "\n\n")
  }

  private func figuresText(_ catalogue: ModelCatalogue) -> String {
    if figures.isEmpty { return "没有数字 no figures" }
    var table = TextTable([
      ("读模型 read model", .left), ("数字 figure", .left), ("之前 before", .right), ("之后 after", .right),
      ("变化 change", .right),
    ])
    for figure in figures {
      let title = catalogue.title(ofColumn: figure.column, in: figure.model).zh
      let of = figure.of.isEmpty ? "" : " (\(figure.of))"
      let change = (figure.after ?? 0) - (figure.before ?? 0)
      let isMoney = figure.column.hasSuffix("_fen")
      func figureText(_ value: Int64) -> String { isMoney ? Figures.yuan(value) : Figures.grouped(value) }
      table.add([
        "\(catalogue.title(of: figure.model).zh) \(figure.model)",
        (title == figure.column ? title : "\(title) \(figure.column)") + of, figure.before.map(figureText) ?? "—",
        figure.after.map(figureText) ?? "—", change == 0 ? "" : (change > 0 ? "+" : "−") + figureText(abs(change)),
      ])
    }
    return table.text
  }

  private func rowsText(_ most: Int, _ catalogue: ModelCatalogue) -> String {
    if rows.isEmpty { return "没有行变化 no row came, went or changed" }
    let words = RowChangeText(catalogue: catalogue)
    var (lines, counts): ([String], [ReplayedTable: Int]) = ([], [:])
    for row in rows {
      let table = row.change.table
      let count = counts[table, default: 0]
      counts[table] = count + 1
      if count == 0 {
        let all = rows.count { $0.change.table == table }
        lines.append("\(catalogue.title(of: table.model).zh) \(table.model).\(table.name)：\(all) 行 rows")
      }
      if count == most { lines.append("  … 只列出前 \(most) 行 the first \(most) only (--rows, --json)") }
      guard count < most else { continue }
      let isBack = row.change.before == row.change.after
      lines.append("  \(isBack ? "↺ 又变回 as before" : RowChangeText.mark(row.change))  \(RowChangeText.row(row.change))")
      lines += words.lines(row.change).map { "      \($0)" }
      lines += row.events.compactMap { events[$0] }.map { "      ← \(told(of: $0))" }
    }
    return lines.joined(separator: "\n")
  }

  /// The event that did it: its place, what it is, by whom, when that was, and whether it came late.
  private func told(of event: RecordedEvent) -> String {
    let json = try? JSON.parse(event.bytes, maximumBytes: event.bytes.count)
    let actor = json?["actor"]?.stringValue ?? json?["source"]?.stringValue ?? "—"
    let place = "第 \(Figures.grouped(event.position.rawValue)) 位 \(EventNames.both(event.type))"
    let isLate = late.contains(event.position.rawValue)
    return "\(place) \(actor) \(Figures.time(event.occurredAt))\(isLate ? " ⚠ 补记：此前已属实 true before, known since" : "")"
  }

  var json: JSON {
    [
      "fromPosition": .integer(from), "toPosition": .integer(to),
      "figures": .array(
        figures.map { figure in
          [
            "model": .string(figure.model), "column": .string(figure.column), "of": .string(figure.of),
            "before": figure.before.map { .integer($0) } ?? .null, "after": figure.after.map { .integer($0) } ?? .null,
          ]
        }
      ),
      "rows": .array(rows.map(json)),
    ]
  }

  private func json(_ row: Row) -> JSON {
    guard case .object(var object) = RowChangeText.json(row.change) else { return .null }
    object["events"] = .array(
      row.events.compactMap { events[$0] }.map { event in
        [
          "id": .string(event.id.uuidString.lowercased()), "position": .integer(event.position.rawValue),
          "type": .string(event.type), "wasTrueBefore": .bool(late.contains(event.position.rawValue)),
        ]
      }
    )
    return .object(object)
  }
}
