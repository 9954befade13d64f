import Access
import CanonicalJSON
import EventLog
import FoundationEssentials
import FrontDoor
import Postgres
import Registry

/// A proposed amendment for whoever decides it, or waits for that. The template reads the properties by name.
struct ProposalCard {
  let id: String
  let link: String
  /// `更正：死亡证明登记`
  let name: String
  let record: Link
  let fact: Link
  let isVoiding: Bool
  let changes: [TimelineEntry.Note.Change]
  let hasChanges: Bool
  let reason: String
  let evidence: String?
  let author: String
  let source: String
  let proposed: String
  let days: String
  /// `open`, `approved`, `declined` or `withdrawn`.
  let kind: String
  let state: String
  let isOpen: Bool
  let endedBy: String?
  let endedAt: String?
  let endReason: String?
  let end: String?
  let amendment: String?
  /// The roles that may decide it, and the people who may not.
  let deciders: String
  let excluded: String
  let mayDecide: Bool
  /// Why not, where the visitor's role might.
  let barred: String?
  let mayWithdraw: Bool
  let acts: Acts
  let decide: String
  let withdraw: String

  /// What forms send with it: each act is one event, however often it is sent.
  struct Acts {
    var decision: String
    var withdrawal: String
    var at: String
    var reason: String

    init(_ form: TypedForm = TypedForm(), now: Instant = .now()) {
      var random = SystemRandomNumberGenerator()
      decision = form["decision"] ?? EventID(version7: now, using: &random).text
      withdrawal = form["withdrawal"] ?? EventID(version7: now, using: &random).text
      at = form["at"] ?? now.text
      reason = form["reason"] ?? ""
    }
  }

  init(_ file: ProposalFile, _ acts: Acts = Acts(), in city: VisitedCity, _ teller: FieldTeller) {
    let (address, language) = (teller.address, teller.address.language)
    let (proposal, fact, type) = (file.proposal, file.fact, file.fact.type)
    id = file.id.lowercased
    link = address.to("/amendments/\(id)")
    let factName = EventNames.name(of: type, in: language)
    isVoiding = file.kind == .voiding
    name = language.choose(
      isVoiding
        ? Bilingual(zh: "撤销：\(factName)", en: "To void: \(factName)")
        : Bilingual(zh: "更正：\(factName)", en: "To correct: \(factName)")
    )
    record = Link(fact.stream.description, address.to(StreamPath.of(fact.stream)))
    self.fact = Link(factName, address.to("/log/events/\(fact.event.id.lowercased)"))
    changes = teller.tell(file.changes, of: type)
    hasChanges = !changes.isEmpty
    reason = proposal.data["reason_code"].map { teller.words($0, "reason_code", AmendmentProposed.type) } ?? "—"
    evidence = proposal.data["evidence_digest"]?.stringValue
    (author, source) = (proposal.actor, proposal.source)
    proposed = Figures.time(proposal.event.recordedAt)
    let waiting = PostgresTimestamp.now.microsecondsSince1970 - proposal.event.recordedAt.microsecondsSince1970
    days = Figures.grouped(waiting / 86_400_000_000)
    kind = file.state.rawValue
    isOpen = file.state == .open
    state = language.choose(file.state.words)
    endedBy = file.end.map { "\($0.actor) (\($0.source))" }
    endedAt = file.end.map { Figures.time($0.event.recordedAt) }
    endReason = file.end?.data["reason"]?.stringValue
    end = file.end.map { address.to("/log/events/\($0.id.lowercased)") }
    amendment = file.amendment.map { address.to("/log/events/\($0.id.lowercased)") }
    let principal = city.visit.principal
    let comma = language.choose(Bilingual(zh: "、", en: ", "))
    deciders = city.submitter.deciding(type, in: fact.stream).map { language.choose($0.words) }
      .joined(separator: comma)
    excluded = file.excluded.joined(separator: comma)
    let mightDecide = isOpen && principal.kind == .person && city.may(AmendmentDecided.self, about: file)
    let isBarred = file.excluded.contains(principal.id.text)
    mayDecide = mightDecide && !isBarred
    let isAuthor = proposal.actor == principal.id.text
    let why =
      isAuthor
      ? Bilingual(zh: "这是您提出的，须由另一人审批（规则 L4）。", en: "You have proposed it: somebody else decides it (rule L4).")
      : Bilingual(
        zh: "该事实由您登记或更正过，须由另一人审批（规则 L4）。",
        en: "You have recorded or corrected the fact: somebody else decides it (rule L4)."
      )
    barred = isOpen && isBarred ? language.choose(why) : nil
    mayWithdraw =
      isOpen && principal.kind == .person && proposal.source == principal.organisation.text
      && city.may(AmendmentWithdrawn.self, about: file)
    self.acts = acts
    decide = address.to("/amendments/\(id)/decision")
    withdraw = address.to("/amendments/\(id)/withdrawal")
  }
}

extension ProposalFile.State {
  var words: Bilingual {
    switch self {
    case .open: Bilingual(zh: "待审批", en: "waits for a decision")
    case .approved: Bilingual(zh: "已批准", en: "approved")
    case .declined: Bilingual(zh: "未予批准", en: "declined")
    case .withdrawn: Bilingual(zh: "已撤回", en: "withdrawn")
    }
  }
}

extension Role {
  /// As people call it.
  var words: Bilingual {
    switch self {
    case .funeralHomeClerk: Bilingual(zh: "殡仪馆登记员", en: "a clerk of a funeral home")
    case .funeralHomeChecker: Bilingual(zh: "殡仪馆复核员", en: "a checker of a funeral home")
    case .cemeteryClerk: Bilingual(zh: "公墓登记员", en: "a clerk of a cemetery")
    case .townOffice: Bilingual(zh: "乡镇（街道）", en: "a town's office")
    case .countyBureau: Bilingual(zh: "区县民政局", en: "the county's bureau")
    case .cityBureau: Bilingual(zh: "市民政局", en: "the city's bureau")
    case .provinceViewer: Bilingual(zh: "省级查看", en: "a viewer of the province")
    case .inspector: Bilingual(zh: "检查员", en: "an inspector")
    case .auditor: Bilingual(zh: "审计", en: "an auditor")
    case .finance: Bilingual(zh: "财务", en: "finance")
    case .policyEditor: Bilingual(zh: "政策编辑", en: "an editor of policies")
    case .system: Bilingual(zh: "系统", en: "a program")
    }
  }
}
