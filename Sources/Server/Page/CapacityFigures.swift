import CanonicalJSON

/// A county's or kind's plots by what became of them; each plot counts once (rule P8).
struct UseBar {
  struct Segment {
    let kind: String
    let x: String
    let width: String
  }

  let segments: [Segment]
  /// For those who do not see it.
  let label: String
  let usedPercent: String

  /// The kinds of `counts` in the order of drawing; the first `used` of them count as used.
  init(_ counts: [(kind: String, count: Int64)], used: Int, language: Language) {
    let total = counts.reduce(0) { $0 + $1.count }
    var segments: [Segment] = []
    var before: Int64 = 0
    for (kind, count) in counts where count > 0 {
      segments.append(
        Segment(kind: kind, x: Figures.percent(before, of: total), width: Figures.percent(count, of: total))
      )
      before += count
    }
    self.segments = segments
    usedPercent = Figures.percent(counts.prefix(used).reduce(0) { $0 + $1.count }, of: total)
    label = language == .chinese ? "已用 \(usedPercent)%" : "\(usedPercent)% used"
  }
}

/// Sums of capacity rows.
struct CapacityFigures {
  private var sums: [String: Int64] = [:]

  static let names = [
    "designed", "created", "free", "reserved", "blocked", "granted_unoccupied", "occupied", "remaining_places",
    "open_places", "held_places", "expired_rights",
  ]

  init(_ rows: [JSONObject]) {
    for row in rows {
      for name in Self.names { if case .integer(let value) = row[name] { sums[name, default: 0] += value } }
    }
  }

  subscript(name: String) -> Int64 { sums[name] ?? 0 }

  func bar(_ language: Language) -> UseBar {
    let kinds = ["occupied", "granted_unoccupied", "reserved", "blocked", "free"]
    let counts = kinds.map { (kind: $0, count: self[$0]) }
    return UseBar(counts, used: 2, language: language)
  }
}
