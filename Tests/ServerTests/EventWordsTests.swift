import CanonicalJSON
import Foundation
import HTTPTypes
import Hummingbird
import Registry
import TestSupport
import Testing

@testable import ProjectionEngine
@testable import Server

@Suite struct EventWordsTests {
  private func teller(_ language: Language = .chinese) throws -> FieldTeller {
    FieldTeller(vocabulary: try .contracts(), address: .example(language == .english ? "/?lang=en" : "/"))
  }

  @Test func theContractsNameEveryMember() throws {
    let vocabulary = try EventVocabulary.contracts()
    let folder = Repository.root.appending(path: "Schemas/events")
    for type in EventCatalogue.types {
      let file = folder.appending(path: "\(type.type)/v\(type.version.value).schema.json")
      let schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
      for name in (schema["properties"] as? [String: Any] ?? [:]).keys {
        let words = vocabulary.name(of: name, in: type.type)
        #expect(words.zh != name && words.zh.count <= 30, "\(type.type).\(name): \(words.zh)")
        #expect(words.en.count <= 90 && !words.en.isEmpty, "\(type.type).\(name): \(words.en)")
      }
    }
  }

  @Test func codesAreWords() throws {
    let vocabulary = try EventVocabulary.contracts()
    for (code, member, type, zh) in [
      ("hospital", "place_kind", "CaseOpened", "医院"), ("clerical_error", "reason_code", "FactCorrected", "笔误"),
      ("basically_qualified", "result", "ConclusionIssued", "基本合格"), ("low_income", "kind", "EvidenceAttached", "低保"),
      ("destitute", "fact", "PolicyPublished", "特困（五保、三无）"), ("tree", "form", "AshesPlaced", "树葬"),
    ] { #expect(vocabulary.word(for: code, of: member, in: type)?.zh == zh, "\(code)") }
    #expect(vocabulary.word(for: "nothing", of: "place_kind", in: "CaseOpened") == nil)
    #expect(vocabulary.rules(of: "CremationCompleted").contains("D6") && vocabulary.rules(of: "Nothing").isEmpty)
  }

  @Test(arguments: [
    ("amount_fen", JSON.integer(123_450), "1,234.50 元", "1,234.50 yuan"),
    ("area_cm2", .integer(8_000), "0.8 m²", "0.8 m²"), ("stone_height_mm", .integer(600), "0.6 m", "0.6 m"),
    ("distance_m", .integer(12_000), "12 km", "12 km"), ("fuel_ml", .integer(18_050), "18.05 L", "18.05 L"),
    ("qty_milli", .integer(-1_500), "−1.5", "−1.5"), ("term_days", .integer(365), "365 天", "365 days"),
    ("year", .integer(2026), "2026", "2026"), ("count", .integer(1_234), "1,234", "1,234"),
    ("unknown_person", .bool(true), "是", "yes"), ("items", .array([]), "无", "none"),
    ("death_at", "2026-07-01T00:30:00Z", "2026-07-01 08:30:00", "2026-07-01 08:30:00"),
    ("issued_on", "2026-07-01", "2026-07-01", "2026-07-01"), ("site", "<b>", "<b>", "<b>"),
  ])
  func valuesHaveTheirUnits(member: String, value: JSON, zh: String, en: String) throws {
    #expect(try teller().words(value, member, "X") == zh)
    #expect(try teller(.english).words(value, member, "X") == en)
  }

  @Test func listsOfRecordsAreSentences() throws {
    let answers: JSON = [["item": "prices", "score": 5], ["item": "safety", "score": 10]]
    #expect(try teller().words(answers, "answers", "SelfCheckSubmitted") == "检查项目编号 prices，得分 5；检查项目编号 safety，得分 10")
    #expect(try teller().name(of: "distance_m", in: "BodyCollected") == "里程")
    #expect(try teller(.english).name(of: "amount_fen", in: "ClaimPaid") == "Amount")
  }

  @Test func aDayIsKnownAtItsEnd() throws {
    func asked(_ query: String) throws -> AskedMoment {
      let request = Request(
        head: .init(method: .get, scheme: "http", authority: "x", path: "/?\(query)"),
        body: .init(buffer: .init())
      )
      return try AskedMoment(request, now: Date(timeIntervalSince1970: 1_782_865_800))  // 2026-07-01 08:30 in China
    }
    let day = try asked("asOf=2026-06-30")
    #expect(day.moment?.knownAt?.timeIntervalSince1970.rounded() == 1_782_835_200)  // its last microsecond
    #expect(day.sentence.zh == "以截至 2026-06-30 所知")
    #expect(try asked("asOf=2026-07-01").moment == .now)
    #expect(throws: Problem.self) { try asked("asOf=2026-07-02") }
    #expect(try asked("asOf=12&trueAt=2026-01-31").moment == Moment(position: 12, trueAt: "2026-01-31"))
    #expect(try asked("").moment == nil)
    let last = try #require(LocalDate("2026-06-30")?.end)
    #expect(last.text == "2026-06-30T23:59:59.999999+08:00")
  }
}

extension PageAddress {
  /// Of a registry with one city.
  static func example(_ path: String = "/") -> PageAddress {
    let head = HTTPRequest(method: .get, scheme: "http", authority: "x", path: path)
    return PageAddress(Request(head: head, body: RequestBody(buffer: ByteBuffer())), cities: [])
  }
}
