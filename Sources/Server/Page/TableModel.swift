import ProjectionEngine
import Registry

/// Everything that the page of a view shows, as text. The template reads the properties by name.
struct TableModel: PageModel {
  static let template = "table"

  struct Tab {
    let name: String
    let link: String
    let isCurrent: Bool
  }

  struct Heading {
    let name: String
    let isFigure: Bool
  }

  struct Row {
    let cells: [TableCell]
  }

  let frame: Frame
  let city: String?
  let view: String
  let models: [Tab]
  let views: [Tab]
  let headings: [Heading]
  let rows: [Row]
  let count: String
  let position: String
  let isPast: Bool
  let division: String
  let when: WhenModel
  let differences: DifferenceModel?
  let hasDivision: Bool
  let csv: String
  let next: String?

  init(
    _ query: ModelQuery,
    _ answer: ModelAnswer,
    _ differences: DifferenceModel?,
    _ address: TableAddress,
    _ catalogue: ModelCatalogue
  ) {
    let language = address.page.language
    let (title, office) = (Bilingual(query.model.title), query.city.office)
    city = address.page.city
    view = language.choose(Bilingual(query.view.title))
    frame = Frame(
      address.page,
      title: [language.choose(title), view, language.choose(office.name)].joined(separator: " · "),
      heading: language.choose(title),
      lead: "\(language.choose(office.name)) · \(view)",
      trail: address.page.trail(to: office) + [Link(language.choose(title))],
      isSimulated: office.isSimulated,
      data: ["/v1/read-models"]
    )
    models = catalogue.models.compactMap { model in
      model.views.first.map { first in
        Tab(
          name: language.choose(Bilingual(model.title)),
          link: address.of(model, first),
          isCurrent: model.name == query.model.name
        )
      }
    }
    views = query.model.views.map { view in
      let name = language.choose(Bilingual(view.title))
      return Tab(name: name, link: address.of(query.model, view), isCurrent: view.name == query.view.name)
    }
    let columns = ShownColumns(answer.table.columns, language)
    // The differences have a table of their own, of all rows.
    let cells = (differences == nil ? answer.table.rows : []).map { row in
      columns.cells(row, address.page) { catalogue.word(for: $0, column: $1, in: query.model.name) }
    }
    headings = columns.shown.indices.map { index in
      let name = language.choose(catalogue.title(ofColumn: columns.shown[index].title, in: query.model.name))
      return Heading(name: name, isFigure: cells.contains { $0[index].isFigure })
    }
    rows = cells.map(Row.init)
    count = Figures.grouped(Int64(rows.count))
    position = Figures.grouped(answer.position)
    isPast = query.question.asked.moment != nil
    division = query.question.selection.division ?? ""
    when = WhenModel(query.question.asked, address.page, compares: differences != nil)
    self.differences = differences
    hasDivision = answer.table.columns.contains("division")
    csv = address.csv
    next = differences == nil ? answer.table.last.map { address.next(RowCursor($0)) } : nil
  }
}

/// Which columns of a view a page shows: of a name in two languages the one of the page, and not the code that it is for.
struct ShownColumns {
  /// With its place in the view, the name that its title is kept under, and the place of the code that it is the name of.
  let shown: [(index: Int, name: String, title: String, code: Int?)]

  init(_ columns: [String], _ language: Language) {
    let all = Set(columns)
    shown = columns.enumerated().compactMap { index, name in
      // Definitions have ids, and titles beside them.
      if name == "indicator", all.contains("title_zh") { return nil }
      for suffix in ["_zh", "_en"] where name.hasSuffix(suffix) {
        guard suffix == "_\(language.rawValue)" || !all.contains("\(name.dropLast(3))_\(language.rawValue)") else {
          return nil
        }
        let title = String(name.dropLast(3))
        return (index, name, title, columns.firstIndex(of: title))
      }
      return all.contains("\(name)_zh") ? nil : (index, name, name, nil)
    }
  }

  /// A row's cells; `word` is what a code of a column is called.
  func cells(
    _ row: [String?],
    _ address: PageAddress,
    word: (_ code: String, _ column: String) -> Bilingual
  ) -> [TableCell] {
    shown.map { column in
      TableCell(row[column.index], column: column.name, code: column.code.flatMap { row[$0] }, address) {
        word($0, column.title)
      }
    }
  }
}
