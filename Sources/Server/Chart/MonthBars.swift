/// A count for each month, one or two side by side, and what is expected of the months to come.
struct MonthBars {
  struct Month {
    /// `2026-07`.
    let name: String
    /// In the order of the kinds.
    let counts: [Int64]
  }

  let text: ChartText
  let kinds: [(kind: String, name: String)]
  let months: [Month]
  /// The months after the last one, by name, and the count that each is expected to have; with what this is called.
  var expected: (months: [String], count: Int64, name: String)?

  private static let (left, top, bottom) = (56, 34, 244)

  var frame: Box { Box(x: 0, y: 0, width: 720, height: 280) }

  private var scale: Scale {
    Scale(months.flatMap(\.counts) + [expected?.count ?? 0], from: Self.bottom, to: Self.top)
  }

  private var names: [String] { months.map(\.name) + (expected?.months ?? []) }

  /// The place of a month.
  private func slot(_ index: Int) -> (x: Int, width: Int) {
    let span = frame.right - 12 - Self.left
    let count = max(names.count, 1)
    let (from, to) = (Self.left + span * index / count, Self.left + span * (index + 1) / count)
    return (from, to - from)
  }

  /// What is drawn of each month, in the order of the kinds.
  var marks: [[Box]] {
    months.indices.map { index in
      let (x, width) = slot(index)
      let each = (width - width / 4) / max(kinds.count, 1)
      return months[index].counts.enumerated().map { number, count in
        box(count, x: x + width / 8 + number * each, width: max(each, 1))
      }
    }
  }

  var expectedMarks: [Box] {
    guard let expected else { return [] }
    return expected.months.indices.map { index in
      let (x, width) = slot(months.count + index)
      return box(expected.count, x: x + width / 8, width: max(width - width / 4, 1))
    }
  }

  private func box(_ count: Int64, x: Int, width: Int) -> Box {
    let (zero, end) = (scale.position(0), scale.position(count))
    return Box(x: x, y: min(zero, end), width: width, height: abs(end - zero))
  }

  func svg(id: String) -> String {
    SVG.chart(frame, text, id: id) { svg in
      svg.legend(kinds + (expected.map { [("expected", $0.name)] } ?? []), at: Point(x: 8, y: 16))
      svg.label(text.unit, at: Point(x: frame.right - 8, y: 16), "end")
      svg.rows(scale, from: Self.left, to: frame.right - 12)
      for (month, boxes) in zip(months, marks) {
        for (index, box) in boxes.enumerated() {
          let title = "\(month.name) · \(kinds[index].name) \(Figures.grouped(month.counts[index]))"
          svg.rectangle(box, kinds[index].kind, title)
        }
      }
      for (name, box) in zip(expected?.months ?? [], expectedMarks) {
        svg.rectangle(box, "expected", "\(name) · \(expected?.name ?? "") \(Figures.grouped(expected?.count ?? 0))")
      }
      // As many names as there is room for, the first one always.
      let every = max((names.count + 8) / 9, 1)
      for (index, name) in names.enumerated() where index % every == 0 {
        let (x, width) = slot(index)
        svg.label(name, at: Point(x: x + width / 2, y: Self.bottom + 18), "middle")
      }
    }
  }
}
