extension City {
  /// 烟台. Figures and sources: Schemas/census.md, section 2; five counties have no readable figure of the 2020 census, and
  /// stand with an older one.
  public static let yantai = City(
    id: "yantai",
    node: 370600,
    nameZh: "烟台市",
    nameEn: "Yantai",
    short: "烟",
    population: census(7_102_116),
    deaths: Deaths(
      value: 57_456,
      source: "全市数未查到：2020年普查人口乘以2024年山东省死亡率8.09‰ (assumed: the province's rate of 2024)"
    ),
    counties: [
      County(
        code: "370602",
        nameZh: "芝罘区",
        nameEn: "Zhifu District",
        population: census(877_237)
      ),
      County(
        code: "370611",
        nameZh: "福山区",
        nameEn: "Fushan District",
        population: census(452_553)
      ),
      County(
        code: "370612",
        nameZh: "牟平区",
        nameEn: "Muping District",
        population: before(454_151, 2010, Day(number: 14_914), "2010年人口普查，2020年数未查到 (2010 census)"),
        oldPrefixes: OldPrefixes(codes: [(1, "370631")], bornBefore: Day(number: 8_949))
      ),
      County(
        code: "370613",
        nameZh: "莱山区",
        nameEn: "Laishan District",
        population: before(222_000, 2017, Day(number: 17_531), "2017年人口，口径未注明，2020年数未查到 (2017, kind not stated)"),
        oldPrefixes: OldPrefixes(codes: [(1, "370631")], bornBefore: Day(number: 8_949))
      ),
      County(
        code: "370614",
        nameZh: "蓬莱区",
        nameEn: "Penglai District",
        population: census(509_393),
        oldPrefixes: OldPrefixes(codes: [(10, "370684"), (1, "370634")], bornBefore: DivisionChange.penglai.on)
      ),
      County(
        code: "370681",
        nameZh: "龙口市",
        nameEn: "Longkou City",
        population: before(635_839, 2018, Day(number: 17_896), "2018年人口，口径未注明，2020年数未查到 (2018, kind not stated)")
      ),
      County(
        code: "370682",
        nameZh: "莱阳市",
        nameEn: "Laiyang City",
        population: before(874_127, 2010, Day(number: 14_914), "2010年人口普查，2020年数未查到 (2010 census)"),
        oldPrefixes: OldPrefixes(codes: [(1, "370627")], bornBefore: Day(number: 5_479))
      ),
      County(
        code: "370683",
        nameZh: "莱州市",
        nameEn: "Laizhou City",
        population: census(824_708),
        oldPrefixes: OldPrefixes(codes: [(1, "370625")], bornBefore: Day(number: 5_479))
      ),
      County(
        code: "370685",
        nameZh: "招远市",
        nameEn: "Zhaoyuan City",
        population: before(560_234, 2019, Day(number: 18_261), "2019年人口，口径未注明，2020年数未查到 (2019, kind not stated)"),
        oldPrefixes: OldPrefixes(codes: [(1, "370624")], bornBefore: Day(number: 5_479))
      ),
      County(
        code: "370686",
        nameZh: "栖霞市",
        nameEn: "Qixia City",
        population: census(435_405),
        oldPrefixes: OldPrefixes(codes: [(1, "370628")], bornBefore: Day(number: 5_479))
      ),
      County(
        code: "370687",
        nameZh: "海阳市",
        nameEn: "Haiyang City",
        population: census(582_711),
        oldPrefixes: OldPrefixes(codes: [(1, "370629")], bornBefore: Day(number: 5_479))
      ),
    ],
    changes: [.penglai]
  )

  private static func census(_ value: Int) -> Population {
    Population(
      year: 2020,
      value: value,
      asOf: Day(number: 18_567),
      source: "第七次全国人口普查常住人口，出处见Schemas/census.md (2020 census, resident population)"
    )
  }

  private static func before(_ value: Int, _ year: Int, _ asOf: Day, _ source: String) -> Population {
    Population(year: year, value: value, asOf: asOf, source: source)
  }
}

extension DivisionChange {
  static let penglai = DivisionChange(
    op: "merge",
    from: [
      City.Division(code: "370684", nameZh: "蓬莱市", nameEn: "Penglai City"),
      City.Division(code: "370634", nameZh: "长岛县", nameEn: "Changdao County"),
    ],
    to: ["370614"],
    on: Day(number: 18_418),
    source: "国函〔2020〕81号、鲁政字〔2020〕87号，2020年6月5日批复；生效日取批复日"
  )
}
