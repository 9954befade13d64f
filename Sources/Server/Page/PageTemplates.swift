/// The pages' HTML as Mustache templates, part of the program so that it shows them wherever it is started.
enum PageTemplates {
  /// What each kind of page has between its header and its footer.
  static let contents: [String: String] = [
    OverviewModel.template: overview, CitiesModel.template: cities, TableModel.template: table,
    FailureModel.template: failure, DivisionModel.template: division, FacilityModel.template: facility,
    SectionModel.template: section, PlotModel.template: plot, SignInModel.template: signIn,
    CaseModel.template: caseTimeline, StreamModel.template: stream,
    EventModel.template: event, WorklistModel.template: worklist, InspectionModel.template: inspection,
    DrawModel.template: draw, StepModel.template: step, HomeCaseModel.template: homeCase, StockModel.template: stock,
    UploadModel.template: upload, UploadReportModel.template: uploadReport, TodayModel.template: today,
    LetterModel.template: letter, KeptFormModel.template: keptForm, RecordModel.template: record,
    PlacesModel.template: places, StocktakeModel.template: stocktake, CemeteryDayModel.template: cemeteryDay,
    AmendModel.template: amend, ProposalModel.template: proposal, ProposalsModel.template: proposals,
    PersonsModel.template: persons, UnsealedModel.template: unsealed, PersonFindModel.template: personFind,
    AnnounceModel.template: announce, AnnouncementModel.template: announcement,
  ]

  /// What several pages have: `{{> part}}`.
  static let parts: [String: String] = [
    "layout": layout, "language": language, "visitor": visitor, "trail": trail, "simulated": simulated,
    "footer": footer, "news": news, "bar": bar,
    "use-legend": useLegend, "rows": rows, "figure": figure, "sources": sources, "history": history, "part": part,
    "events": events, "facts": facts,
    "when": when, "when-fields": whenFields, "when-notice": whenNotice,
    "differences": differences,
    "entries": entries, "findings": findings,
    "candidates": candidates,
    "home-nav": homeNav, "field": field, "field-rows": fieldRows, "field-one": fieldOne, "refused": refused,
    "day-done": dayDone, "pager": pager, "desk-finder": deskFinder, "due-rows": dueRows, "refused-rows": refusedRows,
    "changes": changes, "proposal-card": proposalCard, "person-parts": personParts,
  ]

  /// Where one signs in.
  private static let signIn = #"""
    {{#hasPeople}}
    <p>{{#zh}}这是在本机试用的登记系统，以下三人可以直接登录。正式使用时由本单位的身份认证系统签发访问令牌。{{/zh}}{{#en}}This registry is being tried out on this machine, and these three can sign in with a click. Where it is really used, the organisation's own identity provider issues the access tokens.{{/en}}</p>
    <ul class="people">
    {{#people}}
    <li><form method="post" action="{{address}}"><button type="submit">{{title}}</button> <span>{{task}}</span></form></li>
    {{/people}}
    </ul>
    {{/hasPeople}}
    {{^hasPeople}}<p class="notice">{{#zh}}请从本单位的身份认证系统登录后再打开本页；程序请在 Authorization 中附上访问令牌。{{/zh}}{{#en}}Please sign in with your organisation's identity provider and come back; programs send an access token in Authorization.{{/en}}</p>{{/hasPeople}}
    """#

  /// Why there is no page.
  private static let failure = #"""
    <p class="notice">{{detail}}</p>
    """#
}
