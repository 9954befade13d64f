// Stream `unit/<facility>/<serial>` 火化机: one cremator of a funeral home.

// MARK: Events

/// 火化机启用.
public struct UnitInstalled: FactPayload {
  public static var stream: StreamKind { .cremationUnit }
  /// The kinds that GB 13801-2015 speaks of: oil, gas and other fuels.
  public enum Fuel: String, Codable, CaseIterable, Sendable { case oil, gas, other }
  public var model: Text
  public var fuel: Fuel
  /// The maker's rated life, after which it is due for scrapping.
  public var ratedLifeDays: PositiveCount?
  public var installedOn: LocalDate
}

/// 火化机排放检测, by GB 13801-2015 or a stricter local standard; the limits are those that the report applied.
public struct UnitTested: FactPayload {
  public static var stream: StreamKind { .cremationUnit }
  public enum Pollutant: String, Codable, CaseIterable, Sendable { case particulate, so2, nox, co, hcl, dioxins }
  public enum Unit: String, Codable, CaseIterable, Sendable {
    case mgPerM3 = "mg_per_m3"
    case ngTeqPerM3 = "ng_teq_per_m3"
  }
  public struct Result: Codable, Equatable, Sendable {
    public var pollutant: Pollutant
    public var unit: Unit
    public var valueMilli: Count
    public var limitMilli: Count
  }
  public var standard: Text
  public var reportNo: Text
  public var testedOn: LocalDate
  public var results: [Result]
  public var passed: Bool
  public var validTo: LocalDate
}

/// 火化机改造: of the furnace or its exhaust cleaning, after which an earlier test says nothing any more.
public struct UnitRetrofitted: FactPayload {
  public static var stream: StreamKind { .cremationUnit }
  public var scope: Text
  public var doneOn: LocalDate
}

/// 火化机报废.
public struct UnitRetired: FactPayload {
  public static var stream: StreamKind { .cremationUnit }
  public enum Reason: String, Codable, CaseIterable, Sendable { case age, emission, damage }
  public var reason: Reason
  /// The first day on which it is not used any more.
  public var retiredOn: LocalDate
}

/// 火化机运行: written by the registry itself with every cremation.
public struct UnitRan: FactPayload {
  public static var stream: StreamKind { .cremationUnit }
  public var caseId: Code
  public var cremationEventId: EventID
  public var startedAt: Instant
  public var endedAt: Instant
}

// MARK: State

/// ```
/// installed → tested: passed | failed → … → retired (final)
///                ↑ retrofitted: to be tested again
/// ```
/// Which of these it is on a day follows from the days that the events name, in whatever order they come in.
public struct CremationUnitState: StreamState, Equatable {
  public let installed: Fact<UnitInstalled>
  public private(set) var tests: [Fact<UnitTested>] = []
  public private(set) var retrofits: [Fact<UnitRetrofitted>] = []
  public private(set) var retired: Fact<UnitRetired>?
  /// In order of their beginnings; no two overlap.
  public private(set) var runs: [UnitRan] = []

  /// The newest test by its own day; of two on one day, the one recorded last.
  func latestTest(by day: LocalDate) -> Fact<UnitTested>? {
    tests.reversed().filter { $0.data.testedOn <= day }.max { $0.data.testedOn < $1.data.testedOn }
  }

  func latestRetrofit(by day: LocalDate) -> Fact<UnitRetrofitted>? {
    retrofits.filter { $0.data.doneOn <= day }.max { $0.data.doneOn < $1.data.doneOn }
  }

  /// A run that was under way at some moment between the two; the moments themselves do not count.
  func run(between start: Instant, and end: Instant) -> UnitRan? {
    let next = runs.firstIndex(startingFrom: start)
    if next < runs.count, runs[next].startedAt < end { return runs[next] }
    guard next > 0, start < runs[next - 1].endedAt else { return nil }
    return runs[next - 1]
  }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? UnitInstalled else { return nil }
    installed = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as UnitTested: tests.append(Fact(data, event))
    case let data as UnitRetrofitted: retrofits.append(Fact(data, event))
    case let data as UnitRetired: retired = Fact(data, event)
    case let data as UnitRan: runs.insert(data, at: runs.firstIndex(startingFrom: data.startedAt))
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] { [] }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    if let event = matter.payload as? UnitInstalled {
      guard let code = matter.subject.codes.first else { throw .refused(r1NoSuchRecord(matter.subject)) }
      try uphold(r2BegunOnce(state, matter.subject))
      let facility = try known.facility(code)
      try uphold(d6AtAFuneralHome(facility, code))
      try uphold(r3FacilityNotClosed(facility, code, on: event.installedOn))
      try uphold(s6NotInTheFuture(event.installedOn, "installed_on", latest: matter.latestDay))
      return Outcome()
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    switch matter.payload {
    case let event as UnitTested:
      try uphold(state.allows(on: event.testedOn, "tested_on", matter))
      try uphold(r4InOrder(event.testedOn, "tested_on", event.validTo, "valid_to"))
      try uphold(d6EachPollutantOnce(event))
      try uphold(d6PassedAsMeasured(event))
    case let event as UnitRetrofitted:
      try uphold(state.allows(on: event.doneOn, "done_on", matter))
    case let event as UnitRetired:
      try uphold(r3RetiredOnce(state))
      try uphold(state.allows(on: event.retiredOn, "retired_on", matter))
      try uphold(d6RetiredAfterItsRuns(state, event))
    case is UnitRan: throw .refused(s6WrittenByTheRegistry(matter.payload, after: CremationCompleted.self))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }

  /// A cremator is looked after between its installation and its retirement.
  private func allows(on day: LocalDate, _ member: String, _ matter: Matter) -> Refusal? {
    s6NotInTheFuture(day, member, latest: matter.latestDay)
      ?? r4InOrder(installed.data.installedOn, "installed_on", day, member)
      ?? r3NotRetired(self, on: day)
  }
}

extension [UnitRan] {
  /// Where the first run stands that begins at `start` or later.
  fileprivate func firstIndex(startingFrom start: Instant) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].startedAt < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
