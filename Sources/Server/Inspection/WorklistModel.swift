import Registry

/// What waits to be inspected, what is overdue and where the risk is high first; and the draws. The template reads the
/// properties by name.
struct WorklistModel: PageModel {
  static let template = "worklist"
  static let name = Bilingual(zh: "年检工作台", en: "Inspections to do")
  /// Rows read, and shown.
  static let most = (read: 20_000, shown: 300)

  struct Task {
    let name: String
    let facility: String
    let link: String
    let division: String
    let year: String
    let step: String
    let due: String
    let left: String
    let isOverdue: Bool
    let risk: String
    let failed: String
  }

  struct Draw {
    let name: String
    let link: String
    let day: String
    let picked: String
    let inspectors: String
    /// Whether it has been held, not only announced.
    let isDrawn: Bool
    let isSame: Bool
    let open: String
  }

  struct Cemetery {
    let name: String
    let link: String
    let score: String
    let last: String?
    let lastLink: String?
    let result: String
    let overdue: String
    let cases: String
  }

  let frame: Frame
  let city: String?
  let division: String
  let tasks: [Task]
  let count: String
  let overdue: String
  let isCut: Bool
  let draws: [Draw]
  let hasDraws: Bool
  /// Where a draw is announced, for who may.
  let announce: String?
  let cemeteries: [Cemetery]
  let hasCemeteries: Bool

  init(
    _ tasks: [RowRecord],
    _ draws: [RowRecord],
    _ risks: [RowRecord],
    division: String?,
    mayAnnounce: Bool,
    _ office: Office,
    _ address: PageAddress
  ) {
    let language = address.language
    frame = Frame(
      address,
      heading: language.choose(Self.name),
      lead: language.choose(office.name),
      trail: address.trail(to: office) + [Link(language.choose(Self.name))],
      isSimulated: office.isSimulated,
      data: ["/v1/read-models/inspection_worklist/worklist", "/v1/read-models/inspection_worklist/draw"]
    )
    city = address.city
    self.division = division ?? ""
    let sorted = tasks.sorted { Self.rank($0) < Self.rank($1) }
    self.tasks = sorted.prefix(Self.most.shown).map { Task($0, address) }
    count = Figures.grouped(Int64(tasks.count))
    overdue = Figures.grouped(Int64(tasks.count { $0.isTrue("is_overdue") }))
    isCut = tasks.count > Self.most.shown
    self.draws = draws.map { Draw($0, address) }
    hasDraws = !draws.isEmpty
    announce = mayAnnounce ? address.to(AnnounceModel.path) : nil
    let riskiest = risks.filter { $0.number("score") > 0 }.sorted { $0.number("score") > $1.number("score") }
    cemeteries = riskiest.prefix(50).map { Cemetery($0, address) }
    hasCemeteries = !cemeteries.isEmpty
  }

  /// Overdue first, then by risk, then by the day.
  private static func rank(_ row: RowRecord) -> (Int, Int64, String, String) {
    (row.isTrue("is_overdue") ? 0 : 1, -row.number("risk"), row["due"] ?? "9", row["subject"] ?? "")
  }
}

extension WorklistModel.Task {
  fileprivate init(_ row: RowRecord, _ address: PageAddress) {
    let language = address.language
    let subject = StreamName(parsing: row["subject"] ?? "")
    self.init(
      name: row.text("task", language) ?? "",
      facility: row.text("facility", language) ?? row["facility"] ?? row["subject"] ?? "",
      link: address.to(subject.map(StreamPath.of) ?? "/"),
      division: row.text("division", language) ?? "—",
      year: row["year"] ?? "—",
      step: row.text("step", language) ?? "",
      due: row["due"] ?? "—",
      left: row["days_left"] ?? "—",
      isOverdue: row.isTrue("is_overdue"),
      risk: row["risk"] ?? "0",
      failed: Self.failed(row.list("failed_items"), language)
    )
  }
}

extension WorklistModel.Task {
  /// Items have codes of the checklist's own.
  private static func failed(_ items: [String], _ language: Language) -> String {
    if items.isEmpty { return "—" }
    let list = items.joined(separator: ", ")
    return language.choose(Bilingual(zh: "\(items.count) 项：\(list)", en: "\(items.count): \(list)"))
  }
}

extension WorklistModel.Draw {
  fileprivate init(_ row: RowRecord, _ address: PageAddress) {
    let name = Bilingual(
      zh: "\(row.text("division", .chinese) ?? "") \(row["year"] ?? "") 年度第 \(row["round"] ?? "") 轮",
      en: "\(row.text("division", .english) ?? "") \(row["year"] ?? ""), round \(row["round"] ?? "")"
    )
    self.init(
      name: address.language.choose(name),
      link: address.to(DrawModel.path(row)),
      day: row["drawn_on"] ?? row["announced_on"] ?? "—",
      picked: String(row.list("picked").count),
      inspectors: String(row.list("inspectors").count),
      isDrawn: row.isTrue("is_drawn"),
      isSame: ["digest_repeats", "draw_repeats", "inspectors_repeat"].allSatisfy(row.isTrue)
        && (row["as_announced"] == nil || row.isTrue("as_announced")),
      open: String(row.list("not_checked").count)
    )
  }
}

extension WorklistModel.Cemetery {
  fileprivate init(_ row: RowRecord, _ address: PageAddress) {
    let id = row["facility"] ?? ""
    self.init(
      name: row.text("facility", address.language) ?? id,
      link: address.to("/facilities/\(id)/timeline"),
      score: row["score"] ?? "0",
      last: row["last_year"],
      lastLink: row["last_year"].map { address.to("/inspections/\(id)/\($0)") },
      result: row.text("last_result", address.language) ?? "—",
      overdue: row["overdue"] ?? "0",
      cases: row["enforcement_cases"] ?? "0"
    )
  }
}
