/// A table of a page. The template reads the properties by name.
struct Table {
  struct Heading {
    let name: String
    let isFigure: Bool
  }

  struct Cell: ShownCell {
    let text: String
    let link: String?
    let isFigure: Bool
    let isLong: Bool

    static func text(_ text: String, _ link: String? = nil, isLong: Bool = false) -> Cell {
      Cell(text: text, link: link, isFigure: false, isLong: isLong)
    }

    static func figure(_ number: Int64?, _ link: String? = nil) -> Cell {
      Cell(text: number.map(Figures.grouped) ?? "—", link: link, isFigure: true, isLong: false)
    }

    static func money(_ fen: Int64?) -> Cell {
      Cell(text: fen.map(Figures.yuan) ?? "—", link: nil, isFigure: true, isLong: false)
    }

    static func words(_ text: String) -> Cell { Cell(text: text, link: nil, isFigure: true, isLong: false) }
  }

  struct Row {
    /// What the row is about; none in the rows that the head of one above reaches down to.
    let head: Cell?
    let span: Int
    let isGroup: Bool
    let cells: [Cell]
    let isTotal: Bool

    init(head: Cell?, span: Int = 1, cells: [Cell], isTotal: Bool = false) {
      (self.head, self.span, self.cells, self.isTotal) = (head, span, cells, isTotal)
      isGroup = span > 1
    }

    /// The same as the sum of those above.
    var total: Row { Row(head: head, cells: cells, isTotal: true) }
  }

  let headings: [Heading]
  let rows: [Row]
  /// A few columns stand closer together than the page is wide.
  let isNarrow: Bool

  /// Headings are figures where the first row's cells are.
  init(_ names: [String], _ rows: [Row]) {
    let cells = rows.first.map { ($0.head.map { [$0] } ?? []) + $0.cells } ?? []
    headings = names.enumerated().map { index, name in
      Heading(name: name, isFigure: index < cells.count && cells[index].isFigure)
    }
    self.rows = rows
    isNarrow = names.count < 5
  }
}

/// A chart with the table behind it. The template reads the properties by name; the drawing is this program's own.
struct ChartFigure {
  let id: String
  let caption: String
  let svg: String
  let table: Table

  init(id: String, _ text: ChartText, svg: String, _ table: Table) {
    (self.id, caption, self.svg, self.table) = (id, text.title, svg, table)
  }
}
