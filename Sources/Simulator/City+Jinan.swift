extension City {
  /// 济南. Figures and sources: Schemas/census.md, section 1.
  public static let jinan = City(
    id: "jinan",
    node: 370100,
    nameZh: "济南市",
    nameEn: "Jinan",
    short: "济",
    population: census(9_202_432),
    deaths: Deaths(
      value: 73_000,
      source: "2024年死亡7.3万人（8.9‰），转引自m.maigoo.com/news/688401 (deaths in 2024, rounded)"
    ),
    counties: [
      County(
        code: "370102",
        nameZh: "历下区",
        nameEn: "Lixia District",
        population: census(920_000, note: "，含高新区一部分，四舍五入 (rounded)")
      ),
      County(
        code: "370103",
        nameZh: "市中区",
        nameEn: "Shizhong District",
        population: census(903_714)
      ),
      County(
        code: "370104",
        nameZh: "槐荫区",
        nameEn: "Huaiyin District",
        population: census(675_048)
      ),
      County(
        code: "370105",
        nameZh: "天桥区",
        nameEn: "Tianqiao District",
        population: census(770_202)
      ),
      County(
        code: "370112",
        nameZh: "历城区",
        nameEn: "Licheng District",
        population: census(1_639_475, note: "，由全市数减去其他区县推算 (derived)")
      ),
      County(
        code: "370113",
        nameZh: "长清区",
        nameEn: "Changqing District",
        population: census(595_549),
        oldPrefixes: OldPrefixes(codes: [(1, "370123")], bornBefore: Day(number: 11_474))
      ),
      County(
        code: "370114",
        nameZh: "章丘区",
        nameEn: "Zhangqiu District",
        population: census(1_075_784),
        oldPrefixes: OldPrefixes(codes: [(1, "370181")], bornBefore: Day(number: 17_045))
      ),
      County(
        code: "370115",
        nameZh: "济阳区",
        nameEn: "Jiyang District",
        population: census(515_679),
        oldPrefixes: OldPrefixes(codes: [(1, "370125")], bornBefore: Day(number: 17_167))
      ),
      County(
        code: "370116",
        nameZh: "莱芜区",
        nameEn: "Laiwu District",
        population: census(969_632),
        oldPrefixes: OldPrefixes(codes: [(1, "371202")], bornBefore: DivisionChange.laiwu.on)
      ),
      County(
        code: "370117",
        nameZh: "钢城区",
        nameEn: "Gangcheng District",
        population: census(286_966),
        oldPrefixes: OldPrefixes(codes: [(1, "371203")], bornBefore: DivisionChange.laiwu.on)
      ),
      County(
        code: "370124",
        nameZh: "平阴县",
        nameEn: "Pingyin County",
        population: census(323_072)
      ),
      County(
        code: "370126",
        nameZh: "商河县",
        nameEn: "Shanghe County",
        population: census(527_311)
      ),
    ],
    changes: [.laiwu, .laicheng, .gangcheng]
  )

  private static func census(_ value: Int, note: String = "") -> Population {
    Population(
      year: 2020,
      value: value,
      asOf: Day(number: 18_567),
      source: "第七次全国人口普查常住人口，转引自citypopulation.de\(note) (2020 census, resident population)"
    )
  }
}

extension DivisionChange {
  private static let source = "国务院批复，山东省政府2019年1月9日发布（人民网转载，批复文号未查到）；生效日取发布日"

  static let laiwu = DivisionChange(
    op: "merge",
    from: [City.Division(code: "371200", nameZh: "莱芜市", nameEn: "Laiwu")],
    to: ["370100"],
    on: Day(number: 17_905),
    source: source
  )
  static let laicheng = DivisionChange(
    op: "rename",
    from: [City.Division(code: "371202", nameZh: "莱城区", nameEn: "Laicheng District")],
    to: ["370116"],
    on: laiwu.on,
    source: source
  )
  static let gangcheng = DivisionChange(
    op: "rename",
    from: [City.Division(code: "371203", nameZh: "钢城区", nameEn: "Gangcheng District")],
    to: ["370117"],
    on: laiwu.on,
    source: source
  )
}
