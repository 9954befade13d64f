// Rule D6 (domain.md 4.4) for the cremator: in service, tested, one body at a time.

/// D6: the cremator exists at that home.
func d6NoSuchUnit(_ event: CremationCompleted) -> Refusal {
  Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: "殡仪馆 \(event.facilityId) 没有编号为 \(event.unitId) 的火化机",
      en: "The funeral home \(event.facilityId) has no cremator \(event.unitId)."
    ),
    remedy: Bilingual(
      zh: "请核对火化机编号；新设备须先提交 UnitInstalled 和 UnitTested",
      en: "Check the cremator's number; a new one is recorded by UnitInstalled and UnitTested first."
    )
  )
}

/// D6: it is installed by that day, and not yet retired; on the day of its retirement it is used no more.
func d6UnitInService(_ unit: CremationUnitState, _ event: CremationCompleted) -> Refusal? {
  let day = event.startedAt.localDate
  let remedy = Bilingual(
    zh: "请对照火化机运行记录核对火化机编号和时间",
    en: "Compare the cremator's number and the time with the record of its runs."
  )
  if day < unit.installed.data.installedOn {
    let (installedOn, eventID) = (unit.installed.data.installedOn, unit.installed.eventID)
    return Refusal(
      rule: .d6,
      fact: Bilingual(
        zh: "火化机 \(event.unitId) 于 \(installedOn) 才启用（事件 \(eventID)），火化日期为 \(day)",
        en: "The cremator \(event.unitId) was installed on \(installedOn) (event \(eventID)), after this day, \(day)."
      ),
      remedy: remedy
    )
  }
  guard let retired = unit.retired, retired.data.retiredOn <= day else { return nil }
  return Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: "火化机 \(event.unitId) 自 \(retired.data.retiredOn) 起报废（事件 \(retired.eventID)），火化日期为 \(day)",
      en: """
        The cremator \(event.unitId) is retired from \(retired.data.retiredOn) on (event \(retired.eventID)); \
        the cremation is on \(day).
        """
    ),
    remedy: remedy
  )
}

/// D6 (GB 13801-2015): the newest test by that day was passed, is valid on it, and is not older than the last retrofit.
func d6UnitTested(_ unit: CremationUnitState, _ event: CremationCompleted) -> Refusal? {
  let day = event.startedAt.localDate
  let (zh, en): (String, String)
  if let test = unit.latestTest(by: day) {
    let report = test.data.reportNo
    if !test.data.passed {
      zh = "最近一次检测（\(test.data.testedOn)，报告 \(report)，事件 \(test.eventID)）不合格"
      en = "failed its latest test (\(test.data.testedOn), report \(report), event \(test.eventID))"
    } else if test.data.validTo < day {
      zh = "的检测有效期止于 \(test.data.validTo)（报告 \(report)，事件 \(test.eventID)）"
      en = "was tested for a time that ended on \(test.data.validTo) (report \(report), event \(test.eventID))"
    } else if let retrofit = unit.latestRetrofit(by: day), test.data.testedOn < retrofit.data.doneOn {
      zh = "于 \(retrofit.data.doneOn) 改造（事件 \(retrofit.eventID)）后没有重新检测"
      en = "has not been tested since its retrofit on \(retrofit.data.doneOn) (event \(retrofit.eventID))"
    } else {
      return nil
    }
  } else {
    (zh, en) = ("没有检测记录", "has no recorded test")
  }
  return Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: "火化机 \(event.unitId) 在火化当日 \(day) 未通过检测：\(zh)",
      en: "On \(day) the cremator \(event.unitId) was not fit for use: it \(en)."
    ),
    remedy: Bilingual(
      zh: "请核对火化机编号；检测已做而未登记的，请先提交 UnitTested",
      en: "Check the cremator's number; a test that was made and not recorded is submitted by UnitTested first."
    )
  )
}

/// D6: a cremator never runs two bodies at once. One run may begin at the moment at which another ends.
func d6UnitFree(_ unit: CremationUnitState, _ event: CremationCompleted) -> Refusal? {
  guard let run = unit.run(between: event.startedAt, and: event.endedAt) else { return nil }
  return Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: """
        火化机 \(event.unitId) 在 \(run.startedAt) 至 \(run.endedAt) 正在火化个案 \(run.caseId)（事件 \(run.cremationEventId)），\
        与本次 \(event.startedAt) 至 \(event.endedAt) 重叠
        """,
      en: """
        The cremator \(event.unitId) was in use for case \(run.caseId) from \(run.startedAt) to \(run.endedAt) \
        (event \(run.cremationEventId)), which overlaps this run from \(event.startedAt) to \(event.endedAt).
        """
    ),
    remedy: Bilingual(
      zh: "一台火化机同一时间只火化一具遗体；请对照运行记录核对编号和时间",
      en: "A cremator takes one body at a time; compare the number and the times with the record of its runs."
    )
  )
}

