import CanonicalJSON
import HTTPTypes
import Registry
import Testing

@testable import Server

/// The pages of divisions, facilities, sections and plots, of what read models might answer.
@Suite struct BureauPageTests {
  private func expect(_ page: TestResponse, _ words: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(page.status == 200 && page.type == "text/html; charset=utf-8", sourceLocation: sourceLocation)
    for text in words { #expect(page.text.contains(text), "\(text)", sourceLocation: sourceLocation) }
  }

  @Test func aDivision() async throws {
    let client = TestClient(try .stub())
    expect(
      try await client.get("/divisions/371002"),
      [
        "<h1>环翠区殡葬概况</h1>", #"<a href="/divisions/371000">威海市</a>"#, "模拟数据", "今日死亡", "<dd>2</dd>",
        "在馆遗体", "<dd>9</dd>", #"<a href="/divisions/371081103">苘山镇</a>"#, "10 个月", "净用位数", "2025-12",
        "351,690.00", "13,890.50", "应享未办", "42.00", "奖补通知", "17,800.00", "24 天", "达到50%以上", "50.0 %（2026）",
        #"<a href="/read-models/anomalies/finding?division=371002">N24</a>"#, "骨灰久无去向", "墓位使用权", "作出结论",
        "（汇总至日志第 40 位）", "火化完成", #"<a href="/plots/371002-GM-01/A/R1/2">"#,
      ]
    )
    expect(
      try await client.get("/divisions/371002?lang=en"),
      [
        "<h1>Huancui District: funeral services</h1>", "10 months", "24 days", "ashes without a place for long",
        "conclude",
        #"<a href="/divisions/371081103?lang=en">Qingshan Town</a>"#, "Town not stated",
        #"<a href="/facilities/371002-BYG-01?lang=en">Huancui Funeral Home</a>"#, "as of position 40 of the log",
        #"href="/read-models/anomalies/finding?division=371002&amp;lang=en""#,
      ]
    )
  }

  /// A city leads to its counties, a province to its cities, the county to its facilities.
  @Test func theWayDown() async throws {
    let client = TestClient(try .stub())
    let city = try await client.get("/divisions/371000").text
    #expect(city.contains(#"<a href="/divisions/371002">环翠区</a>"#) && city.contains("各区划容量"))
    #expect(try await client.get("/divisions/370000").text.contains(#"<a href="/divisions/371000">威海市</a>"#))
    #expect(try await client.get("/divisions/371002").text.contains("各乡镇容量"))
    #expect(try await client.get("/").text.contains(#"<a href="/divisions/371002">环翠区</a>"#))
  }

  /// A county lists its towns; below them what has none. Whatever became of the county, the town keeps the code of the licence.
  @Test func aTown() async throws {
    let client = TestClient(try .stub())
    let county = try await client.get("/divisions/371002").text
    #expect(county.contains("#town-not-stated\">未注明乡镇</a>") && county.contains("<h2 id=\"town-not-stated\">未注明乡镇</h2>"))
    #expect(!county.contains(#"<a href="/facilities/371002-GM-01">"#))
    let page = try await client.get("/divisions/371081103")
    expect(
      page,
      [
        "<h1>苘山镇殡葬概况</h1>", "乡镇 371081103，今属环翠区", "各设施容量", "10 个月", "墓位使用权", "骨灰久无去向", "作出结论",
        #"<a href="/facilities/371002-GM-01">刘公岛公墓</a>"#, #"<a href="/divisions/371002">环翠区</a>"#,
        #"by_section?division=371081103"#, "用尽预测（环翠区）", "<dd>2</dd>",
      ]
    )
    for text in ["环翠区殡仪馆", "规划监测", "奖补通知"] { #expect(!page.text.contains(text), "\(text)") }
    expect(
      try await client.get("/divisions/371081103?lang=en"),
      ["<h1>Qingshan Town: funeral services</h1>", "Town 371081103, in Huancui District today", "10 months"]
    )
    // Nobody dies in a registry without a funeral home.
    let village = try await client.get("/divisions/371002104")
    expect(village, ["<h1>张村镇殡葬概况</h1>", #"<a href="/facilities/371002-CM-01">村级公墓</a>"#, "本乡镇的设施"])
    for text in ["今日死亡", "在馆遗体", "死亡与火化", "未注明乡镇"] { #expect(!village.text.contains(text), "\(text)") }
    let facility = try await client.get("/facilities/371002-GM-01")
    expect(facility, ["所在乡镇", #"<a href="/divisions/371081103">苘山镇</a></li>"#])
    #expect(!(try await client.get("/facilities/371002-BYG-01").text.contains("所在乡镇")))
    #expect(try await client.get("/plots/371002-GM-01/A/R1/2").text.contains(#"<a href="/divisions/371081103">"#))
  }

  @Test func aFacility() async throws {
    let client = TestClient(try .stub())
    expect(
      try await client.get("/facilities/371002-GM-01"),
      [
        "<h1>刘公岛公墓</h1>", "公益性县级公墓", "开放", "2020-01-01 – 长期", "371081", ">32</a>", "合格 (2025)",
        #"<a href="/facilities/371002-GM-01/sections/A">A 甲区</a>"#, "近 24 个整月净用 12 位", "6 个月 至 23 个月",
        "入管后没有记录", "已逾期", "即将到期 2 项，已过期 1 项", #"<a href="/plots/371002-GM-01/A/R1/2">"#, "WH-0107",
      ]
    )
    expect(
      try await client.get("/facilities/371002-GM-01?lang=en"),
      ["<h1>Liugong Island Cemetery</h1>", "public benefit county cemetery", "Nothing has been heard.", "overdue"]
    )
  }

  @Test func theMapOfASection() async throws {
    let client = TestClient(try .stub())
    let page = try await client.get("/facilities/371002-GM-01/sections/A")
    expect(page, ["<h1>A 甲区墓位图</h1>", "单人墓", #"<th scope="row">R1</th>"#, "合计 <strong>8</strong>"])
    for (number, state) in zip(1..., PlotState.allCases) {
      let link = "/plots/371002-GM-01/A/R1/\(number)"
      #expect(page.text.contains("<td class=\"\(state)\"><a href=\"\(link)\">\(state.letter.zh)</a></td>"), "\(state)")
    }
    let english = try await client.get("/facilities/371002-GM-01/sections/A?lang=en")
    expect(english, ["Map of A 甲区", "single plot", "partly", #"<a href="/plots/371002-GM-01/A/R1/5?lang=en">P</a>"#])
  }

  @Test func fiveThousandPlacesAreOnePageAndMoreAreSeveral() async throws {
    func page(_ count: Int64, _ query: String = "") async throws -> String {
      let plots = (0..<count).map { SectionPlots.Plot(row: "R\(1_000 + $0 / 100)", number: $0 % 100 + 1, state: .free) }
      let reading = StubReading(plots: SectionPlots(position: 40, plots: plots))
      return try await TestClient(.stub(reading: reading)).get("/facilities/371002-GM-01/sections/A\(query)").text
    }
    let whole = try await page(5_000)
    #expect(whole.split(separator: "<td class=").count == 5_001 && !whole.contains("rel=\"next\""))
    let first = try await page(7_000)
    #expect(first.contains("本页 5,000 位，共 7,000 位") && first.contains("合计 <strong>7,000</strong>"))
    #expect(first.contains(#"<a href="/facilities/371002-GM-01/sections/A?row=R1050" rel="next">"#))
    let second = try await page(7_000, "?row=R1050&lang=en")
    #expect(second.contains("2,000 of 7,000 places") && second.contains("R1050") && !second.contains("R1049"))
    #expect(second.contains(#"sections/A?row=R1000&amp;lang=en" rel="prev">"#))
  }

  @Test func aPlotAndItsHistory() async throws {
    let client = TestClient(try .stub())
    expect(
      try await client.get("/plots/371002-GM-01/A/R1/2"),
      [
        "<h1>A 甲区 R1-2 号位</h1>", "部分安葬", "2044-10-15", "火化完成", "2026-07-01 08:30:00", "371002-GM-01", "WH-0107",
        #"<a href="/log/events/019a">"#, #"<a href="/facilities/371002-GM-01/sections/A">"#,
      ]
    )
    expect(
      try await client.get("/plots/371002-GM-01/A/R1/2?lang=en"),
      ["Place R1-2 in A 甲区", "partly", "Cremation completed"]
    )
  }

  @Test(
    arguments: [
      "/divisions/1", "/divisions/371002103", "/divisions/371002000", "/divisions/110000", "/divisions/371099",
      "/facilities/F-0", "/facilities/F-0/sections/A",
      "/facilities/371002-GM-01/sections/B", "/plots/371002-GM-01/A/R1/3", "/plots/371002-GM-01/A/R1/x",
    ]
  )
  func whatThereIsNot(path: String) async throws {
    let page = try await TestClient(.stub()).get("\(path)?lang=en")
    #expect(page.status == 404 && page.type == "text/html; charset=utf-8")
    #expect(page.text.contains("There is no such") && page.text.contains(#"href="/?lang=en""#))
  }

  @Test func whileThereAreNoReadModels() async throws {
    let client = TestClient(try .stub(reading: StubReading(isEmpty: true)))
    #expect(try await client.get("/divisions/371002").status == 404)
    // The registry's own is there before anything is recorded.
    expect(try await client.get("/divisions/371000"), ["<h1>威海市殡葬概况</h1>", "此区划没有墓区", "山东省"])
    let away = TestClient(try .stub(reading: StubReading(failure: ReadError(.unavailable, "x"))))
    #expect(try await away.get("/divisions/371002").status == 503)
  }

  /// Several logs stand at different positions: what is of several cities is told of each.
  @Test func severalCitiesStayApart() async throws {
    let client = TestClient(try .stub(others: [.jinan()]))
    let province = try await client.get("/divisions/370000").text
    for text in ["山东省", "威海市", "济南市", #"href="/divisions/370100?city=jinan""#, "不对应同一个日志位置"] {
      #expect(province.contains(text), "\(text)")
    }
    // And what is of one leads on within it.
    let county = try await client.get("/divisions/371002").text
    #expect(county.contains(#"<a href="/divisions/370000">山东省</a>"#))
    #expect(
      county.contains(#"<a href="/divisions/371081103?city=weihai">"#) && county.contains(#"<a href="/">全部城市</a>"#)
    )
    let town = try await client.get("/divisions/371081103").text
    #expect(town.contains(#"<a href="/facilities/371002-GM-01?city=weihai">"#))
    #expect(try await client.get("/facilities/371002-GM-01").text.contains("sections/A?city=weihai"))
  }

  @Test func whatIsInsertedIsText() async throws {
    let script = "<script>alert('1')</script>\"&"
    let client = TestClient(try .stub(reading: StubReading(eventType: script)))
    for path in ["/divisions/371002", "/facilities/371002-GM-01", "/plots/371002-GM-01/A/R1/2"] {
      let page = try await client.get(path).text
      #expect(!page.contains("<script>") && page.contains("&lt;script&gt;"), "\(path)")
    }
  }
}
