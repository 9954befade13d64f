import Access
import EventLog
import FrontDoor
import HTTPTypes
import Registry

/// The form by which an amendment is proposed: what stands, what would change, and the rules that it meets. The template reads the
/// properties by name.
struct AmendModel: PageModel {
  static let template = "amend"

  let frame: Frame
  let status: HTTPResponse.Status
  let nav: [HomeNav.Tab]
  let hasNav: Bool
  let action: String
  let id: String
  let at: String
  let replaces: String
  let evidenceDigest: String?
  let isVoiding: Bool
  let isOvertaken: Bool
  let anew: String
  let refusal: RefusalWords?
  let failure: String?
  let advice: String?
  /// Whether the changes were asked for, and nothing has been sent yet.
  let isChecked: Bool
  let changes: [TimelineEntry.Note.Change]
  let hasChanges: Bool
  let showsChanges: Bool
  /// What stands.
  let stands: [FieldWords]
  let time: FormField?
  let required: [FormField]
  let optional: [FormField]
  let hasOptional: Bool
  let numbers: [FormField]
  let hasNumbers: Bool
  let reason: FormField
  let document: FormField
  let rules: [StepModel.Rule]
  let deciders: String
  let authors: String
  let divisions: [StepModel.Choice]
  let hasDivisions: Bool
  let back: String

  init(
    _ draft: AmendmentDraft,
    _ outcome: StepModel.Outcome,
    isChecked: Bool = false,
    _ vocabulary: EventVocabulary,
    _ address: PageAddress
  ) {
    let language = address.language
    let (fact, contract) = (draft.fact, draft.contract)
    let teller = FieldTeller(vocabulary: vocabulary, address: address)
    let name = EventNames.name(of: fact.type, in: language)
    let title = language.choose(draft.kind.title)
    isVoiding = draft.kind == .voiding
    let mark = language.choose(Bilingual(zh: "：", en: ": "))
    frame = Frame(
      address,
      heading: "\(title)\(mark)\(name)",
      lead: fact.stream.description,
      trail: address.trail(to: draft.city.office) + [
        Link(fact.stream.description, address.to(StreamPath.of(fact.stream))),
        Link(name, address.to("/log/events/\(fact.event.id.lowercased)")), Link(title),
      ],
      isSimulated: draft.city.office.isSimulated
    )
    nav = HomeNav.tabs(nil, draft.city.visit, address)
    hasNav = !nav.isEmpty
    action = address.to(draft.path)
    anew = action
    back = address.to("/log/events/\(fact.event.id.lowercased)")
    id = draft.form["id"] ?? ""
    at = draft.form["at"] ?? ""
    replaces = draft.form["replaces"] ?? ""
    evidenceDigest = draft.form["evidence_digest"]
    isOvertaken = draft.isOvertaken
    status = outcome.status
    let refused = outcome.refusal.map { RefusalWords($0, of: fact.type, contract, teller) }
    refusal = refused
    failure = outcome.failure.map(language.choose)
    advice = outcome.advice.map(language.choose)
    stands = teller.tell(fact.standing.statement.data, of: fact.type)

    var typed =
      draft.kind == .correction ? teller.tell(draft.seen.statement.changes(to: draft.restated), of: fact.type) : []
    let sealed = language.choose(Bilingual(zh: "（加密保存，不显示）", en: "(sealed, not shown)"))
    for (index, change) in typed.enumerated() where change.new == "—" {
      // A number that was typed anew takes the place of the hash.
      let isTyped = draft.numbers.contains { teller.name(of: $0.hashMember, in: fact.type) == change.name }
      if isTyped { typed[index] = TimelineEntry.Note.Change(name: change.name, old: change.old, new: sealed) }
    }
    changes = typed
    hasChanges = !typed.isEmpty
    self.isChecked = isChecked && refused == nil
    showsChanges = draft.kind == .correction && (isChecked || refused != nil)

    let maker = FieldMaker(type: fact.type, form: draft.form, refusal: refused, teller: teller, spareRows: 2)
    let isCorrection = draft.kind == .correction
    time = isCorrection ? maker.happened : nil
    let fields = isCorrection ? contract.fields : []
    required = fields.filter(\.isRequired).map(maker.field)
    optional = fields.filter { !$0.isRequired }.map(maker.field)
    hasOptional = !optional.isEmpty
    numbers = isCorrection ? draft.numbers.map { maker.other($0) } : []
    hasNumbers = !numbers.isEmpty
    reason = maker.grounds
    document = maker.evidence
    let names = vocabulary.rules(of: isCorrection ? fact.type : AmendmentProposed.type)
    rules = (["L4", "L6"] + names.filter { !["L4", "L6"].contains($0) }).compactMap { rule in
      RuleWords.of(rule, for: fact.type).map {
        StepModel.Rule(id: rule, words: language.choose($0), isBroken: refused?.rule == rule)
      }
    }
    let comma = language.choose(Bilingual(zh: "、", en: ", "))
    deciders = draft.city.submitter.deciding(fact.type, in: fact.stream).map { language.choose($0.words) }
      .joined(separator: comma)
    authors = (fact.authors.filter { $0 != draft.city.visit.principal.id.text } + [draft.city.visit.principal.id.text])
      .joined(separator: comma)
    divisions = draft.offers.divisions.map { StepModel.Choice(code: $0.code, name: language.choose($0.name)) }
    hasDivisions = !divisions.isEmpty
  }
}

