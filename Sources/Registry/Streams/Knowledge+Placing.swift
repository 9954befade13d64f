// Rules A3 and A4 for whatever comes to lie in a plot, ashes or a body.

/// What opens a public-benefit cemetery to somebody from outside its service area (rule A7).
struct Admission {
  let relation: AshesPlaced.AreaRelation?
  let evidence: Digest?
  let approvalNo: Text?

  var isShown: Bool { approvalNo != nil || relation != nil && evidence != nil }
}

extension Knowledge {
  /// A plot that is laid out, as it is now.
  struct LaidOutPlot {
    let kind: PlotKind
    let state: PlotState?
    let capacity: PositiveCount
  }

  /// The plot, and that it has such a position.
  mutating func plot(_ plot: PlotID, with position: PositiveCount) throws(Undecided) -> LaidOutPlot {
    guard let section = try state(SectionState.self, of: .section(of: plot)) else {
      throw .refused(a3SectionNotOpen(plot))
    }
    guard let range = section.range(of: plot) else { throw .refused(a3PlotNotLaidOut(plot)) }
    let state = try state(PlotState.self, of: .plot(plot))
    let capacity = state?.capacity(laidOut: range.capacity) ?? range.capacity
    try uphold(a4PositionExists(capacity, position, in: plot))
    return LaidOutPlot(kind: section.opened.data.plotKind, state: state, capacity: capacity)
  }

  /// That the cemetery is there for the decedent of a case. The case is loaded only where it matters.
  mutating func requireServiceArea(
    of cemetery: Code,
    for caseID: Code,
    _ admission: Admission,
    on day: LocalDate
  ) throws(Undecided) {
    guard let area = try facility(cemetery).serviceArea(on: day), !admission.isShown else { return }
    try require([.divisions, .decedentCase(caseID)])
    try uphold(a7ServiceArea(area, try decedentCase(caseID), caseID, in: cemetery, on: day, try divisions()))
  }

  /// That a use right lets the decedent of a case lie in the plot that day. The case is loaded only where it matters.
  mutating func requireRight(
    _ contract: Code,
    to plot: PlotID,
    of capacity: PositiveCount,
    for caseID: Code,
    on day: LocalDate
  ) throws(Undecided) {
    let right = try existing(UseRightState.self, .useRight(contract))
    try uphold(a3RightForPlot(right, contract, plot))
    try uphold(a3RightInForce(right, contract, on: day))
    guard right.granted.data.decedentCaseId != caseID else { return }
    if let person = try decedentCase(caseID).person?.ref, right.holders.contains(person) { return }
    try uphold(
      capacity.value == 1
        ? a3RightForPerson(right, contract, caseID) : a4SecondByHoldersBasis(right, contract, caseID)
    )
  }
}
