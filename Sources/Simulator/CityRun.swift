internal import CanonicalJSON

/// The city at work: what is about to happen, in order of time, and what it has used up so far.
///
/// Its memory is the cases under way and one facility's opening lines, never the year.
struct CityRun: Sendable {
  enum Event: Sendable {
    case step(Int)
    case errand(Errand)
    /// The errands of a year are planned when it begins.
    case year(CityPlan.Year)
  }

  let plan: CityPlan
  var desk: Desk
  var tally = Tally()
  var ledger: PlotLedger
  var furnaces: Furnaces
  /// Cases that have steps left.
  var underWay: [Int: OpenCase] = [:]
  /// Double plots of first spouses, by the number of the case.
  var shared: [Int: (contract: String, unit: PlotLedger.Unit)] = [:]
  /// Plots held without a death, by the number of the errand.
  var held: [Int: PlotLedger.Unit] = [:]
  var serials: [String: Int] = [:]
  /// Rights that nobody has died for, while something is still to happen to them.
  var rights: [Int: (contract: String, unit: PlotLedger.Unit)] = [:]
  /// What commercial cemeteries have sold since their last account.
  var salesFen: [Int: Int] = [:]
  var settlement = Settlement()
  /// Portions that the stocktake that goes on will look for.
  var toCheck: [Int] = []
  private var book: OpeningBook
  private var arrivals: Arrivals
  private var nextDeath: (index: Int, moment: Moment)?
  private var queue = EventQueue<Event>()

  init(plan: CityPlan) {
    self.plan = plan
    desk = Desk(seed: plan.seed)
    ledger = PlotLedger(layout: plan.layout)
    furnaces = Furnaces(plan: plan)
    book = OpeningBook(plan: plan)
    arrivals = plan.arrivals
    nextDeath = arrivals.next()
    schedule(Errand.once(plan))
    for year in plan.years { queue.plan(.year(year), at: Moment(year.first)) }
    tally.countLayout(plan)
  }

  mutating func schedule(_ errands: [(Moment, Errand)]) {
    for (moment, errand) in errands where moment < Moment(plan.end) { queue.plan(.errand(errand), at: moment) }
  }

  /// The next submission, nil after the last day.
  mutating func next() -> Record? {
    if let record = book.next(&desk) { return counted(record) }
    while true {
      if let death = nextDeath, queue.earliest.map({ death.moment <= $0 }) ?? true {
        nextDeath = arrivals.next()
        let opening = OpenCase(plan: plan.planner.plan(death.index, death: death.moment))
        underWay[death.index] = opening
        schedule(death.index)
        continue
      }
      guard let (moment, event) = queue.removeEarliest() else { return nil }
      switch event {
      case .year(let year): schedule(Errand.all(plan, in: year))
      case .errand(let errand):
        if let record = perform(errand, at: moment) { return counted(record) }
      case .step(let index):
        guard var open = underWay[index] else { continue }
        let step = open.plan.steps[open.position].step
        open.position += 1
        let record = take(step, of: &open, at: moment)
        underWay[index] = open
        schedule(index)
        if let record { return counted(record) }
      }
    }
  }

  /// Puts the case's next step into the queue, or lets the case go when none is left within the year.
  private mutating func schedule(_ index: Int) {
    guard let open = underWay[index], open.position < open.plan.steps.count else {
      underWay[index] = nil
      return
    }
    let moment = open.plan.steps[open.position].moment.adding(seconds: open.delay)
    guard moment < Moment(plan.end) else {
      underWay[index] = nil
      return
    }
    queue.plan(.step(index), at: moment)
  }

  private mutating func counted(_ record: Record) -> Record {
    tally.lines += 1
    tally.linesByType[record.type, default: 0] += 1
    return record
  }

  /// The code that a county has at a moment.
  func code(_ county: Int, _ moment: Moment) -> String { plan.city.code(of: county, on: moment.day) }

  /// The next number of a series that belongs to somebody: contracts of a cemetery, certificates of a home.
  mutating func serial(_ series: String) -> Int {
    serials[series, default: 0] += 1
    return serials[series, default: 0]
  }

  func facility(_ unit: PlotLedger.Unit) -> Layout.Facility { plan.layout.facilities[unit.site.facility] }

