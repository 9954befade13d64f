import Testing

@testable import qingming

@Suite struct TextTableTests {
  @Test func chineseTakesTwoColumns() {
    var table = TextTable([("区市", .left), ("units", .right)])
    table.add(["环翠区", "7"])
    table.add(["All", "1200"])
    #expect(
      table.text == """
        区市    units
        ──────  ─────
        环翠区      7
        All      1200
        """
    )
  }

  @Test(arguments: [("清明", 4), ("Qm", 2), ("（一）", 6), ("㐀𠀀", 4), ("é", 1), ("", 0)])
  func widths(text: String, columns: Int) {
    #expect(text.columns == columns)
  }
}
