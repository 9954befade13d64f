import CanonicalJSON
import ProjectionEngine
import Registry

/// Where a page's figures come from: the table that has their rows, and how far that has come. The template reads the
/// properties by name.
struct PageSource {
  let name: String
  let address: String
  let position: String?
}

/// What pages of divisions and facilities have at hand: the answers, what things are called, where they are.
struct BureauPage {
  let answers: BureauAnswers
  let titles: ModelCatalogue
  let office: Office
  /// Of the page, and about the office.
  let address: PageAddress

  init(_ answers: BureauAnswers, _ titles: ModelCatalogue, _ office: Office, _ address: PageAddress) {
    (self.answers, self.titles, self.office) = (answers, titles, office)
    self.address = address.of(office)
  }

  var language: Language { address.language }

  func words(_ zh: String, _ en: String) -> String { language.choose(Bilingual(zh: zh, en: en)) }

  /// A part that shows what these answer; none where the visitor may see none of it.
  func part(_ queries: BureauQuery..., show: () -> PagePart?) -> [PagePart] {
    answers.hidden.isSuperset(of: queries) ? [] : show().map { [$0] } ?? []
  }

  /// The table of a view, with the rows of one division where it tells them apart.
  func source(_ query: BureauQuery, _ view: String, division: String? = nil) -> PageSource {
    let model = titles.model(named: query.model)
    let title = model?.views.first { $0.name == view }.map { language.choose(Bilingual($0.title)) } ?? view
    return PageSource(
      name: "\(language.choose(titles.title(of: query.model))) · \(title)",
      address: table(query.model, view, division: division),
      position: answers.position(of: query).map(Figures.grouped)
    )
  }

  func table(_ model: String, _ view: String, division: String? = nil) -> String {
    address.to("/read-models/\(model)/\(view)", [("division", division)])
  }

  /// What contains the registry's own division is not one city's alone.
  func page(ofDivision code: String) -> String {
    let isAbove = office.division.map { own in
      own.text != code && DivisionLevels.above(own).contains { $0.text == code }
    }
    return (isAbove == true ? address.with(city: nil) : address).to("/divisions/\(code)")
  }

  func page(ofTown code: String) -> String { address.to("/divisions/\(code)") }

  func page(ofFacility id: String) -> String { address.to("/facilities/\(id)") }

  /// What a division is called on this day; its code where no name is known.
  func name(ofDivision code: String) -> String {
    knownName(ofDivision: code) ?? code
  }

  /// What the newest licence calls a town.
  func name(ofTown code: String) -> String {
    let row = answers[.facilities].first { $0.text("town") == code }
    return row.map { language.text("town", of: $0, or: code) } ?? code
  }

  private func knownName(ofDivision code: String) -> String? {
    if let row = answers[.names].first(where: { $0.text("division") == code }) {
      return language.text("name", of: row, or: code)
    }
    return (code == office.division?.text ? office.name : DivisionLevels.province(code)).map(language.choose)
  }

  func name(ofFacility row: JSONObject) -> String {
    language.text("name", of: row, or: row.text("facility") ?? "")
  }

  /// The word for a code.
  func word(_ value: String?, _ column: String, _ model: String = "plot_capacity") -> String {
    guard let value else { return "—" }
    return language.choose(titles.word(for: value, column: column, in: model))
  }

  /// The way from the first page to a division: the province, the city and the county, as far as they are known by name.
  func trail(to division: DivisionCode?) -> [Link] {
    let above = division.map { code in DivisionLevels.above(code) + [code] } ?? []
    let known = above.filter { knownName(ofDivision: $0.text) != nil || $0 == division }
    return address.home + known.map { Link(name(ofDivision: $0.text), page(ofDivision: $0.text)) }
  }

  /// The way to a facility, through its town where that is stated.
  func trail(toFacility row: JSONObject) -> [Link] {
    let town = row.text("town").map { [Link(name(ofTown: $0), page(ofTown: $0))] } ?? []
    return trail(to: row.text("division").flatMap { DivisionCode($0) }) + town
  }

  /// Months as people read them: more than a century is too far to say.
  func months(_ count: Int64?) -> String {
    guard let count else { return "—" }
    if count >= 1_200 { return words("百年以上", "over a century") }
    if count < 24 { return words("\(count) 个月", "\(count) months") }
    let (years, months) = (count / 12, count % 12)
    return words("\(years) 年" + (months > 0 ? " \(months) 个月" : ""), "\(years) y" + (months > 0 ? " \(months) m" : ""))
  }
}
