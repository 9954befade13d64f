import EventLog
import FrontDoor
import Registry

/// A double random draw with its whole calculation, so that anybody can repeat it. The template reads the properties by name.
struct DrawModel: PageModel {
  static let template = "draw"

  struct Candidate {
    let place: String
    let name: String
    let code: String
    let digest: String
    /// Which of those that were drawn.
    let drawn: String
    let isDrawn: Bool
  }

  /// A draw, and what the log has of what it is held against.
  struct File {
    let draw: RecordedDraw
    let ground: Redraw.Ground?
    let seed: SeedEvent?
    /// When an event was recorded.
    let recorded: (EventID) -> String
    /// Of the cemeteries, by their codes.
    let names: [String: RowRecord]
    /// Those drawn whose inspection has no site check yet.
    let open: [String]
  }

  /// What the draw names for its announcement, and what the log has behind that.
  struct Announcement {
    let event: Link
    let day: String
    let recorded: String
    let by: String
    /// Nil where it is not for the visitor, who is told its id alone.
    let seedEvent: Link?
    let isReached: Bool
    let seedName: String
    let seedPosition: String
    let leaf: String
  }

  let frame: Frame
  let announcement: Announcement?
  let isAnnounced: Bool
  /// Whether the event that gives the seed is for the visitor, so that they can hash it.
  let isReached: Bool
  /// What is taken whole, and so not drawn.
  let wholes: [String]
  let seed: String
  let listDigest: String
  let announced: String
  let population: [Candidate]
  let pool: [Candidate]
  let picked: String
  let inspectors: String
  let isSame: Bool
  let differences: [String]
  let day: String
  let recorded: String
  let by: String
  let event: Link
  let statements: [Link]
  let isCorrected: Bool
  /// Those drawn whose inspection has no site check yet.
  let open: [Link]
  let hasOpen: Bool
  /// Some lines of Python, and where they read the events.
  let program: String
  let sources: [String]

  static func path(_ row: RowRecord) -> String {
    "/inspections/draws/\(row["division"] ?? "")/\(row["year"] ?? "")/\(row["round"] ?? "")"
  }

  static func path(_ announced: DrawAnnounced) -> String {
    "/inspections/draws/\(announced.division)/\(announced.year)/\(announced.round)"
  }

  init(_ file: File, host: String, _ office: Office, _ address: PageAddress) {
    let draw = file.draw
    let (language, sampled) = (address.language, draw.sampled)
    let redraw = Redraw(sampled, on: file.ground)
    let name = Bilingual(
      zh: "双随机抽取：\(sampled.division)，\(sampled.year) 年度第 \(sampled.round) 轮",
      en: "Random draw: \(sampled.division), \(sampled.year), round \(sampled.round)"
    )
    frame = Frame(
      address,
      heading: language.choose(name),
      lead: language.choose(office.name),
      trail: address.trail(to: office) + [
        Link(language.choose(WorklistModel.name), address.to("/inspections")), Link(language.choose(name)),
      ],
      isSimulated: office.isSimulated,
      data: ["/v1/log/events/\(draw.id)", "/v1/read-models/inspection_worklist/draw"]
    )
    seed = sampled.seed.text
    (listDigest, announced) = (redraw.listDigest, sampled.populationDigest.text)
    population = Self.candidates(redraw.population, drawn: sampled.picked) {
      file.names[$0]?.text("facility", language) ?? ""
    }
    pool = Self.candidates(redraw.pool, drawn: sampled.inspectors) { _ in "" }
    (picked, inspectors) = ("\(sampled.picked.count)", "\(sampled.inspectors.count)")
    isSame = redraw.differences.isEmpty
    differences = redraw.differences.map { language.choose($0.words) }
    day = Figures.time(draw.time)
    recorded = file.recorded(draw.statements.last ?? draw.id)
    wholes = TakenWhole(sampled).words.map(language.choose)
    by = "\(draw.actor) / \(draw.source)"
    event = Link(draw.id.text, address.to("/log/events/\(draw.id)"))
    statements = FindingRow.events(draw.statements.map(\.text), address)
    isCorrected = draw.statements.count > 1
    open = file.open.map { Link($0, address.to("/inspections/\($0)/\(sampled.year)")) }
    hasOpen = !open.isEmpty
    announcement = sampled.announcementEventId.map { Announcement($0, file, address) }
    isAnnounced = announcement != nil
    let last = draw.statements.last ?? draw.id
    isReached = file.seed?.isReached ?? false
    let read = [last, sampled.announcementEventId, isReached ? file.seed?.follower?.id : nil].compactMap(\.self)
    sources = read.map { "http://\(host)" + address.with(language: .chinese).to("/v1/log/events/\($0)") }
    program = Self.program(isCorrected: isCorrected, namesSeed: isReached)
  }

