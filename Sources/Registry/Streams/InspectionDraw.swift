import Crypto

/// 随机抽取 of what is inspected and by whom (双随机一公开): a draw that anybody can repeat.
///
/// What is drawn from, and how many, is announced first; the seed is the leaf of the event that comes next in the log, whose
/// it may be. Whoever announces cannot know it, and whoever records that event, be it the announcer, cannot choose it: the moment is
/// in it at which the log takes the event, to the microsecond. Where the clock stands behind the log, so that this moment could be
/// told beforehand, the log adds up to a millisecond by a lot of its own (`append.sql`). That leaves a thousand moments or so to
/// somebody who knows all else: they might prefer one draw a little, by trying many events, and never choose one.
///
/// Only who runs the database itself, and takes events back before anybody has seen them, could try until one pleases; a seed of what
/// witnesses have signed would end that too. Every candidate is ranked by SHA-256 of the seed, a line feed and the candidate's
/// code, in UTF-8; those with the lowest digests, compared byte by byte, are drawn, lowest first.
public enum InspectionDraw {
  public static func draw(_ count: Int, of candidates: [Code], seed: Text) -> [Code] {
    ranking(of: candidates, seed: seed).prefix(count).map(\.code)
  }

  /// Every candidate once, lowest digest first.
  static func ranking(of candidates: [Code], seed: Text) -> [Redraw.Rank] {
    Set(candidates).map { Redraw.Rank(code: $0, digest: hash("\(seed.text)\n\($0.text)")) }
      // Hexadecimal digits sort as their bytes do.
      .sorted { $0.digest.utf8.lexicographicallyPrecedes($1.digest.utf8) }
  }

  /// What stands for a population in an announcement: SHA-256 of its codes, ascending, a line feed after each.
  public static func digest(of population: [Code]) -> Digest? {
    let text = population.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { $0 + "\n" }.joined()
    return Digest(hash(text))
  }

  private static func hash(_ text: String) -> String {
    KeyedHash(bytes: Array(SHA256.hash(data: Array(text.utf8)))).text
  }
}

extension DrawAnnounced {
  /// With the digest of its list; nil where that has none.
  public init?(
    _ division: DivisionCode,
    _ year: Year,
    round: PositiveCount,
    drawing pickedCount: PositiveCount,
    of population: [Code],
    andInspectors inspectorCount: PositiveCount,
    of pool: [Code]
  ) {
    guard let digest = InspectionDraw.digest(of: population) else { return nil }
    self.init(
      division: division,
      year: year,
      round: round,
      population: population,
      populationDigest: digest,
      pickedCount: pickedCount,
      pool: pool,
      inspectorCount: inspectorCount
    )
  }
}

extension InspectionSampled {
  /// The draw of an announcement: all of it follows from what was announced and from what the log holds next.
  public init?(of announced: DrawAnnounced, by announcement: EventID, before follower: Follower) {
    guard let seed = Text(follower.leaf.text) else { return nil }
    self.init(
      announcementEventId: announcement,
      division: announced.division,
      year: announced.year,
      round: announced.round,
      seed: seed,
      population: announced.population,
      populationDigest: announced.populationDigest,
      picked: InspectionDraw.draw(announced.pickedCount.value, of: announced.population, seed: seed),
      pool: announced.pool,
      inspectors: InspectionDraw.draw(announced.inspectorCount.value, of: announced.pool, seed: seed)
    )
  }
}

extension Claim {
  static func draw(_ division: DivisionCode, _ year: Year, _ round: PositiveCount) -> Claim {
    Claim(.draw, "\(division)/\(year)/\(round)")
  }
}