/// D6: a test has results, one for each pollutant.
func d6EachPollutantOnce(_ event: UnitTested) -> Refusal? {
  var seen: Set<UnitTested.Pollutant> = []
  let twice = event.results.first { !seen.insert($0.pollutant).inserted }
  guard event.results.isEmpty || twice != nil else { return nil }
  return Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: "检测报告 \(event.reportNo) \(twice.map { "中 \($0.pollutant.rawValue) 出现两次" } ?? "没有任何检测结果")",
      en: "Report \(event.reportNo) has \(twice.map { "two results for \($0.pollutant.rawValue)" } ?? "no results")."
    ),
    remedy: Bilingual(
      zh: "请按报告填写 results，每种污染物一项",
      en: "Give results as in the report, one for each pollutant."
    )
  )
}

/// D6: passed means that every result is within its limit; the limit itself is within.
func d6PassedAsMeasured(_ event: UnitTested) -> Refusal? {
  let above = event.results.first { $0.limitMilli < $0.valueMilli }
  guard event.passed != (above == nil) else { return nil }
  return Refusal(
    rule: .d6,
    fact: above.map {
      Bilingual(
        zh: "检测报告 \(event.reportNo) 写为合格，但 \($0.pollutant.rawValue) 为 \($0.valueMilli)，超过限值 \($0.limitMilli)（千分之一单位）",
        en: """
          Report \(event.reportNo) is said to be passed, but \($0.pollutant.rawValue) is \($0.valueMilli), above its \
          limit of \($0.limitMilli) (thousandths).
          """
      )
    }
      ?? Bilingual(
        zh: "检测报告 \(event.reportNo) 写为不合格，但各项结果都在限值以内",
        en: "Report \(event.reportNo) is said to have failed, but every result is within its limit."
      ),
    remedy: Bilingual(
      zh: "请对照检测报告核对结果、限值和结论",
      en: "Compare results, limits and conclusion with the report."
    )
  )
}

/// D6: a cremator that ran on a day was not retired by then.
func d6RetiredAfterItsRuns(_ unit: CremationUnitState, _ event: UnitRetired) -> Refusal? {
  guard let last = unit.runs.last, event.retiredOn <= last.startedAt.localDate else { return nil }
  return Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: "报废日期为 \(event.retiredOn)，但该火化机在 \(last.startedAt) 仍火化了个案 \(last.caseId)（事件 \(last.cremationEventId)）",
      en: """
        It is said to be retired from \(event.retiredOn) on, but it ran for case \(last.caseId) at \(last.startedAt) \
        (event \(last.cremationEventId)).
        """
    ),
    remedy: Bilingual(
      zh: "请核对报废日期；报废自停用次日起算",
      en: "Check the date: retirement counts from the day after the last run."
    )
  )
}

/// R3: a cremator is retired once.
func r3RetiredOnce(_ unit: CremationUnitState) -> Refusal? {
  guard let retired = unit.retired else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该火化机自 \(retired.data.retiredOn) 起已报废（事件 \(retired.eventID)）",
      en: "This cremator is retired from \(retired.data.retiredOn) on (event \(retired.eventID))."
    ),
    Bilingual(zh: "请核对火化机编号；无需重复登记", en: "Check the cremator's number; do not record it twice.")
  )
}

/// R3: and neither tested nor retrofitted from that day on.
func r3NotRetired(_ unit: CremationUnitState, on day: LocalDate) -> Refusal? {
  guard let retired = unit.retired, retired.data.retiredOn <= day else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该火化机自 \(retired.data.retiredOn) 起已报废（事件 \(retired.eventID)），不能登记 \(day) 的检测或改造",
      en: """
        This cremator is retired from \(retired.data.retiredOn) on (event \(retired.eventID)): \
        nothing is tested or retrofitted on \(day).
        """
    ),
    Bilingual(zh: "请核对火化机编号和日期", en: "Check the cremator's number and the date.")
  )
}
