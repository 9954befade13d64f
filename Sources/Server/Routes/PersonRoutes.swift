import Access
import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird
import Logging
import Registry

/// `POST /v1/persons/…`: what is sealed of persons in records that the visitor may see. Each question leaves a line in the
/// server's log, which says who asked and how much there was, and nothing of whom; unsealing is an event.
struct PersonRoutes<Context: VisitContext>: Sendable {
  let services: Services

  /// Who has a number.
  func find(_ request: Request, _ context: Context) async throws -> Response {
    let visitor = try services.patient(try context.visitor)
    let question = try await PersonQuestion(request, of: ["id_number", "id_kind"])
    let shape = Bilingual(zh: "4 至 40 位字母和数字的号码", en: "a number of 4 to 40 letters and digits")
    let number = try question.required("id_number", shape) { (4...40).contains($0.utf8.count) ? $0 : nil }
    typealias Kind = IdentityVerified.IDKind
    let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
    let kind = try question.optional("id_kind", Bilingual(zh: kinds, en: kinds), Kind.init(rawValue:)) ?? .citizenId
    var found: [JSON] = []
    for city in try await services.cities(for: request, visitor) {
      for person in try await city.persons(having: number, kind) {
        found.append(["city": .string(city.office.id), "person": .string(person.text)])
      }
    }
    visitor.note("a number was looked for", found.count, context.logger)
    return Response(json: ["persons": .array(found)])
  }

  /// Masked.
  func show(_ request: Request, _ context: Context) async throws -> Response {
    let visitor = try context.visitor
    let target = try await PersonQuestion(request, of: ["person", "event"]).target
    let city = try await services.city(for: request, visitor)
    let data = try await city.personDesk.office.show(target, seenBy: city.sight)
    return try answer(data, "personal data were shown masked", visitor, context)
  }

  /// In plain text, once the log has who sees it, in which role, and what for.
  func unseal(_ request: Request, _ context: Context) async throws -> Response {
    let visitor = try services.patient(try context.visitor)
    let question = try await PersonQuestion(request, of: ["person", "event", "purpose", "legal_basis"])
    let target = try question.target
    let purpose = try question.required("purpose", Text.shape, Text.init(_:))
    let legalBasis = try question.required("legal_basis", Text.shape, Text.init(_:))
    let city = try await services.city(for: request, visitor)
    let data = try await city.unseal(target, for: purpose, by: legalBasis).map(\.data)
    return try answer(data, "personal data were unsealed", visitor, context)
  }

  private func answer(
    _ data: Result<[PersonalData], Refusal>,
    _ what: Logger.Message,
    _ visitor: Visit,
    _ context: Context
  ) throws(Problem) -> Response {
    do throws(Refusal) {
      let data = try data.get()
      visitor.note(what, data.count, context.logger)
      return Response(json: ["parts": .array(data.map(\.json))])
    } catch {
      visitor.note(what, 0, context.logger)
      throw .notShown(error)
    }
  }
}

extension Services {
  /// Each person may ask so often: nobody tries out numbers, or reads a whole registry.
  func patient(_ visitor: Visit) throws(Problem) -> Visit {
    if let wait = personRates.take(visitor.principal.id) { throw .tooManyPersons(wait: wait) }
    return visitor
  }
}

extension Visit {
  /// A line of the server's log for each question about persons: who asked, and nothing of whom.
  func note(_ what: Logger.Message, _ count: Int, _ logger: Logger) {
    logger.notice(
      what,
      metadata: [
        "actor": "\(principal.id)", "organisation": "\(principal.organisation)", "role": "\(role.rawValue)",
        "count": "\(count)",
      ]
    )
  }
}

extension VisitedCity {
  /// What of the sealed store is theirs.
  var sight: PrivacyOffice.Sight? {
    if isWhole { return nil }
    return { [reach] record, sources in reach.holds(record, enteredBy: sources) }
  }

  /// The plain text, once the log has that the visitor sees it.
  /// - Throws: 403 for a machine, which vouches for nobody here.
  func unseal(
    _ target: PrivacyOffice.Target,
    for purpose: Text,
    by legalBasis: Text
  ) async throws -> Result<Unsealed, Refusal> {
    guard visit.principal.kind == .person else { throw Problem.personsOnly }
    return try await personDesk.office.unseal(
      target,
      for: purpose,
      by: legalBasis,
      visit.principal.id,
      of: visit.principal.organisation,
      as: Code(visit.role.rawValue),
      vouchedBy: visit.voucher,
      seenBy: sight
    )
  }

  /// Who has a number, as far as it is in records that the visitor may see.
  func persons(having number: String, _ kind: IdentityVerified.IDKind) async throws -> [PersonName] {
    let desk = try personDesk
    let hash = desk.hasher.searchHash(of: number, kind, on: Instant.now().localDate)
    return try await desk.office.persons(having: hash, seenBy: sight)
  }

  /// - Throws: 503 where the server has no way to the sealed store.
  var personDesk: PersonDesk {
    get throws(Problem) {
      guard let persons = desk.persons else { throw .unavailable }
      return persons
    }
  }
}
