extension City {
  /// 威海. Its counties' figures are registered (户籍) population, because the census figures by county could not be read in a source.
  public static let weihai = City(
    id: "weihai",
    node: 371000,
    nameZh: "威海市",
    nameEn: "Weihai",
    short: "威",
    population: Population(
      year: 2020,
      value: 2_906_548,
      asOf: Day(number: 18_567),
      source: "威海市第七次全国人口普查公报，2020年11月1日零时常住人口 (2020 census, resident population)"
    ),
    deaths: Deaths(
      value: 23_500,
      source: "2023年全市死亡2.35万人（9.21‰），转引自maigoo.com/news/702037 (deaths in 2023, rounded)"
    ),
    counties: [
      County(
        code: "371002",
        nameZh: "环翠区",
        nameEn: "Huancui District",
        population: registered(833_300),
        townCemeteries: 5,
        villageCemeteries: 4,
        commercialCemeteries: 2
      ),
      County(
        code: "371003",
        nameZh: "文登区",
        nameEn: "Wendeng District",
        population: registered(553_741),
        townCemeteries: 4,
        villageCemeteries: 5,
        commercialCemeteries: 1,
        oldPrefixes: OldPrefixes(codes: [(1, "371081")], bornBefore: DivisionChange.wendeng.on)
      ),
      County(
        code: "371082",
        nameZh: "荣成市",
        nameEn: "Rongcheng City",
        population: registered(637_000),
        townCemeteries: 5,
        villageCemeteries: 5,
        commercialCemeteries: 2
      ),
      County(
        code: "371083",
        nameZh: "乳山市",
        nameEn: "Rushan City",
        population: registered(519_787),
        townCemeteries: 4,
        villageCemeteries: 4,
        commercialCemeteries: 1
      ),
    ],
    changes: [.wendeng]
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

extension DivisionChange {
  /// Two towns of Wendeng went to Huancui with it.
  static let wendeng = DivisionChange(
    op: "upgrade",
    from: [City.Division(code: "371081", nameZh: "文登市", nameEn: "Wendeng City")],
    to: ["371003"],
    on: Day(number: 16_095),
    source: "国函〔2014〕13号，2014年1月25日批复（维基文库转载）：撤销县级文登市，设立文登区，汪疃镇、苘山镇划归环翠区；生效日取批复日"
  )
}
