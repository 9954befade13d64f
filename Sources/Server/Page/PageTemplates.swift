/// The pages' HTML as Mustache templates, part of the program so that it shows them wherever it is started.
enum PageTemplates {
  /// What each kind of page has between its header and its footer.
  static let contents: [String: String] = [
    OverviewModel.template: overview, CitiesModel.template: cities, TableModel.template: table,
    FailureModel.template: failure, DivisionModel.template: division, FacilityModel.template: facility,
    SectionModel.template: section, PlotModel.template: plot,
    CaseModel.template: caseTimeline, StreamModel.template: stream,
    EventModel.template: event, WorklistModel.template: worklist, InspectionModel.template: inspection,
    DrawModel.template: draw,
  ]

  /// What several pages have: `{{> part}}`.
  static let parts: [String: String] = [
    "layout": layout, "language": language, "trail": trail, "simulated": simulated, "footer": footer, "bar": bar,
    "use-legend": useLegend, "rows": rows, "figure": figure, "sources": sources, "history": history, "part": part,
    "events": events, "facts": facts,
    "when": when, "when-fields": whenFields, "when-notice": whenNotice,
    "differences": differences,
    "entries": entries, "findings": findings,
    "candidates": candidates,
  ]

  /// Why there is no page.
  private static let failure = #"""
    <p class="notice">{{detail}}</p>
    """#
}
