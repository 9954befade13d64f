import Crypto

/// 随机抽取 of what is inspected and by whom (双随机一公开): a draw that anybody can repeat.
///
/// The seed is made public before the draw. Every candidate is ranked by SHA-256 of the seed, a line feed and the
/// candidate's code, in UTF-8; those with the lowest digests, compared byte by byte, are drawn, lowest first.
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

// MARK: Rules

/// I5: a population has everybody once, and the digest that was announced for it.
func i5PopulationAsAnnounced(_ event: InspectionSampled) -> Refusal? {
  let digest = InspectionDraw.digest(of: event.population)
  let isSet = Set(event.population).count == event.population.count && Set(event.pool).count == event.pool.count
  guard !isSet || digest != event.populationDigest else { return nil }
  return Refusal(
    rule: .i5,
    fact: Bilingual(
      zh: """
        检查对象 \(event.population.count) 个、检查人员 \(event.pool.count) 名\(isSet ? "" : "，其中有重复")；\
        名录摘要为 \(digest?.text ?? "")，提交的是 \(event.populationDigest)
        """,
      en: """
        \(event.population.count) subject(s) and \(event.pool.count) inspector(s)\(isSet ? "" : ", some of them twice"); \
        the digest of the list is \(digest?.text ?? ""), the one submitted \(event.populationDigest).
        """
    ),
    remedy: Bilingual(
      zh: "名录中每个编码只列一次；摘要为编码升序、每个编码后加换行的 SHA-256",
      en: "List every code once; the digest is SHA-256 of the codes, ascending, a line feed after each."
    )
  )
}

/// I5: what was drawn is what the seed draws from the population, and from the pool of inspectors.
func i5DrawRepeats(_ event: InspectionSampled) -> Refusal? {
  let picked = InspectionDraw.draw(event.picked.count, of: event.population, seed: event.seed)
  let inspectors = InspectionDraw.draw(event.inspectors.count, of: event.pool, seed: event.seed)
  guard picked.isEmpty || picked != event.picked || inspectors != event.inspectors else { return nil }
  func list(_ codes: [Code]) -> String { codes.map(\.text).joined(separator: ", ") }
  return Refusal(
    rule: .i5,
    fact: Bilingual(
      zh: """
        种子 \(event.seed) 抽出 [\(list(picked))]、人员 [\(list(inspectors))]，\
        提交的是 [\(list(event.picked))]、人员 [\(list(event.inspectors))]
        """,
      en: """
        The seed \(event.seed) draws [\(list(picked))] and the inspectors [\(list(inspectors))]; submitted were \
        [\(list(event.picked))] and [\(list(event.inspectors))].
        """
    ),
    remedy: Bilingual(
      zh: "按 SHA-256（种子、换行、编码）由低到高取前几名，至少一名；不得另行指定",
      en:
        "Take the lowest by SHA-256 of seed, line feed and code, in that order, at least one; nobody is chosen by hand."
    )
  )
}

/// I6: a draw names two inspectors at least.
func i6TwoDrawn(_ event: InspectionSampled) -> Refusal? {
  guard event.inspectors.count < 2 else { return nil }
  return Refusal(
    rule: .i6,
    fact: Bilingual(
      zh: "种子 \(event.seed) 的抽取只有 \(event.inspectors.count) 名检查人员",
      en: "The draw by the seed \(event.seed) has \(event.inspectors.count) inspector(s)."
    ),
    remedy: Bilingual(zh: "现场检查须由两名以上检查人员进行", en: "A site check takes two inspectors; draw two or more.")
  )
}
