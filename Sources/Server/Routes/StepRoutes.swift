import Access
import CanonicalJSON
import EventLog
import FoundationEssentials
import FrontDoor
import Hummingbird
import Registry

/// The forms by which people enter steps, one by one: of a case, of ashes, of a stock, of a plot or a right to it, and of an
/// annual inspection.
struct StepRoutes<Context: VisitContext>: Sendable {
  let services: Services

  typealias Handler = @Sendable (Request, Context) async throws -> Response

  /// Shows the form of a step.
  func ask(_ about: EntryStep.About) -> Handler {
    { request, context in
      await services.page(request, context) { address in
        let draft = try await draft(about, nil, request, context)
        return StepModel(draft, .asked, services.pages.vocabulary, address.of(draft.desk.office))
      }
    }
  }

  /// Takes the form of a step.
  func send(_ about: EntryStep.About) -> Handler {
    { request, context in
      await services.filledForm(request, context) { sent, address in
        try await outcome(of: sent, about, request, context, address)
      }
    }
  }

  private func outcome(
    of sent: SentForm,
    _ about: EntryStep.About,
    _ request: Request,
    _ context: Context,
    _ address: PageAddress
  ) async throws -> PageOutcome {
    let draft: StepDraft
    do {
      draft = try await self.draft(about, sent, request, context)
    } catch let problem as Problem where problem.status == .notFound {
      guard let outcome = try await repeated(sent, about, request, context, address) else { throw problem }
      return outcome
    }
    let page = address.of(draft.desk.office)
    let vocabulary = services.pages.vocabulary
    if let trouble = sent.trouble { return .page(StepModel(draft, .failed(trouble), vocabulary, page)) }
    guard let stream = draft.stream else {
      return .page(StepModel(draft, .refused(.noNumber), vocabulary, page))
    }
    let line = draft.form.submission(of: draft.step, draft.contract, subject: stream, by: draft.desk)
    if let outcome = try await services.record(line, in: draft.desk.city, context.logger) {
      return .page(StepModel(draft, outcome, vocabulary, page))
    }
    let next = draft.subject.afterwards(draft.step, stream)
    return .elsewhere(page.to(next.path, next.carried + [("done", draft.form["id"])]))
  }

  /// A second click on a form whose first has taken what it is about out of sight, as ashes that were scattered. Under the id that
  /// the form carries the log has what it is to be held against; nil where it has nothing.
  private func repeated(
    _ sent: SentForm,
    _ about: EntryStep.About,
    _ request: Request,
    _ context: Context,
    _ address: PageAddress
  ) async throws -> PageOutcome? {
    guard about != .inspection, let step = EntryStep.of(context.parameters.get("type") ?? ""), step.about == about,
      let contract = services.pages.vocabulary.contract(of: step.type),
      let id = sent.form["id"].flatMap(UUID.init(uuidString:))
    else { return nil }
    let desk = try await services.desk(for: request, context.visitor)
    guard let event = try await desk.city.log.event(id).map(StoredEvent.init), event.event.type == step.type,
      event.source == desk.organisation.text, let stream = event.name
    else { return nil }
    var form = sent.form(of: contract)
    for case (let member, .thisCase) in step.presets { form["case"] = event.data[member]?.stringValue }
    let line = form.submission(of: step, contract, subject: stream, by: desk)
    let page = address.of(desk.office)
    switch try await services.record(line, in: desk.city, context.logger) {
    case .refused(let refusal)?: throw Problem.refused(refusal, id: id.lowercased)
    case .failed(let problem)?: throw problem
    case .asked?, nil: return .elsewhere(page.to("/home", [("done", id.lowercased), ("again", "1")]))
    }
  }

