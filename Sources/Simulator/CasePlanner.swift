/// Plans cases: a pure function of seed and number, so that any case can be planned again by itself.
struct CasePlanner: Sendable {
  let seed: UInt64
  /// Deaths in a year.
  let cases: Int
  let years: Int
  let city: City
  /// By disposition name: whether an award may be claimed for it.
  let awardedForms: Set<String>
  let claimDays: Int
  private let awards: [Award]
  /// Where people from elsewhere are from.
  private let elsewhere: [(weight: Int, element: String)]
  let couples: Couples
  let freeServices: [FreeServices]
  /// In the order of their names, so that it never depends on hashing.
  let frauds: [Fraud]
  private let counties: [(weight: Int, element: Int)]
  /// Sea burials leave on these days.
  let voyages: Voyages

  init(
    seed: UInt64,
    cases: Int,
    years: Int,
    city: City,
    awards: [Award],
    frauds: Set<Fraud>,
    freeServices: [FreeServices],
    voyages: Voyages
  ) {
    self.freeServices = freeServices
    self.frauds = frauds.sorted { $0.rawValue < $1.rawValue }
    (self.seed, self.cases, self.years, self.city, self.voyages) = (seed, cases, years, city, voyages)
    self.awards = awards
    elsewhere = Self.otherDivisions.filter { !city.contains($0.element) }
    awardedForms = Set(awards.flatMap { $0.rules.flatMap(\.forms) })
    claimDays = max(1, min(30, awards.compactMap(\.deadlineDays).min() ?? 30))
    couples = Couples(yearly: cases)
    counties = city.counties.enumerated().map { ($0.element.population.value, $0.offset) }
  }

  /// The person's reference is known before the death: as a surviving spouse one already holds a plot.
  func personRef(_ index: Int) -> String {
    var random = SeededRandom(seed: seed, subject: index, purpose: 0x7065_7273)
    return "P-" + Identifiers.digest(&random).prefix(20)
  }

  func plan(_ index: Int, death: Moment) -> CasePlan {
    var random = SeededRandom(seed: seed, subject: index, purpose: 0x6361_7365)
    let showcase = cases >= 50 ? Showcase(rawValue: index) : nil
    let first = couples.first(of: index)
    let fraud = fraud(index)
    let drawn = random.pick(counties)
    // The unknown bodies are all at one home, and so are the late papers.
    let county = fraud == .unknownBodies ? city.counties.count - 1 : fraud == .lateEntry ? 0 : drawn
    let known = identity(index, county, death.day, showcase, &random)
    let identity = fraud == .unknownBodies ? .unknown : known
    let unknown = identity.isUnknown
    let local =
      showcase == .rejectedClaim || showcase == .releasedOut || fraud == .outOfArea
      ? false : showcase != nil || fraud != nil || first != nil || random.below(1000) >= 32
    let code = city.code(of: county, on: death.day)
    let signerRef = "R-" + Identifiers.digest(&random).prefix(20)
    let manner = showcase == .police ? "abnormal" : unknown ? "unknown" : random.chance(22) ? "abnormal" : "normal"
    let daysOnly = !unknown && random.chance(70)
    var plan = CasePlan(
      index: index,
      county: first.map { plannedCounty($0) } ?? county,
      caseID: Identifiers.sortable(death, &random),
      personRef: personRef(index),
      identity: identity,
      placeKind: unknown
        ? "other" : random.pick([(520, "hospital"), (380, "home"), (70, "care_home"), (30, "other")]),
      death: daysOnly ? Moment(death.day) : death,
      deathPrecision: unknown ? "unknown" : daysOnly ? "day" : "minute",
      manner: manner,
      hukou: unknown ? nil : local ? code : random.pick(elsewhere),
      residence: unknown ? nil : code,
      signerRef: signerRef,
      relation: unknown
        ? "authority"
        : random.pick([
          (660, "child"), (210, "spouse"), (50, "sibling"), (25, "parent"), (25, "grandchild"), (30, "other_relative"),
        ]),
      holderRef: signerRef
    )
    plan.fraud = unknown && fraud != .unknownBodies ? nil : fraud
    let isCouple = first != nil || couples.isFirst(index)
    plan.fate =
      showcase?.fate ?? (showcase != nil || fraud != nil || isCouple || unknown ? .cremated : fate(local, &random))
    // About one in eighty, an assumption: nothing says how many live in such places.
    if city.reformTown != nil, plan.fate == .cremated, showcase == nil, fraud == nil, !isCouple, !unknown, local,
      random.chance(12)
    {
      (plan.fate, plan.isOfReformTown) = (.buried, true)
    }
    plan.isReportedTwice =
      city.counties.count > 1 && (showcase == .unknown || showcase == .duplicate || showcase == nil && random.chance(2))
    plan.secondCaseID = Identifiers.sortable(death.adding(minutes: 1), &random)
    plan.laterNumber =
      unknown && (showcase == .unknown || random.chance(300)) ? number(index, county, death.day, &random) : ""
    plan.isMovedInKeeping = showcase == .movedInKeeping || showcase == nil && random.chance(4)
    plan.isReissued = showcase == .reissued || showcase == nil && random.chance(4)
    plan.isUnclaimed =
      showcase == .unclaimedAshes || fraud == nil && unknown && plan.laterNumber.isEmpty && index.isMultiple(of: 2)
    plan.isWaiverReversed = showcase == .waiverReversed || showcase == nil && random.chance(10)
    plan.evidence = evidence(unknown, local, showcase, &random)
    plan.premium = random.chance(120)
    if plan.fate == .donated {
      plan.holdKind = "donation"
    } else if showcase == .hold {
      plan.holdKind = "judicial"
    } else if showcase == nil && random.chance(9) {
      plan.holdKind = random.pick([(5, "judicial"), (1, "epidemic"), (8, "dispute")])
    }
    decideDisposition(&plan, showcase, first, &random)
    decideFacts(&plan)
    lay(&plan, showcase, death, &random)
    return plan
  }

