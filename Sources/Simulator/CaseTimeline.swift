extension CasePlanner {
  /// Lays the steps of a case into time.
  func lay(_ plan: inout CasePlan, _ showcase: Showcase?, _ death: Moment, _ random: inout SeededRandom) {
    let unknown = plan.identity.isUnknown
    var opened = death.adding(minutes: unknown ? random.within(1440...4320) : random.within(20...330))
    if plan.fraud == .lateEntry {
      // The first of the second month after the death, at night.
      let (year, month, _) = death.day.adding(months: 2).civil
      opened = Moment(Day(year, month, 1) ?? death.day, hour: 21, minute: plan.index % 60).adding(minutes: 31 * 1440)
    }
    plan.then(.opened, at: opened)
    let arrived = opened.adding(minutes: random.within(45...150))
    plan.then(.collected, at: arrived)
    plan.then(.transport, at: arrived.adding(minutes: 2))
    plan.then(.keepingStarted(1), at: arrived.adding(minutes: 6))
    let certified = opened.adding(minutes: random.within(unknown ? 1200...7200 : 160...900))
    plan.then(.certificate, at: certified)
    let checked = certified.adding(minutes: random.within(10...60))
    if showcase == .failedCheck || showcase == nil && !unknown && random.chance(6) {
      plan.then(.identityFailed, at: checked.adding(minutes: -4))
    }
    plan.then(.identity, at: checked)
    plan.then(.residency, at: checked.adding(minutes: random.within(2...8)))
    for number in plan.evidence.indices { plan.then(.evidence(number), at: checked.adding(minutes: 15 + number * 6)) }
    if unknown { plan.then(.notice, at: checked.adding(minutes: 120)) }
    if plan.isReportedTwice {
      plan.then(.secondReport, at: checked.adding(minutes: 45))
      if !unknown { plan.then(.secondClosed, at: checked.adding(minutes: 100)) }
    }
    if plan.isCorrected { plan.then(.certificateCorrected, at: checked.adding(minutes: 110)) }
    if plan.isEnteredTwice {
      plan.then(.itemTwice, at: checked.adding(minutes: 112))
      plan.then(.itemVoided, at: checked.adding(minutes: 115))
    }
    if plan.isMovedInKeeping {
      plan.then(.keepingEnded, at: checked.adding(minutes: 130))
      plan.then(.keepingStarted(2), at: checked.adding(minutes: 135))
    }
    if unknown {
      plan.then(.keepingExtended, at: Moment(checked.day.adding(days: 10), hour: 10, minute: random.below(60)))
    }
    guard plan.fate == .cremated else { return layDeparture(&plan, checked, &random) }

    // Confirmed in the afternoon, cremated the next morning; a check late at night waits a day.
    var ready = checked.adding(minutes: 240).day.adding(
      days: unknown ? random.within(60...90) : random.pick([(60, 1), (30, 2), (10, 3)])
    )
    if let kind = plan.holdKind {
      plan.then(.hold, at: checked.adding(minutes: random.within(60...300)))
      let days = random.within(kind == "epidemic" ? 2...8 : 2...18)
      plan.then(.holdReleased, at: Moment(checked.day.adding(days: days), hour: 15, minute: random.below(60)))
      ready = max(ready, checked.day.adding(days: days + 1))
    }
    plan.then(
      .authorised,
      at: Moment(ready.adding(days: -1), hour: 16, minute: random.below(60), second: random.below(60))
    )
    let start = max(
      Moment(ready, hour: 5, minute: 30 + random.below(330), second: random.below(60)),
      plan.steps[plan.steps.count - 1].moment.adding(minutes: 90)
    )
    if random.chance(350) { plan.then(.farewell, at: start.adding(minutes: -60)) }
    plan.then(.keeping, at: start.adding(minutes: -15))
    plan.then(.cremation, at: start)
    let ended = start.adding(minutes: plan.premium ? random.within(65...90) : random.within(48...75))
    plan.then(.cremated, at: ended)
    plan.then(.cremationService, at: ended.adding(minutes: 4))
    if random.chance(700) { plan.then(.urn, at: ended.adding(minutes: 9)) }
    plan.then(.certificateIssued, at: ended.adding(minutes: random.within(20...40)))
    for portion in 1...plan.portions { plan.then(.custody(portion), at: ended.adding(minutes: 42 + portion)) }
    layDisposition(&plan, showcase, ended.adding(minutes: 60), &random)
  }

  /// The ways of a body that is not cremated.
  private func layDeparture(_ plan: inout CasePlan, _ checked: Moment, _ random: inout SeededRandom) {
    let next = Moment(checked.day.adding(days: 1), hour: 9, minute: random.below(60))
    switch plan.fate {
    case .cremated: return
    case .donated:
      plan.then(.hold, at: checked.adding(minutes: 60))
      plan.then(.holdReleased, at: next)
      plan.then(.donated, at: next.adding(minutes: 90))
    case .releasedOut: plan.then(.releasedOut, at: next)
    case .buried:
      plan.then(.bodyGranted, at: next)
      plan.then(.buried, at: next.adding(minutes: 180))
    }
    plan.then(.closed, at: next.adding(minutes: 400))
    if hasWaiver(plan) { plan.then(.waived(isFinal: true), at: next.adding(minutes: 2 * 1440)) }
  }

  /// Whether some rule of the free services holds.
  func hasWaiver(_ plan: CasePlan) -> Bool {
    freeServices.of(death: plan.death.day)?.rules.contains { $0.covers(plan.facts) } == true
  }

  private func layWaiver(_ plan: inout CasePlan, _ day: Day, _ random: inout SeededRandom) {
    guard hasWaiver(plan) else { return }
    let moment = Moment(day.adding(days: random.within(1...4)), hour: 9, minute: random.below(420))
    if plan.isWaiverReversed {
      plan.then(.waived(isFinal: false), at: moment)
      plan.then(.waiverReversed, at: moment.adding(minutes: 60))
    }
    plan.then(.waived(isFinal: true), at: moment.adding(minutes: 90))
  }

  /// Papers lost months later, and who an unknown person was.
  private func layAftermath(_ plan: inout CasePlan, _ random: inout SeededRandom) {
    guard let last = plan.steps.last?.moment.day else { return }
    func later(_ days: Int, _ random: inout SeededRandom) -> Moment {
      Moment(last.adding(days: days), hour: 10, minute: random.below(300))
    }
    if plan.isReissued {
      plan.then(.deathReissued, at: later(10, &random))
      plan.then(.certificateReissued, at: later(20, &random))
    }
    if !plan.laterNumber.isEmpty { plan.then(.resolved, at: later(random.within(22...60), &random)) }
    guard let relocation = plan.relocation, plan.claimEnd == nil else { return }
    plan.then(relocation == .niche ? .nicheGranted : .relocated, at: later(30, &random))
    if relocation == .niche { plan.then(.relocated, at: later(31, &random)) }
    plan.then(.rightReturned, at: later(34, &random))
    plan.then(.cleared, at: later(44, &random))
    if relocation == .sea {
      plan.then(.scattered(1), at: Moment(voyages.next(from: last.adding(days: 46)), hour: 8, minute: random.below(60)))
    }
  }

  private func layDisposition(
    _ plan: inout CasePlan,
    _ showcase: Showcase?,
    _ ready: Moment,
    _ random: inout SeededRandom
  ) {
    if plan.fraud == .unplacedAshes { return layWaiver(&plan, ready.day, &random) }
    if plan.isUnclaimed { return layUnclaimed(&plan, ready.day, &random) }
    guard let form = plan.disposition else {
      plan.storageMonths = random.within(3...12)
      plan.then(.ashStorage, at: ready.adding(minutes: 10))
      plan.then(.stored, at: ready.adding(minutes: 11))
      layWaiver(&plan, ready.day, &random)
      layAftermath(&plan, &random)
      let isTaken = showcase == .takenElsewhere || showcase == nil && !plan.identity.isUnknown && random.chance(200)
      if isTaken {
        plan.then(.handedOver(elsewhere: true), at: Moment(ready.day.adding(days: random.within(30...80)), hour: 11))
      } else {
        let end = ready.day.adding(days: (showcase == .kept ? 3 : plan.storageMonths) * 30 - 6)
        plan.then(.storageRenewed, at: Moment(end, hour: 11, minute: random.below(60)))
      }
      return
    }
    var days = delay(ready.day, &random)
    if showcase != nil { days = min(days, 4) }
    if plan.sharesLater { days = random.within(1...20) }
    if plan.spouseBefore != nil { days = random.within(20...55) }
    var day = ready.day.adding(days: days)
    if form == .sea || plan.restAtSea && plan.portions > 1 {
      day = voyages.next(from: max(day, ready.day.adding(days: 1)))
    }
    if form == .ashesNotKept { day = ready.day }
    let atOnce = day == ready.day
    let placing =
      atOnce ? ready.adding(minutes: random.within(40...200)) : Moment(day, hour: 8, minute: random.below(420))
    if day.number - ready.day.number > 3 {
      plan.storageMonths = (day.number - ready.day.number) / 30 + 1
      plan.then(.ashStorage, at: ready.adding(minutes: 10))
      plan.then(.stored, at: ready.adding(minutes: 11))
    }
    if plan.use != nil && plan.use?.isPool == false {
      let room = (placing.seconds - ready.seconds) / 60
      let granting =
        atOnce
        ? ready.adding(minutes: 20) : placing.adding(minutes: -random.within(min(60, room - 1)...min(room - 1, 28_800)))
      if (showcase == .reservation || random.chance(15)) && !plan.sharesLater {
        plan.then(.reserved, at: granting.adding(minutes: -10))
      }
      plan.then(.granted, at: granting)
    }
    if day.number - ready.day.number > 3 { plan.then(.handedOver(elsewhere: false), at: placing.adding(minutes: -30)) }
    plan.then(form.isScattering ? .scattered(1) : .placed(1), at: placing)
    if plan.portions > 1 && (form.isScattering || plan.restAtSea) {
      for portion in 2...plan.portions { plan.then(.scattered(portion), at: placing.adding(minutes: 3 * portion)) }
    }
    if plan.portions == 1 || form.isScattering || plan.restAtSea {
      plan.then(.closed, at: placing.adding(minutes: 60 + 3 * plan.portions))
    }
    layWaiver(&plan, placing.day, &random)
    layClaim(&plan, placing, &random)
    layAftermath(&plan, &random)
  }

  /// By the terms of ``Document/unclaimedAshes(of:)``, and then with the next ship.
  private func layUnclaimed(_ plan: inout CasePlan, _ ready: Day, _ random: inout SeededRandom) {
    layWaiver(&plan, ready, &random)
    let term = plan.identity.isUnknown ? UnclaimedTerms.unknown : UnclaimedTerms.anybody
    let notice = ready.adding(days: term + 1)
    plan.then(.ashesNotice, at: Moment(notice, hour: 10, minute: random.below(60)))
    let voyage = voyages.next(from: notice.adding(days: UnclaimedTerms.notice + 1))
    plan.then(.ashesDisposed, at: Moment(voyage, hour: 8, minute: random.below(60)))
    plan.then(.closed, at: Moment(voyage, hour: 15))
  }

  private func layClaim(_ plan: inout CasePlan, _ placing: Moment, _ random: inout SeededRandom) {
    guard let end = plan.claimEnd, let form = plan.disposition,
      isAwarded(form, death: plan.death.day, placed: placing.day)
    else { return }
    var day = placing.day.adding(days: random.within(1...claimDays))
    func office(_ random: inout SeededRandom) -> Moment {
      Moment(day, hour: 9, minute: random.below(420), second: random.below(60))
    }
    plan.then(.claimed, at: office(&random))
    if case .submitted = end { return }
    day = day.adding(days: random.within(1...8))
    if case .rejected = end { return plan.then(.rejected, at: office(&random)) }
    if case .returned = end {
      plan.then(.returned, at: office(&random))
      day = day.adding(days: random.within(2...9))
      plan.then(.resubmitted, at: office(&random))
      day = day.adding(days: 2)
    }
    if case .appealed = end {
      plan.then(.rejected, at: office(&random))
      day = day.adding(days: random.within(5...20))
      plan.then(.appealed, at: office(&random))
      day = day.adding(days: 5)
    }
    plan.then(.verified, at: office(&random))
    if case .verified = end { return }
    day = day.adding(days: random.within(2...10))
    plan.then(.approved, at: office(&random))
    day = day.adding(days: random.within(3...20))
    plan.then(.paid, at: office(&random))
    if plan.isSupplemented {
      day = day.adding(days: random.within(10...30))
      plan.then(.formCorrected, at: office(&random))
      day = day.adding(days: 5)
      plan.then(.supplemented, at: office(&random))
      day = day.adding(days: 8)
      plan.then(.supplementPaid, at: office(&random))
    }
    switch end {
    case .paymentFailed:
      day = day.adding(days: 3)
      plan.then(.paymentFailed, at: office(&random))
      day = day.adding(days: 6)
      plan.then(.paid, at: office(&random))
    case .recovered:
      day = day.adding(days: random.within(15...40))
      plan.then(.recoveryFound, at: office(&random))
      day = day.adding(days: 2)
      plan.then(.recoveryOpened, at: office(&random))
      day = day.adding(days: 20)
      plan.then(.recovered, at: office(&random))
      day = day.adding(days: 2)
      plan.then(.findingClosed, at: office(&random))
    default: break
    }
  }

  /// Days from cremation to rest: many the same day, as is the custom there, others at Qingming or much later.
  private func delay(_ day: Day, _ random: inout SeededRandom) -> Int {
    let (_, month, _) = day.civil
    let wait = random.pick([(240, 0...0), (200, 1...3), (220, 4...30), (160, 31...60), (180, 61...200)])
    guard month <= 3 && random.chance(250), let qingming = Day(day.civil.year, 4, 4) else { return random.within(wait) }
    return qingming.number - day.number + random.below(3)
  }
}

/// The days on which ashes are taken out to sea: the 12th of every month but the stormy ones.
struct Voyages: Sendable {
  let days: [Day]

  /// From `first` on, for some months beyond `months`, so that a late case still finds one.
  init(from first: Day, months: Int) {
    days = (0...months + 6).compactMap {
      let (year, month, _) = first.adding(months: $0).civil
      return [12, 1, 2].contains(month) ? nil : Day(year, month, 12)
    }
  }

  func next(from day: Day) -> Day {
    days.first { $0 >= day } ?? day
  }

  func number(of day: Day) -> String {
    let (year, month, _) = day.civil
    return "HZ-\(year)-\(Digits.padded(month, 2))"
  }
}
