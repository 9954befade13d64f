import EventLog
import FoundationEssentials
import Registry

/// An annual inspection from its opening to the published result, with the evidence from the log. The template reads the
/// properties by name.
struct InspectionModel: PageModel {
  static let template = "inspection"

  /// An item of the checklist, as far as it was answered, shown or looked at.
  struct Item {
    let name: String
    let score: String
    let document: String
    let finding: String
    let kind: String
    let inspectors: String
    let events: [Link]
  }

  let frame: Frame
  /// Whether a step was just recorded.
  let done: Bool
  let cemetery: String
  let facility: String
  let facilityLink: String
  let year: String
  let result: String
  let risk: String
  let tasks: [Link]
  let hasTasks: Bool
  let steps: [InspectionStep]
  /// The forms of what the visitor may enter now.
  let forms: [Link]
  let hasForms: Bool
  let items: [Item]
  let hasItems: Bool
  let evidence: [EvidenceSection]
  /// Whether what was found is for the visitor.
  let hasEvidence: Bool
  let found: String
  let timeline: String
  let day: String

  /// `enters` says whether the visitor enters events of a type.
  init(
    _ desk: InspectionDesk,
    _ records: InspectionRecords,
    _ evidence: InspectionEvidence,
    done: Bool,
    enters: (String) -> Bool,
    _ office: Office,
    _ address: PageAddress
  ) {
    let language = address.language
    let (cemetery, year, today) = (desk.cemetery, desk.year, desk.today)
    self.done = done
    self.cemetery = cemetery.text
    self.year = "\(year)"
    facility = records.risk?.text("facility", language) ?? cemetery.text
    facilityLink = address.to("/facilities/\(cemetery)/timeline")
    let name = desk.name
    frame = Frame(
      address,
      title: "\(language.choose(name)) · \(facility)",
      heading: language.choose(name),
      lead: "\(facility) · \(cemetery)",
      trail: address.trail(to: office) + [
        Link(language.choose(WorklistModel.name), address.to("/inspections")), Link(language.choose(name)),
      ],
      isSimulated: office.isSimulated,
      data: ["/v1/read-models/inspection_worklist/worklist"]
    )
    let state = records.state
    result =
      state?.result.map { language.choose($0.words) } ?? language.choose(Bilingual(zh: "尚无结论", en: "not concluded"))
    risk = records.risk?["score"] ?? "—"
    tasks = (records.tasks ?? []).map { row in
      let overdue = row.isTrue("is_overdue") ? language.choose(Bilingual(zh: "（逾期）", en: " (overdue)")) : ""
      return Link([row.text("task", language) ?? "", row["due"] ?? ""].joined(separator: " ") + overdue)
    }
    hasTasks = !tasks.isEmpty
    forms = desk.steps.filter(enters).map {
      Link(EventNames.name(of: $0, in: language), address.to("\(desk.path)/steps/\($0)"))
    }
    hasForms = !forms.isEmpty
    let draws = records.draws?.map { row in
      let words = Bilingual(zh: "第 \(row["round"] ?? "") 轮", en: "round \(row["round"] ?? "")")
      return Link(language.choose(words), address.to(DrawModel.path(row)))
    }
    steps = InspectionSteps(state: state, draws: draws, today: today, address: address).all
    items = Self.items(state, address)
    hasItems = !items.isEmpty
    self.evidence = evidence.sections(address)
    hasEvidence = evidence.findings != nil
    found = Figures.grouped(Int64(self.evidence.reduce(0) { $0 + $1.rows.count }))
    timeline = address.to("/streams/inspection/\(cemetery)/\(year)")
    day = today?.text ?? ""
  }

  private static func items(_ state: AnnualInspectionState?, _ address: PageAddress) -> [Item] {
    guard let state else { return [] }
    let answers = state.selfCheck?.data.answers ?? []
    let named = answers.map(\.item) + state.documents.map(\.data.item) + state.siteChecks.map(\.data.item)
    var seen: Set<Code> = []
    return named.filter { seen.insert($0).inserted }.map { item in
      let papers = state.documents.filter { $0.data.item == item }
      let checks = state.siteChecks.filter { $0.data.item == item }
      let finding: Bilingual? =
        switch checks.last?.data.finding {
        case .pass: Bilingual(zh: "符合", en: "pass")
        case .fail: Bilingual(zh: "不符合", en: "fail")
        case .notApplicable: Bilingual(zh: "不适用", en: "not applicable")
        case nil: nil
        }
      return Item(
        name: item.text,
        score: answers.first { $0.item == item }.map { "\($0.score)" } ?? "—",
        document: papers.isEmpty ? "—" : papers.map(\.data.title.text).joined(separator: ", "),
        finding: finding.map(address.language.choose) ?? "—",
        kind: checks.last?.data.finding == .fail ? "refused" : "",
        inspectors: checks.last.map { "\($0.data.inspectorId), \($0.data.secondInspectorId)" } ?? "—",
        events: FindingRow.events(papers.map(\.eventID.text) + checks.map(\.eventID.text), address)
      )
    }
  }
}

/// What is recorded of one inspection.
struct InspectionRecords: Sendable {
  /// Nil where it has not been opened.
  let state: AnnualInspectionState?
  let risk: RowRecord?
  /// What waits to be done; nil where that is not for the visitor.
  let tasks: [RowRecord]?
  /// The draws of the year that drew the cemetery; nil where that is not for the visitor.
  let draws: [RowRecord]?
}

extension Services {
  /// - Throws: `no-such-record` where neither an inspection of the year is recorded nor one is due.
  func inspection(_ cemetery: Code, _ year: Year, _ city: VisitedCity) async throws -> InspectionRecords {
    let stream = StreamName(.annualInspection, "\(cemetery)/\(year)")
    let events = try await city.log.timeline(
      of: StreamsNamed([StreamID(rawValue: stream.description)]),
      types: nil,
      after: .start,
      limit: 1_000
    )
    var snapshot = Snapshot()
    do {
      try snapshot.load(stream, events: events.map(\.bytes))
    } catch {
      throw ReadError(.database, "the inspection cannot be read: \(error)")
    }
    let tasks = try await records("inspection_worklist", "worklist", city, matching: ["subject": [stream.description]])
    guard !events.isEmpty || tasks?.isEmpty == false else { throw Problem.noSuchRecord }
    let draws = try await records("inspection_worklist", "draw", city, matching: ["year": ["\(year)"]])
    let risk = try await records("inspection_worklist", "risk", city, matching: ["facility": [cemetery.text]]) ?? []
    return InspectionRecords(
      state: snapshot.annualInspection(cemetery, year),
      risk: risk.first,
      tasks: tasks,
      draws: draws?.filter { $0.list("picked").contains(cemetery.text) }
    )
  }
}
