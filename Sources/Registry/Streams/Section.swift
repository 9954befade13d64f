// Stream `section/<facility>/<section>` 墓区/骨灰堂区: its phase and the plots laid out in it.

// MARK: Events

/// 墓区启用.
public struct SectionOpened: FactPayload {
  public static var stream: StreamKind { .section }
  public var nameZh: Text
  public var phase: PositiveCount
  public var plotKind: PlotKind
  public var designedUnits: PositiveCount
  public var landM2: Count
  public var eco: Bool
  public var approvedDoc: Text
}

/// 墓位建立: a run of equal plots in one row, numbered from `first_no`.
public struct PlotRangeCreated: FactPayload {
  public static var stream: StreamKind { .section }
  public var row: Code
  public var firstNo: PositiveCount
  public var count: PositiveCount
  /// Places in each plot: a single has 1, a double 2.
  public var capacity: PositiveCount
  public var areaCm2: Count
  public var stoneHeightMm: Count?
}

// MARK: State

/// `opened`, and then plots are laid out in it until the designed number is reached (rule P8: those that are free,
/// reserved, blocked, granted or decommissioned, and those still to be laid out, are the designed units together; the
/// number of a decommissioned plot is not used again). Which of these a plot is follows from claims and from the
/// projections.
public struct SectionState: StreamState, Equatable {
  /// A run of equal plots.
  public struct PlotRange: Equatable, Sendable {
    public let numbers: ClosedRange<Int>
    public let capacity: PositiveCount
    public let eventID: EventID
  }

  public let opened: Fact<SectionOpened>
  public private(set) var rows: [Code: [PlotRange]] = [:]
  public private(set) var laidOut = 0

  /// The run that a plot belongs to, nil when it has not been laid out.
  public func range(of plot: PlotID) -> PlotRange? {
    rows[plot.row]?.first { $0.numbers.contains(plot.number) }
  }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? SectionOpened else { return nil }
    opened = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    guard let data = event.payload as? PlotRangeCreated else { return }
    rows[data.row, default: []].append(
      PlotRange(numbers: data.numbers, capacity: data.capacity, eventID: event.id)
    )
    laidOut += data.count.value
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    payload is PlotRangeCreated ? [.plotLimit] : []
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let code = matter.subject.codes.first else { throw .refused(r1NoSuchRecord(matter.subject)) }
    let facility = try known.facility(code)
    try uphold(r3FacilityNotClosed(facility, code, on: matter.day))
    switch matter.payload {
    case is SectionOpened:
      try uphold(r2BegunOnce(state, matter.subject))
    case let event as PlotRangeCreated:
      guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
      try uphold(p1NumbersFree(state, event))
      try uphold(p8WithinDesign(state, event))
      try uphold(a4CapacityOfKind(state.opened.data.plotKind, event.size))
      let limits = try known.plotLimits(of: facility, on: matter.day)
      try uphold(p2WithinLimits(state.opened.data.plotKind, event.size, limits))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }
}

extension PlotRangeCreated {
  var numbers: ClosedRange<Int> { firstNo.value...(firstNo.value + count.value - 1) }
  var size: PlotSize { PlotSize(capacity: capacity, areaCm2: areaCm2, stoneHeightMm: stoneHeightMm) }
}

/// What is limited of a plot, when it is laid out and when it is resized.
struct PlotSize {
  let capacity: PositiveCount
  let areaCm2: Count
  let stoneHeightMm: Count?
}

// MARK: Rules

/// The largest number that a ``PlotID`` can name.
private let lastPlotNumber = 99_999

