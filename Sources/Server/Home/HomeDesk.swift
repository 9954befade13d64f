import Access
import EventLog
import FrontDoor
import FoundationEssentials
import Hummingbird
import Postgres
import Registry

/// A funeral home's registry, for the one of its staff who has signed in.
struct HomeDesk: Sendable {
  let city: VisitedCity
  /// What the home is called; its code where no licence says it.
  let name: Bilingual

  /// The home.
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

extension HomeStep {
  /// The stream that its event goes to.
  func subject(case caseID: Code?, record: Code?, home: Code) -> StreamName? {
    switch stream {
    case .certificateStock: StreamName(.certificateStock, home.text)
    case .ashCustody: record.map { StreamName(.ashCustody, $0.text) }
    default: (caseID ?? record).map { StreamName(stream, $0.text) }
    }
  }

  /// The form as it is first shown, with what is known already, and the id that makes a second click harmless.
  func prefilled(
    _ contract: EventContract,
    _ file: CaseFile?,
    _ stock: StockFile?,
    _ desk: HomeDesk,
    now: Instant = .now()
  ) -> TypedForm {
    var form = TypedForm()
    var random = SystemRandomNumberGenerator()
    form["id"] = EventID(version7: now, using: &random).text
    form["time"] = String(now.text.prefix(16))
    form["case"] = file?.id.text
    if beginsRecord { form["key"] = file.map { "\($0.id)-\($0.custodies.count + 1)" } ?? Self.newCase(now, &random) }
    for field in contract.fields {
      form["data.\(field.path)"] = presets[field.path].flatMap { $0.text(for: field, file, stock, desk, now) }
    }
    return form
  }

  /// `C-20261123-7K3Q`: easily read out, and not guessed.
  private static func newCase(_ now: Instant, _ random: inout some RandomNumberGenerator) -> String {
    let letters = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    let end = (0..<4).map { _ in String(letters.randomElement(using: &random) ?? "2") }.joined()
    return "C-\(now.localDate.text.filter { $0 != "-" })-\(end)"
  }
}

extension HomeStep.Preset {
  fileprivate func text(
    for field: EventContract.Field,
    _ file: CaseFile?,
    _ stock: StockFile?,
    _ desk: HomeDesk,
    _ now: Instant
  ) -> String? {
    switch self {
    case .home, .thisCase, .fixed: nil
    case .me: desk.actor.text
    case .reference(let kind): file.map { "\(kind)-\($0.id)" }
    case .now: field.kind == .day ? now.localDate.text : String(now.text.prefix(16))
    case .usual(let text): text
    case .known(let known): known.text(file, stock)
    }
  }
}

extension HomeStep.Known {
  fileprivate func text(_ file: CaseFile?, _ stock: StockFile?) -> String? {
    let state = file?.state
    switch self {
    case .signer:
      return state?.authorisation?.data.signerRef.text ?? file.map { "S-\($0.id)" }
    case .certificateNumber: return state?.cremationCertificateNo?.text
    case .portions: return (state?.cremation?.data.ashPortions.value).map { String($0) }
    case .nextPortion:
      let taken = Set(file?.custodies.map { $0.state.opened.data.portionNo.value } ?? [])
      return (1...20).first { !taken.contains($0) }.map { String($0) }
    case .blankForm: return stock?.state.usable.first?.first.text
    case .ashes:
      guard state?.cremation != nil, let file else { return nil }
      return file.custodies.map(\.id.text).joined(separator: ", ")
    case .outcome: return file.flatMap { CaseStanding($0).departure?.rawValue }
    }
  }
}
