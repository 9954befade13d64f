/// A section of a page: a chart or a table or both, what they say and where their figures come from. The template reads the
/// properties by name.
struct PagePart {
  let id: String
  let title: String
  let figure: ChartFigure?
  let table: Table?
  let isEmpty: Bool
  /// What stands in the place of a table without rows.
  let empty: String
  let remark: String?
  let sources: [PageSource]

  /// A table that is all that the chart shows stands behind the chart alone.
  init(
    _ id: String,
    _ title: String,
    _ table: Table,
    empty: String,
    remark: String? = nil,
    figure: ChartFigure? = nil,
    isBehindFigure: Bool = false,
    sources: [PageSource] = []
  ) {
    (self.id, self.title, self.empty, self.remark, self.sources) = (id, title, empty, remark, sources)
    isEmpty = table.rows.isEmpty
    self.table = isEmpty || isBehindFigure ? nil : table
    self.figure = isEmpty ? nil : figure
  }
}
