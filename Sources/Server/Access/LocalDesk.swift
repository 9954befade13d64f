public import Access
public import Registry

/// Three people, ready-made, for whoever tries a registry out: they sign in with a click, for nobody but this machine can.
public struct LocalDesk: Sendable {
  /// Somebody who can be chosen.
  public struct Person: Sendable {
    /// `home`, `bureau` or `inspector`.
    public let name: String
    public let title: Bilingual
    /// What they can do here.
    public let task: Bilingual
    public let principal: Principal
  }

  let issuer: LocalIssuer
  public let people: [Person]

  /// `home` is the code of a funeral home and `county` that of its division, `city` the division whose bureau it is.
  public init(_ issuer: LocalIssuer, home: Code, county: DivisionCode, city: DivisionCode, cityName: Bilingual) {
    self.issuer = issuer
    people = Self.people(home: home, county: county, city: city, cityName: cityName)
  }

  /// A token for one of them; nil where nobody is called so.
  /// - Throws: ``AccessError``.
  public func token(of name: String) async throws(AccessError) -> String? {
    guard let person = people.first(where: { $0.name == name }) else { return nil }
    return try await issuer.token(for: person.principal)
  }

  /// A token for a clerk of a cemetery, who is none of the three: each cemetery has its own.
  /// - Throws: ``AccessError``.
  public func token(ofClerkAt cemetery: Code) async throws(AccessError) -> String? {
    guard let clerk = Code("clerk-002"), let division = DivisionCode(String(cemetery.text.prefix(6))) else {
      return nil
    }
    let principal = Principal(
      id: clerk,
      name: "公墓登记员",
      roles: [.cemeteryClerk],
      organisation: cemetery,
      division: division
    )
    return try await issuer.token(for: principal)
  }

  private static func people(home: Code, county: DivisionCode, city: DivisionCode, cityName: Bilingual) -> [Person] {
    let bureau = Code("\(city)-MZ") ?? home
    func principal(_ name: String, _ id: String, _ roles: Set<Role>, _ office: Code, _ division: DivisionCode)
      -> Principal
    {
      Principal(id: Code(id) ?? office, name: name, roles: roles, organisation: office, division: division)
    }
    return [
      Person(
        name: "home",
        title: Bilingual(zh: "殡仪馆登记员", en: "Clerk of a funeral home"),
        task: Bilingual(zh: "\(home)：登记个案，看本馆的记录", en: "\(home): enters cases, sees the home's own records"),
        principal: principal("殡仪馆登记员", "clerk-001", [.funeralHomeClerk, .funeralHomeChecker], home, county)
      ),
      Person(
        name: "bureau",
        title: Bilingual(zh: "\(cityName.zh)民政局", en: "Civil affairs bureau of \(cityName.en)"),
        task: Bilingual(zh: "看全市的容量、惠民、奖补和指标", en: "watches capacity, entitlement, subsidies and indicators"),
        principal: principal("民政局", "officer-001", [.cityBureau, .policyEditor], bureau, city)
      ),
      Person(
        name: "inspector",
        title: Bilingual(zh: "检查员", en: "Inspector"),
        task: Bilingual(zh: "看全部日志与当时情况，做年检", en: "reads the whole log, and what was known and true when"),
        principal: principal("检查员", "inspector-001", [.inspector, .auditor], bureau, .nation)
      ),
    ]
  }
}
