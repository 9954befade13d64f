// Rules I1 and I5 of what a draw is announced for: cemeteries of its division that are inspected that year, and something for the
// lot to decide. Of inspectors the log knows no more than their codes: whose they are is for whoever reads the announcement.

/// I1: nothing is drawn for years to come.
func i1YearOfDraw(_ event: DrawAnnounced, latest: LocalDate) -> Refusal? {
  let last = latest.year + 1
  guard last < event.year.value else { return nil }
  return Refusal(
    rule: .i1,
    fact: Bilingual(
      zh: "公告的年检年度为 \(event.year)，而今天是 \(latest)",
      en: "The draw is for inspections of \(event.year), and today is \(latest)."
    ),
    remedy: Bilingual(zh: "年度最迟填 \(last)", en: "Name a year up to \(last).")
  )
}

/// I5: the division is one that stands that day, and not one that has become part of another.
func i5DivisionStands(_ event: DrawAnnounced, on day: LocalDate, _ divisions: DivisionHistory) -> Refusal? {
  let successor = Locality(event.division, writtenOn: day, divisions).code(on: day)
  guard successor != event.division else { return nil }
  return Refusal(
    rule: .i5,
    fact: Bilingual(
      zh: "区划 \(event.division) 在 \(day) 已并入或改为 \(successor)",
      en: "The division \(event.division) had become \(successor) by \(day)."
    ),
    remedy: Bilingual(zh: "请以 \(successor) 公告", en: "Announce the draw for \(successor).")
  )
}

/// I5: whatever is drawn from lies in the division that draws, by its licence and by what has become of divisions since.
func i5OfTheDivision(
  _ facility: FacilityState,
  _ code: Code,
  _ event: DrawAnnounced,
  on day: LocalDate,
  _ divisions: DivisionHistory
) -> Refusal? {
  let place = Locality(facility.licence.data, divisions)
  guard !place.isWithin(Locality(event.division, writtenOn: day, divisions), on: day) else { return nil }
  return Refusal(
    rule: .i5,
    fact: Bilingual(
      zh: "\(code) 在区划 \(place.told(on: day))（事件 \(facility.licence.eventID)），不在组织抽取的 \(event.division)",
      en: """
        \(code) lies in \(place.told(on: day)) (event \(facility.licence.eventID)), and not in \(event.division), \
        which draws.
        """
    ),
    remedy: Bilingual(
      zh: "名录只列本区划的公墓；跨区划的，由共同的上级公告",
      en: "List cemeteries of the division alone; for others the division above them both announces the draw."
    )
  )
}

/// I5: what is closed is not inspected, and would only take the place of another.
func i5StillOpen(_ facility: FacilityState, _ code: Code, on day: LocalDate) -> Refusal? {
  guard facility.status(on: day) == .closed else { return nil }
  return Refusal(
    rule: .i5,
    fact: Bilingual(zh: "设施 \(code) 在 \(day) 已关闭", en: "The facility \(code) is closed on \(day)."),
    remedy: Bilingual(zh: "请从名录中去掉已关闭的设施", en: "Leave closed facilities out of the list.")
  )
}

/// I5: all cemeteries may be inspected, by inspectors who are drawn; or all inspectors go, to cemeteries that are drawn. Where both
/// lists are taken whole, whoever made the lists has chosen everybody.
func i5SomethingToDraw(_ event: DrawAnnounced) -> Refusal? {
  guard event.takesAllCemeteries, event.takesAllInspectors else { return nil }
  return Refusal(
    rule: .i5,
    fact: Bilingual(
      zh: "名录有检查对象 \(event.population.count) 个、检查人员 \(event.pool.count) 名，全部抽取，没有什么由抽取决定",
      en: """
        All \(event.population.count) subject(s) and all \(event.pool.count) inspector(s) of the lists are taken: \
        nothing is left to the draw.
        """
    ),
    remedy: Bilingual(
      zh: "请补全检查人员名录（须多于抽取数），或少抽检查对象；全部检查而人员固定的，不必公告抽取，直接启动年检",
      en: """
        Complete the list of inspectors, so that it has more than are drawn, or draw fewer cemeteries. Where all are inspected by \
        inspectors who are settled, there is nothing to announce: open the inspections.
        """
    )
  )
}

extension DrawAnnounced {
  /// Whether every cemetery of the list is taken, so that none of them is chosen by the draw.
  public var takesAllCemeteries: Bool { population.count <= pickedCount.value }
  /// Whether every inspector of the list is.
  public var takesAllInspectors: Bool { pool.count <= inspectorCount.value }
}

extension InspectionSampled {
  public var takesAllCemeteries: Bool { population.count <= picked.count }
  public var takesAllInspectors: Bool { pool.count <= inspectors.count }
}

extension DrawAnnounced {
  /// That each of the population is what the annual inspection of the year is about, in the division.
  func checkPopulation(on day: LocalDate, _ known: inout Knowledge) throws(Undecided) {
    let divisions = try known.divisions()
    try uphold(i5DivisionStands(self, on: day, divisions))
    for code in population {
      let facility = try known.facility(code)
      try uphold(i1Due(facility, code, StreamName(.annualInspection, "\(code)/\(year)")))
      try uphold(i5OfTheDivision(facility, code, self, on: day, divisions))
      try uphold(i5StillOpen(facility, code, on: day))
    }
  }
}
