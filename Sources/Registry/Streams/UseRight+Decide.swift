// What becomes of a submission about a use right.

extension UseRightState {
  static func reads(_ payload: any EventPayload) -> [StreamName] {
    guard let event = payload as? UseRightGranted else { return [] }
    let plot = event.plotId
    return [.section(of: plot), .facility(plot.facility), .plot(plot), .saleException]
      + (event.decedentCaseId.map { [.decedentCase($0)] } ?? [])
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    if let event = matter.payload as? UseRightGranted {
      try uphold(r2BegunOnce(state, matter.subject))
      return try grant(event, matter, &known)
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    try uphold(r3RightStands(state))
    switch matter.payload {
    case let event as UseRightRenewed:
      let cycle = UseCycle(from: state.lastDay, to: event.to, maintenanceTo: event.maintenanceTo)
      try uphold(p5RunsForward(cycle))
      try uphold(p5AtMostTwentyYears(cycle))
      try uphold(p5OneCycleAhead(state, on: matter.day))
      let code = state.granted.data.plotId.facility
      try uphold(r3FacilityNotClosed(try known.facility(code), code, on: matter.day))
      return Outcome()
    case let event as UseRightSucceeded:
      try uphold(p4HeirOnly(state, event))
      return Outcome()
    case is UseRightReturned: return try state.giveBack(matter, &known)
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }

  private static func grant(
    _ event: UseRightGranted,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    let plot = event.plotId
    let section = try known.section(of: plot)
    try uphold(r1PlotLaidOut(section, plot))
    let facility = try known.facility(plot.facility)
    try uphold(p6SalesOpen(facility, plot.facility, on: matter.day))
    try uphold(p8PoolIsNobodys(section.opened.data.plotKind, plot))
    var decedent: DecedentCaseState?
    if let id = event.decedentCaseId {
      let named = try known.decedentCase(id)
      try uphold(r3NotADuplicate(named, id))
      decedent = named
    }
    try uphold(p3PapersForGrant(event, decedent))
    try uphold(p3ExceptionListed(event.basis, try known.saleExceptions(of: facility, on: matter.day)))
    let cycle = UseCycle(from: event.from, to: event.to, maintenanceTo: event.maintenanceTo)
    try uphold(p5RunsForward(cycle))
    try uphold(p5AtMostTwentyYears(cycle))
    try uphold(p5BeginsWithinAYear(cycle, on: matter.day))
    let held = try known.state(PlotState.self, of: .plot(plot))
    try uphold(p8NotHeld(held, plot, for: event.holderRef))
    guard held?.reservation != nil else { return Outcome() }
    let release = ReservationReleased(reason: .granted)
    return Outcome(derived: [DerivedPayload(stream: .plot(plot), payload: release)])
  }

  /// The block that comes with it takes the plot over with all of its places, which shows that nobody lies in it (rule
  /// P7), and keeps them until it is lifted: so nothing is sold before it has been cleared.
  private func giveBack(_ matter: Matter, _ known: inout Knowledge) throws(Undecided) -> Outcome {
    let plot = granted.data.plotId
    try known.require([.section(of: plot), .plot(plot)])
    try uphold(r1PlotLaidOut(try known.section(of: plot), plot))
    let block = PlotBlocked(reason: .returned, causeEventId: matter.event.id)
    return Outcome(derived: [DerivedPayload(stream: .plot(plot), payload: block)])
  }
}
