import Testing

@testable import Registry

extension Refused {
  static let ofUnits: [Refused] = [
    Refused("d6NoSuchUnit", ["371002-H", "unit-0"]) {
      try $0.authorised("c1")
      try $0.submit(with(CremationCompleted.sample) { $0.unitId = "unit-0" }, to: "c1")
    },
    Refused("d6AtAFuneralHome", ["371002-C"]) { try $0.submit(UnitInstalled.sample, to: "371002-C/unit-1") },
    Refused("d6UnitInService", ["unit-0", "2026-10-04", "2026-10-03"]) {
      try $0.unit("unit-0", installed: "2026-10-04", tested: nil)
      try $0.authorised("c1")
      try $0.submit(with(CremationCompleted.sample) { $0.unitId = "unit-0" }, to: "c1")
    },
    Refused("d6UnitInService", ["unit-1", "2026-10-03"]) {
      // On the very day of its retirement.
      try $0.given(UnitRetired(reason: .age, retiredOn: "2026-10-03"), in: "371002-H/unit-1")
      try $0.authorised("c1")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("d6UnitTested", ["unit-0", "2026-10-03"]) {
      try $0.unit("unit-0", tested: nil)
      try $0.authorised("c1")
      try $0.submit(with(CremationCompleted.sample) { $0.unitId = "unit-0" }, to: "c1")
    },
    Refused("d6UnitTested", ["unit-1", "检字32", "2026-09-01"]) {
      // A later test that failed outweighs an earlier one that is still valid.
      try $0.given(UnitTested.failed(on: "2026-09-01"), in: "371002-H/unit-1")
      try $0.authorised("c1")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("d6UnitTested", ["unit-0", "2026-10-02", "检字31"]) {
      try $0.unit("unit-0", tested: with(.sample) { $0.validTo = "2026-10-02" })
      try $0.authorised("c1")
      try $0.submit(with(CremationCompleted.sample) { $0.unitId = "unit-0" }, to: "c1")
    },
    Refused("d6UnitTested", ["unit-1", "2026-03-13"]) {
      try $0.given(UnitRetrofitted(scope: "尾气净化", doneOn: "2026-03-13"), in: "371002-H/unit-1")
      try $0.authorised("c1")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("d6UnitFree", ["unit-1", "c1", "2026-10-03T10:10:00+08:00", "2026-10-03T10:09:59+08:00"]) {
      try $0.cremated("c1")
      try $0.authorised("c2", 2)
      let next = with(CremationCompleted.sample) {
        ($0.startedAt, $0.endedAt) = ("2026-10-03T10:09:59+08:00", "2026-10-03T11:00:00+08:00")
      }
      try $0.submit(next, to: "c2")
    },
    Refused("d6UnitFree", ["unit-1", "c1", "2026-10-03T09:00:00+08:00"]) {
      // Recorded late, of an earlier hour.
      try $0.cremated("c1")
      try $0.authorised("c2", 2)
      let before = with(CremationCompleted.sample) {
        ($0.startedAt, $0.endedAt) = ("2026-10-03T08:00:00+08:00", "2026-10-03T09:00:01+08:00")
      }
      try $0.submit(before, to: "c2")
    },
    Refused("d6EachPollutantOnce", ["检字31", "so2"]) {
      let twice = with(UnitTested.sample) { $0.results.append(UnitTested.result(.so2, 1, limit: 2)) }
      try $0.submit(twice, to: "371002-H/unit-1")
    },
    Refused("d6EachPollutantOnce", ["检字31"]) {
      try $0.submit(with(UnitTested.sample) { $0.results = [] }, to: "371002-H/unit-1")
    },
    Refused("d6PassedAsMeasured", ["检字32", "particulate", "30001", "30000"]) {
      try $0.submit(with(UnitTested.failed(on: "2026-09-01")) { $0.passed = true }, to: "371002-H/unit-1")
    },
    Refused("d6PassedAsMeasured", ["检字31"]) {
      try $0.submit(with(UnitTested.sample) { $0.passed = false }, to: "371002-H/unit-1")
    },
    Refused("d6RetiredAfterItsRuns", ["2026-10-03", "2026-10-03T09:00:00+08:00", "c1"]) {
      try $0.cremated("c1")
      try $0.submit(UnitRetired(reason: .age, retiredOn: "2026-10-03"), to: "371002-H/unit-1")
    },
    Refused("r3RetiredOnce", ["2026-10-10"]) {
      try $0.given(UnitRetired(reason: .age, retiredOn: "2026-10-10"), in: "371002-H/unit-1")
      try $0.submit(UnitRetired(reason: .damage, retiredOn: "2026-10-09"), to: "371002-H/unit-1")
    },
    Refused("r3NotRetired", ["2026-10-10"]) {
      try $0.given(UnitRetired(reason: .age, retiredOn: "2026-10-10"), in: "371002-H/unit-1")
      try $0.submit(UnitRetrofitted(scope: "炉膛", doneOn: "2026-10-10"), to: "371002-H/unit-1")
    },
    Refused("r4InOrder", ["2018-06-01", "2018-05-31"]) {
      let early = with(UnitTested.sample) { $0.testedOn = "2018-05-31" }
      try $0.submit(early, to: "371002-H/unit-1")
    },
    Refused("s6WrittenByTheRegistry", ["UnitRan"]) { try $0.submit(UnitRan.sample, to: "371002-H/unit-1") },
    Refused("s6WrittenByTheRegistry", ["StockUsed"]) {
      let used = StockUsed(serial: "S-1", caseId: "c1", eventId: "00000000-0000-8000-8000-000000000009")
      try $0.submit(used, to: "371002-H")
    },
    Refused("r2HearseOnce", ["hearse/h1"]) {
      try $0.given(HearseRegistered.sample, in: "h1")
      try $0.submit(HearseRegistered.sample, to: "h2")
    },
    Refused("r3HearseInService", ["2026-10-10"]) {
      try $0.given(HearseRegistered.sample, in: "h1")
      try $0.given(HearseRetired(reason: "报废", retiredOn: "2026-10-10"), in: "h1")
      try $0.submit(HearseRetired(reason: "报废", retiredOn: "2026-10-11"), to: "h1")
    },
  ]

  static let ofStock: [Refused] = [
    Refused("d7StockOfAFuneralHome", ["371002-C", "cemetery"]) { try $0.submit(StockReceived.sample, to: "371002-C") },
    Refused("d7RangeRunsForward", ["S-9", "S-1"]) {
      try $0.submit(with(StockReceived.sample) { $0.forms = FormRange("S-9", "S-1") }, to: "371002-H")
    },
    Refused("d7RangeRunsForward", ["S-9", "S-10"]) {
      // Numbers of one and of two digits are different series.
      try $0.submit(with(StockReceived.sample) { $0.forms = FormRange("S-9", "S-10") }, to: "371002-H")
    },
    Refused("d7ReceivedOnce", ["S-9", "S-1–S-9", "领4"]) {
      try $0.submit(with(StockReceived.sample) { $0.forms = FormRange("S-9", "S-9") }, to: "371002-H")
    },
    Refused("d7NoSuchForm", ["T-1", "371002-H"]) {
      try $0.cremated("c1")
      try $0.submit(with(CremationCertificateIssued.sample) { $0.formSerial = "T-1" }, to: "c1")
    },
    Refused("d7NoSuchForm", ["S-01"]) {
      try $0.cremated("c1")
      try $0.submit(with(CremationCertificateIssued.sample) { $0.formSerial = "S-01" }, to: "c1")
    },
    Refused("d7NoSuchForm", ["S-A"]) {
      try $0.cremated("c1")
      try $0.submit(with(CremationCertificateIssued.sample) { $0.formSerial = "S-A" }, to: "c1")
    },
    Refused("d7FormReceived", ["T-1", "2026-10-10T09:00:00+08:00", "2026-10-03T11:00:00+08:00"]) {
      try $0.cremated("c1")
      let delivery = with(StockReceived.sample) { $0.forms = FormRange("T-1", "T-5") }
      try $0.given(delivery, in: "371002-H", at: "2026-10-10T09:00:00+08:00")
      let issued = with(CremationCertificateIssued.sample) { $0.formSerial = "T-1" }
      try $0.submit(issued, to: "c1", at: "2026-10-03T11:00:00+08:00")
    },
    Refused("d7FormIsBlank", ["S-1", "c1"]) {
      try $0.cremated("c1")
      try $0.given(CremationCertificateIssued.sample, in: "c1")
      try $0.cremated("c2", 2)
      try $0.submit(with(CremationCertificateIssued.sample) { $0.certNo = "HH-2" }, to: "c2")
    },
    Refused("d7FormIsBlank", ["S-1", "打印错误"]) {
      try $0.given(StockSpoiled.sample("S-1"), in: "371002-H")
      try $0.cremated("c1")
      try $0.submit(CremationCertificateIssued.sample, to: "c1")
    },
    Refused("d7FormIsBlank", ["S-2", "核1"]) {
      let off = StockWrittenOff(forms: FormRange("S-1", "S-3"), reason: .obsolete, docNo: "核1")
      try $0.given(off, in: "371002-H")
      try $0.submit(StockSpoiled.sample("S-2"), to: "371002-H")
    },
    Refused("d7FormNotMissing", ["S-1", "2026-10-01T09:00:00+08:00"]) {
      try $0.given(StockReconciled.oneMissing, in: "371002-H", at: "2026-10-01T09:00:00+08:00")
      try $0.cremated("c1")
      try $0.submit(CremationCertificateIssued.sample, to: "c1")
    },
    Refused("d7WitnessIsAnother", ["S-1", "clerk-1"]) {
      try $0.submit(with(StockSpoiled.sample("S-1")) { $0.witnessId = "clerk-1" }, to: "371002-H")
    },
    Refused("d7WrittenOffIsBlank", ["S-4", "S-8–S-9"]) {
      try $0.given(StockSpoiled.sample("S-4"), in: "371002-H")
      try $0.given(StockWrittenOff(forms: FormRange("S-8", "S-9"), reason: .lost, docNo: "核1"), in: "371002-H")
      let off = StockWrittenOff(forms: FormRange("S-3", "S-9"), reason: .lost, docNo: "核2")
      try $0.submit(off, to: "371002-H")
    },
    Refused("d7CountedIsBlank", ["S-1"]) {
      try $0.given(StockSpoiled.sample("S-1"), in: "371002-H")
      try $0.submit(StockReconciled.allThere, to: "371002-H")
    },
    Refused("d7MissingAsComputed", ["[]", "S-1, S-5–S-9"]) {
      let count = with(StockReconciled.allThere) { $0.counted = [FormRange("S-2", "S-4")] }
      try $0.submit(count, to: "371002-H")
    },
    Refused("d7MissingAsComputed", ["S-1"]) {
      try $0.submit(with(StockReconciled.oneMissing) { $0.counted = [FormRange("S-1", "S-9")] }, to: "371002-H")
    },
    Refused("a8OncePerStocktake", ["PD-1", "2026-11-01T09:00:00+08:00"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.given(StocktakeChecked.sample, in: "a1")
      try $0.submit(StocktakeChecked.sample, to: "a1")
    },
    Refused("a8AnotherChecker", ["clerk-1"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(with(StocktakeChecked.sample) { $0.checkerId = "clerk-1" }, to: "a1")
    },
    Refused("a8TagAsSeen", ["tag-1", "true", "false"]) {
      // Another tag, and not said which.
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(with(StocktakeChecked.sample) { $0.tagMatches = false }, to: "a1")
    },
    Refused("a8TagAsSeen", ["tag-1", "tag-2"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(with(StocktakeChecked.notFound) { $0.containerTagSeen = "tag-2" }, to: "a1")
    },
    Refused("a8FoundAgain", ["PD-1", "2026-10-20T09:00:00+08:00"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.given(StocktakeChecked.notFound, in: "a1", at: "2026-10-20T09:00:00+08:00")
      try $0.submit(AshesScattered.sample, to: "a1")
    },
    Refused("a8FoundAgain", ["PD-1", "2026-10-20T09:00:00+08:00"]) {
      try $0.inCustody("c1", ashes: "a1")
      let swapped = with(StocktakeChecked.sample) { ($0.tagMatches, $0.containerTagSeen) = (false, "tag-2") }
      try $0.given(swapped, in: "a1", at: "2026-10-20T09:00:00+08:00")
      try $0.submit(AshesPlaced.sample("371002-C/E/A/1", under: nil), to: "a1")
    },
    Refused("a2StillInCustody", ["371002-C/E/A/1"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(StocktakeChecked.sample, to: "a1")
    },
  ]
}
