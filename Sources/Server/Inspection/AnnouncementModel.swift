import EventLog
import FrontDoor
import HTTPTypes
import Registry

/// A draw that is announced and not held yet. The template reads the properties by name.
struct AnnouncementModel: PageModel {
  static let template = "announcement"

  struct Candidate {
    let code: String
    let name: String
  }

  enum Outcome {
    case asked
    case tooEarly
    case refused(Refusal)
    case failed(Problem)

    /// What came of the form by which it is held.
    init(_ outcome: StepModel.Outcome) {
      switch outcome {
      case .asked: self = .asked
      case .refused(let refusal): self = .refused(refusal)
      case .failed(let problem): self = .failed(problem)
      }
    }
  }

  let frame: Frame
  let status: HTTPResponse.Status
  let refusal: RefusalWords?
  let failure: String?
  let day: String
  let recorded: String
  let by: String
  let event: Link
  let picked: String
  let inspectors: String
  let listDigest: String
  let population: [Candidate]
  let pool: [Candidate]
  /// What is taken whole, and so not drawn.
  let wholes: [String]
  /// The event whose leaf is the seed; nil where it is not for the visitor, who is told its id alone.
  let seedEvent: Link?
  let isReached: Bool
  let seedName: String
  let seedPosition: String
  let seed: String
  let hasSeed: Bool
  let mayHold: Bool
  let action: String
  let id: String

  init(
    _ announcement: RecordedAnnouncement,
    recorded: String,
    seed: SeedEvent?,
    names: [String: RowRecord],
    mayHold: Bool,
    _ outcome: Outcome,
    _ vocabulary: EventVocabulary,
    _ office: Office,
    _ address: PageAddress
  ) {
    let (language, announced) = (address.language, announcement.announced)
    let name = Bilingual(
      zh: "抽取公告：\(announced.division)，\(announced.year) 年度第 \(announced.round) 轮",
      en: "Draw announced: \(announced.division), \(announced.year), round \(announced.round)"
    )
    frame = Frame(
      address,
      heading: language.choose(name),
      lead: language.choose(office.name),
      trail: address.trail(to: office) + [
        Link(language.choose(WorklistModel.name), address.to("/inspections")), Link(language.choose(name)),
      ],
      isSimulated: office.isSimulated,
      data: ["/v1/log/events/\(announcement.id)", "/v1/read-models/inspection_worklist/draw"]
    )
    day = Figures.time(announcement.time)
    self.recorded = recorded
    wholes = TakenWhole(announced).words.map(language.choose)
    by = "\(announcement.actor) / \(announcement.source)"
    event = Link(announcement.id.text, address.to("/log/events/\(announcement.id)"))
    (picked, inspectors) = ("\(announced.pickedCount)", "\(announced.inspectorCount)")
    listDigest = announced.populationDigest.text
    population = announced.population.map {
      Candidate(code: $0.text, name: names[$0.text]?.text("facility", language) ?? "")
    }
    pool = announced.pool.map { Candidate(code: $0.text, name: "") }
    let known = seed?.follower
    isReached = seed?.isReached ?? false
    seedEvent = isReached ? known.map { Link($0.id.text, address.to("/log/events/\($0.id)")) } : nil
    seedName = known?.id.text ?? ""
    seedPosition = seed.map { "\($0.event.position.rawValue)" } ?? ""
    self.seed = known?.leaf.text ?? ""
    hasSeed = known != nil
    self.mayHold = mayHold
    action = address.to(DrawModel.path(announced))
    id = EventID.fresh().text
    let contract = vocabulary.contract(of: InspectionSampled.type)
    let teller = FieldTeller(vocabulary: vocabulary, address: address)
    switch outcome {
    case .asked: (status, refusal, failure) = (.ok, nil, nil)
    case .tooEarly:
      let words = Bilingual(
        zh: "公告之后日志中还没有任何事件，种子尚不存在；请待下一个事件登记后再抽取",
        en: "The log holds no event behind the announcement yet, so there is no seed; hold the draw when it does"
      )
      (status, refusal, failure) = (.conflict, nil, language.choose(words))
    case .refused(let refused):
      status = .unprocessableContent
      (refusal, failure) = (RefusalWords(refused, of: InspectionSampled.type, contract, teller), nil)
    case .failed(let problem): (status, refusal, failure) = (problem.status, nil, language.choose(problem.title))
    }
  }
}
