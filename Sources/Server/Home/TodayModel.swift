import FrontDoor
import HTTPTypes
import Registry

/// What a funeral home has to do today: what is late or soon due, the open cases by their next step, what was refused, and how
/// many blank certificates are left. The template reads the properties by name.
struct TodayModel: PageModel {
  static let template = "today"
  /// Rows of each read model that are read, and cases that are shown of each step.
  static let most = (read: 2_000, shown: 20)

  struct Due {
    let what: String
    let about: Link
    let day: String
    let left: String
    let isOverdue: Bool
  }

  struct Group {
    let id: String
    let name: String
    let count: String
    let cases: [Case]
    let isCut: Bool
  }

  struct Case {
    let id: String
    let link: String
    let opened: String
    let days: String
    let body: String
    /// The next step's form.
    let step: Link?
  }

  struct Refused {
    let type: String
    let rule: String
    let words: String
    let times: String
    let day: String
    let id: String
  }

  let frame: Frame
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let nav: [HomeNav.Tab]
  let done: DayDone?
  let finder: DeskFinder
  let open: String
  let isCut: Bool
  let left: String
  let isLow: Bool
  let stock: String
  let overdue: String
  let dues: [Due]
  let hasDues: Bool
  let groups: [Group]
  let refused: [Refused]
  let hasRefused: Bool
  let refusedCount: String
  let table: String

  init(_ day: HomeDay, _ finder: DeskFinder, _ done: DayDone?, _ desk: HomeDesk, _ address: PageAddress) {
    let language = address.language
    frame = Frame(
      address,
      heading: language.choose(HomeNav.today),
      lead: "\(language.choose(desk.name)) · \(LocalDate.today?.text ?? "")",
      trail: address.trail(to: desk.office) + [Link(language.choose(HomeNav.today))],
      isSimulated: desk.office.isSimulated,
      data: ["/v1/read-models/custody_trace/open_case", "/v1/read-models/expiries/due"]
    )
    nav = HomeNav.tabs("/home", desk.city.visit, address)
    (self.done, self.finder) = (done, finder)
    (status, headers) = (finder.status, finder.headers)
    open = Figures.grouped(Int64(day.cases.total))
    isCut = !day.cases.isWhole
    let blank = day.stock?.state.usableCount ?? 0
    left = Figures.grouped(Int64(blank))
    isLow = blank < StockModel.few
    stock = address.to("/home/stock")
    let late = day.gaps.rows.map { Due(gap: $0, address) }
    // A storage past its term is a gap of the trace, which names the case.
    let ending = day.dues.rows.filter { $0["kind"] != "ash_storage" || $0.number("days_left") >= 0 }
      .map { Due(term: $0, address) }
    dues = late + ending
    hasDues = !dues.isEmpty
    overdue = Figures.grouped(Int64(dues.count(where: \.isOverdue)))
    groups = Self.groups(day.cases.rows, address)
    refused = day.refused.rows.map { Refused($0, language) }
    hasRefused = !refused.isEmpty
    refusedCount = Figures.grouped(Int64(day.refused.total))
    table = address.to("/read-models/custody_trace/open_case")
  }

  /// By the next step, in the order in which a case goes through them; each the oldest first.
  private static func groups(_ rows: [RowRecord], _ address: PageAddress) -> [Group] {
    let order = [
      "DeathCertificateRecorded", "IdentityVerified", "CremationAuthorised", "CremationCompleted",
      "CremationCertificateIssued", "CustodyOpened", "AshesReleased", "CaseClosed",
    ]
    let cases = rows.map { (row: $0, next: CaseStanding($0).next) }
    let language = address.language
    let known = order.compactMap { type -> Group? in
      let own = cases.filter { $0.next == type }.map(\.row)
      let name = Bilingual(
        zh: "待\(EventNames.name(of: type, in: .chinese))",
        en: "Next: \(EventNames.name(of: type, in: .english).lowercased())"
      )
      return own.isEmpty ? nil : Group(type, language.choose(name), own, step: type, address)
    }
    let waiting = cases.filter { $0.next == nil }.map(\.row)
    let name = Bilingual(zh: "骨灰已领取，等安葬登记后结案", en: "Ashes handed over, to be placed")
    return known + (waiting.isEmpty ? [] : [Group("waiting", language.choose(name), waiting, step: nil, address)])
  }
}