  /// The county of a case, without the rest of its plan.
  private func plannedCounty(_ index: Int) -> Int {
    var random = SeededRandom(seed: seed, subject: index, purpose: 0x6361_7365)
    return random.pick(counties)
  }

  /// Numbers never repeat, although nothing is remembered: serials repeat every 999 cases, and cases with one serial are
  /// kept apart by the remainder of their birth days.
  private func identity(
    _ index: Int,
    _ county: Int,
    _ death: Day,
    _ showcase: Showcase?,
    _ random: inout SeededRandom
  ) -> CasePlan.Identity {
    let kind = random.below(1000)
    if showcase == .unknown || showcase == nil && couples.first(of: index) == nil && !couples.isFirst(index) && kind < 3
    {
      return .unknown
    }
    if showcase == .passport || showcase == nil && kind >= 997 {
      return .document(
        kind: kind.isMultiple(of: 2) ? "passport" : "tw_permit",
        number: "Q\(Digits.padded(index + 1, 8))"
      )
    }
    return .citizen(number(index, county, death, &random))
  }

  /// A citizen's number for one who died on a day.
  private func number(_ index: Int, _ county: Int, _ death: Day, _ random: inout SeededRandom) -> String {
    let (low, high) = random.pick(Self.ages)
    let daysOld = random.within(low * 365...high * 365 + 364)
    let from = random.chance(955) ? nil : random.pick(elsewhere)
    let classes = cases * years / 999 + 1
    let born = death.number - daysOld
    let remainder = ((born - index / 999) % classes + classes) % classes
    let birth = Day(number: born - remainder)
    return Identifiers.citizenNumber(
      prefix: from ?? prefix(county, bornOn: birth, &random),
      birth: birth,
      serial: index % 999 * 307 % 999 + 1
    )
  }

  private func fate(_ local: Bool, _ random: inout SeededRandom) -> CasePlan.Fate {
    let draw = random.below(1000)
    if !local && draw < 60 { return .releasedOut }
    return draw < 2 ? .buried : draw < 3 ? .donated : .cremated
  }

  /// What the policies of free services ask for, as far as it holds in the end.
  private func decideFacts(_ plan: inout CasePlan) {
    plan.facts = Set(plan.evidence.filter(\.value).map(\.kind) + ["death_in_scope"])
    if plan.hukou.map(city.isHome) == true { plan.facts.insert("hukou_in_scope") }
    if plan.identity.isUnknown { plan.facts.insert("unknown_person") }
    if plan.hasPermit { plan.facts.insert("residence_permit") }
    if plan.fate == .cremated { plan.facts.insert("cremated") }
    if plan.disposition?.isScattering == false { plan.facts.insert("placed_in_scope") }
  }

  /// The code that the county had when its people's numbers were given.
  private func prefix(_ county: Int, bornOn birth: Day, _ random: inout SeededRandom) -> String {
    guard let old = city.counties[county].oldPrefixes, birth < old.bornBefore else { return city.counties[county].code }
    return random.pick(old.codes)
  }

  /// Whether an award may be had for a form, by the day that its policy goes by.
  func isAwarded(_ form: Disposition, death: Day, placed: Day) -> Bool {
    awards.contains { award in
      award.rules.contains { $0.forms.contains(form.rawValue) }
        && award.covers(award.dateBasis == "death" ? death : placed)
    }
  }

