import FrontDoor
import HTTPTypes
import Registry

/// A step as a form: its fields, the rules that it meets, and what the registry has refused. The template reads the
/// properties by name.
struct StepModel: PageModel {
  static let template = "step"

  struct Rule {
    let id: String
    let words: String
    /// Whether it has refused what was sent.
    let isBroken: Bool
  }

  struct Choice {
    let code: String
    let name: String
  }

  let frame: Frame
  let status: HTTPResponse.Status
  let nav: [HomeNav.Tab]
  let hasNav: Bool
  let lead: String
  /// Where the form is sent to.
  let action: String
  let id: String
  let refusal: RefusalWords?
  /// Why nothing could be recorded, though nothing is wrong with the form.
  let failure: String?
  /// What to do about it, where waiting does not help.
  let advice: String?
  /// What is missing before, by the state of the case.
  let missing: [String]
  let hasMissing: Bool
  let key: FormField?
  let time: FormField?
  let required: [FormField]
  let optional: [FormField]
  let hasOptional: Bool
  let sealed: [FormField]
  let hasSealed: Bool
  let person: String
  let document: FormField?
  let hasDocument: Bool
  /// Of a document that was chosen before, which no form can hold.
  let digest: WhenModel.Hidden?
  let rules: [Rule]
  let hasRules: Bool
  let divisions: [Choice]
  let hasDivisions: Bool
  let cremators: [Choice]
  let hasCremators: Bool
  let back: String

  /// What became of the form that was sent.
  enum Outcome {
    case asked
    case refused(Refusal)
    case failed(Problem)
  }

  init(_ draft: StepDraft, _ outcome: Outcome, _ vocabulary: EventVocabulary, _ address: PageAddress) {
    let language = address.language
    let (step, contract) = (draft.step, draft.contract)
    let teller = FieldTeller(vocabulary: vocabulary, address: address)
    let name = EventNames.name(of: step.type, in: language)
    let place = draft.subject.trail(address)
    frame = Frame(
      address,
      heading: name,
      lead: draft.heading(language),
      trail: address.trail(to: draft.desk.office) + place + [Link(name)],
      isSimulated: draft.desk.office.isSimulated
    )
    nav = draft.step.about == .inspection ? [] : HomeNav.tabs(draft.path, draft.desk.city.visit, address)
    hasNav = !nav.isEmpty
    back = place.last?.address ?? address.to("/home")
    lead = language.choose(step.lead)
    action = address.to(draft.path, draft.subject.carried)
    id = draft.form["id"] ?? ""
    var refused: RefusalWords?
    var trouble: String?
    switch outcome {
    case .asked: status = .ok
    case .refused(let refusal):
      status = .unprocessableContent
      refused = RefusalWords(refusal, of: step.type, contract, teller)
    case .failed(let problem):
      status = problem.status
      trouble = language.choose(problem.title)
    }
    (refusal, failure) = (refused, trouble)
    advice = outcome.advice.map(language.choose)
    missing = draft.subject.missing(for: step.type).map(language.choose)
    hasMissing = !missing.isEmpty

    let maker = FieldMaker(
      type: step.type,
      form: draft.form,
      refusal: refused,
      teller: teller,
      spareRows: step.spareRows
    )
    let shown = contract.fields.filter { !step.fills($0.path) && $0.kind != .digest }
    required = shown.filter(\.isRequired).map(maker.field)
    optional = shown.filter { !$0.isRequired }.map(maker.field)
    hasOptional = !optional.isEmpty
    sealed = step.sealed.map(maker.sealed)
    hasSealed = !sealed.isEmpty
    person = language.choose(SealedWords.person(of: step.type))
    key = step.record == .subject ? nil : maker.key(of: step)
    time = step.timeFrom == nil ? maker.time : nil
    let digest = contract.fields.first { $0.kind == .digest }
    document = digest.map { maker.document(for: $0) }
    hasDocument = digest != nil
    self.digest = digest.flatMap { field in
      let name = "data.\(field.path)"
      return draft.form[name].map { WhenModel.Hidden(name: name, value: $0) }
    }
    rules = vocabulary.rules(of: step.type).compactMap { rule in
      RuleWords.of(rule, for: step.type).map {
        Rule(id: rule, words: language.choose($0), isBroken: refused?.rule == rule)
      }
    }
    hasRules = !rules.isEmpty
    divisions = draft.offers.divisions.map { Choice(code: $0.code, name: language.choose($0.name)) }
    hasDivisions = !divisions.isEmpty
    cremators = draft.offers.cremators.map { Choice(code: $0.code, name: language.choose($0.name)) }
    hasCremators = !cremators.isEmpty
  }
}

extension FieldMaker {
  /// The number of the record that a step begins, or goes to.
  func key(of step: EntryStep) -> FormField {
    let language = teller.address.language
    let label =
      switch step.stream {
      case .decedentCase: Bilingual(zh: "个案编号", en: "Number of the case")
      case .useRight: Bilingual(zh: "合同号", en: "Number of the contract")
      case .section: Bilingual(zh: "墓区代号", en: "Code of the section")
      default: Bilingual(zh: "骨灰编号", en: "Number of the ashes")
      }
    let offered = Bilingual(
      zh: "系统给出的编号可以直接用，也可以改成本单位的编号（字母、数字和 . _ -）",
      en: "Use the number that is offered, or your own (letters, digits and . _ -)"
    )
    let named = Bilingual(zh: "字母、数字和 . _ -，例如 A", en: "Letters, digits and . _ -, such as A")
    let help = step.record == .new ? offered : named
    return make("key", language.choose(label), help: language.choose(help), isRequired: true)
  }

  var time: FormField {
    let label = Bilingual(zh: "办理时间", en: "When")
    return make("time", teller.address.language.choose(label), isRequired: true, kind: "datetime-local")
  }

  /// The scan of which the registry keeps the digest.
  func document(for field: EventContract.Field) -> FormField {
    let language = teller.address.language
    let done = form["data.\(field.path)"]
    let help =
      done.map {
        Bilingual(
          zh: "已选定的文件摘要为 \($0.prefix(12))…；不再选择就用它",
          en: "Chosen already, digest \($0.prefix(12))…; choose again to replace it"
        )
      }
      ?? Bilingual(zh: "文件本身不上传保存，只留下摘要", en: "The file itself is not kept, only its digest")
    let label = Bilingual(zh: "证明材料的扫描件", en: "Scan of the evidence")
    let isRequired = field.isRequired && done == nil
    return make("document", language.choose(label), help: language.choose(help), isRequired: isRequired, kind: "file")
  }
}
