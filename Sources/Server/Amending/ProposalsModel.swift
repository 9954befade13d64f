import Access
import ProjectionEngine
import Registry

/// The proposals that are open in a city, as far as they are the visitor's to see.
struct OpenProposals {
  static let most = 100

  let city: VisitedCity
  let waiting: Records
  let files: [ProposalFile]

  /// The oldest first.
  static let list = RecordList(model: "data_quality", view: "waiting", order: [.rising("proposed_on")], size: most)
}

/// The proposals that are open, city by city. The template reads the properties by name.
struct ProposalsModel: PageModel {
  static let template = "proposals"

  struct Group {
    let id: String
    let name: String
    let count: String
    let cards: [ProposalCard]
  }

  struct City {
    let groups: [Group]
    /// Why there are none.
    let empty: String?
    let cut: String?
    let table: Link
  }

  let frame: Frame
  let nav: [HomeNav.Tab]
  let hasNav: Bool
  let cities: [City]

  init(_ lists: [OpenProposals], _ vocabulary: EventVocabulary, visitor: Visit, _ address: PageAddress) {
    let language = address.language
    let heading = language.choose(HomeNav.amendments)
    let only = lists.count == 1 ? lists.first?.city.office : nil
    frame = Frame(
      address,
      heading: heading,
      lead: lists.map { language.choose($0.city.office.name) }.joined(separator: language.choose(Self.comma)),
      trail: (only.map { address.of($0).trail(to: $0) } ?? address.home) + [Link(heading)],
      isSimulated: lists.contains { $0.city.office.isSimulated },
      data: ["/v1/read-models/data_quality/waiting"]
    )
    nav = HomeNav.tabs("/amendments", visitor, only.map { address.of($0) } ?? address)
    hasNav = !nav.isEmpty
    cities = lists.map { City($0, isOneOfMany: only == nil, vocabulary, address.of($0.city.office)) }
  }

  private static let comma = Bilingual(zh: "、", en: ", ")
}

extension ProposalsModel.City {
  /// Of several, each is named.
  fileprivate init(
    _ list: OpenProposals,
    isOneOfMany: Bool,
    _ vocabulary: EventVocabulary,
    _ address: PageAddress
  ) {
    let (city, language) = (list.city, address.language)
    let name = language.choose(city.office.name)
    let prefix = isOneOfMany ? "\(name) · " : ""
    let teller = FieldTeller(vocabulary: vocabulary, address: address)
    let own = city.visit.principal.organisation.text
    let cards = list.files.filter { $0.state == .open }.map { ProposalCard($0, in: city, teller) }
    let all = [
      ("decide", Bilingual(zh: "可由您审批", en: "For you to decide"), cards.filter(\.mayDecide)),
      (
        "own", Bilingual(zh: "本单位提出的", en: "Proposed by your organisation"),
        cards.filter { !$0.mayDecide && $0.source == own }
      ),
      (
        "others", Bilingual(zh: "由他人审批的", en: "For others to decide"),
        cards.filter { !$0.mayDecide && $0.source != own }
      ),
    ]
    groups = all.filter { !$0.2.isEmpty }.map { id, words, cards in
      ProposalsModel.Group(
        id: isOneOfMany ? "\(city.office.id)-\(id)" : id,
        name: prefix + language.choose(words),
        count: Figures.grouped(Int64(cards.count)),
        cards: cards
      )
    }
    empty = list.whyEmpty(cards).map { prefix + language.choose($0) }
    let page = list.waiting.page
    let words = Bilingual(
      zh: "共 \(Figures.grouped(Int64(page.total))) 件，这里只列出最早的 \(page.rows.count) 件，审批之后再列出后面的。",
      en:
        "There are \(Figures.grouped(Int64(page.total))); these are the oldest \(page.rows.count), and the others follow."
    )
    cut = page.isWhole ? nil : prefix + language.choose(words)
    let table = language.choose(Bilingual(zh: "以表格查看", en: "As a table"))
    self.table = Link(prefix + table, address.to("/read-models/data_quality/waiting"))
  }
}

extension OpenProposals {
  /// None is another thing than none known.
  fileprivate func whyEmpty(_ cards: [ProposalCard]) -> Bilingual? {
    switch waiting {
    case .notTheirs: Bilingual(zh: "您的角色看不到待审批的申请。", en: "What waits for a decision is not for your role.")
    case .notReady:
      Bilingual(
        zh: "待审批的清单还没有汇总出来，现在不知道有没有申请。请过一会儿再看。",
        en:
          "The list is not worked out yet, and nobody can tell whether anything waits for a decision. Come back in a while."
      )
    case .read: cards.isEmpty ? Bilingual(zh: "没有待审批的申请。", en: "Nothing waits for a decision.") : nil
    }
  }
}
