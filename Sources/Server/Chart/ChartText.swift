/// What a chart says beside its marks.
struct ChartText {
  let title: String
  /// For those who do not see it: what it shows, in a sentence.
  let description: String
  /// What the values are counted in.
  let unit: String

  /// How wide a text is drawn: Chinese takes a whole square, Latin letters a little more than half.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 7 : 13) }
  }

  /// As much of a text as there is room for: names often differ at their ends, so that the middle is left out.
  static func fitted(_ text: String, to room: Int) -> String {
    guard width(text) > room else { return text }
    var (head, tail) = (text[...].prefix(text.count / 2), text[...].suffix(text.count - text.count / 2))
    while width("\(head)…\(tail)") > room, !head.isEmpty || !tail.isEmpty {
      if head.count > tail.count { head = head.dropLast() } else { tail = tail.dropFirst() }
    }
    return "\(head)…\(tail)"
  }
}

extension SVG {
  /// The drawing, with its name and description.
  static func chart(_ frame: Box, _ text: ChartText, id: String, _ contents: (inout SVG) -> Void) -> String {
    var svg = SVG()
    svg.element(
      "svg",
      [
        "class": "chart", "viewBox": "0 0 \(frame.width) \(frame.height)", "role": "img",
        "aria-labelledby": "\(id)-title \(id)-description",
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-title"], text: text.title)
      svg.element("desc", ["id": "\(id)-description"], text: text.description)
      contents(&svg)
    }
    return svg.text
  }

  /// Lines across at each tick, with their values below.
  mutating func columns(_ scale: Scale, from top: Int, to bottom: Int, _ name: (Int64) -> String) {
    for tick in scale.ticks {
      let x = scale.position(tick)
      line(Point(x: x, y: top), Point(x: x, y: bottom), tick == 0 ? "axis" : "grid")
      label(name(tick), at: Point(x: x, y: bottom + 16), "middle")
    }
  }

  /// Lines along at each tick, with their values to the left.
  mutating func rows(_ scale: Scale, from left: Int, to right: Int) {
    for tick in scale.ticks {
      let y = scale.position(tick)
      line(Point(x: left, y: y), Point(x: right, y: y), tick == 0 ? "axis" : "grid")
      label(Figures.grouped(tick), at: Point(x: left - 6, y: y + 4), "end")
    }
  }

  /// What the kinds of marks mean, one beside the other.
  mutating func legend(_ kinds: [(kind: String, name: String)], at point: Point) {
    var x = point.x
    for (kind, name) in kinds {
      rectangle(Box(x: x, y: point.y - 10, width: 12, height: 12), kind)
      label(name, at: Point(x: x + 18, y: point.y), "start")
      x += 18 + ChartText.width(name) + 20
    }
  }
}
