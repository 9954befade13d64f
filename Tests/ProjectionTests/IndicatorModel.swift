import CanonicalJSON

/// What indicators must show on a day, computed from the facts in plain Swift, with none of its SQL.
struct IndicatorModel {
  /// Where something is counted.
  enum Place {
    case facility(String?)
    /// A division that an event named on a day.
    case division(String, since: String)
  }

  /// What something adds to a figure; without a denominator, the figure is a sum or cannot be known.
  struct Share {
    let indicator: String
    var version = 1
    let year: Int
    let place: Place
    let then: String
    let numerator: Int64
    var denominator: Int64?
    let isKnown: Bool
  }

  static let node = "371000"
  static let columns = [
    "indicator", "version", "division", "year", "numerator", "denominator", "value_permille", "cohort", "excluded",
    "known", "completeness_permille", "final",
  ]
  private static let sums = ["waived_fen", "subsidy_fen", "subsidy_recovered_fen"]

  let facts: [Happening]
  let day: String
  let divisions: PlainDivisions
  private let counts: PlainCounts
  private var endings: [String: Set<String>] = [:]
  private var namings: [String: Set<String>] = [:]

  init(_ facts: [Happening], on day: String) {
    self.facts = facts
    self.day = day
    divisions = PlainDivisions(facts)
    counts = PlainCounts(facts, on: day)
    for event in all("DivisionChanged") {
      let (to, on) = (event.data.list("to").map { $0.text("code") }, event.data.text("effective_on"))
      for code in event.data.list("from_codes").compactMap(\.stringValue) {
        endings[code, default: []].insert(on)
      }
      for code in to { namings[code, default: []].insert(on) }
    }
  }

  // MARK: Facts

  func all(_ types: String..., on stream: String? = nil) -> [Happening] {
    facts.filter { types.contains($0.type) && (stream == nil || $0.stream == stream) }
  }

  func streams(_ kind: String) -> [String] { Set(facts.map(\.stream)).filter { $0.hasPrefix(kind + "/") }.sorted() }

  static func areas(_ division: String) -> [String] {
    [division, division.prefix(4) + "00", division.prefix(2) + "0000", "000000"]
  }

  /// Of what is in force on a day around a place, the facts of the smallest division, and of these the last one.
  func decisive(_ facts: [Happening], _ scope: String, around division: String?, on day: String) -> Happening? {
    guard let division else { return nil }
    let inForce = facts.filter { $0.data.text("from") <= day && day <= $0.data["to"]?.stringValue ?? "9999" }
    for area in Self.areas(division) {
      let fact = inForce.last {
        divisions.division($0.data.text(scope), writtenOn: $0.data.text("from"), on: day) == area
      }
      if let fact { return fact }
    }
    return nil
  }

  /// The last of the facts that count from a day on, by that day.
  func current(_ facts: [Happening], _ member: String, on day: String) -> Happening? {
    facts.filter { $0.data.text(member) <= day }.enumerated().max {
      ($0.element.data.text(member), $0.offset) < ($1.element.data.text(member), $1.offset)
    }?.element
  }

  // MARK: Places

  func division(of place: Place, on day: String) -> String? {
    switch place {
    case .facility(let name): name.flatMap { divisions.division(of: $0, on: day) }
    case .division(let code, let since): divisions.division(code, writtenOn: since, on: day)
    }
  }

  /// The counties of the registry on a day.
  func counties(on day: String) -> [String] {
    namings.compactMap { code, days in
      guard !code.hasSuffix("00"), Self.areas(code).contains(Self.node), let named = days.filter({ $0 <= day }).max()
      else { return nil }
      return (endings[code] ?? []).contains { named < $0 && $0 <= day } ? nil : code
    }
  }

  // MARK: Figures

  private struct Key: Hashable {
    let indicator: String
    let version, year: Int
    let division: String
  }

  private struct Sum {
    var numerator: Int64 = 0
    var denominator: Int64?
    var cohort: Int64 = 0
    var known: Int64 = 0
  }

  /// The rows by the divisions of the day, or by those of then.
  func rows(asThen: Bool) -> [[String]] {
    var sums: [Key: Sum] = [:]
    let placed = shares.map { ($0, division(of: $0.place, on: asThen ? $0.then : day)) }
    for (share, division) in placed + counties(asThen: asThen) {
      for area in Set([division, Self.node].compactMap(\.self)) {
        let key = Key(indicator: share.indicator, version: share.version, year: share.year, division: area)
        var sum = sums[key, default: Sum()]
        sum.numerator += share.numerator
        if let denominator = share.denominator { sum.denominator = (sum.denominator ?? 0) + denominator }
        sum.cohort += 1
        sum.known += share.isKnown ? 1 : 0
        sums[key] = sum
      }
    }
    return sums.map { row($0, $1, asThen: asThen) }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func row(_ key: Key, _ sum: Sum, asThen: Bool) -> [String] {
    let denominator = key.indicator == "cremation_rate" ? deaths(key, asThen: asThen) : sum.denominator
    let isDivided = (denominator ?? 0) > 0
    let isOver = "\(key.year)-12-31" < day
    return [
      key.indicator, "\(key.version)", key.division, "\(key.year)", "\(sum.numerator)",
      denominator.map { "\($0)" } ?? "",
      isDivided ? "\(sum.numerator * 1_000 / (denominator ?? 1))" : "", "\(sum.cohort)",
      sum.denominator.map { "\(sum.cohort - $0)" } ?? "", "\(sum.known)", "\(sum.known * 1_000 / sum.cohort)",
      "\(isOver && sum.known == sum.cohort && (isDivided || Self.sums.contains(key.indicator)))",
    ]
  }

  /// By the divisions of the day, or as they were told.
  private func deaths(_ key: Key, asThen: Bool) -> Int64? {
    let counts = asThen ? counts.imported.filter { $0.kind == "deaths" } : counts.asNow("deaths")
    return counts.first { $0.division == key.division && $0.year == key.year }.map { Int64($0.value) }
  }
}

extension String {
  var year: Int { Int(prefix(4)) ?? 0 }
}