  /// Whether both are awarded, the first with less.
  private func isCheaper(_ form: Disposition, than other: Disposition) -> Bool {
    func most(_ form: Disposition) -> Int? {
      awards.last?.rules.filter { $0.forms.contains(form.rawValue) }.map(\.amountFen).max()
    }
    guard let less = most(form), let more = most(other) else { return false }
    return less < more
  }

  private func evidence(
    _ unknown: Bool,
    _ local: Bool,
    _ showcase: Showcase?,
    _ random: inout SeededRandom
  ) -> [(kind: String, value: Bool)] {
    if unknown { return [("unknown_body", true)] }
    var all: [(String, Bool)] = []
    if showcase == .hardship || showcase == .waiverReversed || random.chance(34) { all.append(("low_income", true)) }
    if random.chance(16) { all.append(("destitute", true)) }
    if random.chance(18) { all.append(("preferential", true)) }
    if random.chance(1) { all.append(("orphan", true)) }
    if random.chance(2) { all.append(("donor", true)) }
    if random.chance(1) { all.append(("martyr", true)) }
    if !local && random.chance(150) { all.append((random.chance(800) ? "employed_1y" : "student", true)) }
    if random.chance(60) { all.append(("grant_received", random.chance(700))) }
    return all
  }

  private func decideDisposition(
    _ plan: inout CasePlan,
    _ showcase: Showcase?,
    _ first: Int?,
    _ random: inout SeededRandom
  ) {
    let drawn = plan.fraud?.disposition ?? random.pick(Disposition.mix)
    plan.portions =
      plan.fraud != nil ? 1 : showcase == nil ? random.pick([(965, 1), (30, 2), (5, 3)]) : showcase?.portions ?? 1
    plan.restAtSea = random.chance(600)
    let keepsAll =
      plan.fraud == .unplacedAshes || plan.fraud == nil && showcase == .kept || showcase == .takenElsewhere
      || showcase == .unclaimedAshes || plan.fraud == nil && showcase == nil && random.chance(60)
    let end =
      plan.fraud == .sharedAccount
      ? .paid
      : random.pick([
        (780, CasePlan.ClaimEnd.paid), (50, .rejected), (50, .verified), (30, .submitted), (40, .returned),
        (15, .appealed),
        (20, .paymentFailed), (15, .recovered),
      ])
    let claims = random.chance(780)
    if couples.isFirst(plan.index) {
      (plan.disposition, plan.use, plan.portions) = (.plotStandard, .double, 1)
      (plan.holderRef, plan.sharesLater) = (personRef(couples.second(of: plan.index)), true)
    } else if let first {
      (plan.disposition, plan.portions, plan.spouseBefore) = (.plotStandard, 1, first)
    } else if plan.identity.isUnknown || plan.fate != .cremated || keepsAll {
      plan.portions = 1
    } else {
      let form = showcase?.disposition ?? drawn
      plan.disposition = form
      plan.use = showcase?.use ?? form.use(&random)
      if plan.use == .single && plan.portions == 1 {
        plan.relocation =
          showcase == nil && random.chance(30) ? random.pick([(2, .niche), (1, .sea)]) : showcase?.relocation
      }
    }
    guard let form = plan.disposition, awardedForms.contains(form.rawValue),
      claims || showcase != nil || plan.fraud == .sharedAccount
    else { return }
    // A county that joined the city later had no award before.
    guard city.isHome(city.code(of: plan.county, on: plan.death.day)) else { return }
    let outside = plan.hukou.map { !city.isHome($0) } ?? true
    if outside {
      // Their families hear at the counter that the award is for residents; a few claim all the same.
      plan.claimEnd = showcase != nil || random.chance(100) ? .rejected : nil
    } else {
      plan.claimEnd = showcase?.claimEnd ?? end
    }
    // One portion, or its correction would leave the others as they were written.
    plan.isSupplemented =
      form == .ashesNotKept && isCheaper(Disposition.sea, than: form) && plan.portions == 1 && plan.claimEnd == .paid
      && (showcase == .claimSupplemented || plan.index % 40 == 7)
    // An award is for all the ashes: a divided decedent's other portions must have gone the same way.
    if plan.portions > 1 && !form.isScattering { plan.claimEnd = nil }
  }

  private static let otherDivisions: [(weight: Int, element: String)] = [
    (40, "370602"), (25, "370685"), (20, "370202"), (15, "230103"), (10, "220104"), (10, "210202"),
  ]

  /// Years of age at death; both bounds count.
  private static let ages: [(weight: Int, element: (Int, Int))] = [
    (4, (0, 0)), (6, (1, 17)), (22, (18, 39)), (98, (40, 59)), (170, (60, 69)), (260, (70, 79)), (320, (80, 89)),
    (118, (90, 99)), (2, (100, 105)),
  ]
}
