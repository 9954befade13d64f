/// The first table of a Markdown text.
public struct MarkdownTable: Sendable {
  public let columns: [String]
  /// The cells, without the space around them.
  public let rows: [[String]]

  public struct Malformed: Error {
    public let line: String
  }

  public init(in text: some StringProtocol) throws {
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    var cells = lines.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map { Self.trimmed($0) }
    }
    guard cells.count >= 2, cells[1].allSatisfy({ $0.hasPrefix("--") }) else {
      throw Malformed(line: text.prefix { $0 != "\n" } + ": a table is expected")
    }
    cells.remove(at: 1)
    columns = cells.removeFirst()
    rows = cells
    let width = columns.count
    if let odd = rows.first(where: { $0.count != width }) { throw Malformed(line: odd.joined(separator: "|")) }
  }

  private static func trimmed(_ cell: some StringProtocol) -> String {
    String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
