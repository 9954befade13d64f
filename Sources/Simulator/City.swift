/// The city that a simulation plays: real divisions and populations with their sources, and nothing else that is real.
public struct City: Sendable {
  /// Short name for commands and files.
  public let id: String
  /// The division code of the registry that keeps this city.
  public let node: Int
  public let nameZh: String
  public let nameEn: String
  public let population: Population
  public let counties: [County]

  public struct Population: Sendable {
    public let year: Int
    public let value: Int
    public let asOf: Day
    public let source: String
  }

  public struct County: Sendable {
    public let code: String
    public let nameZh: String
    public let nameEn: String
    /// Deaths, plots and furnaces follow this figure.
    public let population: Population
    /// The first six digits of its older people's ID numbers.
    let idPrefix: String
    let townCemeteries: Int
    let villageCemeteries: Int
    let commercialCemeteries: Int
  }

  var code: String { String(node) }
  var countyPopulation: Int { counties.reduce(0) { $0 + $1.population.value } }
}

extension City {
  /// 威海. Its counties' figures are registered (户籍) population, because the census figures by county could not be read in a source.
  public static let weihai = City(
    id: "weihai",
    node: 371000,
    nameZh: "威海市",
    nameEn: "Weihai",
    population: Population(
      year: 2020,
      value: 2_906_548,
      asOf: Day(number: 18_567),
      source: "威海市第七次全国人口普查公报，2020年11月1日零时常住人口 (2020 census, resident population)"
    ),
    counties: [
      County(
        code: "371002",
        nameZh: "环翠区",
        nameEn: "Huancui District",
        population: registered(833_300),
        idPrefix: "371002",
        townCemeteries: 5,
        villageCemeteries: 4,
        commercialCemeteries: 2
      ),
      County(
        code: "371003",
        nameZh: "文登区",
        nameEn: "Wendeng District",
        population: registered(553_741),
        idPrefix: "371081",
        townCemeteries: 4,
        villageCemeteries: 5,
        commercialCemeteries: 1
      ),
      County(
        code: "371082",
        nameZh: "荣成市",
        nameEn: "Rongcheng City",
        population: registered(637_000),
        idPrefix: "371082",
        townCemeteries: 5,
        villageCemeteries: 5,
        commercialCemeteries: 2
      ),
      County(
        code: "371083",
        nameZh: "乳山市",
        nameEn: "Rushan City",
        population: registered(519_787),
        idPrefix: "371083",
        townCemeteries: 4,
        villageCemeteries: 4,
        commercialCemeteries: 1
      ),
    ]
  )

  private static func registered(_ value: Int) -> Population {
    Population(
      year: 2023,
      value: value,
      asOf: Day(number: 19_722),
      source: "2023年末户籍人口，威海市及各区市统计局公报，转引自maigoo.com/news/702037 (registered population, end of 2023)"
    )
  }
}