/// What the read models and the log say of a home today.
struct HomeDay {
  /// `custody_trace.open_case`, the oldest first.
  let cases: RecordPage
  /// `custody_trace.gap`, the longest first.
  let gaps: RecordPage
  /// `expiries.due`, what is soon due or late, the most urgent first.
  let dues: RecordPage
  /// `data_quality.outstanding`, the newest first.
  let refused: RecordPage
  let stock: StockFile?
}

extension TodayModel.Group {
  fileprivate init(_ id: String, _ name: String, _ rows: [RowRecord], step: String?, _ address: PageAddress) {
    self.init(
      id: id,
      name: name,
      count: Figures.grouped(Int64(rows.count)),
      cases: rows.prefix(TodayModel.most.shown).map { TodayModel.Case($0, step, address) },
      isCut: rows.count > TodayModel.most.shown
    )
  }
}

extension TodayModel.Case {
  fileprivate init(_ row: RowRecord, _ step: String?, _ address: PageAddress) {
    let id = row["case_id"] ?? ""
    let path = "/home/cases/\(id)"
    // Which portion is handed over is chosen on the case's own page.
    let form = step == "AshesReleased" ? path : step.map { "\(path)/steps/\($0)" }
    let name = step.map { type in
      address.language.choose(
        Bilingual(
          zh: "办理\(EventNames.name(of: type, in: .chinese))",
          en: "Enter: \(EventNames.name(of: type, in: .english).lowercased())"
        )
      )
    }
    self.init(
      id: id,
      link: address.to(path),
      opened: row["opened_on"] ?? "—",
      days: row["days"] ?? "—",
      body: row.text("body", address.language) ?? "—",
      step: form.flatMap { form in name.map { Link($0, address.to(form)) } }
    )
  }
}

extension TodayModel.Due {
  /// An open gap of the trace.
  fileprivate init(gap row: RowRecord, _ address: PageAddress) {
    let id = row["case_id"] ?? ""
    self.init(
      what: row.text("gap", address.language) ?? "",
      about: Link(id, address.to("/home/cases/\(id)")),
      day: row["since_on"] ?? "—",
      left: row["days"].map { address.language.choose(Bilingual(zh: "已 \($0) 天", en: "\($0) days ago")) } ?? "—",
      isOverdue: true
    )
  }

  /// Something that ends on a day.
  init(term row: RowRecord, _ address: PageAddress) {
    let days = row.number("days_left")
    let words =
      days < 0
      ? Bilingual(zh: "已过 \(-days) 天", en: "\(-days) days past")
      : Bilingual(zh: "还有 \(days) 天", en: "\(days) days left")
    let item = row["item"] ?? ""
    let isOfCase = ["keeping", "hold", "body_notice"].contains(row["kind"] ?? "")
    let about = isOfCase ? row["subject"] ?? item : item
    self.init(
      what: row.text("kind", address.language) ?? "",
      about: Link(about, Self.path(row["kind"] ?? "", about).map { address.to($0) }),
      day: row["ends_on"] ?? "—",
      left: address.language.choose(words),
      isOverdue: days < 0
    )
  }

  /// Where what ends is shown; nil for what has no page that a home may open.
  private static func path(_ kind: String, _ item: String) -> String? {
    switch kind {
    case "keeping", "hold", "body_notice": "/home/cases/\(item)"
    case "ash_storage", "ashes_notice": "/home/ashes/\(item)"
    case "use_right", "maintenance_fee": "/home/rights/\(item)"
    case "cremator_test": "/streams/unit/\(item)"
    case "facility_licence": "/facilities/\(item)"
    default: nil
    }
  }
}

extension TodayModel.Refused {
  init(_ row: RowRecord, _ language: Language) {
    let (rule, kind) = (row["rule"] ?? "", row["type"])
    type = kind.map { EventNames.name(of: $0, in: language) } ?? "—"
    self.rule = rule
    words = RuleWords.of(rule, for: kind).map(language.choose) ?? "—"
    times = row["times"] ?? "1"
    day = row["last_on"] ?? "—"
    id = String((row["refused_id"] ?? "").suffix(8))
  }
}
