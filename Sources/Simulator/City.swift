/// The city that a simulation plays: real divisions and populations with their sources, and nothing else that is real.
public struct City: Sendable {
  /// Short name for commands, addresses and files.
  public let id: String
  /// The division code of the registry that keeps this city.
  public let node: Int
  public let nameZh: String
  public let nameEn: String
  /// What its documents begin with, such as 威.
  let short: String
  public let population: Population
  /// Deaths in a year, and where the figure is from.
  public let deaths: Deaths
  public let counties: [County]
  /// What its divisions were before, oldest change first.
  var changes: [DivisionChange] = []
  /// A township that is no cremation area (土葬改革区), where the law has such: made up, code and all.
  var reformTown: Division?

  public struct Population: Sendable {
    public let year: Int
    public let value: Int
    public let asOf: Day
    public let source: String
  }

  public struct Deaths: Sendable {
    public let value: Int
    public let source: String
  }

  public struct Division: Sendable {
    public let code: String
    public let nameZh: String
    public let nameEn: String
  }

  public struct County: Sendable {
    public let code: String
    public let nameZh: String
    public let nameEn: String
    /// Deaths, plots and furnaces follow this figure.
    public let population: Population
    /// Of no document unless it says so: the counts of cemeteries are assumed.
    var townCemeteries = 3
    /// Without the sub-district in the middle; as many as have a cemetery of their own, unless a source counts them.
    var townsCounted: Int?
    var villageCemeteries = 3
    var commercialCemeteries = 1
    /// The first six digits of older people's ID numbers: an ID keeps the code of the days when it was given.
    var oldPrefixes: OldPrefixes?

    var towns: Int { townsCounted ?? max(townCemeteries, 1) }
    var division: Division { Division(code: code, nameZh: nameZh, nameEn: nameEn) }
  }

  struct OldPrefixes: Sendable {
    let codes: [(weight: Int, element: String)]
    let bornBefore: Day
  }

  public static let all: [City] = [.jinan, .yantai, .weihai, .ningguo]

  var code: String { String(node) }
  var countyPopulation: Int { counties.reduce(0) { $0 + $1.population.value } }

  /// Deaths a year at a scale, where 1 is the whole city.
  public func cases(scale: Double) -> Int { max(1, Int((Double(deaths.value) * scale).rounded())) }

  /// Whether a division lies in the city by its code: what residents are asked for.
  func isHome(_ division: String) -> Bool {
    division.hasPrefix(code.hasSuffix("00") ? String(code.prefix(4)) : code)
  }

  /// Whether a division is the city's own, now or before.
  func contains(_ division: String) -> Bool {
    division == code || counties.contains { $0.code == division }
      || changes.contains { $0.from.contains { $0.code == division } }
  }
}
