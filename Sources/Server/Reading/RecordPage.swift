import ProjectionEngine

/// A list of a page: which rows of a view, in which order, and which part of them.
struct RecordList: Sendable {
  let model: String
  let view: String
  var matching: [String: [String]] = [:]
  /// Before the view's key.
  var order: [RowSelection.Order] = []
  /// From 1.
  var number = 1
  var size: Int
}

/// A part of a list, and how many rows there are in all.
struct RecordPage: Sendable {
  var rows: [RowRecord] = []
  var total = 0
  var number = 1
  var size = 0

  var isWhole: Bool { total <= rows.count }
}

/// What came of asking for a list.
enum Records: Sendable {
  /// The view is not for the visitor.
  case notTheirs
  /// No worker has taken up the read model: there may be some.
  case notReady
  case read(RecordPage)

  /// Empty where nothing can be told.
  var page: RecordPage {
    if case .read(let page) = self { page } else { RecordPage() }
  }
}

extension Services {
  /// A list in the visitor's reach, put in order and counted by the database. A part that is not there any more is the first.
  func list(_ list: RecordList, _ city: VisitedCity) async throws -> Records {
    guard let model = models.model(named: list.model), let view = model.views.first(where: { $0.name == list.view }),
      city.reader(of: view.name, in: model.name) != nil
    else { return .notTheirs }
    do {
      for number in Set([list.number, 1]).sorted(by: >) {
        var selection = RowSelection(limit: list.size, matching: list.matching)
        selection.order = list.order
        selection.offset = (number - 1) * list.size
        selection.isCounted = true
        let table = try await rows(of: view, in: model, city, selection, at: nil).table
        guard !table.rows.isEmpty else { continue }
        let rows = table.rows.map { RowRecord(table.columns, $0) }
        return .read(RecordPage(rows: rows, total: table.total ?? rows.count, number: number, size: list.size))
      }
      return .read(RecordPage())
    } catch let error as ReadError where error.code == .notReady {
      return .notReady
    }
  }
}