  /// The form as it was sent; else as it is first shown.
  private func draft(
    _ about: EntryStep.About,
    _ typed: SentForm?,
    _ request: Request,
    _ context: Context
  ) async throws -> StepDraft {
    let type = about == .beginning ? "CaseOpened" : context.parameters.get("type") ?? ""
    guard let step = EntryStep.of(type), step.about == about,
      let contract = services.pages.vocabulary.contract(of: type), contract.isComplete
    else { throw Problem.notFound }
    let visitor = try context.visitor
    guard visitor.enters(type) else { throw Problem.notAllowed(visitor.principal.roles) }
    let (desk, subject) = try await services.subject(about, request, context)
    var draft = StepDraft(step: step, contract: contract, desk: desk, subject: subject, form: TypedForm())
    if let typed {
      draft.form = typed.form(of: contract)
      draft.form["case"] = subject.file?.id.text
    } else {
      var known = subject
      if case .file(let file, _) = subject, step.takesBlankForm {
        known = .file(file, stock: try await desk.stock())
      }
      draft.form = step.prefilled(contract, known, desk)
    }
    draft.offers = try await services.offers(desk.city, for: contract)
    return draft
  }
}

extension Services {
  /// What the address of a form is about, at the desk of whoever asks for it.
  func subject(
    _ about: EntryStep.About,
    _ request: Request,
    _ context: some VisitContext
  ) async throws -> (HomeDesk, StepSubject) {
    let visitor = try context.visitor
    if about == .inspection { return try await inspectionSubject(request, context) }
    let desk = try await desk(for: request, visitor)
    let id = context.parameters.get("id").flatMap { Code($0) }
    switch about {
    case .beginning: return (desk, .beginning)
    case .file:
      guard let id else { throw Problem.noSuchCase() }
      return (desk, .file(try await desk.file(of: id)))
    case .ashes:
      guard let id else { throw Problem.noSuchRecord }
      let ashes = try await desk.ashes(id, by: request.named("by"))
      let plot = try request.parameter("plot", "371002-GM-01/A/1/1") { PlotID($0) }
      return (desk, .ashes(ashes, in: try await plot.asyncMap { try await desk.plot($0) }))
    case .stock: return (desk, .stock(try await desk.stock()))
    case .plot:
      let parts = ["section", "row", "number"].compactMap { context.parameters.get($0) }
      let plot = try await desk.plot(PlotID(([desk.organisation.text] + parts).joined(separator: "/")))
      let ashes = try request.parameter("ashes", "A-1") { Code($0) }
      return (desk, .plot(plot, for: try await ashes.asyncMap { try await desk.ashes($0, by: request.named("by")) }))
    case .right:
      let right = try await desk.right(id)
      return (desk, .right(right.contract, right.state))
    case .places: return (desk, .places(try request.parameter("section", "A") { Code($0) }))
    case .inspection: throw Problem.notFound
    }
  }

  /// The inspection's cemetery says in which city it is entered; the bureau or cemetery that enters it is the visitor's own.
  private func inspectionSubject(
    _ request: Request,
    _ context: some VisitContext
  ) async throws -> (HomeDesk, StepSubject) {
    let visitor = try context.visitor
    guard let cemetery = context.parameters.get("cemetery").flatMap({ Code($0) }),
      let year = context.parameters.get("year").flatMap(Year.init(asWritten:))
    else { throw Problem.noSuchRecord }
    for city in try await cities(for: request, visitor) where city.reach.holds(organisation: cemetery.text) {
      do {
        let inspection = try await inspectionDesk(cemetery, year, city)
        let office = visitor.principal.organisation.text
        return (HomeDesk(city: city, name: Bilingual(zh: office, en: office)), .inspection(inspection))
      } catch let problem as Problem where problem.status == .notFound { continue }
    }
    throw Problem.noSuchRecord
  }
}

extension Optional {
  /// The same as `map`, for what takes its time.
  func asyncMap<Other>(_ transform: (Wrapped) async throws -> Other) async throws -> Other? {
    if let self { try await transform(self) } else { nil }
  }
}

extension Request {
  /// A number as it was typed into a box, without the blanks in it, for which browsers send a plus sign.
  func named(_ name: String) -> String? {
    let text = uri.queryParameters[Substring(name)].map { String($0.filter { !$0.isWhitespace && $0 != "+" }) }
    return text?.isEmpty == false ? text : nil
  }
}

extension Refusal {
  fileprivate static let noNumber = Refusal(
    rule: RuleID(rawValue: "S6"),
    fact: Bilingual(zh: "编号不合要求", en: "The number is not one that can be used."),
    remedy: Bilingual(
      zh: "编号用 1 至 64 个字母、数字和 . _ -，不要有汉字和空格",
      en: "Use 1 to 64 letters, digits and . _ -, without blanks."
    )
  )
}
