import CanonicalJSON
import Registry
import Testing

/// What a sender may get wrong; each has its rule, and words that name the fault.
@Suite struct BadInputTests {
  @Test(arguments: [
    ("", "S1", "中断"), ("hello", "S1", "不是有效的 JSON"), (#"{"id":"#, "S1", "中断"), ("{}{}", "S1", "多余"),
    (#"{"a":"\q"}"#, "S1", "转义"), (String(repeating: "[", count: 40), "S1", "嵌套"),
    (#"{"id":1,"id":2}"#, "S2", "同名"), (#"{"a":{"b":1,"\u0062":1}}"#, "S2", "第 6 字节"),
    (#"{"a":1.5}"#, "S3", "小数"), (#"{"a":1e3}"#, "S3", "指数"), (#"{"a":9007199254740992}"#, "S3", "9007199254740991"),
    (#"{"a":-0}"#, "S3", "负零"), (#"{"a":007}"#, "S3", "写法"),
    ("{\"a\":\"\u{0}\"}", "S4", "NUL"), (#"{"a":"\u0000"}"#, "S4", "NUL"), (#"{"a":"\ud800"}"#, "S4", "半个字符"),
    ("{\"a\":\"\t\"}", "S4", "控制字符"), ("\u{feff}{}", "S4", "BOM"),
    ("[]", "S6", "不是 JSON 对象"), ("null", "S6", "不是 JSON 对象"), ("{}", "S6", "specversion"),
  ])
  func refusesBytes(_ text: String, _ rule: String, _ word: String) throws {
    let refusal = try SubmissionLine.refusal(Array(text.utf8))
    #expect(refusal.rule.rawValue == rule)
    #expect(refusal.fact.zh.contains(word))
  }

  @Test func refusesGBK() throws {
    let refusal = try SubmissionLine.refusal(Array("{\"a\":\"".utf8) + [0xC7, 0xE5, 0xC3, 0xF7] + Array("\"}".utf8))
    #expect(refusal.rule.rawValue == "S4")
    #expect(refusal.remedy.zh.contains("GBK"))
  }

  @Test func refusesWhatIsTooLarge() throws {
    let refusal = try SubmissionLine.caseOpened.setting("actor", .string(String(repeating: "x", count: 70_000)))
      .refusal()
    #expect(refusal.rule.rawValue == "S5")
    #expect(refusal.fact.en.contains("65343"))
  }

  @Test(arguments: [
    "specversion", "id", "source", "type", "subject", "time", "dataschema", "actor", "data",
  ])
  func refusesAnEnvelopeWithout(_ member: String) throws {
    let refusal = try SubmissionLine.caseOpened.setting(member, nil).refusal()
    #expect(refusal.rule.rawValue == "S6")
    #expect(refusal.fact.zh.contains(member) && refusal.fact.en.contains(member))
  }

  @Test(
    arguments: [
      ("specversion", "0.3"), ("specversion", 1), ("id", "abc"), ("id", "01979E3A-1111-7ABC-8DEF-0123456789AB"),
      ("id", .null),
      ("source", "威海"), ("source", ""), ("actor", ["a"]), ("subject", "case"), ("subject", "plot/a/b/c/1"),
      ("subject", "case/a/b"),
      ("time", "2026-02-30T00:00:00Z"), ("time", "2026-07-02"), ("dataschema", "CaseOpened/v2"), ("data", []),
      ("data", .null),
      ("sealed", "x"), ("sealed", .null), ("datacontenttype", "application/json"), ("traceparent", "x"),
    ] as [(String, JSON)]
  )
  func refusesAnEnvelopeWith(_ member: String, _ value: JSON) throws {
    let refusal = try SubmissionLine.caseOpened.setting(member, value).refusal()
    #expect(refusal.rule.rawValue == "S6")
    #expect(refusal.fact.zh.contains(member) && refusal.fact.en.contains(member))
  }

  @Test(arguments: ["Nothing", "caseopened", "", "CaseOpened/v1"])
  func refusesAnUnknownType(_ type: String) throws {
    let refusal = try SubmissionLine.caseOpened.setting("type", .string(type)).refusal()
    #expect(refusal.rule.rawValue == "S7")
    #expect(refusal.remedy.en.contains("Schemas/events"))
  }

  @Test(
    arguments: [
      ("facility_id", nil as JSON?, "缺少 data.facility_id"), ("facility_id", 371002, "data.facility_id 应为代码"),
      ("facility_id", .null, "data.facility_id 应为代码"), ("place_kind", "hotel", "hospital、home"),
      ("unknown_person", 0, "true 或 false"), ("unknown_person", "false", "true 或 false"),
      ("note", "x", "没有 data.note"), ("facilityId", "x", "没有 data.…"), ("11010519491231002X", 1, "没有 data.…"),
    ] as [(String, JSON?, String)]
  )
  func refusesDataOfAnotherShape(_ member: String, _ value: JSON?, _ words: String) throws {
    let refusal = try SubmissionLine.caseOpened.settingData(member, value).refusal()
    #expect(refusal.rule.rawValue == "S8")
    #expect(refusal.fact.zh.contains(words), "\(refusal.fact.zh)")
  }

  @Test func saysWhereInNestedData() throws {
    let to: JSON = [["code": "371003", "name_zh": "文登区", "name_en": "Wendeng", "mayor": "x"]]
    #expect(try SubmissionLine.divisionChanged.settingData("to", to).refusal().fact.en.contains("data.to[0].mayor"))
    let codes: JSON = ["371081", "9"]
    let refusal = try SubmissionLine.divisionChanged.settingData("from_codes", codes).refusal()
    #expect(refusal.fact.en.hasPrefix("data.from_codes[1] must be a division code"))
  }

  @Test(arguments: ["2026-02-30", "2026-7-1", "20260701", "2026-07-01T00:00:00Z"])
  func refusesADayThatIsNone(_ day: String) throws {
    let refusal = try SubmissionLine.deathCertificate.settingData("issued_on", .string(day)).refusal()
    #expect(refusal.rule.rawValue == "S8")
    #expect(refusal.fact.zh.contains("data.issued_on 应为日历中真实存在的日期"))
  }
}
