import ProjectionEngine
import Registry

/// What tells the rows of a view at a moment from those of now. The template reads the properties by name.
struct DifferenceModel {
  struct Cell {
    let old: String?
    let new: String?
    let same: String?
    let isLong: Bool
  }

  struct Row {
    /// `added`, `removed` or `changed`.
    let kind: String
    let word: String
    let cells: [Cell]
  }

  /// Rows compared at most, and shown.
  static let most = (compared: 20_000, shown: 500)

  let headings: [String]
  let rows: [Row]
  let hasRows: Bool
  let added: String
  let removed: String
  let changed: String
  let shown: String
  let isCut: Bool
  let then: String
  let now: String

  init(
    _ then: ModelAnswer,
    _ now: ModelAnswer,
    in model: ProjectionDefinition,
    _ catalogue: ModelCatalogue,
    _ address: PageAddress
  ) {
    let language = address.language
    let differences = RowDifferences(of: then.table, to: now.table)
    let columns = ShownColumns(differences.columns, language)
    headings = columns.shown.map { language.choose(catalogue.title(ofColumn: $0.title, in: model.name)) }
    let tell = { (row: [String?]) in
      columns.cells(row, address) { catalogue.word(for: $0, column: $1, in: model.name) }
    }
    rows = differences.changes.prefix(Self.most.shown).map { Row($0, columns, address.language, tell) }
    hasRows = !rows.isEmpty
    func count(_ isOne: (RowDifferences.Change) -> Bool) -> String {
      Figures.grouped(Int64(differences.changes.count(where: isOne)))
    }
    added = count { $0.before == nil }
    removed = count { $0.after == nil }
    changed = count { $0.before != nil && $0.after != nil }
    shown = Figures.grouped(Int64(rows.count))
    isCut = differences.changes.count > rows.count
    self.then = Figures.grouped(then.position)
    self.now = Figures.grouped(now.position)
  }
}

extension DifferenceModel.Row {
  fileprivate init(
    _ change: RowDifferences.Change,
    _ columns: ShownColumns,
    _ language: Language,
    _ tell: ([String?]) -> [TableCell]
  ) {
    let (old, new) = (change.before.map(tell), change.after.map(tell))
    let (kind, word): (String, Bilingual) =
      switch (old, new) {
      case (nil, _): ("added", Bilingual(zh: "增加", en: "added"))
      case (_, nil): ("removed", Bilingual(zh: "减少", en: "removed"))
      default: ("changed", Bilingual(zh: "变化", en: "changed"))
      }
    (self.kind, self.word) = (kind, language.choose(word))
    cells = columns.shown.indices.map { index in
      let (was, isNow) = (old?[index], new?[index])
      if was?.text == isNow?.text {
        return DifferenceModel.Cell(old: nil, new: nil, same: isNow?.text, isLong: isNow?.isLong ?? false)
      }
      let isLong = was?.isLong ?? false || isNow?.isLong ?? false
      return DifferenceModel.Cell(old: was?.text, new: isNow?.text, same: nil, isLong: isLong)
    }
  }
}

extension ModelQuery {
  /// What differs from now, if the page is asked for that (`?diff=now`); nil for a page of now.
  func differences(_ services: Services, _ address: PageAddress) async throws -> DifferenceModel? {
    guard question.compares, let moment = question.asked.moment else { return nil }
    let most = DifferenceModel.most.compared
    let selection = RowSelection(division: question.selection.division, limit: most)
    let then = try await services.rows(of: view, in: model, city, selection, at: moment)
    let now = try await services.rows(of: view, in: model, city, selection, at: nil)
    // A row that one of them has behind its end would look as if it were missing.
    guard then.table.last == nil, now.table.last == nil else { throw Problem.tooManyRows }
    return DifferenceModel(then, now, in: model, services.models, address)
  }
}
