import HTTPTypes
import Registry

/// What has just been entered of something that is not at this desk any more. The part `day-done` reads the property by name.
struct DayDone {
  /// Whether it was recorded before, by a first click on the same button.
  let wasBefore: Bool
}

/// The box of a day's page by which a desk finds what a number is of, and what came of it. What is typed is sent in the form and
/// stands in no address: it may be somebody's ID number. The part `desk-finder` reads the properties by name.
struct DeskFinder {
  /// What was looked for, and what came of it.
  enum Search {
    case none
    case nothing(String)
    case several(String, [AshesDesk])
    case failed(String?, Problem)
  }

  let action: String
  let label: String
  let asked: String?
  let failure: String?
  let notFound: String?
  let found: [Link]
  let hasFound: Bool
  /// Where persons are found by theirs.
  let persons: String
  let status: HTTPResponse.Status
  let headers: HTTPFields

  /// Of a home, or of a cemetery, which opens no cases.
  init(_ search: Search, ofHome isHome: Bool, _ address: PageAddress) {
    let language = address.language
    action = address.to("/home/find")
    persons = address.to("/persons")
    label = language.choose(isHome ? Self.home : Self.cemetery)
    var problem: Problem?
    var ashes: [AshesDesk] = []
    switch search {
    case .none: asked = nil
    case .nothing(let number): asked = number
    case .several(let number, let found): (asked, ashes) = (number, found)
    case .failed(let number, let why): (asked, problem) = (number, why)
    }
    found = ashes.map { ashes in
      Link("\(ashes.id) · \(language.choose(ashes.state))", address.to(ashes.path, ashes.carried))
    }
    hasFound = !found.isEmpty
    if case .nothing = search {
      notFound = language.choose(isHome ? Self.noCase : Self.nothing)
    } else {
      notFound = nil
    }
    failure = problem.map { language.choose($0.title) + language.choose(Self.mark) + language.choose($0.detail) }
    (status, headers) = (problem?.status ?? .ok, problem?.headers ?? [:])
  }

  private static let mark = Bilingual(zh: "：", en: ": ")
  private static let home = Bilingual(zh: "个案号", en: "Number of a case")
  private static let cemetery = Bilingual(
    zh: "火化证明号、个案号、骨灰号或合同号",
    en: "Number of a cremation certificate, case, portion or contract"
  )
  private static let noCase = Bilingual(
    zh: "本单位没有这个编号的个案：请核对编号。",
    en: "There is no case of yours under that number: check it."
  )
  private static let nothing = Bilingual(
    zh: "没有查到可以在本公墓办理的骨灰或合同：请核对号码。骨灰还在殡仪馆保管，或领往别处的，请家属先到殡仪馆办理。",
    en: """
      There are no ashes and no contract under that number that this cemetery can enter anything of. Check it; ashes that a funeral \
      home still keeps, or that went elsewhere, are for the family to see to there first.
      """
  )
}
