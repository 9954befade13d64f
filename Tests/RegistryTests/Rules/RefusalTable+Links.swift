import Testing

@testable import Registry

extension Refused {
  static let ofLinks: [Refused] = [
    Refused("d1AnotherCase", ["c1"]) {
      try $0.certified("c1")
      try $0.submit(CaseClosed.sample(.duplicate, of: "c1"), to: "c1")
    },
    Refused("d1DuplicateNamesTheOther", ["duplicate"]) {
      try $0.certified("c1")
      try $0.submit(CaseClosed.sample(.duplicate), to: "c1")
    },
    Refused("d1DuplicateNamesTheOther", ["cremated", "c2"]) {
      try $0.cremated("c1")
      try $0.submit(CaseClosed.sample(.cremated, of: "c2"), to: "c1")
    },
    Refused("d1OtherCaseStands", ["c1", "c2"]) {
      try $0.certified("c1")
      try $0.given(CaseOpened.sample, in: "c2")
      try $0.given(CaseClosed.sample(.duplicate, of: "c1"), in: "c2")
      try $0.given(CaseOpened.sample, in: "c3")
      try $0.submit(CaseClosed.sample(.duplicate, of: "c2"), to: "c3")
    },
    Refused("d1MayEndAsDuplicate", ["c1", "2026-10-03T10:10:00+08:00"]) {
      try $0.cremated("c1")
      try $0.given(CaseOpened.sample, in: "c2")
      try $0.submit(CaseClosed.sample(.duplicate, of: "c2"), to: "c1")
    },
    Refused("d1MayEndAsDuplicate", ["c2"]) {
      try $0.crematedUnknown("c1")
      try $0.certified("c2", 2)
      try $0.given(CaseOpened.sample, in: "c3")
      try $0.given(CaseClosed.sample(.duplicate, of: "c3"), in: "c2")
      try $0.submit(IdentityResolved.sample(2, merging: "c2"), to: "c1")
    },
    Refused("d1SamePerson", ["c2", "person-2"]) {
      try $0.crematedUnknown("c1")
      try $0.certified("c2", 2)
      try $0.submit(IdentityResolved.sample(3, merging: "c2"), to: "c1")
    },
    Refused("d1SamePerson", ["c1", "person-1"]) {
      try $0.certified("c1")
      try $0.certified("c2", 2)
      try $0.submit(CaseClosed.sample(.duplicate, of: "c1"), to: "c2")
    },
    Refused("r1NoSuchRecord", ["case/c2"]) {
      try $0.certified("c1")
      try $0.submit(CaseClosed.sample(.duplicate, of: "c2"), to: "c1")
    },
    Refused("r3CaseGoesOn", ["duplicate", "c1"]) {
      try $0.certified("c1")
      try $0.given(CaseOpened.sample, in: "c2")
      try $0.given(CaseClosed.sample(.duplicate, of: "c1"), in: "c2")
      try $0.submit(IdentityResolved.sample(2), to: "c2")
    },
    Refused("r3CaseGoesOn", ["donated"]) {
      try $0.certified("c1")
      try $0.given(BodyDonated.sample, in: "c1")
      try $0.given(CaseClosed.sample(.donated), in: "c1")
      try $0.submit(ResidencyRecorded.sample, to: "c1")
    },
    Refused("r3StillUnknown", ["person-1"]) {
      try $0.certified("c1")
      try $0.submit(IdentityResolved.sample(2), to: "c1")
    },
    Refused("r3StillUnknown", []) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(IdentityResolved.sample(2), to: "c1")
    },
    Refused("r3OutcomeAsRecorded", ["cremated"]) {
      try $0.authorised("c1")
      try $0.submit(CaseClosed.sample(.cremated), to: "c1")
    },
    Refused("r3OutcomeAsRecorded", ["donated", "2026-10-03T10:10:00+08:00"]) {
      try $0.cremated("c1")
      try $0.submit(CaseClosed.sample(.donated), to: "c1")
    },
    Refused("a1AshesOfCase", ["a2", "c1", "c2"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.inCustody("c2", ashes: "a2", 2)
      try $0.submit(CaseClosed.sample(.cremated, ashes: ["a1", "a2"]), to: "c1")
    },
    Refused("a1EveryPortionNamed", ["2", "1"]) {
      try $0.cremated("c1", portions: 2)
      try $0.given(CustodyOpened.sample("c1", 1, of: 2), in: "a1")
      try $0.submit(CaseClosed.sample(.cremated, ashes: ["a1"]), to: "c1")
    },
    Refused("a1EveryPortionNamed", ["1", "[]"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(CaseClosed.sample(.cremated), to: "c1")
    },
    Refused("a2EveryPortionPlaced", ["a1"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(CaseClosed.sample(.cremated, ashes: ["a1"]), to: "c1")
    },
    Refused("d2NotCertified", []) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(DeathCertificateReissued.sample(replacing: $0.certificate("c1")), to: "c1")
    },
    Refused("d2ReplacesTheLatest", ["00000000-0000-8000-8000-000000000009"]) {
      try $0.certified("c1")
      let reissue = DeathCertificateReissued.sample(replacing: "00000000-0000-8000-8000-000000000009")
      try $0.submit(reissue, to: "c1")
    },
    Refused("d2ReissuedOnce", ["2026-10-20"]) {
      try $0.certified("c1")
      for _ in 1...2 {
        let reissue = with(DeathCertificateReissued.sample(replacing: $0.certificate("c1"), 8)) {
          ($0.regime, $0.copies) = (.form2013, .secondToFourth)
        }
        try $0.submit(reissue, to: "c1")
      }
    },
    Refused("d2CopiesOfReissue", ["copies_2_to_4", "copy_3", "2013"]) {
      try $0.certified("c1")
      let reissue = with(DeathCertificateReissued.sample(replacing: $0.certificate("c1"))) {
        ($0.regime, $0.copies) = (.form2013, .third)
      }
      try $0.submit(reissue, to: "c1")
    },
    Refused("d2CopiesOfReissue", ["copies_2_to_4", "copy_3"]) {
      try $0.cremated("c1")
      let reissue = with(DeathCertificateReissued.sample(replacing: $0.certificate("c1"))) {
        ($0.regime, $0.copies) = (.form2013, .secondToFourth)
      }
      try $0.submit(reissue, to: "c1")
    },
    Refused("d2CopiesOfReissue", ["copy_3", "2026"]) {
      try $0.cremated("c1")
      let reissue = with(DeathCertificateReissued.sample(replacing: $0.certificate("c1"))) { $0.copies = .third }
      try $0.submit(reissue, to: "c1")
    },
    Refused("d2CertificateUsedOnce", ["case/c2"]) {
      try $0.certified("c1")
      try $0.certified("c2", 2)
      try $0.submit(DeathCertificateReissued.sample(replacing: $0.certificate("c1"), 2), to: "c1")
    },
    Refused("d7ReplacesTheLatest", ["HH-1", "HH-2"]) {
      try $0.cremated("c1")
      try $0.given(CremationCertificateIssued.sample, in: "c1")
      try $0.given(CremationCertificateReissued.sample, in: "c1")
      let third = with(CremationCertificateReissued.sample) { ($0.certNo, $0.formSerial) = ("HH-3", "S-3") }
      try $0.submit(third, to: "c1")
    },
    Refused("d7ReplacesTheLatest", ["HH-1"]) {
      try $0.cremated("c1")
      try $0.submit(CremationCertificateReissued.sample, to: "c1")
    },
    Refused("d7NotCremated", []) {
      try $0.certified("c1")
      try $0.submit(CremationCertificateReissued.sample, to: "c1")
    },
    Refused("d7NumberUsedOnce", ["HH-1", "case/c1"]) {
      try $0.cremated("c1")
      try $0.given(CremationCertificateIssued.sample, in: "c1")
      try $0.submit(with(CremationCertificateReissued.sample) { $0.certNo = "HH-1" }, to: "c1")
    },
    Refused("m2RulesOfScheme", ["keeping_limit", "limits(0)"]) {
      let policy = with(PolicyPublished.keepingLimit) { ($0.keepingMaxDays, $0.limits) = (nil, []) }
      try $0.submit(policy, to: "keeping-limit")
    },
    Refused("m2RulesOfScheme", ["unclaimed_ashes", "keeping_max_days(1)"]) {
      let policy = with(PolicyPublished.unclaimedAshes) { ($0.keepingMaxDays, $0.unclaimed) = (2, nil) }
      try $0.submit(policy, to: "unclaimed-ashes")
    },
    Refused("m2RuleIdsDistinct", ["known"]) {
      let rules = (PolicyPublished.unclaimedAshes.unclaimed ?? []).map { with($0) { $0.ruleId = "known" } }
      try $0.submit(with(PolicyPublished.unclaimedAshes) { $0.unclaimed = rules }, to: "unclaimed-ashes")
    },
  ]
}