  mutating func count(_ unit: PlotLedger.Unit, _ change: (inout Tally.Units) -> Void) {
    let key = Tally.UnitKey(division: facility(unit).division, kind: plan.layout[unit.site].use.kind)
    change(&tally.units[key, default: Tally.Units()])
  }
}

/// A case under way.
struct OpenCase: Sendable {
  let plan: CasePlan
  /// Of its own, so that its numbers do not depend on what else happens in the city.
  var random: SeededRandom
  var position = 0
  /// Seconds that a wait for a furnace has put everything later.
  var delay = 0
  var holdEvent = ""
  var certificateEvent = ""
  var certificateNumber = ""
  var certificateRegime = ""
  var cremationNumber = ""
  var delivered: [Service] = []
  /// What a correction speaks of.
  var certificateRecord: Record?
  var serviceRecord: Record?
  /// The waiver decision that stands.
  var decision = ""
  var furnace = 0
  var started = Moment(seconds: 0)
  var custodies: [String] = []
  var unit: PlotLedger.Unit?
  var contract: String?
  /// Nil until the first portion has been placed or scattered.
  var placedOn: Day?
  var claim = ""
  var payment = ""
  var finding = ""
  /// The notice for ashes that nobody fetches.
  var ashesNotice = ""
  /// What the form of disposition was written down as, while that is wrong.
  var writtenForm: Disposition?
  var scattering: Record?
  /// Portions placed or scattered.
  var laidToRest = 0
  var isHandedOver = false
  var isBuried = false
  var isRelocated = false
  var niche: (unit: PlotLedger.Unit, contract: String)?

  /// A line of the bill.
  struct Service: Sendable {
    let item: String
    let unit: String
    let quantity: Int
    let fen: Int
    let upgraded: Bool
  }

  init(plan: CasePlan) {
    self.plan = plan
    writtenForm = plan.isSupplemented ? .sea : nil
    random = SeededRandom(seed: UInt64(plan.death.seconds), subject: plan.index, purpose: 0x6f70_656e)
  }
}

/// The cremators of every home; one body at a time each.
struct Furnaces: Sendable {
  /// By county and cremator: when it is free again, in seconds since 1970.
  private var free: [[Int]]
  private let premium: [Int]

  init(plan: CityPlan) {
    premium = plan.city.counties.indices.map { Self.premium(plan.city, cases: plan.cases, county: $0) }
    free = plan.city.counties.indices.map { county in
      Array(repeating: 0, count: Self.count(plan.city, cases: plan.cases, county: county))
    }
  }

  /// Cremators of a county's home, those of the premium grade among them.
  static func count(_ city: City, cases: Int, county: Int) -> Int {
    deaths(city, cases: cases, county: county) / 1_000 + 1 + premium(city, cases: cases, county: county)
  }

  private static func premium(_ city: City, cases: Int, county: Int) -> Int {
    deaths(city, cases: cases, county: county) / 10_000 + 1
  }

  /// In a year; a small scale leaves a city its equipment.
  private static func deaths(_ city: City, cases: Int, county: Int) -> Int {
    city.counties[county].population.value * max(cases, city.deaths.value) / city.countyPopulation
  }

  /// The cremator that is free first, and when a body can go into it.
  mutating func take(county: Int, grade premiumWanted: Bool, from moment: Moment, minutes: Int) -> (
    unit: Int, start: Moment
  ) {
    let all = free[county].indices
    let fit = premiumWanted ? all.suffix(premium[county]) : all.dropLast(premium[county])
    var best = fit.first ?? 0
    for unit in fit where free[county][unit] < free[county][best] { best = unit }
    let start = Moment(seconds: max(moment.seconds, free[county][best] + 600))
    free[county][best] = start.seconds + minutes * 60
    return (best + 1, start)
  }
}

extension Tally {
  mutating func countLayout(_ plan: CityPlan) {
    for facility in plan.layout.facilities {
      for section in facility.sections {
        let key = UnitKey(division: facility.division, kind: section.use.kind)
        units[key, default: Units()].created += section.units
        units[key, default: Units()].places += section.units * section.use.capacity
        if section.blocksOne { units[key, default: Units()].blocked += 1 }
      }
    }
  }
}
