/// What a decision may read, and what it has read: every state asked for becomes a guard of the decision.
struct Knowledge: Sendable {
  private let snapshot: Snapshot
  private(set) var guards: [StreamName: Int] = [:]
  /// Events that what was read rests on and that are not known to be stored.
  private(set) var premises: Set<EventID> = []

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
  }

  /// Throws `needs` with all of the streams that are not known, so that they can be loaded in one go.
  func require(_ streams: [StreamName]) throws(Undecided) {
    let missing = streams.filter { snapshot.version(of: $0) == nil }
    guard missing.isEmpty else { throw .needs(Set(missing)) }
  }

  /// The state of a stream, nil when there is no such stream; throws `needs` when that is not known.
  mutating func state<State: StreamState>(_ type: State.Type, of stream: StreamName) throws(Undecided) -> State? {
    guards[stream] = try version(of: stream)
    rely(on: stream)
    return snapshot.state(type, of: stream)
  }

  /// The same of a stream that the decision writes, which is no guard.
  func peek<State: StreamState>(_ type: State.Type, of stream: StreamName) throws(Undecided) -> State? {
    _ = try version(of: stream)
    return snapshot.state(type, of: stream)
  }

  /// The state of a stream that must exist: rule R1.
  mutating func existing<State: StreamState>(_ type: State.Type, _ stream: StreamName) throws(Undecided) -> State {
    guard let state = try state(type, of: stream) else { throw .refused(r1NoSuchRecord(stream)) }
    return state
  }

  /// That a stream exists stays true whatever is appended to it, unless its opening is voided; and that is decided
  /// on all that hangs on it. So this is no guard.
  mutating func requireExisting(_ stream: StreamName) throws(Undecided) {
    _ = try version(of: stream)
    guard snapshot.isBegun(stream) else { throw .refused(r1NoSuchRecord(stream)) }
    rely(on: stream)
  }

  /// The event that follows another one in the log, nil while there is none. What follows never changes, so this is no guard.
  func follower(of event: EventID) throws(Undecided) -> Follower? {
    guard let answer = snapshot.followers[event] else { throw .needsFollower(of: event) }
    return answer
  }

  private mutating func rely(on stream: StreamName) {
    if let event = unsettled(stream) { premises.insert(event) }
  }

  /// The last event of a stream, when it is not known to be stored.
  func unsettled(_ stream: StreamName) -> EventID? { snapshot.unsettled(stream) }

  func version(of stream: StreamName) throws(Undecided) -> Int {
    guard let version = snapshot.version(of: stream) else { throw .needs([stream]) }
    return version
  }

  mutating func decedentCase(_ id: Code) throws(Undecided) -> DecedentCaseState {
    try existing(DecedentCaseState.self, .decedentCase(id))
  }

  mutating func facility(_ code: Code) throws(Undecided) -> FacilityState {
    try existing(FacilityState.self, .facility(code))
  }

  mutating func section(of plot: PlotID) throws(Undecided) -> SectionState {
    try existing(SectionState.self, .section(of: plot))
  }

  mutating func plotLimits(of facility: FacilityState, on day: LocalDate) throws(Undecided) -> PolicyPublished? {
    try policy(.plotLimit, facility.licence.data, day)
  }

  mutating func saleExceptions(of facility: FacilityState, on day: LocalDate) throws(Undecided) -> PolicyPublished? {
    try policy(.saleException, facility.licence.data, day)
  }

  /// What a new licence must observe, on its own first day.
  mutating func newFacilities(like licence: FacilityLicensed) throws(Undecided) -> PolicyPublished? {
    try policy(.newFacility, licence, licence.validFrom)
  }

  /// The version that holds where the facility lies; nil where none is published.
  mutating func policy(
    _ stream: StreamName,
    _ licence: FacilityLicensed,
    _ day: LocalDate
  ) throws(Undecided) -> PolicyPublished? {
    guard let policy = try state(PolicyState.self, of: stream) else { return nil }
    return policy.version(inForceOn: day, covering: licence, try divisions())
  }
}

extension StreamName {
  static func decedentCase(_ id: Code) -> StreamName { StreamName(.decedentCase, id.text) }
  static func ashCustody(_ id: Code) -> StreamName { StreamName(.ashCustody, id.text) }
  static func facility(_ code: Code) -> StreamName { StreamName(.facility, code.text) }
  static func section(of plot: PlotID) -> StreamName {
    StreamName(.section, "\(plot.facility.text)/\(plot.section.text)")
  }
  static func plot(_ plot: PlotID) -> StreamName { StreamName(.plot, plot.text) }
  static func useRight(_ contract: Code) -> StreamName { StreamName(.useRight, contract.text) }
  static func cremationUnit(_ home: Code, _ serial: Code) -> StreamName {
    StreamName(.cremationUnit, "\(home.text)/\(serial.text)")
  }
  static func hearse(_ code: Code) -> StreamName { StreamName(.hearse, code.text) }
  static func certificateStock(_ home: Code) -> StreamName { StreamName(.certificateStock, home.text) }
  static func reference(_ list: Code) -> StreamName { StreamName(.referenceData, list.text) }
  static func policy(_ id: Code) -> StreamName { StreamName(.policy, id.text) }
  static func waiver(_ caseID: Code) -> StreamName { StreamName(.serviceWaiver, caseID.text) }
  static func claim(_ id: Code) -> StreamName { StreamName(.subsidyClaim, id.text) }
  static func batch(of home: Code, in month: Month) -> StreamName {
    StreamName(.settlementBatch, "\(home.text)/\(month.text)")
  }
  /// The checklist of annual inspections, where such a policy has been published.
  static var inspectionChecklist: StreamName { StreamName(.policy, "inspection") }
  /// The national limits of plots, where such a policy has been published.
  static var plotLimit: StreamName { StreamName(.policy, "plot-limit") }
  /// How long a body may be kept, where such a policy has been published.
  static var keepingLimit: StreamName { StreamName(.policy, "keeping-limit") }
  /// When ashes count as unclaimed (rule A9), where such a policy has been published.
  static var unclaimedAshes: StreamName { StreamName(.policy, "unclaimed-ashes") }
  public static var divisions: StreamName { StreamName(.referenceData, "divisions") }
  static var zones: StreamName { StreamName(.referenceData, "zones") }
  static var services: StreamName { StreamName(.referenceData, "services") }
  /// The exceptions of rule P3, where such a policy has been published.
  static var saleException: StreamName { StreamName(.policy, "sale-exception") }
  /// What new facilities must observe (rule F6), where such a policy has been published.
  static var newFacility: StreamName { StreamName(.policy, "new-facility") }

  /// The codes of the key, in order.
  var codes: [Code] { key.split(separator: "/").compactMap { Code(String($0)) } }
}
