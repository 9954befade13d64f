import CanonicalJSON
import EventLog
import FoundationEssentials
import FrontDoor
import Hummingbird
import Logging
import Registry

/// `/persons` and `/cases/{id}/persons`: what `/v1/persons` does, for people. What is personal stands in forms and answers alone.
struct PersonPageRoutes<Context: VisitContext>: Sendable {
  let services: Services

  // MARK: By a number

  func ask(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { PersonFindModel(nil, services.pages.vocabulary, $0) }
  }

  func find(_ request: Request, _ context: Context) async throws -> Response {
    await services.filledForm(request, context) { sent, address in
      let form = sent.form
      let vocabulary = services.pages.vocabulary
      typealias Kind = IdentityVerified.IDKind
      let kind = form["id_kind"].map(Kind.init(rawValue:)) ?? .citizenId
      guard let kind, let number = form["id_number"], (4...40).contains(number.utf8.count) else {
        return .page(PersonFindModel(nil, typed: form, failed: .badNumber, vocabulary, address))
      }
      let visitor = try context.visitor
      do throws(Problem) {
        _ = try services.patient(visitor)
      } catch {
        return .page(PersonFindModel(nil, typed: form, failed: error, vocabulary, address))
      }
      var (found, count): ([Link], Int) = ([], 0)
      for city in try await services.cities(for: request, visitor) {
        for person in try await city.persons(having: number, kind) {
          count += 1
          let shown = try await city.personDesk.office.show(.person(person), seenBy: city.sight)
          // Refused where nothing of the person is theirs to see.
          guard case .success(let parts) = shown else { continue }
          for stream in parts.map(\.stream) {
            let path = StreamName(parsing: stream).map(StreamPath.of)
            let link = Link(stream, path.map { address.of(city.office).to($0) })
            if !found.contains(link) { found.append(link) }
          }
        }
      }
      visitor.note("a number was looked for", count, context.logger)
      return .page(PersonFindModel(found, vocabulary, address))
    }
  }

  // MARK: Of a case

  func show(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let (id, city) = try await city(request, context)
      let parts = try await parts(of: id, in: city, context)
      return PersonsModel(id, parts, in: city, services.pages.vocabulary, address.of(city.office))
    }
  }

  func unseal(_ request: Request, _ context: Context) async throws -> Response {
    await services.filledForm(request, context) { sent, address in
      let form = sent.form
      let (id, city) = try await city(request, context)
      let page = address.of(city.office)
      func again(_ outcome: StepModel.Outcome) async throws -> PageOutcome {
        let parts = try await parts(of: id, in: city, context)
        return .page(PersonsModel(id, parts, outcome, typed: form, in: city, services.pages.vocabulary, page))
      }
      guard let person = form["person"].flatMap({ PersonName($0) }) else { throw Problem.noSuchCase() }
      guard let purpose = form["purpose"].flatMap({ Text($0) }), let basis = form["legal_basis"].flatMap({ Text($0) })
      else { return try await again(.refused(.saysNothing)) }
      do throws(Problem) {
        _ = try services.patient(try context.visitor)
      } catch {
        return try await again(.failed(error))
      }
      // A person of this case: others are looked for in theirs.
      let own = try await sealed(in: id, city).filter { $0.person == person }
      guard !own.isEmpty else { throw Problem.noSuchCase() }
      let answer = try await city.unseal(.personIn(person, events: Set(own.map(\.event))), for: purpose, by: basis)
      switch answer {
      case .success(let unsealed):
        city.visit.note("personal data were unsealed", unsealed.data.count, context.logger)
        return .page(UnsealedModel(id, unsealed, form, in: city, page))
      case .failure(let refusal):
        city.visit.note("personal data were unsealed", 0, context.logger)
        return try await again(.refused(refusal))
      }
    }
  }

  private func city(_ request: Request, _ context: Context) async throws -> (Code, VisitedCity) {
    guard let id = context.parameters.get("id").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
    for city in try await services.cities(for: request, context.visitor) where try await city.caseFile(id) != nil {
      return (id, city)
    }
    throw Problem.noSuchCase()
  }

  private func parts(of id: Code, in city: VisitedCity, _ context: Context) async throws -> [PersonalData] {
    let parts = try await sealed(in: id, city)
    city.visit.note("personal data were shown masked", parts.count, context.logger)
    return parts
  }

  /// What is sealed in the events of a case, masked.
  private func sealed(in id: Code, _ city: VisitedCity) async throws -> [PersonalData] {
    let office = try city.personDesk.office
    var parts: [PersonalData] = []
    for event in try await city.caseFile(id)?.events ?? [] {
      let json = try? JSON.parse(event.bytes, maximumBytes: event.bytes.count)
      guard json?["sealeddigest"] != nil, let id = EventID(event.id.lowercased) else { continue }
      if case .success(let found) = try await office.show(.event(id), seenBy: city.sight) { parts += found }
    }
    return parts
  }
}

extension Refusal {
  /// What has no letters in it is told by the rule itself.
  fileprivate static let saysNothing = Refusal(
    rule: RuleID(rawValue: "V1"),
    fact: Bilingual(zh: "没有写明目的或法律依据", en: "The purpose or the legal ground is missing."),
    remedy: Bilingual(
      zh: "请写明为何事查看、依据哪部法规的哪一条",
      en: "Say for which matter the data are needed, and by which article of which law."
    )
  )
}

extension Problem {
  fileprivate static let badNumber = Problem(
    kind: "malformed",
    status: .unprocessableContent,
    title: Bilingual(zh: "号码不合要求", en: "This is no number"),
    detail: Bilingual(
      zh: "请填 4 至 40 位字母和数字的号码，并选定证件种类",
      en: "It has 4 to 40 letters and digits; choose the kind of document, too."
    )
  )
}