/// P1: a position exists once in a facility, and its number can be written.
func p1NumbersFree(_ state: SectionState, _ event: PlotRangeCreated) -> Refusal? {
  let numbers = event.numbers
  if let taken = state.rows[event.row]?.first(where: { $0.numbers.overlaps(numbers) }) {
    return Refusal(
      rule: .p1,
      fact: Bilingual(
        zh: """
          \(event.row) 排 \(numbers.lowerBound)–\(numbers.upperBound) 号与已建的 \
          \(taken.numbers.lowerBound)–\(taken.numbers.upperBound) 号重叠（事件 \(taken.eventID)）
          """,
        en: """
          Row \(event.row) numbers \(numbers.lowerBound)–\(numbers.upperBound) overlap those laid out before, \
          \(taken.numbers.lowerBound)–\(taken.numbers.upperBound) (event \(taken.eventID)).
          """
      ),
      remedy: Bilingual(zh: "请改用未使用的排号或起始号", en: "Use a row or a first number that is free.")
    )
  }
  guard numbers.upperBound > lastPlotNumber else { return nil }
  return Refusal(
    rule: .p1,
    fact: Bilingual(
      zh: "\(event.row) 排的最后一号为 \(numbers.upperBound)",
      en: "The last number of row \(event.row) would be \(numbers.upperBound)."
    ),
    remedy: Bilingual(
      zh: "墓位号最大为 \(lastPlotNumber)，请分排建立",
      en: "Numbers go up to \(lastPlotNumber); divide the plots among rows."
    )
  )
}

/// P8: granted, reserved, blocked and free plots together are the designed units, so no more than these are laid out.
func p8WithinDesign(_ state: SectionState, _ event: PlotRangeCreated) -> Refusal? {
  let (designed, laidOut) = (state.opened.data.designedUnits.value, state.laidOut)
  guard laidOut + event.count.value > designed else { return nil }
  return Refusal(
    rule: .p8,
    fact: Bilingual(
      zh: "墓区设计 \(designed) 个，已建 \(laidOut) 个，再建 \(event.count) 个将超出",
      en: "The section is designed for \(designed) units; \(laidOut) are laid out and \(event.count) more exceed it."
    ),
    remedy: Bilingual(
      zh: "最多还可建 \(designed - laidOut) 个；扩建须另行批准并启用新的墓区",
      en: "At most \(designed - laidOut) more fit; an extension needs its own approval and section."
    )
  )
}

/// A4: a single never holds two, a double holds two.
func a4CapacityOfKind(_ kind: PlotKind, _ size: PlotSize) -> Refusal? {
  let places: Int? =
    switch kind {
    case .single, .bodySingle: 1
    case .double, .bodyDouble: 2
    case .family, .niche, .ecoPool: nil
    }
  guard let places, size.capacity.value != places else { return nil }
  return Refusal(
    rule: .a4,
    fact: Bilingual(
      zh: "\(kind.rawValue) 类墓位所报容量为 \(size.capacity)",
      en: "A plot of kind \(kind.rawValue) is given \(size.capacity) place(s)."
    ),
    remedy: Bilingual(
      zh: "该类墓位的容量应为 \(places)；更多位置请用 family 类墓区",
      en: "Such a plot has \(places) place(s); for more, use a section of kind family."
    )
  )
}

/// P2 (民事发〔1998〕10号 and provincial standards): area and stone height within the limits in force when the plot is
/// created or resized. Without a published policy there is no limit to apply.
func p2WithinLimits(_ kind: PlotKind, _ size: PlotSize, _ policy: PolicyPublished?) -> Refusal? {
  guard let policy, let limit = policy.limits?.first(where: { $0.kind == kind }) else { return nil }
  let document = policy.document
  if size.areaCm2.value > limit.areaMaxCm2.value {
    return Refusal(
      rule: .p2,
      fact: Bilingual(
        zh: "墓位面积 \(size.areaCm2) 平方厘米，超过 \(document.zh) 规定的 \(limit.areaMaxCm2) 平方厘米",
        en: "The plots measure \(size.areaCm2) cm², more than the \(limit.areaMaxCm2) cm² of \(document.en)."
      ),
      remedy: Bilingual(zh: "请按规定面积重新规划后再建立", en: "Lay them out within the limit.")
    )
  }
  guard let height = size.stoneHeightMm?.value, let highest = limit.stoneHeightMaxMm?.value, height > highest
  else { return nil }
  return Refusal(
    rule: .p2,
    fact: Bilingual(
      zh: "墓碑高 \(height) 毫米，超过 \(document.zh) 规定的 \(highest) 毫米",
      en: "The stones are \(height) mm high, more than the \(highest) mm of \(document.en)."
    ),
    remedy: Bilingual(zh: "请按规定高度重新规划后再建立", en: "Plan them within the limit.")
  )
}
