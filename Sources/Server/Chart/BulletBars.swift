/// Shares beside what they should be: a bar for each, and a mark across it where its target is.
struct BulletBars {
  struct Bar {
    let name: String
    /// Thousandths; nil where there is no value.
    let permille: Int64?
    /// What is to be reached; nil where it is not stated in a number.
    let target: Int64?
    /// What stands behind the bar.
    let words: String
  }

  let text: ChartText
  /// What the bars and the marks across them are called.
  let names: (bar: String, target: String)
  let bars: [Bar]

  private static let (rowHeight, top, left) = (32, 34, 270)

  var frame: Box { Box(x: 0, y: 0, width: 720, height: Self.top + bars.count * Self.rowHeight + 30) }

  private var scale: Scale {
    Scale([1_000] + bars.flatMap { [$0.permille ?? 0, $0.target ?? 0] }, from: Self.left, to: frame.right - 130)
  }

  var marks: [Box] {
    bars.enumerated().map { index, bar in
      let (from, to) = (scale.position(0), scale.position(bar.permille ?? 0))
      return Box(x: from, y: Self.top + index * Self.rowHeight + 9, width: to - from, height: Self.rowHeight - 18)
    }
  }

  var targets: [Box?] {
    bars.enumerated().map { index, bar in
      bar.target.map {
        Box(x: scale.position($0) - 2, y: Self.top + index * Self.rowHeight + 4, width: 4, height: Self.rowHeight - 8)
      }
    }
  }

  func svg(id: String) -> String {
    let bottom = Self.top + bars.count * Self.rowHeight
    return SVG.chart(frame, text, id: id) { svg in
      svg.legend([("value", names.bar), ("target", names.target)], at: Point(x: 8, y: 16))
      svg.columns(scale, from: Self.top, to: bottom) { "\(Figures.percent($0, of: 1_000)) %" }
      for (index, bar) in bars.enumerated() {
        let y = Self.top + index * Self.rowHeight + 21
        svg.label(ChartText.fitted(bar.name, to: Self.left - 12), at: Point(x: Self.left - 8, y: y), "end")
        svg.rectangle(marks[index], "value", "\(bar.name) · \(bar.words)")
        if let target = targets[index] { svg.rectangle(target, "target", "\(bar.name) · \(names.target)") }
        svg.label(bar.words, at: Point(x: frame.right - 4, y: y), "end")
      }
    }
  }
}
