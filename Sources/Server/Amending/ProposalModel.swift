import Access
import EventLog
import FrontDoor
import HTTPTypes
import Registry

/// One proposed amendment: what was proposed, who may decide it, and where it stands. The template reads the properties by name.
struct ProposalModel: PageModel {
  static let template = "proposal"

  let frame: Frame
  let status: HTTPResponse.Status
  let nav: [HomeNav.Tab]
  let hasNav: Bool
  /// Whether it has just been proposed, decided or withdrawn.
  let done: String?
  let refusal: RefusalWords?
  let failure: String?
  let card: ProposalCard
  let list: String

  init(
    _ file: ProposalFile,
    _ outcome: StepModel.Outcome = .asked,
    acts: ProposalCard.Acts = ProposalCard.Acts(),
    done: Bool = false,
    in city: VisitedCity,
    _ vocabulary: EventVocabulary,
    _ address: PageAddress
  ) {
    let language = address.language
    let teller = FieldTeller(vocabulary: vocabulary, address: address)
    card = ProposalCard(file, acts, in: city, teller)
    let name = language.choose(Bilingual(zh: "更正申请", en: "Proposed amendment"))
    frame = Frame(
      address,
      title: "\(name) · \(card.id)",
      heading: card.name,
      lead: language.choose(city.office.name),
      trail: address.trail(to: city.office) + [
        Link(language.choose(HomeNav.amendments), address.to("/amendments")), Link(card.name),
      ],
      isSimulated: city.office.isSimulated,
      data: ["/v1/log/events/\(card.id)"]
    )
    list = address.to("/amendments")
    nav = HomeNav.tabs(nil, city.visit, address)
    hasNav = !nav.isEmpty
    self.done = done ? language.choose(file.state.notice) : nil
    status = outcome.status
    refusal = outcome.refusal.map { RefusalWords($0, of: AmendmentDecided.type, nil, teller) }
    failure = outcome.failure.map(language.choose)
  }
}

extension ProposalFile.State {
  /// To whoever has just done it.
  fileprivate var notice: Bilingual {
    switch self {
    case .open: Bilingual(zh: "申请已登记，批准之前不生效。", en: "The proposal is recorded. It takes effect when it is approved.")
    case .approved: Bilingual(zh: "已批准，更正随即登记。", en: "Approved; the amendment is recorded with it.")
    case .declined: Bilingual(zh: "未予批准已登记，原记载不变。", en: "Declined. What was recorded stands.")
    case .withdrawn: Bilingual(zh: "申请已撤回，原记载不变。", en: "Withdrawn. What was recorded stands.")
    }
  }
}

extension StepModel.Outcome {
  var status: HTTPResponse.Status {
    switch self {
    case .asked: .ok
    case .refused: .unprocessableContent
    case .failed(let problem): problem.status
    }
  }

  var refusal: Refusal? {
    if case .refused(let refusal) = self { refusal } else { nil }
  }

  var failure: Bilingual? {
    if case .failed(let problem) = self { problem.title } else { nil }
  }

  /// What to do about a failure, where waiting does not help.
  var advice: Bilingual? {
    if case .failed(let problem) = self, problem.status.kind == .clientError { problem.detail } else { nil }
  }
}
