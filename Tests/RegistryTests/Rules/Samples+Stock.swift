import Testing

@testable import Registry

extension UnitInstalled {
  static let sample = UnitInstalled(model: "拣灰炉", fuel: .oil, ratedLifeDays: 3650, installedOn: "2018-06-01")
}

extension UnitTested {
  static func result(_ pollutant: Pollutant, _ value: Count, limit: Count) -> Result {
    Result(pollutant: pollutant, unit: .mgPerM3, valueMilli: value, limitMilli: limit)
  }

  static let sample = UnitTested(
    standard: "GB 13801-2015",
    reportNo: "检字31",
    testedOn: "2026-03-12",
    results: [result(.so2, 11_000, limit: 30_000), result(.co, 150_000, limit: 150_000)],
    passed: true,
    validTo: "2027-03-11"
  )

  static func failed(on day: LocalDate) -> UnitTested {
    with(sample) {
      ($0.reportNo, $0.testedOn, $0.passed) = ("检字32", day, false)
      $0.results = [result(.particulate, 30_001, limit: 30_000)]
    }
  }
}

extension UnitRan {
  static let sample = UnitRan(
    caseId: "c1",
    cremationEventId: "00000000-0000-8000-8000-000000000009",
    startedAt: "2026-10-03T09:00:00+08:00",
    endedAt: "2026-10-03T10:10:00+08:00"
  )
}

extension HearseRegistered {
  static let sample = HearseRegistered(
    facilityId: "371002-H",
    plateDigest: .paper,
    operatorUscc: "11370100004188768U",
    operatorUsccReason: nil,
    registeredFrom: "2024-04-01"
  )
}

extension FormRange {
  init(_ first: FormSerial, _ last: FormSerial) {
    self.init(first: first, last: last)
  }
}

extension StockReceived {
  static let sample = StockReceived(forms: FormRange("S-1", "S-9"), deliveryNo: "领4")
}

extension StockSpoiled {
  static func sample(_ serial: FormSerial) -> StockSpoiled {
    StockSpoiled(serial: serial, reason: "打印错误", witnessId: "clerk-2")
  }
}

extension StockReconciled {
  /// Of the first delivery, nothing of which is used.
  static let allThere = StockReconciled(counted: [FormRange("S-1", "S-9")], missing: [], countedBy: "clerk-2")
  static let oneMissing = StockReconciled(
    counted: [FormRange("S-2", "S-9")],
    missing: [FormRange("S-1", "S-1")],
    countedBy: "clerk-2"
  )
}

extension StocktakeChecked {
  static let sample = StocktakeChecked(
    stocktakeNo: "PD-1",
    found: true,
    tagMatches: true,
    containerTagSeen: nil,
    checkerId: "clerk-2"
  )
  static let notFound = with(sample) { ($0.found, $0.tagMatches) = (false, false) }
}

// MARK: Histories

extension World {
  /// A cremator of the home, with a test that was passed unless there is to be none.
  mutating func unit(
    _ serial: String,
    installed day: LocalDate = "2018-06-01",
    tested: UnitTested? = .sample
  ) throws {
    let stream = "371002-H/\(serial)"
    let time = Instant("\(day)T08:00:00+08:00") ?? "2018-06-01T08:00:00+08:00"
    try given(with(UnitInstalled.sample) { $0.installedOn = day }, in: stream, at: time)
    if let tested { try given(tested, in: stream) }
  }

  /// Nine cremators and a delivery of nine forms: what the samples' cremations and certificates need.
  mutating func equipHome() throws {
    for number in 1...9 { try unit("unit-\(number)") }
    try given(StockReceived.sample, in: "371002-H", at: "2026-01-05T09:00:00+08:00")
  }
}