extension FieldMaker {
  private var language: Language { teller.address.language }

  fileprivate var happened: FormField {
    make(
      "time",
      language.choose(Bilingual(zh: "发生时间", en: "When it happened")),
      isRequired: true,
      kind: "datetime-local"
    )
  }

  fileprivate func other(_ number: SealedNumber) -> FormField {
    let label = language.choose(SealedWords.of(number.rawValue).label)
    let help = Bilingual(zh: "号码本来就对的不填", en: "Leave it empty where the number is right")
    return make("sealed.\(number.rawValue)", label, help: language.choose(help), isRequired: false)
  }

  fileprivate var grounds: FormField {
    let type = AmendmentProposed.type
    let chosen = form["reason_code"]
    let codes = AmendmentReason.allCases.map { reason in
      let word = teller.vocabulary.word(for: reason.rawValue, of: "reason_code", in: type).map(language.choose)
      return FormField.Option(
        value: reason.rawValue,
        name: word ?? reason.rawValue,
        isChosen: reason.rawValue == chosen
      )
    }
    let choose = language.choose(Bilingual(zh: "请选择", en: "choose"))
    let help = Bilingual(
      zh: "已结算支付的，以及政策、设施、基础数据的更正，不能以笔误为由",
      en: "After settlement, and of policies, facilities and reference data, never a slip of the pen"
    )
    return make(
      "reason_code",
      language.choose(Bilingual(zh: "理由", en: "Reason")),
      help: language.choose(help),
      isRequired: true,
      options: [FormField.Option(value: "", name: choose, isChosen: chosen == nil)] + codes
    )
  }

  fileprivate var evidence: FormField {
    let help =
      form["evidence_digest"].map {
        Bilingual(
          zh: "已选定的文件摘要为 \($0.prefix(12))…；不再选择就用它",
          en: "Chosen already, digest \($0.prefix(12))…; choose again to replace it"
        )
      }
      ?? Bilingual(
        zh: "结算之后，以及更正政策、设施、基础数据的，必须有。文件本身不上传保存，只留下摘要",
        en:
          "Needed after settlement, and of policies, facilities and reference data. The file itself is not kept, only its digest"
      )
    let label = Bilingual(zh: "证据材料的扫描件", en: "Scan of the evidence")
    return make("document", language.choose(label), help: language.choose(help), isRequired: false, kind: "file")
  }
}
