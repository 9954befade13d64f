// What becomes of a submission about a plot.

extension PlotState {
  static func reads(_ payload: any EventPayload) -> [StreamName] {
    switch payload {
    case is PlotReserved: [.saleException]
    case is PlotResized: [.plotLimit]
    default: []
    }
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let plot = PlotID(matter.subject.key) else { throw .refused(r1NoSuchRecord(matter.subject)) }
    try known.require([.section(of: plot), .facility(plot.facility)])
    let section = try known.section(of: plot)
    try uphold(r1PlotLaidOut(section, plot))
    guard let range = section.range(of: plot) else { throw .refused(r1NoSuchRecord(matter.subject)) }
    let capacity = state?.capacity(laidOut: range.capacity) ?? range.capacity
    switch matter.payload {
    case let event as PlotBlocked:
      try uphold(p8CauseIsTheRegistrys(event))
      try uphold(p8NotHeld(state, plot))
    case is PlotUnblocked: try uphold(r3IsBlocked(state, plot))
    case let event as PlotReserved:
      let facility = try known.facility(plot.facility)
      try uphold(p6SalesOpen(facility, plot.facility, on: matter.day))
      try uphold(p8PoolIsNobodys(section.opened.data.plotKind, plot))
      try uphold(p8NotHeld(state, plot))
      try uphold(p3ExceptionListed(event.basis, try known.saleExceptions(of: facility, on: matter.day)))
      try uphold(r4InOrder(matter.day, "time", event.until, "until"))
    case is ReservationReleased: try uphold(r3IsReserved(state, plot))
    case let event as PlotResized:
      let facility = try known.facility(plot.facility)
      let kind = section.opened.data.plotKind
      try uphold(r3FacilityNotClosed(facility, plot.facility, on: matter.day))
      try uphold(r3InUse(state, plot))
      try uphold(a4CapacityOfKind(kind, event.size))
      try uphold(p7PoolKeepsItsPlaces(kind, plot, capacity, event.capacity))
      try uphold(p2WithinLimits(kind, event.size, try known.plotLimits(of: facility, on: matter.day)))
    case is PlotDecommissioned:
      try uphold(p7PoolKeepsItsPlaces(section.opened.data.plotKind, plot, capacity, nil))
      try uphold(p8NotHeld(state, plot))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }
}

extension PlotResized {
  var size: PlotSize { PlotSize(capacity: capacity, areaCm2: areaCm2, stoneHeightMm: stoneHeightMm) }
}
