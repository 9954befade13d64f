import EventLog
import FrontDoor
import Hummingbird
import Registry

/// `/home/begin`, `/home/cases/{id}` and the steps of a case: a funeral home enters a case step by step.
struct HomeRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func caseDesk(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let desk = try await services.desk(for: request, context.visitor)
      let file = try await file(desk, context)
      let done = request.uri.queryParameters["done"].map(String.init)
      return HomeCaseModel(file, done: done, desk, address.of(desk.office))
    }
  }

  // MARK: Forms

  func begin(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      try await asked("CaseOpened", isOfCase: false, request, context, address)
    }
  }

  func step(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      try await asked(try type(context), isOfCase: true, request, context, address)
    }
  }

  func stockStep(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      try await asked(try type(context), isOfCase: false, request, context, address)
    }
  }

  func sendBegin(_ request: Request, _ context: Context) async throws -> Response {
    await services.form(request, context) { address in
      try await sent("CaseOpened", isOfCase: false, request, context, address)
    }
  }

  func sendStep(_ request: Request, _ context: Context) async throws -> Response {
    await services.form(request, context) { address in
      try await sent(try type(context), isOfCase: true, request, context, address)
    }
  }

  func sendStockStep(_ request: Request, _ context: Context) async throws -> Response {
    await services.form(request, context) { address in
      try await sent(try type(context), isOfCase: false, request, context, address)
    }
  }

  private func asked(
    _ type: String,
    isOfCase: Bool,
    _ request: Request,
    _ context: Context,
    _ address: PageAddress
  ) async throws -> any PageModel {
    let draft = try await draft(type, isOfCase: isOfCase, nil, request, context)
    return StepModel(draft, .asked, services.pages.vocabulary, address.of(draft.desk.office))
  }

  private func sent(
    _ type: String,
    isOfCase: Bool,
    _ request: Request,
    _ context: Context,
    _ address: PageAddress
  ) async throws -> PageOutcome {
    let typed = try await TypedForm.read(request)
    let draft = try await draft(type, isOfCase: isOfCase, typed, request, context)
    let page = address.of(draft.desk.office)
    let vocabulary = services.pages.vocabulary
    // Only a step that begins a record says which; another's is the one that was found to be of the case.
    let record = draft.step.beginsRecord ? draft.form["key"].flatMap { Code($0) } : draft.custody
    guard let subject = draft.step.subject(case: draft.file?.id, record: record, home: draft.desk.organisation) else {
      return .page(StepModel(draft, .refused(.noNumber), vocabulary, page))
    }
    let line = draft.form.submission(of: draft.step, draft.contract, subject: subject, by: draft.desk)
    let answer: Answer?
    do throws(FrontDoorError) {
      answer = try await services.submit(line, to: draft.desk.city)
    } catch {
      // What was typed is not lost because the database is away.
      return .page(StepModel(draft, .failed(Problem(logging: error, context.logger)), vocabulary, page))
    }
    switch answer?.outcome {
    case .accepted?, .repeated?: return .elsewhere(draft.afterwards(subject, page))
    case .refused(let refusal)?: return .page(StepModel(draft, .refused(refusal), vocabulary, page))
    case nil: throw Problem.internalError
    }
  }

  // MARK: What a form is about

  private func type(_ context: Context) throws(Problem) -> String {
    guard let type = context.parameters.get("type"), HomeStep.of(type) != nil else { throw .notFound }
    return type
  }

  private func file(_ desk: HomeDesk, _ context: Context) async throws -> CaseFile {
    guard let id = context.parameters.get("id").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
    return try await desk.file(of: id)
  }

  /// The form as it was sent; else as it is first shown.
  private func draft(
    _ type: String,
    isOfCase: Bool,
    _ typed: (form: TypedForm, document: [UInt8]?)?,
    _ request: Request,
    _ context: Context
  ) async throws -> StepDraft {
    guard let step = HomeStep.of(type), let contract = services.pages.vocabulary.contract(of: type),
      contract.isComplete, isOfCase == step.isOfCase
    else { throw Problem.notFound }
    let desk = try await services.desk(for: request, context.visitor)
    let file = isOfCase ? try await file(desk, context) : nil
    let custody = try request.parameter("custody", "A-1") { Code($0) }
    if step.stream == .ashCustody, !step.beginsRecord, file?.custodies.contains(where: { $0.id == custody }) != true {
      throw Problem.noSuchRecord
    }
    var form: TypedForm
    if let typed {
      form = typed.form
      form["case"] = file?.id.text
      if let document = typed.document, let field = contract.fields.first(where: { $0.kind == .digest }) {
        form["data.\(field.path)"] = Digest(of: document).text
      }
    } else {
      let needsStock = step.presets.values.contains { if case .known(.blankForm) = $0 { true } else { false } }
      form = step.prefilled(contract, file, needsStock ? try await desk.stock() : nil, desk)
    }
    let offers = try await services.offers(desk.city, for: contract)
    return StepDraft(
      step: step,
      contract: contract,
      desk: desk,
      file: file,
      custody: step.beginsRecord ? nil : custody,
      form: form,
      offers: offers
    )
  }
}

extension HomeStep {
  /// Whether it goes on with a case, rather than beginning one or being of none.
  fileprivate var isOfCase: Bool { stream != .certificateStock && type != "CaseOpened" }
}

extension StepDraft {
  /// Where one looks when it is recorded.
  fileprivate func afterwards(_ subject: StreamName, _ address: PageAddress) -> String {
    let done = [("done", form["id"])]
    if step.stream == .certificateStock { return address.to("/home/stock", done) }
    return address.to("/home/cases/\(file?.id.text ?? subject.key)", done)
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
