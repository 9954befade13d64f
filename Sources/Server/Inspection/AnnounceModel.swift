import CanonicalJSON
import FrontDoor
import HTTPTypes
import Registry

/// The form by which a bureau announces a draw. The template reads the properties by name.
struct AnnounceModel: PageModel {
  static let template = "announce"
  static let path = "/inspections/draws"
  static let name = Bilingual(zh: "公告一次抽取", en: "Announce a draw")

  /// A list, one code a line.
  struct Area {
    let id: String
    let name: String
    let label: String
    let help: String
    let value: String
    let rows: String
    let trouble: String?
    let describedBy: String
  }

  typealias Outcome = StepModel.Outcome

  let frame: Frame
  let status: HTTPResponse.Status
  let action: String
  let id: String
  /// With the id, so that a second click sends the same event.
  let time: String
  let refusal: RefusalWords?
  /// Why nothing could be recorded, though nothing is wrong with the form.
  let failure: String?
  /// What is to be known of the list of cemeteries.
  let notices: [String]
  let fields: [FormField]
  let lists: [Area]
  let counts: [FormField]
  let back: String

  init(
    _ form: TypedForm,
    _ outcome: Outcome,
    _ vocabulary: EventVocabulary,
    _ office: Office,
    _ address: PageAddress,
    notices: [Bilingual] = []
  ) {
    let language = address.language
    self.notices = notices.map(language.choose)
    frame = Frame(
      address,
      heading: language.choose(Self.name),
      lead: language.choose(office.name),
      trail: address.trail(to: office) + [
        Link(language.choose(WorklistModel.name), address.to("/inspections")), Link(language.choose(Self.name)),
      ],
      isSimulated: office.isSimulated
    )
    action = address.to(Self.path)
    back = address.to("/inspections")
    (id, time) = (form["id"] ?? "", form["time"] ?? "")
    let teller = FieldTeller(vocabulary: vocabulary, address: address)
    let contract = vocabulary.contract(of: DrawAnnounced.type)
    var refused: RefusalWords?
    var trouble: String?
    switch outcome {
    case .asked: status = .ok
    case .refused(let refusal):
      status = .unprocessableContent
      refused = RefusalWords(refusal, of: DrawAnnounced.type, contract, teller)
    case .failed(let problem):
      status = problem.status
      trouble = language.choose(problem.title)
    }
    (refusal, failure) = (refused, trouble)
    let maker = FieldMaker(type: DrawAnnounced.type, form: form, refusal: refused, teller: teller)
    func figure(_ member: String, _ label: Bilingual, help: Bilingual? = nil) -> FormField {
      maker.make(
        "data.\(member)",
        language.choose(label),
        help: help.map(language.choose),
        isRequired: true,
        keyboard: "numeric"
      )
    }
    fields = [
      figure("division", Bilingual(zh: "组织抽取的区划", en: "Division that draws"), help: Self.sixDigits),
      figure("year", Bilingual(zh: "年检年度", en: "Year of the inspections")),
      figure("round", Bilingual(zh: "轮次", en: "Round"), help: Self.oneAfterAnother),
    ]
    func area(_ member: String, _ label: Bilingual, _ help: Bilingual, rows: Int) -> Area {
      let id = "data-\(member)"
      let trouble = refused?.names("data.\(member)") == true ? refused?.fact : nil
      return Area(
        id: id,
        name: "data.\(member)",
        label: language.choose(label),
        help: language.choose(help),
        value: form["data.\(member)"] ?? "",
        rows: "\(rows)",
        trouble: trouble,
        describedBy: "\(id)-help" + (trouble == nil ? "" : " \(id)-trouble")
      )
    }
    lists = [
      area("population", Bilingual(zh: "检查对象名录（公墓编码）", en: "Cemeteries to draw from"), Self.prefilled, rows: 10),
      area("pool", Bilingual(zh: "检查人员名录（编号）", en: "Inspectors to draw from"), Self.oneALine, rows: 6),
    ]
    counts = [
      figure("picked_count", Bilingual(zh: "抽取公墓数", en: "Cemeteries to be drawn")),
      figure("inspector_count", Bilingual(zh: "抽取检查人员数", en: "Inspectors to be drawn"), help: Self.two),
    ]
  }

  private static let sixDigits = Bilingual(zh: "六位区划代码", en: "Six digits")
  private static let oneAfterAnother = Bilingual(
    zh: "每轮只公告一次；上一轮抽取之后才能公告下一轮",
    en: "Each is announced once, and drawn before the next is announced"
  )
  private static let prefilled = Bilingual(
    zh: "每行一个，已列出本区划今年应检、未关闭的公墓和骨灰堂；登记后不能增减",
    en:
      "One a line. Cemeteries and columbaria of the division that are open and due this year are listed; none is added or taken out once recorded"
  )
  private static let oneALine = Bilingual(
    zh: "每行一个；登记后不能增减",
    en: "One a line; none is added or taken out once recorded"
  )
  private static let two = Bilingual(zh: "两名以上", en: "Two or more")
}

extension AnnounceModel {
  /// What was typed as an event, with the digest of the list worked out. What cannot be read goes in as it was typed, so that
  /// the front door says what is wrong with it.
  static func submission(
    of form: TypedForm,
    _ vocabulary: EventVocabulary,
    by desk: HomeDesk
  ) throws(Problem) -> [UInt8] {
    guard let contract = vocabulary.contract(of: DrawAnnounced.type) else { throw .notFound }
    var data = JSONObject()
    for field in contract.fields where field.path != "population_digest" {
      if let text = form["data.\(field.path)"] { data[field.path] = field.kind.value(of: text) }
    }
    var cemeteries: [Code] = []
    if case .array(let codes)? = data["population"] {
      cemeteries = codes.compactMap { $0.stringValue.flatMap { Code($0) } }
    }
    data["population_digest"] = InspectionDraw.digest(of: cemeteries).map { .string($0.text) }
    return JSONObject.event(
      DrawAnnounced.type,
      contract.version,
      on: RecordedDraw.stream,
      by: desk.city.visit.principal,
      id: form["id"],
      time: form["time"] ?? Instant.now().text,
      data
    )
  }
}
