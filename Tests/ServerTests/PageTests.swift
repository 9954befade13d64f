import HTTPTypes
import ProjectionEngine
import Registry
import TestSupport
import Testing

@testable import Server

@Suite struct PageTests {
  @Test func chineseFirst() async throws {
    let page = try await TestClient(.stub()).get("/")
    #expect(page.status == 200)
    #expect(page.type == "text/html; charset=utf-8")
    for text in [
      "<html lang=\"zh-CN\">", "威海市殡葬登记", "模拟数据", "环翠区", "格位", "1,234", "骨灰盒", "1,234,567.89", "火化完成",
      "href=\"/cases/C-1\"", "2026-07-01 08:30:00", "落后 2 件、3 秒",
    ] {
      #expect(page.text.contains(text), "\(text)")
    }
  }

  @Test func everyReadModelAndViewHasAName() throws {
    for model in try ProjectionDefinition.all(in: Repository.projections) {
      let names = model.views.flatMap { [$0.title.zh, $0.title.en] }
      #expect(!([model.title.zh, model.title.en] + names).contains(""), "\(model.name)")
      #expect(Set(names).count == names.count, "\(model.name)")
    }
  }

  @Test func english() async throws {
    let page = try await TestClient(.stub()).get("/?lang=en").text
    for text in [
      "<html lang=\"en\">", "registry of Weihai", "Simulated data", "Cremation completed", "2 events and 3 s behind",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(!page.contains("模拟数据"))
  }

  @Test func realDataAreNotCalledSimulated() async throws {
    let page = try await TestClient(.stub(isSimulated: false)).get("/").text
    #expect(!page.contains("模拟数据"))
  }

  @Test func nothingThere() async throws {
    let page = try await TestClient(.stub(reading: StubReading(isEmpty: true))).get("/")
    #expect(page.status == 200)
    for text in ["尚无容量数据", "尚无资格数据", "没有事件"] { #expect(page.text.contains(text), "\(text)") }
  }

  @Test func whatIsInsertedIsText() async throws {
    let script = "<script>alert('1')</script>\"&"
    let reading = StubReading(eventType: script, countyName: script)
    let page = try await TestClient(.stub(reading: reading)).get("/?lang=\(script)").text
    #expect(!page.contains("<script>"))
    #expect(page.contains("&lt;script&gt;"))
  }

  @Test func everyEventTypeHasAChineseName() {
    #expect(EventNames.typesWithChineseName == Set(EventCatalogue.types.map { $0.type }))
    #expect(EventNames.name(of: "FromTheFuture", in: .chinese) == "FromTheFuture")
  }

  @Test func theStyleIsServed() async throws {
    let style = try await TestClient(.stub()).get("/style.css")
    #expect(style.status == 200 && style.type == "text/css; charset=utf-8")
  }

  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "−1,234,567"), (.min, "−9,223,372,036,854,775,808"),
    ] as [(Int64, String)]
  )
  func grouping(number: Int64, text: String) {
    #expect(Figures.grouped(number) == text)
  }

  @Test(arguments: [(0, "0.00"), (5, "0.05"), (123_456, "1,234.56"), (-150, "−1.50")] as [(Int64, String)])
  func money(fen: Int64, yuan: String) {
    #expect(Figures.yuan(fen) == yuan)
  }

  @Test(arguments: [(0, 0, "0.0"), (1, 3, "33.3"), (3, 3, "100.0"), (999, 1000, "99.9")] as [(Int64, Int64, String)])
  func shares(part: Int64, whole: Int64, text: String) {
    #expect(Figures.percent(part, of: whole) == text)
  }

  @Test func aBarsPartsFollowOneAnother() {
    let bar = UseBar([("occupied", 2), ("granted_unoccupied", 0), ("free", 6)], used: 2, language: .english)
    #expect(bar.segments.map(\.kind) == ["occupied", "free"])
    #expect(bar.segments.map(\.x) == ["0.0", "25.0"])
    #expect(bar.segments.map(\.width) == ["25.0", "75.0"])
    #expect(bar.label == "25.0% used")
  }
}
