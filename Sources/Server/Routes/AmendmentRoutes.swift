import Access
import CanonicalJSON
import EventLog
import FoundationEssentials
import FrontDoor
import Hummingbird
import Registry

/// `/amendments` and `/log/events/{id}/amend/{kind}`: one proposes an amendment, another decides it, each signed in.
struct AmendmentRoutes<Context: VisitContext>: Sendable {
  let services: Services

  // MARK: What is open

  func list(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let cities = try await services.cities(for: request, context.visitor)
      var lists: [OpenProposals] = []
      for city in cities {
        let waiting = try await services.list(OpenProposals.list, city)
        let ids = waiting.page.rows.compactMap { $0["proposal_id"].flatMap(UUID.init(uuidString:)) }
        lists.append(OpenProposals(city: city, waiting: waiting, files: try await city.proposals(ids)))
      }
      return ProposalsModel(lists, services.pages.vocabulary, visitor: try context.visitor, address)
    }
  }

  func show(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let (file, city) = try await file(request, context)
      let done = request.uri.queryParameters["done"] != nil
      return ProposalModel(file, done: done, in: city, services.pages.vocabulary, address.of(city.office))
    }
  }

  private func file(_ request: Request, _ context: Context) async throws -> (ProposalFile, VisitedCity) {
    guard let id = context.parameters.get("id").flatMap({ UUID(uuidString: $0) }) else { throw Problem.noSuchEvent }
    for city in try await services.cities(for: request, context.visitor) {
      if let file = try await city.proposal(id) { return (file, city) }
    }
    throw Problem.noSuchEvent
  }

  // MARK: Proposing

  func ask(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let draft = try await draft(nil, request, context)
      return AmendModel(draft, .asked, services.pages.vocabulary, address.of(draft.city.office))
    }
  }

  func propose(_ request: Request, _ context: Context) async throws -> Response {
    await services.filledForm(request, context) { sent, address in
      let draft = try await draft(sent, request, context)
      let (page, vocabulary) = (address.of(draft.city.office), services.pages.vocabulary)
      if let trouble = sent.trouble { return .page(AmendModel(draft, .failed(trouble), vocabulary, page)) }
      // Return in a field presses the first button of a form, which only looks.
      guard draft.form["act"] == "send" else {
        return .page(AmendModel(draft, .asked, isChecked: true, vocabulary, page))
      }
      if let outcome = try await services.record(draft.submission, in: draft.city, context.logger) {
        return .page(AmendModel(draft, outcome, vocabulary, page))
      }
      return .elsewhere(page.to("/amendments/\(draft.form["id"] ?? "")", [("done", "1")]))
    }
  }

  private func draft(
    _ typed: SentForm?,
    _ request: Request,
    _ context: Context
  ) async throws -> AmendmentDraft {
    guard let kind = context.parameters.get("kind").flatMap(AmendmentKind.init(rawValue:)) else {
      throw Problem.notFound
    }
    guard let id = context.parameters.get("id").flatMap({ UUID(uuidString: $0) }) else { throw Problem.noSuchEvent }
    let vocabulary = services.pages.vocabulary
    for city in try await services.cities(for: request, context.visitor) {
      guard let fact = try await city.fact(id) else { continue }
      guard let contract = vocabulary.contract(of: fact.type),
        let own = vocabulary.contract(of: AmendmentProposed.type),
        try await city.amendable([fact.event]).contains(id)
      else { throw Problem.notAmendable }
      if fact.isVoided, typed == nil { throw Problem.notAmendable }
      var form = typed?.form ?? AmendmentDraft.prefilled(fact, contract)
      if let digest = typed?.digest { form["evidence_digest"] = digest.text }
      var draft = AmendmentDraft(
        kind: kind,
        fact: fact,
        contract: contract,
        version: own.version,
        city: city,
        form: form
      )
      if kind == .correction { draft.offers = try await services.offers(city, for: contract) }
      return draft
    }
    throw Problem.noSuchEvent
  }

  // MARK: Deciding

  func decide(_ request: Request, _ context: Context) async throws -> Response {
    try await end(request, context) { form in
      var data = JSONObject()
      data["result"] = .string(form["result"] ?? "")
      return (AmendmentDecided.type, form["decision"], data)
    }
  }

  func withdraw(_ request: Request, _ context: Context) async throws -> Response {
    try await end(request, context) { (AmendmentWithdrawn.type, $0["withdrawal"], JSONObject()) }
  }

  private func end(
    _ request: Request,
    _ context: Context,
    _ say: (TypedForm) -> (type: String, id: String?, data: JSONObject)
  ) async throws -> Response {
    await services.filledForm(request, context) { sent, address in
      let (file, city) = try await file(request, context)
      let form = sent.form
      var (type, id, data) = say(form)
      data["proposal_event_id"] = .string(file.id.lowercased)
      data["reason"] = form["reason"].map { .string($0) }
      let version = services.pages.vocabulary.contract(of: type)?.version ?? "1"
      let line = JSONObject.event(
        type,
        version,
        on: file.fact.stream,
        by: city.visit.principal,
        id: id,
        time: form["at"],
        data
      )
      let page = address.of(city.office).at("/amendments/\(file.id.lowercased)")
      switch try await services.record(line, in: city, context.logger) {
      case nil: return .elsewhere(page.to("/amendments/\(file.id.lowercased)", [("done", "1")]))
      case let outcome?:
        // As it stands by now.
        let now = try await city.proposal(file.id) ?? file
        let acts = ProposalCard.Acts(form)
        return .page(ProposalModel(now, outcome, acts: acts, in: city, services.pages.vocabulary, page))
      }
    }
  }
}

extension Problem {
  static let notAmendable = Problem(
    kind: "not-amendable",
    status: .notFound,
    title: Bilingual(zh: "不能对这个事件提出更正", en: "No amendment of this event is yours to propose"),
    detail: Bilingual(
      zh: "只能更正仍然有效的事实，且须由可以登记该类事件的人员或其主管民政部门提出；由系统随另一事件写入的，请更正那个事件",
      en: """
        It has to be a fact that stands, and you somebody who may enter it, or of the bureau above. What the registry wrote behind \
        another event is amended with that one.
        """
    )
  )
}
