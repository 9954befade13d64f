import CanonicalJSON
import Registry

/// The map of a section: its places by row and number, each with what became of it. It is a table, so that it is read as one,
/// and a letter stands in each place beside its colour. The template reads the properties by name.
struct SectionModel: PageModel {
  static let template = "section"

  struct State {
    let kind: String
    let letter: String
    let name: String
    let count: String
  }

  /// Some places of a row: as many as there are columns.
  struct Line {
    let name: String
    /// HTML of the cells: thousands of them, which Mustache would take seconds for. Nothing in it comes from outside but plots'
    /// codes, which are letters, digits, `.`, `_` and `-`.
    let cells: String
  }

  let frame: Frame
  let name: String
  let states: [State]
  let total: String
  let numbers: [String]
  let lines: [Line]
  let isEmpty: Bool
  /// Whether rows go on in the next line.
  let isWrapped: Bool
  let shown: String
  let isPart: Bool
  let previous: String?
  let next: String?
  let source: PageSource

  /// Places on one page at most, and in one line.
  static let most = 5_000
  static let columns = 30

  /// - Parameters:
  ///   - section: the row of the section.
  ///   - plots: its places, in order.
  ///   - facility: the row of the facility.
  ///   - first: the row that the page begins with.
  ///   - page: what is at hand.
  init(_ section: JSONObject, _ plots: SectionPlots, of facility: JSONObject, from first: String?, _ page: BureauPage) {
    let (id, code) = (facility.text("facility") ?? "", section.text("section") ?? "")
    name = "\(code) \(section.text("section_zh") ?? "")"
    let facilityName = page.name(ofFacility: facility)
    frame = Frame(
      page.address,
      title: "\(name) · \(facilityName)",
      heading: page.words("\(name)墓位图", "Map of \(name)"),
      lead: "\(facilityName) · \(page.language.text("kind", of: section, or: section.text("kind") ?? ""))",
      trail: page.trail(toFacility: facility)
        + [Link(facilityName, page.page(ofFacility: id)), Link(name)],
      isSimulated: page.office.isSimulated,
      data: ["/v1/read-models/plot_capacity/plot"]
    )
    let counts = Dictionary(plots.plots.map { ($0.state, Int64(1)) }, uniquingKeysWith: +)
    states = PlotState.allCases.reversed().map { state in
      State(
        kind: state.rawValue,
        letter: page.language.choose(state.letter),
        name: page.word(state.rawValue, "shown"),
        count: Figures.grouped(counts[state] ?? 0)
      )
    }
    total = Figures.grouped(Int64(plots.plots.count))
    let map = PlotMap(plots.plots, from: first)
    isEmpty = plots.plots.isEmpty
    numbers = map.numbers
    lines = map.lines.map { line in
      Line(name: line.name, cells: line.cells.map { Self.cell($0, "/plots/\(id)/\(code)/", page.address) }.joined())
    }
    isWrapped = map.isWrapped
    isPart = map.previous != nil || map.next != nil
    shown = Figures.grouped(Int64(map.lines.reduce(0) { $0 + $1.cells.count { $0 != nil } }))
    previous = map.previous.map { page.address.here("row", $0) }
    next = map.next.map { page.address.here("row", $0) }
    source = PageSource(
      name: page.source(.sections, "plot").name,
      address: page.table("plot_capacity", "plot"),
      position: Figures.grouped(plots.position)
    )
  }

  private static func cell(_ plot: SectionPlots.Plot?, _ path: String, _ address: PageAddress) -> String {
    guard let plot else { return "<td></td>" }
    let link = address.to("\(path)\(plot.row)/\(plot.number)").replacing("&", with: "&amp;")
    return
      "<td class=\"\(plot.state.rawValue)\"><a href=\"\(link)\">\(address.language.choose(plot.state.letter))</a></td>"
  }
}

extension PlotState {
  /// For those who do not see colours, and on paper.
  var letter: Bilingual {
    switch self {
    case .free: Bilingual(zh: "空", en: "F")
    case .reserved: Bilingual(zh: "留", en: "R")
    case .granted: Bilingual(zh: "权", en: "G")
    case .partly: Bilingual(zh: "半", en: "P")
    case .full: Bilingual(zh: "满", en: "O")
    case .expired: Bilingual(zh: "期", en: "E")
    case .blocked: Bilingual(zh: "停", en: "B")
    case .decommissioned: Bilingual(zh: "撤", en: "D")
    }
  }
}

/// Where the places of a section are drawn: a line for each row, or several where it is long.
struct PlotMap {
  struct Line {
    let name: String
    /// By number from the line's first; nil where there is no place of that number.
    let cells: [SectionPlots.Plot?]
  }

  let numbers: [String]
  let lines: [Line]
  let isWrapped: Bool
  /// The rows that other pages begin with.
  let previous: String?
  let next: String?

  /// - Parameters:
  ///   - plots: in the order of rows and numbers.
  ///   - first: the row to begin with; the first one where there is no such row.
  init(_ plots: [SectionPlots.Plot], from first: String?) {
    var rows: [(name: String, plots: [SectionPlots.Plot])] = []
    for plot in plots {
      if rows.last?.name == plot.row {
        rows[rows.count - 1].plots.append(plot)
      } else {
        rows.append((plot.row, [plot]))
      }
    }
    let pages = Self.pages(rows.map(\.plots.count))
    let current = pages.lastIndex { range in rows[range].contains { $0.name == first } } ?? 0
    let shown = pages.isEmpty ? [] : Array(rows[pages[current]])
    previous = current > 0 ? rows[pages[current - 1].lowerBound].name : nil
    next = current + 1 < pages.count ? rows[pages[current + 1].lowerBound].name : nil
    // What is widest in all of the section, so that each page has the same columns.
    let highest = rows.compactMap { $0.plots.last?.number }.max() ?? 0
    let width = Int(min(highest, Int64(SectionModel.columns)))
    let isWrapped = highest > width
    self.isWrapped = isWrapped
    numbers = (0..<width).map { "\($0 + 1)" }
    lines = shown.flatMap { row in Self.lines(of: row.plots, named: row.name, width: width, isWrapped) }
  }

  /// Whole rows, as many as a page takes; one at least.
  private static func pages(_ counts: [Int]) -> [Range<Int>] {
    var pages: [Range<Int>] = []
    var (start, count) = (0, 0)
    for (index, size) in counts.enumerated() {
      if index > start, count + size > SectionModel.most {
        pages.append(start..<index)
        (start, count) = (index, 0)
      }
      count += size
    }
    return counts.isEmpty ? [] : pages + [start..<counts.count]
  }

  /// Lines in which there is no place are left out: a row may begin at any number.
  private static func lines(
    of plots: [SectionPlots.Plot],
    named name: String,
    width: Int,
    _ isWrapped: Bool
  ) -> [Line] {
    let groups = Dictionary(grouping: plots) { ($0.number - 1) / Int64(max(width, 1)) }
    return groups.sorted { $0.key < $1.key }.map { group, plots in
      let first = group * Int64(width) + 1
      var cells = [SectionPlots.Plot?](repeating: nil, count: width)
      for plot in plots { cells[Int(plot.number - first)] = plot }
      return Line(name: isWrapped ? "\(name) · \(first)–\(first + Int64(width) - 1)" : name, cells: cells)
    }
  }
}
