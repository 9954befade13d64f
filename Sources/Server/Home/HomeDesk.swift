import Access
import EventLog
import FrontDoor
import FoundationEssentials
import Hummingbird
import Logging
import Postgres
import Registry

/// The registry as a facility or bureau has it before it, for the one of its staff who has signed in.
struct HomeDesk: Sendable {
  let city: VisitedCity
  /// What the facility is called; its code where no licence says it.
  let name: Bilingual

  /// The facility or office.
  var organisation: Code { city.visit.principal.organisation }
  var actor: Code { city.visit.principal.id }
  var office: Office { city.office }

  /// The file of a case of the home's.
  /// - Throws: `no-such-case`.
  func file(of id: Code) async throws -> CaseFile {
    guard let file = try await city.caseFile(id) else { throw Problem.noSuchCase() }
    return file
  }

  /// Its blank certificates; nil where it never received any.
  func stock() async throws -> StockFile? {
    try await city.desk.cases.read(by: city.reader).stockFile(of: organisation)
  }
}

extension Services {
  /// The desk of the visitor's own organisation, in the city in whose division it lies.
  func desk(for request: Request, _ visitor: Visit) async throws -> HomeDesk {
    let home = visitor.principal.organisation.text
    let city = try await cities(for: request, visitor).first { city in
      city.office.division.map { home.hasPrefix($0.significant) } ?? true
    }
    guard let city else { throw Problem.outOfScope }
    let known = try await city.answers([.facilities]) { $0.holds(organisation: home) }
    let own = known[.facilities].first { $0.text("facility") == home }
    let name = Bilingual(zh: own?.text("name_zh") ?? home, en: own?.text("name_en") ?? home)
    return HomeDesk(city: city, name: name)
  }

  /// Submits one event as `POST /v1/submissions` does, by the same door and with the same authority.
  func submit(_ line: [UInt8], to city: VisitedCity) async throws(FrontDoorError) -> Answer? {
    try await submit([line], to: city).first
  }

  /// In turn with the streams of submissions, so that what is uploaded fills the queue of nobody.
  func submit(_ lines: [[UInt8]], to city: VisitedCity) async throws(FrontDoorError) -> [Answer] {
    do throws(FrontDoorError) {
      let answers = try await city.desk.turns.take { () async throws(FrontDoorError) in
        try await city.desk.reception.submit(lines, expecting: nil, by: city.vouched)
      }
      metrics.count(answers)
      return answers
    } catch {
      metrics.countFailure()
      throw error
    }
  }

  /// The same for a form: nil when it is recorded, or was before.
  func record(_ line: [UInt8], in city: VisitedCity, _ logger: Logger) async throws -> StepModel.Outcome? {
    let answer: Answer?
    do throws(FrontDoorError) {
      answer = try await submit(line, to: city)
    } catch {
      // What was typed is not lost because the database is away.
      return .failed(Problem(logging: error, logger))
    }
    switch answer?.outcome {
    case .accepted?, .repeated?: return nil
    case .refused(let refusal)?: return .refused(refusal)
    case nil: throw Problem.internalError
    }
  }

  /// What a form offers for a member that is a code of somewhere.
  func offers(_ city: VisitedCity, for contract: EventContract) async throws -> FormOffers {
    let home = city.visit.principal.organisation.text
    var offers = FormOffers()
    if contract.fields.contains(where: { $0.kind == .division }) {
      let rows = try await city.answers([.names]) { $0.holds(organisation: home) }[.names]
      offers.divisions = rows.compactMap { row in
        row.text("division").map { ($0, Bilingual(zh: row.text("name_zh") ?? $0, en: row.text("name_en") ?? $0)) }
      }
    }
    if contract.fields.contains(where: { $0.member == "unit_id" }) {
      let tests = ["kind": ["cremator_test"], "facility": [home]]
      let rows = try await records("expiries", "due", city, matching: tests) ?? []
      offers.cremators = rows.compactMap { row in
        guard let code = row["item"]?.split(separator: "/").last, let until = row["ends_on"] else { return nil }
        return (String(code), Bilingual(zh: "检测有效至 \(until)", en: "tested until \(until)"))
      }
    }
    return offers
  }
}

/// Codes that a form offers, with what they are called.
struct FormOffers: Sendable {
  var divisions: [(code: String, name: Bilingual)] = []
  var cremators: [(code: String, name: Bilingual)] = []
}
