/// A recorded draw (双随机), drawn once more from what was recorded of it, with every step of the calculation.
public struct Redraw: Equatable, Sendable {
  /// A candidate and what ranks it.
  public struct Rank: Equatable, Sendable {
    public let code: Code
    /// SHA-256 of the seed, a line feed and the code, in lower-case hexadecimal.
    public let digest: String
  }

  /// What the log has of the announcement that a draw names.
  public struct Ground: Sendable {
    /// Nil where none stands.
    public let announcement: RecordedAnnouncement?
    /// Other events that have announced the same round, whether they stand or not.
    public let rivals: [EventID]
    /// What the log holds right behind it.
    public let follower: Follower?
  }

  /// What is not as recorded.
  public enum Difference: Equatable, Sendable {
    /// The announcement that the draw names does not stand.
    case notAnnounced(EventID)
    /// The announcement has been amended, past the rules.
    case announcementAmended(by: [EventID])
    /// The same round has been announced by other events too, past the rules.
    case announcedAgain(by: [EventID])
    /// What is not as announced, by the names of the events' members.
    case notAsAnnounced([String])
    /// The seed, and the leaf of the event behind the announcement, if there is one.
    case seed(recorded: String, found: Follower?)
    /// Codes that a list has more than once.
    case repeated([Code])
    /// The digest of the list of cemeteries.
    case listDigest(recorded: String, found: String)
    /// The cemeteries that were drawn.
    case picked(recorded: [Code], drawn: [Code])
    /// The inspectors.
    case inspectors(recorded: [Code], drawn: [Code])
  }

  public let sampled: InspectionSampled
  /// The cemeteries, lowest digest first; of these the first were drawn.
  public let population: [Rank]
  /// The inspectors, likewise.
  public let pool: [Rank]
  /// Of the list of cemeteries.
  public let listDigest: String
  /// None where the draw repeats.
  public let differences: [Difference]

  /// Held against its ground; there is none for a draw that names no announcement, whose bureau had made the seed public.
  public init(_ sampled: InspectionSampled, on ground: Ground? = nil) {
    self.sampled = sampled
    population = InspectionDraw.ranking(of: sampled.population, seed: sampled.seed)
    pool = InspectionDraw.ranking(of: sampled.pool, seed: sampled.seed)
    listDigest = InspectionDraw.digest(of: sampled.population)?.text ?? ""
    var differences = ground.map { sampled.differences(from: $0) } ?? []
    let repeated = Self.repeated(sampled.population) + Self.repeated(sampled.pool)
    if !repeated.isEmpty { differences.append(.repeated(repeated)) }
    if listDigest != sampled.populationDigest.text {
      differences.append(.listDigest(recorded: sampled.populationDigest.text, found: listDigest))
    }
    let picked = population.prefix(sampled.picked.count).map(\.code)
    if picked != sampled.picked { differences.append(.picked(recorded: sampled.picked, drawn: picked)) }
    let inspectors = pool.prefix(sampled.inspectors.count).map(\.code)
    if inspectors != sampled.inspectors {
      differences.append(.inspectors(recorded: sampled.inspectors, drawn: inspectors))
    }
    self.differences = differences
  }

  private static func repeated(_ codes: [Code]) -> [Code] {
    var seen: Set<Code> = []
    return codes.filter { !seen.insert($0).inserted }
  }
}

extension InspectionSampled {
  fileprivate func differences(from ground: Redraw.Ground) -> [Redraw.Difference] {
    var differences: [Redraw.Difference] = []
    if let announcement = ground.announcement {
      let amendments = Array(announcement.statements.dropFirst())
      if !amendments.isEmpty { differences.append(.announcementAmended(by: amendments)) }
      let members = members(otherThan: announcement.announced)
      if !members.isEmpty { differences.append(.notAsAnnounced(members)) }
    } else if let named = announcementEventId {
      differences.append(.notAnnounced(named))
    }
    if !ground.rivals.isEmpty { differences.append(.announcedAgain(by: ground.rivals)) }
    if ground.follower?.leaf.text != seed.text {
      differences.append(.seed(recorded: seed.text, found: ground.follower))
    }
    return differences
  }
}

extension Redraw.Difference {
  public var words: Bilingual {
    func list(_ codes: [some ValidatedText]) -> String { codes.map(\.text).joined(separator: ", ") }
    return switch self {
    case .notAnnounced(let named):
      Bilingual(zh: "抽取公告 \(named) 不存在或已撤销", en: "Announcement: \(named) does not stand in the log")
    case .announcementAmended(let amendments):
      Bilingual(
        zh: "抽取公告事后被更正：\(list(amendments))",
        en: "Announcement: amended after its seed could be known, by \(list(amendments))"
      )
    case .announcedAgain(let rivals):
      Bilingual(
        zh: "同一轮另有抽取公告：\(list(rivals))",
        en: "Announcement: the same round was also announced by \(list(rivals))"
      )
    case .notAsAnnounced(let members):
      Bilingual(
        zh: "与抽取公告不一致：\(members.joined(separator: "、"))",
        en: "Not as announced: \(members.joined(separator: ", "))"
      )
    case .seed(let recorded, let found):
      Bilingual(
        zh: "种子：登记为 \(recorded)，公告之后第一个事件的叶哈希为 \(found.map { "\($0.leaf)（事件 \($0.id)）" } ?? "（尚无事件）")",
        en: """
          Seed: recorded \(recorded), the leaf of the first event behind the announcement is \
          \(found.map { "\($0.leaf) (event \($0.id))" } ?? "none yet")
          """
      )
    case .repeated(let codes):
      Bilingual(zh: "名录中重复：\(list(codes))", en: "Listed more than once: \(list(codes))")
    case .listDigest(let recorded, let found):
      Bilingual(
        zh: "名录摘要：登记为 \(recorded)，算得 \(found)",
        en: "Digest of the list: recorded \(recorded), found \(found)"
      )
    case .picked(let recorded, let drawn):
      Bilingual(
        zh: "检查对象：登记为 \(list(recorded))，抽得 \(list(drawn))",
        en: "Cemeteries: recorded \(list(recorded)), drawn \(list(drawn))"
      )
    case .inspectors(let recorded, let drawn):
      Bilingual(
        zh: "检查人员：登记为 \(list(recorded))，抽得 \(list(drawn))",
        en: "Inspectors: recorded \(list(recorded)), drawn \(list(drawn))"
      )
    }
  }
}
