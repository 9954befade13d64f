/// Rows of text in columns that align on a terminal.
struct TextTable {
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]]

  init(_ header: [(title: String, alignment: Alignment)]) {
    alignments = header.map(\.alignment)
    rows = [header.map(\.title)]
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The table with a rule under its header.
  var text: String {
    let widths = alignments.indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
    var lines = rows.map { row in
      zip(row, zip(widths, alignments)).map { cell, shape in cell.padded(to: shape.0, shape.1) }.joined(separator: "  ")
    }
    lines.insert(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), at: 1)
    return lines.map { $0.trimmingTrailingSpaces }.joined(separator: "\n")
  }
}

extension String {
  /// How many columns a terminal gives it: a Chinese character takes two (Unicode UAX #11, wide and fullwidth). None of the
  /// packages within reach knows this.
  var columns: Int {
    unicodeScalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
  }

  func padded(to width: Int, _ alignment: TextTable.Alignment) -> String {
    let space = String(repeating: " ", count: max(0, width - columns))
    return alignment == .left ? self + space : space + self
  }

  fileprivate var trimmingTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Unicode.Scalar {
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
