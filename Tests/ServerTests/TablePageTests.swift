import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import ProjectionEngine
@testable import Server

@Suite struct TablePageTests {
  @Test func aViewIsATableInBothLanguages() async throws {
    let client = TestClient(try .stub())
    let page = try await client.get("/read-models/expiries/due")
    #expect(page.status == 200 && page.type == "text/html; charset=utf-8")
    for text in [
      "<h1>到期</h1>", "威海市 · 将到期与已到期", "模拟数据", "=1", "汇总至日志第 40 位", "/v1/read-models/expiries/due?format=csv",
      #"<a href="/read-models/plot_capacity/by_division">墓位容量</a>"#,
      #"<a href="/read-models/expiries/due" aria-current="page">将到期与已到期</a>"#,
    ] {
      #expect(page.text.contains(text), "\(text)")
    }
    let english = try await client.get("/read-models/expiries/due?lang=en&trueAt=").headers[.location]
    #expect(english == "/read-models/expiries/due?lang=en")
    let text = try await client.get("/read-models/expiries/due?lang=en").text
    for words in ["<h1>Expiries</h1>", "Due and expired", "as of position 40", "/read-models/expiries/by_kind?lang=en"]
    {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.contains("到期"))
  }

  @Test(arguments: [
    ("/read-models/expiries/nothing", 404), ("/read-models/expiries/due?division=1", 400),
    ("/read-models/expiries/due?city=paris&lang=en", 400),
  ])
  func whyThereIsNoPage(path: String, status: Int) async throws {
    let page = try await TestClient(.stub()).get(path)
    #expect(page.status == status && page.type == "text/html; charset=utf-8")
  }

  @Test func theFirstPageLeadsToTheTables() async throws {
    let page = try await TestClient(.stub()).get("/").text
    #expect(page.contains(#"<a href="/read-models/plot_capacity/by_division">墓位容量</a>"#))
  }

  @Test func valuesAreShownAsPeopleReadThem() {
    func cell(_ value: String?, _ column: String, _ language: Language = .chinese) -> TableCell {
      TableCell(value, column: column, PageAddress(language: language, city: "weihai"))
    }
    for (value, column, text, isFigure) in [
      (nil, "kind", "—", false), ("123456", "paid_fen", "1,234.56", true), ("375", "value_permille", "37.5 %", true),
      ("1234", "free", "1,234", true), ("7", "without_id", "7", true), ("2026", "year", "2026", false),
      ("371002", "division_then", "371002", false),
      ("true", "met", "是", false), ("[]", "missing", "—", false), ("[1,2]", "portions", "1，2", false),
      (#"["a","b"]"#, "missing", "a，b", false),
      ("2026-07-01T00:30:00+00:00", "recorded_at", "2026-07-01 08:30:00", false), ("<b>", "reason", "<b>", false),
    ] as [(String?, String, String, Bool)] {
      let shown = cell(value, column)
      #expect(shown.text == text && shown.isFigure == isFigure, "\(column)")
    }
    #expect(cell("false", "met", .english).text == "no")
    #expect(cell("C-1", "case_id").link == "/cases/C-1?city=weihai")
    #expect(cell("C-1", "case_id", .english).link == "/cases/C-1?city=weihai&lang=en")
    #expect(cell("case/C-1", "subject").link == "/cases/C-1?city=weihai")
    #expect(cell("facility/F-1", "subject").link == "/facilities/F-1/timeline?city=weihai")
    #expect(cell("right/K-1", "subject").link == "/streams/right/K-1?city=weihai")
    #expect(cell("inspection/F-1/2026", "subject").link == "/inspections/F-1/2026?city=weihai")
    #expect(cell("a place in words", "subject").link == nil)
    #expect(cell("F-1/A/1/2", "plot_id", .english).link == "/plots/F-1/A/1/2?city=weihai&lang=en")
    #expect(cell("371002", "division").link == "/divisions/371002?city=weihai" && cell("?", "division").link == nil)
    let named = TableCell("环翠区", column: "division_zh", code: "371002", PageAddress(language: .chinese, city: nil))
    #expect(named.text == "环翠区" && named.link == "/divisions/371002")
    let evidence = cell(#"["019a","019b"]"#, "evidence")
    #expect(evidence.text == "2 个事件" && evidence.link == "/log/events/019a?city=weihai")
    let many = cell(#"["1","2","3","4","5","6","7"]"#, "missing", .english)
    #expect(many.text == "1, 2, 3, 4, 5 … (7)" && !many.isLong)
    #expect(cell("逝者不属服务范围，未填亲属关系，也无批准文号", "fact_zh").isLong && !cell("01K6GPYBYKRNEVQWYD9GK1PK8C", "case_id").isLong)
    #expect(cell("019a", "decision_event_id").link == "/log/events/019a?city=weihai")
  }

  @Test func columnsAreShownInThePagesLanguage() {
    let columns = ["division", "division_zh", "division_en", "wording_zh", "free"]
    #expect(ShownColumns(columns, .chinese).shown.map(\.name) == ["division_zh", "wording_zh", "free"])
    #expect(ShownColumns(columns, .english).shown.map(\.name) == ["division_en", "wording_zh", "free"])
    #expect(ShownColumns(columns, .english).shown.map(\.title) == ["division", "wording", "free"])
    #expect(ShownColumns(columns, .english).shown.map(\.index) == [2, 3, 4])
  }

  @Test func aWordMayMeanSomethingElseInOneReadModel() throws {
    let catalogue = try ModelCatalogue(directory: Repository.projections)
    #expect(catalogue.title(ofColumn: "refused", in: "data_quality").zh == "拒收")
    #expect(catalogue.title(ofColumn: "refused", in: "free_service_entitlement").zh == "不符合条件")
  }
}