  private static func candidates(_ ranks: [Redraw.Rank], drawn: [Code], _ name: (String) -> String) -> [Candidate] {
    ranks.enumerated().map { index, rank in
      let place = drawn.firstIndex(of: rank.code)
      return Candidate(
        place: "\(index + 1)",
        name: name(rank.code.text),
        code: rank.code.text,
        digest: rank.digest,
        drawn: place.map { "\($0 + 1)" } ?? "",
        isDrawn: place != nil
      )
    }
  }

  /// Reads lines of the log on its standard input: the draw, its announcement, and the event behind that. A correction restates
  /// the draw.
  private static func program(isCorrected: Bool, namesSeed: Bool) -> String {
    """
    import hashlib, json, sys
    lines = sys.stdin.buffer.read().split(b"\\n")
    data = json.loads(lines[0])["event"]["data"]\(isCorrected ? #"["data"]"# : "")
    sha = lambda text: hashlib.sha256(text.encode("utf-8")).hexdigest()
    rank = lambda code: sha(data["seed"] + "\\n" + code)
    print(sha("".join(code + "\\n" for code in sorted(data["population"]))))
    print(*sorted(data["population"], key=rank)[:len(data["picked"])])
    print(*sorted(data["pool"], key=rank)[:len(data["inspectors"])])
    """ + (namesSeed ? "\n" + ofTheSeed : "")
  }

  /// That the lists are those of that announcement, and the numbers, that the next event's place is right behind, and that its leaf
  /// is the seed.
  private static let ofTheSeed = """
    said, next = json.loads(lines[1]), json.loads(lines[2])
    what, names = said["event"]["data"], ("population", "pool", "division", "year", "round")
    print(said["event"]["id"] == data["announcement_event_id"] and all(what[name] == data[name] for name in names))
    print(what["picked_count"] == len(data["picked"]) and what["inspector_count"] == len(data["inspectors"]))
    print(next["position"] == said["position"] + 1)
    print(hashlib.sha256(b"\\0" + lines[2]).hexdigest() == data["seed"])
    """
}

extension DrawModel.Announcement {
  fileprivate init(_ id: EventID, _ file: DrawModel.File, _ address: PageAddress) {
    let stands = file.ground?.announcement
    let follower = file.seed?.follower
    let isReached = file.seed?.isReached ?? false
    self.init(
      event: Link(id.text, address.to("/log/events/\(id)")),
      day: stands.map { Figures.time($0.time) } ?? "—",
      recorded: file.recorded(id),
      by: stands.map { "\($0.actor) / \($0.source)" } ?? "—",
      seedEvent: isReached ? follower.map { Link($0.id.text, address.to("/log/events/\($0.id)")) } : nil,
      isReached: isReached,
      seedName: follower?.id.text ?? "—",
      seedPosition: file.seed.map { "\($0.event.position.rawValue)" } ?? "—",
      leaf: follower?.leaf.text ?? "—"
    )
  }
}
