import CanonicalJSON
import Testing

@testable import Registry

@Suite struct PayloadCodingTests {
  static let award: JSON = [
    "scheme": "eco_subsidy", "version": 1, "title_zh": "生态安葬奖补", "title_en": "Eco-burial award", "source": "威海市",
    "scope_divisions": ["371000"], "valid_from": "2017-01-01", "date_basis": "placement",
    "awards": [
      [
        "rule_id": "sea", "forms": ["sea", "tree"], "amount_fen": 80_000, "all_ashes": false,
        "criteria": [["fact": "hukou_in_scope", "holds": true]],
      ]
    ],
  ]

  @Test func readsNestedDataAndWritesItBack() throws {
    let policy = try PayloadDecoder.decode(PolicyPublished.self, from: Self.award)
    #expect(policy.awards?.first?.forms == [.sea, .tree])
    #expect(policy.awards?.first?.criteria.first?.fact == .hukouInScope)
    #expect(policy.docNo == nil)
    #expect(policy.services == nil)
    #expect(try PayloadEncoder.encode(policy) == Self.award)
  }

  @Test func writesEveryKindOfValue() throws {
    let data: JSON = [
      "row": "3", "first_no": 1, "count": 200, "capacity": 2, "area_cm2": 9_000, "stone_height_mm": 600,
    ]
    #expect(try PayloadEncoder.encode(PayloadDecoder.decode(PlotRangeCreated.self, from: data)) == data)
    #expect(throws: EncodingError.self) { try PayloadEncoder.encode([0.5]) }
    #expect(throws: EncodingError.self) { try PayloadEncoder.encode([Int64.max]) }
  }

  @Test(
    arguments: [
      ("{}", "", PayloadError.Problem.missingMember), (#"{"row":1}"#, "row", .mismatch(expected: Code.shape)),
      (#"{"row":null}"#, "row", .mismatch(expected: Code.shape)), (#"{"row":"a","rows":1}"#, "rows", .unknownMember),
      (#"{"areaCm2":1}"#, "…", .unknownMember), (#"{"area_cm_2":1}"#, "area_cm_2", .unknownMember),
      (#"{"row":"a","first_no":0}"#, "first_no", .mismatch(expected: PositiveCount.shape)),
      (#"{"row":"a","first_no":true}"#, "first_no", .mismatch(expected: PositiveCount.shape)),
      (
        #"{"row":"a","first_no":1,"count":1,"capacity":1,"area_cm2":1,"stone_height_mm":null}"#, "stone_height_mm",
        .mismatch(expected: Count.shape)
      ),
      ("[]", "", .mismatch(expected: Bilingual(zh: "对象", en: "an object"))),
    ] as [(String, String, PayloadError.Problem)]
  )
  func refuses(_ text: String, _ path: String, _ problem: PayloadError.Problem) throws {
    let json = try JSON.parse(Array(text.utf8))
    let error = try #require(throws: PayloadError.self) { try PayloadDecoder.decode(PlotRangeCreated.self, from: json) }
    #expect(error.problem == problem)
    #expect(error.path == (problem == .missingMember ? "row" : path))
    #expect(error.description.isEmpty == false)
  }

  @Test func namesTheWayToAnError() throws {
    var spoilt = Self.award
    guard case .object(var object) = spoilt else { return }
    object["awards"] = [
      ["rule_id": "a", "forms": ["sea", "moon"], "amount_fen": 1, "all_ashes": true, "criteria": []]
    ]
    spoilt = .object(object)
    let error = try #require(throws: PayloadError.self) {
      try PayloadDecoder.decode(PolicyPublished.self, from: spoilt)
    }
    #expect(error.path == "awards[0].forms[1]")
    #expect(error.description.contains("sea, river"))
    object["awards"] = "none"
    let kind = try #require(throws: PayloadError.self) {
      try PayloadDecoder.decode(PolicyPublished.self, from: .object(object))
    }
    #expect(kind.problem == .mismatch(expected: Bilingual(zh: "数组", en: "an array")))
  }

  @Test(arguments: [
    ("areaCm2", "area_cm2"), ("to", "to"), ("toCodes", "to_codes"), ("secondInspectorId", "second_inspector_id"),
    ("landM2", "land_m2"),
  ])
  func namesMembersAfterProperties(_ property: String, _ member: String) {
    #expect(MemberName.member(ofProperty: property) == member)
    #expect(MemberName.property(ofMember: member) == property)
  }

  @Test(arguments: ["areaCm2", "area_", "area__cm2", "area_2", "area_Cm"])
  func noPropertyIsWritten(_ member: String) {
    #expect(MemberName.property(ofMember: member) == nil)
  }
}
