import Access
import FrontDoor
import HTTPTypes
import Registry

/// What is sealed of the persons of a case, masked, with a form for whoever may see the plain text. The template reads the
/// properties by name.
struct PersonsModel: PageModel {
  static let template = "persons"

  let frame: Frame
  let status: HTTPResponse.Status
  let refusal: RefusalWords?
  let failure: String?
  let cards: [PersonCard]
  let isEmpty: Bool
  let action: String
  let mayUnseal: Bool
  let unsealers: String

  init(
    _ id: Code,
    _ parts: [PersonalData],
    _ outcome: StepModel.Outcome = .asked,
    typed: TypedForm? = nil,
    in city: VisitedCity,
    _ vocabulary: EventVocabulary,
    _ address: PageAddress
  ) {
    let language = address.language
    frame = Frame(personsOf: id, PersonsModel.name, in: city, address)
    let route = city.visit.tables.route("POST", "/cases/{id}/persons")
    let mayUnseal = route?.best(of: city.visit.principal.roles) != nil && city.visit.principal.kind == .person
    var order: [String] = []
    for part in parts where !order.contains(part.person.text) { order.append(part.person.text) }
    cards = order.enumerated().map { number, person in
      PersonCard(
        parts.filter { $0.person.text == person },
        number: number + 1,
        typed,
        mayUnseal: mayUnseal,
        address
      )
    }
    isEmpty = cards.isEmpty
    self.mayUnseal = mayUnseal
    unsealers = Role.allCases.filter { (route?.cells[$0] ?? .no) != .no }.map { language.choose($0.words) }
      .joined(separator: language.choose(Bilingual(zh: "、", en: ", ")))
    action = address.to("/cases/\(id)/persons")
    let teller = FieldTeller(vocabulary: vocabulary, address: address)
    status = outcome.status
    refusal = outcome.refusal.map { RefusalWords($0, of: PartUnsealed.type, nil, teller) }
    failure = outcome.failureInFull.map(language.choose)
  }

  static let name = Bilingual(zh: "个人信息", en: "Personal data")
}

/// What was sealed of a person, in clear, for this once. The template reads the properties by name.
struct UnsealedModel: PageModel {
  static let template = "unsealed"

  let frame: Frame
  let card: PersonCard
  let record: String
  let purpose: String
  let basis: String
  let back: String

  init(_ id: Code, _ unsealed: Unsealed, _ form: TypedForm, in city: VisitedCity, _ address: PageAddress) {
    frame = Frame(personsOf: id, Bilingual(zh: "个人信息明文", en: "Personal data in clear"), in: city, address)
    card = PersonCard(unsealed.data, number: 1, form, mayUnseal: false, address)
    record = address.to("/log/events/\(unsealed.record.text)")
    purpose = form["purpose"] ?? ""
    basis = form["legal_basis"] ?? ""
    back = address.to("/cases/\(id)/persons")
  }
}

extension Frame {
  fileprivate init(personsOf id: Code, _ name: Bilingual, in city: VisitedCity, _ address: PageAddress) {
    let language = address.language
    let about = language.choose(Bilingual(zh: "逝者个案 \(id)", en: "Case \(id)"))
    self.init(
      address,
      heading: language.choose(name),
      lead: about,
      trail: address.trail(to: city.office) + [Link(about, address.to("/cases/\(id)")), Link(language.choose(name))],
      isSimulated: city.office.isSimulated
    )
  }
}

extension StepModel.Outcome {
  /// With when to come back.
  var failureInFull: Bilingual? {
    guard case .failed(let problem) = self else { return nil }
    return Bilingual(zh: "\(problem.title.zh)：\(problem.detail.zh)", en: "\(problem.title.en): \(problem.detail.en)")
  }
}

/// Who has a number, by the records that they are in. The template reads the properties by name.
struct PersonFindModel: PageModel {
  static let template = "person-find"

  let frame: Frame
  let status: HTTPResponse.Status
  let failure: String?
  let action: String
  let number: FormField
  let kind: FormField
  /// The records that name somebody who has it; nil before anything was asked.
  let found: [Link]
  let isAsked: Bool
  let isEmpty: Bool

  init(
    _ found: [Link]?,
    typed form: TypedForm = TypedForm(),
    failed problem: Problem? = nil,
    _ vocabulary: EventVocabulary,
    _ address: PageAddress
  ) {
    let language = address.language
    let heading = language.choose(Bilingual(zh: "按证件号码查找", en: "Find by an ID number"))
    frame = Frame(address, heading: heading, trail: address.home + [Link(heading)])
    status = problem?.status ?? .ok
    failure = problem.map { StepModel.Outcome.failed($0) }?.failureInFull.map(language.choose)
    action = address.to("/persons")
    (self.found, isAsked, isEmpty) = (found ?? [], found != nil, found?.isEmpty == true)
    let type = IdentityVerified.type
    let teller = FieldTeller(vocabulary: vocabulary, address: address)
    let maker = FieldMaker(type: type, form: form, refusal: nil, teller: teller)
    let help = Bilingual(
      zh: "号码只在表单中发送，不进网址和服务器日志",
      en: "It is sent in the form alone, never in an address or the server's log"
    )
    number = maker.make(
      "id_number",
      language.choose(SealedWords.of("id_number").label),
      help: language.choose(help),
      isRequired: true
    )
    let chosen = form["id_kind"] ?? IdentityVerified.IDKind.citizenId.rawValue
    kind = maker.make(
      "id_kind",
      language.choose(Bilingual(zh: "证件种类", en: "Kind of document")),
      isRequired: true,
      options: IdentityVerified.IDKind.allCases.filter { $0 != .none }.map { kind in
        let word = vocabulary.word(for: kind.rawValue, of: "id_kind", in: type).map(language.choose) ?? kind.rawValue
        return FormField.Option(value: kind.rawValue, name: word, isChosen: kind.rawValue == chosen)
      }
    )
  }
}
