/// Some years of a city's funeral business, simulated: submissions exactly as funeral homes, cemeteries and bureaus would
/// send them.
///
/// The divisions, populations and policies are real, but for one township of Ningguo that is no cremation area; all else is made up,
/// and says so: the names of facilities and towns end in 模拟 (simulated), document numbers contain 模拟, no person is real and no
/// organisation code has been given out. Every line is one CloudEvents 1.0 object in canonical JSON with its `sealed` part, without
/// a line feed. Lines come in order of event time, cases interleaved as in life.
///
/// The same arguments give the same bytes on every machine. Iterating keeps the cases under way in memory, not the year, and
/// is quick enough to skip what has been sent before.
public struct Simulation: Sequence, Sendable {
  /// 2025-10-01, so that the year has both death certificates and both texts of the Regulation in it.
  public static let demonstrationYear = Day(number: 20_362)

  /// The first day of so many years of which the demonstration's is the last.
  public static func start(years: Int) -> Day { demonstrationYear.adding(months: 12 * (1 - years)) }

  /// The first day whose services the policies cover: free basic services begin in December 2012.
  public static let earliestStart = Day(number: 15_706)

  private let plan: CityPlan

  /// - Parameters:
  ///   - city: Where; its divisions and populations.
  ///   - cases: Deaths in a year; plots and furnaces grow with them. `City.cases(scale:)` has a whole city's.
  ///   - years: How many years.
  ///   - seed: Decides all that chance decides.
  ///   - documents: What bureaus publish, as `Document.read(schemas:)` has it; those of other places are left out.
  ///   - from: The first day of deaths; by default, so that the last year is the demonstration's. The register is opened in
  ///     the thirty days before; what would happen after the last year is not sent.
  ///   - frauds: What is planted for auditors to find; the rules accept it all.
  /// - Precondition: `cases` is not negative and `years` is positive.
  public init(
    city: City = .weihai,
    cases: Int = 20_000,
    years: Int = 1,
    seed: UInt64,
    documents: [Document],
    from: Day? = nil,
    frauds: Set<Fraud> = []
  ) {
    precondition(cases >= 0 && years > 0, "A simulation needs a year and no negative number of cases.")
    let first = from ?? Self.start(years: years)
    plan = CityPlan(
      city: city,
      cases: cases,
      years: years,
      seed: seed,
      documents: documents,
      from: first,
      frauds: frauds
    )
  }

  public func makeIterator() -> Iterator { Iterator(run: CityRun(plan: plan)) }

  public struct Iterator: IteratorProtocol, Sendable {
    private var run: CityRun

    init(run: CityRun) {
      self.run = run
    }

    public mutating func next() -> [UInt8]? { run.next()?.line }

    /// Passes over one line without writing it; false after the last.
    public mutating func skip() -> Bool { run.next() != nil }

    /// What the lines so far amount to. The layout's free plots count from the first line on.
    public var tally: Tally { run.tally }
  }

  /// Runs the whole simulation without writing it.
  public func tally() -> Tally {
    var iterator = makeIterator()
    while iterator.skip() {}
    return iterator.tally
  }

  /// The first day of the month in whose batch a decision is, if that batch is paid before the end.
  private func settled(_ moment: Moment) -> Int? {
    for year in plan.years {
      for number in 0..<12 {
        let month = year.first.adding(months: number)
        let day = Settlement.batchDay(of: month)
        if moment.day < day { return day.adding(days: 7) < plan.end ? month.number : nil }
      }
    }
    return nil
  }

  /// About how many lines there will be: every planned step within the period. Off by the few that wait for a furnace over
  /// the last midnight or find no award to claim. It plans every case, which takes a small part of the time of running them.
  public var estimatedCount: Int {
    let end = Moment(plan.end)
    let errands =
      Errand.once(plan)
      + plan.years.flatMap { Errand.all(plan, in: $0) }.filter {
        if case .batch = $0.1 { false } else { true }
      }
    var count = OpeningBook.count(plan) + errands.count { $0.0 < end }
    var arrivals = plan.arrivals
    // The bureau's batches: three lines each, and one for every decision.
    var batches: Set<[Int]> = []
    while let (index, death) = arrivals.next() {
      let planned = plan.planner.plan(index, death: death)
      for (moment, step) in planned.steps where moment < end {
        switch step {
        case .cremation: continue
        case .waived(isFinal: true):
          guard let month = settled(moment) else { break }
          count += 1
          batches.insert([planned.county, month])
        default: break
        }
        count += 1
      }
    }
    count += batches.count * 3
    return count
  }
}
