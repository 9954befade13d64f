import EventLog
import FrontDoor
import Postgres
import Registry

/// A case at the home's desk: what is done, what comes next, and what has to wait for what. The template reads the properties
/// by name.
struct HomeCaseModel: PageModel {
  static let template = "home-case"

  struct Stage {
    let name: String
    /// `done`, `next`, `open` or `waits`.
    let kind: String
    let state: String
    let reason: String?
    let link: String?
    let isAgain: Bool
  }

  struct Ashes {
    let id: String
    let name: String
    let state: String
    let steps: [Link]
  }

  struct Entry {
    let name: String
    let occurred: String
    let actor: String
    let link: String
  }

  let frame: Frame
  let nav: [HomeNav.Tab]
  /// The event that has just been recorded.
  let done: String?
  let isHeld: Bool
  let status: String
  let next: Link?
  let waits: String?
  let stages: [Stage]
  let ashes: [Ashes]
  let hasAshes: Bool
  let others: [Link]
  let entries: [Entry]
  let count: String
  let entitlement: String
  let timeline: String
  let persons: String

  init(_ file: CaseFile, done: String?, _ desk: HomeDesk, _ address: PageAddress) {
    let language = address.language
    let standing = CaseStanding(file)
    let path = "/home/cases/\(file.id)"
    let heading = language.choose(Bilingual(zh: "个案 \(file.id)", en: "Case \(file.id)"))
    frame = Frame(
      address,
      heading: heading,
      lead: language.choose(desk.name),
      trail: address.trail(to: desk.office) + [
        Link(language.choose(HomeNav.today), address.to("/home")), Link(heading),
      ],
      isSimulated: desk.office.isSimulated,
      data: ["/v1/cases/\(file.id)"]
    )
    nav = HomeNav.tabs(nil, desk.city.visit, address)
    let events = file.events.map(StoredEvent.init)
    self.done = events.first { $0.id.lowercased == done }.map { EventNames.name(of: $0.event.type, in: language) }
    isHeld = standing.isHeld
    status = language.choose(file.status.words)
    waits = standing.awaits.map(language.choose)
    let recorded = Dictionary(grouping: events, by: \.event.type)
    let steps = StageMaker(standing: standing, recorded: recorded, path: path, address: address)
    stages = StageMaker.order.filter(steps.matters).map(steps.stage)
    next = standing.next.map { type in
      steps.link(type, ashes: type == "AshesReleased" ? file.custodies.first(where: \.isKept)?.id : nil)
    }
    ashes = file.custodies.map { Ashes($0, desk, steps) }
    hasAshes = !ashes.isEmpty
    let kinds = [
      "ServiceItemDelivered", "EvidenceAttached", "BodyReleasedOut", "BodyDonated", "CremationCertificateReissued",
    ]
    others = kinds.filter { standing.missing(for: $0).isEmpty }.map { steps.link($0) }
    entries = events.reversed().map { event in
      Entry(
        name: EventNames.name(of: event.event.type, in: language),
        occurred: Figures.time(event.event.occurredAt),
        actor: event.isDerived ? language.choose(Bilingual(zh: "系统", en: "the registry")) : event.actor,
        link: address.to("/log/events/\(event.id.lowercased)")
      )
    }
    count = Figures.grouped(Int64(entries.count))
    entitlement = address.to("\(path)/entitlement")
    timeline = address.to("/cases/\(file.id)")
    persons = address.to("/cases/\(file.id)/persons")
  }
}

/// The steps that a case goes through, each with how it stands.
private struct StageMaker {
  static let order = [
    "CaseOpened", "DeathCertificateRecorded", "IdentityVerified", "ResidencyRecorded", "BodyCollected",
    "KeepingStarted",
    "KeepingEnded", "CremationAuthorised", "CremationCompleted", "CremationCertificateIssued", "CustodyOpened",
    "CaseClosed",
  ]
  /// What may be entered more than once.
  private static let repeated: Set = ["BodyCollected", "CustodyOpened", "IdentityVerified", "ResidencyRecorded"]

  let standing: CaseStanding
  let recorded: [String: [StoredEvent]]
  let path: String
  let address: PageAddress

  private var language: Language { address.language }

  /// Whether a step was entered, or can still come.
  func matters(_ type: String) -> Bool {
    if recorded[type] != nil { return true }
    switch type {
    case "KeepingEnded": return standing.isKept
    case "BodyCollected", "KeepingStarted": return standing.departure == nil
    case "CremationAuthorised", "CremationCompleted", "CremationCertificateIssued", "CustodyOpened":
      return standing.departure == nil || standing.departure == .cremated
    default: return true
    }
  }

  func link(_ type: String, ashes: Code? = nil) -> Link {
    let subject = ashes.map { "/home/ashes/\($0)" } ?? path
    return Link(EventNames.name(of: type, in: language), address.to("\(subject)/steps/\(type)"))
  }

  func stage(_ type: String) -> HomeCaseModel.Stage {
    let name = EventNames.name(of: type, in: language)
    let missing = type == "CaseOpened" ? [] : standing.missing(for: type)
    let link = type == "CaseOpened" || !missing.isEmpty ? nil : self.link(type).address
    func say(_ kind: String, _ state: Bilingual, _ reason: String?, _ link: String?) -> HomeCaseModel.Stage {
      HomeCaseModel.Stage(
        name: name,
        kind: kind,
        state: language.choose(state),
        reason: reason,
        link: link,
        isAgain: kind == "done"
      )
    }
    if standing.next == type { return say("next", Bilingual(zh: "下一步", en: "next"), nil, link) }
    if let last = recorded[type]?.last {
      let when = Figures.time(last.event.occurredAt)
      return say("done", Bilingual(zh: "已办", en: "done"), when, Self.repeated.contains(type) ? link : nil)
    }
    if missing.isEmpty { return say("open", Bilingual(zh: "可办", en: "may be entered"), nil, link) }
    let reason = missing.map(language.choose).joined(separator: language.choose(Bilingual(zh: "；", en: "; ")))
    return say("waits", Bilingual(zh: "等待", en: "waits"), reason, nil)
  }
}

extension HomeCaseModel.Ashes {
  fileprivate init(_ custody: CaseFile.Custody, _ desk: HomeDesk, _ steps: StageMaker) {
    let language = steps.address.language
    let number = custody.state.opened.data.portionNo.value
    self.init(
      id: custody.id.text,
      name: language.choose(Bilingual(zh: "第 \(number) 份", en: "Portion \(number)")),
      state: language.choose(custody.words),
      steps: custody.steps(at: desk.organisation).filter(desk.enters).map { steps.link($0, ashes: custody.id) }
    )
  }
}
