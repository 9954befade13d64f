/// Amounts side by side, each in parts: a bar for each.
struct StackedBars {
  struct Bar {
    let name: String
    /// In the order of the kinds.
    let parts: [Int64]
  }

  let text: ChartText
  let kinds: [(kind: String, name: String)]
  let bars: [Bar]

  private static let (rowHeight, top, widest) = (30, 34, 300)

  var frame: Box { Box(x: 0, y: 0, width: 720, height: Self.top + bars.count * Self.rowHeight + 44) }

  private var left: Int { min(max(bars.map { ChartText.width($0.name) }.max() ?? 0, 60), Self.widest) + 16 }

  private var scale: Scale { Scale(bars.map { $0.parts.reduce(0, +) }, from: left, to: frame.right - 70) }

  /// What is drawn of each bar, in the order of its parts; empty parts have no width.
  var marks: [[Box]] {
    let scale = scale
    return bars.indices.map { index in
      var before: Int64 = 0
      return bars[index].parts.map { part in
        let (from, to) = (scale.position(before), scale.position(before + part))
        before += part
        return Box(x: from, y: Self.top + index * Self.rowHeight + 5, width: to - from, height: Self.rowHeight - 10)
      }
    }
  }

  func svg(id: String) -> String {
    let (scale, marks, frame) = (scale, marks, frame)
    let bottom = Self.top + bars.count * Self.rowHeight
    return SVG.chart(frame, text, id: id) { svg in
      svg.legend(kinds, at: Point(x: 8, y: 16))
      svg.columns(scale, from: Self.top, to: bottom, Figures.grouped)
      svg.label(text.unit, at: Point(x: frame.right - 8, y: bottom + 16), "end")
      for (bar, boxes) in zip(bars, marks) {
        let y = (boxes.first?.y ?? 0) + 15
        svg.label(ChartText.fitted(bar.name, to: Self.widest), at: Point(x: left - 8, y: y), "end")
        for (index, box) in boxes.enumerated() where bar.parts[index] > 0 {
          svg.rectangle(
            box,
            kinds[index].kind,
            "\(bar.name) · \(kinds[index].name) \(Figures.grouped(bar.parts[index]))"
          )
        }
        let total = bar.parts.reduce(0, +)
        svg.label(Figures.grouped(total), at: Point(x: scale.position(total) + 6, y: y), "start")
      }
    }
  }
}
