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

  let frame: Frame
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
  let by: String
  let event: Link
  let statements: [Link]
  let isCorrected: Bool
  /// Those drawn whose inspection has no site check yet.
  let open: [Link]
  let hasOpen: Bool
  /// Ten lines of Python, and where they read the event.
  let program: String
  let source: String

  static func path(_ row: RowRecord) -> String {
    "/inspections/draws/\(row["division"] ?? "")/\(row["year"] ?? "")/\(row["round"] ?? "")"
  }

  init(
    _ draw: RecordedDraw,
    names: [String: RowRecord],
    open: [String],
    host: String,
    _ office: Office,
    _ address: PageAddress
  ) {
    let (language, sampled) = (address.language, draw.sampled)
    let redraw = Redraw(sampled)
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
      names[$0]?.text("facility", language) ?? ""
    }
    pool = Self.candidates(redraw.pool, drawn: sampled.inspectors) { _ in "" }
    (picked, inspectors) = ("\(sampled.picked.count)", "\(sampled.inspectors.count)")
    isSame = redraw.differences.isEmpty
    differences = redraw.differences.map { language.choose($0.words) }
    day = draw.time.localDate.text
    by = "\(draw.actor) / \(draw.source)"
    event = Link(draw.id.text, address.to("/log/events/\(draw.id)"))
    statements = FindingRow.events(draw.statements.map(\.text), address)
    isCorrected = draw.statements.count > 1
    self.open = open.map { Link($0, address.to("/inspections/\($0)/\(sampled.year)")) }
    hasOpen = !open.isEmpty
    let last = draw.statements.last ?? draw.id
    source = "http://\(host)" + address.with(language: .chinese).to("/v1/log/events/\(last)")
    program = Self.program(isCorrected: isCorrected)
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

  /// Reads the line of the log on its standard input; a correction restates the draw.
  private static func program(isCorrected: Bool) -> String {
    """
    import hashlib, json, sys
    data = json.load(sys.stdin)["event"]["data"]\(isCorrected ? #"["data"]"# : "")
    sha = lambda text: hashlib.sha256(text.encode("utf-8")).hexdigest()
    rank = lambda code: sha(data["seed"] + "\\n" + code)
    print(sha("".join(code + "\\n" for code in sorted(data["population"]))))
    print(*sorted(data["population"], key=rank)[:len(data["picked"])])
    print(*sorted(data["pool"], key=rank)[:len(data["inspectors"])])
    """
  }
}
