extension City {
  /// 宁国, a county-level city that keeps a registry of its own. Figures and sources: Schemas/census.md, section 3; no
  /// population of a town could be read, so it is one county: itself.
  public static let ningguo = City(
    id: "ningguo",
    node: 341881,
    nameZh: "宁国市",
    nameEn: "Ningguo",
    short: "宁",
    population: census,
    deaths: Deaths(
      value: 3_717,
      source: "本市数未查到：常住人口乘以2024年宣城市死亡率9.58‰ (assumed: the prefecture's rate of 2024)"
    ),
    counties: [
      // 126 village cemeteries for 102 villages: the city's plan of 2021. How many others there are was not found.
      County(
        code: "341881",
        nameZh: "宁国市",
        nameEn: "Ningguo City",
        population: census,
        townCemeteries: 1,
        // 19 by Schemas/census.md, one of which is the sub-district in the middle.
        townsCounted: 18,
        villageCemeteries: 126,
        commercialCemeteries: 1,
        oldPrefixes: OldPrefixes(codes: [(1, "342524")], bornBefore: Day(number: 9_931))
      )
    ],
    // Ningguo is a cremation area; the same article lets remote townships of such areas be excepted with the province's
    // consent. Whether Ningguo has any was not found, so this one is invented (Schemas/census.md, section 6).
    reformTown: Division(code: "341899", nameZh: "宁国市边远乡（模拟）", nameEn: "Remote township of Ningguo (simulated)")
  )

  private static let census = Population(
    year: 2020,
    value: 388_000,
    asOf: Day(number: 18_567),
    source: "第七次全国人口普查常住人口38.8万（精确数未查到），转引自one124.com (2020 census, rounded)"
  )
}
