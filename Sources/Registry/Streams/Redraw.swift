/// A recorded draw (双随机), drawn once more from what was recorded of it, with every step of the calculation.
public struct Redraw: Equatable, Sendable {
  /// A candidate and what ranks it.
  public struct Rank: Equatable, Sendable {
    public let code: Code
    /// SHA-256 of the seed, a line feed and the code, in lower-case hexadecimal.
    public let digest: String
  }

  /// What is not as recorded.
  public enum Difference: Equatable, Sendable {
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

  public init(_ sampled: InspectionSampled) {
    self.sampled = sampled
    population = InspectionDraw.ranking(of: sampled.population, seed: sampled.seed)
    pool = InspectionDraw.ranking(of: sampled.pool, seed: sampled.seed)
    listDigest = InspectionDraw.digest(of: sampled.population)?.text ?? ""
    var differences: [Difference] = []
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

extension Redraw.Difference {
  public var words: Bilingual {
    func list(_ codes: [Code]) -> String { codes.map(\.text).joined(separator: ", ") }
    return switch self {
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

/// A draw as it stands in the log, after whatever corrections there were.
public struct RecordedDraw: Sendable {
  /// The event that recorded it first.
  public let id: EventID
  /// When it was held, as it is said.
  public let time: Instant
  /// Who recorded it.
  public let actor: Code
  public let source: Code
  /// That event, and those that correct it.
  public let statements: [EventID]
  public let sampled: InspectionSampled

  /// The stream that all draws are recorded in.
  public static let stream = StreamName(.referenceData, "inspection-draws")

  /// The draws that stand, in the order of the log, by all stored events of ``stream``. One that this program does not know
  /// stops it.
  public static func all(in events: [[UInt8]]) throws(UnreadableEvent) -> [RecordedDraw] {
    var recorded: [(position: Int64, event: RecordedEvent)] = []
    for bytes in events {
      let version = recorded.count + 1
      recorded.append((Int64(version), try RecordedEvent(stored: bytes, in: stream, version: version)))
    }
    return StreamHistory(recorded: recorded).standing.compactMap { standing in
      guard let sampled = standing.event.payload as? InspectionSampled else { return nil }
      return RecordedDraw(
        id: standing.event.id,
        time: standing.event.time,
        actor: standing.event.actor,
        source: standing.event.source,
        statements: standing.statements,
        sampled: sampled
      )
    }
  }
}
