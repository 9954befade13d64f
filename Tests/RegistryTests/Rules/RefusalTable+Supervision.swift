import Testing

@testable import Registry

extension Refused {
  static let ofRectification: [Refused] = [
    Refused("i2AnswersCoverChecklist", ["2", "prices"]) {
      try $0.given(PolicyPublished.inspectionChecklist, in: "inspection")
      try $0.inspected(selfCheck: nil)
      try $0.submit(SelfCheckSubmitted.sample, to: "371002-C/2026")
    },
    Refused("i2AnswersCoverChecklist", ["prices=6", "safety=1"]) {
      try $0.given(PolicyPublished.inspectionChecklist, in: "inspection")
      try $0.inspected(selfCheck: nil)
      let answers: [SelfCheckSubmitted.Answer] = [
        .init(item: "accounts", score: 10), .init(item: "prices", score: 6), .init(item: "safety", score: 1),
      ]
      try $0.submit(SelfCheckSubmitted(refused: false, answers: answers), to: "371002-C/2026")
    },
    Refused("i2PapersOnFile", ["accounts", "qualified"]) {
      try $0.given(PolicyPublished.inspectionChecklist, in: "inspection")
      try $0.inspected(selfCheck: .complete)
      try $0.submit(ConclusionIssued.sample(.qualified), to: "371002-C/2026")
    },
    Refused("i2FundReachesShare", ["999", "9999", "10", "qualified"]) {
      let share = with(PolicyPublished.inspectionChecklist) {
        $0.checklist = [ChecklistItem(item: "accounts", scoreMax: 10, needsDocument: false, fundMinPercent: 10)]
      }
      try $0.given(share, in: "inspection")
      try $0.given(MaintenanceFundSet(year: 2026, salesFen: 9_999, fundFen: 999), in: "371002-C")
      try $0.inspected()
      try $0.submit(ConclusionIssued.sample(.qualified), to: "371002-C/2026")
    },
    Refused("i6NotTheOperators", ["plots", "371002-C", "clerk-1"]) {
      try $0.inspected()
      try $0.submit(with(SiteCheckRecorded.sample) { $0.secondInspectorId = "clerk-1" }, to: "371002-C/2026")
    },
    Refused("i6NotTheOperators", ["plots", "371002-C"]) {
      try $0.inspected(selfCheck: nil)
      try $0.submit(with(SiteCheckRecorded.sample) { $0.inspectorId = "371002-C" }, to: "371002-C/2026")
    },
    Refused("i6NoDeclaredTie", ["plots", "inspector-2", "371002-C", "relative"]) {
      try $0.inspected()
      try $0.given(with(InspectorTieDeclared.sample) { $0.inspectorId = "inspector-2" }, in: "371002-C")
      try $0.submit(SiteCheckRecorded.sample, to: "371002-C/2026")
    },
    Refused("i3OrderOnce", ["rectifying", "basically_qualified"]) {
      try $0.rectifying(.basicallyQualified)
      try $0.submit(with(RectificationOrdered.sample) { $0.due = "2026-12-31" }, to: "371002-C/2026")
    },
    Refused("i3OrderOnce", ["concluded", "qualified"]) {
      try $0.concluded(.qualified)
      try $0.submit(with(RectificationOrdered.sample) { $0.due = "2026-12-31" }, to: "371002-C/2026")
    },
    Refused("i3OrderNamesFaults", ["prices", "plots"]) {
      try $0.inspected()
      try $0.given(SiteCheckRecorded.sample, in: "371002-C/2026")
      try $0.given(ConclusionIssued.sample(.basicallyQualified), in: "371002-C/2026")
      let order = with(RectificationOrdered.sample) { ($0.items, $0.due) = (["plots", "prices"], "2026-12-31") }
      try $0.submit(order, to: "371002-C/2026")
    },
    Refused("i3OrderNamesFaults", ["0"]) {
      try $0.concluded(.unqualified)
      try $0.submit(with(RectificationOrdered.sample) { ($0.items, $0.due) = ([], "2026-12-31") }, to: "371002-C/2026")
    },
    Refused("i4AfterItsDay", ["rectifying", "2026-09-30"]) {
      // The last day itself is in time.
      try $0.rectifying(.basicallyQualified)
      try $0.submit(RectificationOverdue(on: "2026-09-30"), to: "371002-C/2026")
    },
    Refused("i4AfterItsDay", ["overdue"]) {
      try $0.rectifying(.basicallyQualified)
      try $0.given(RectificationOverdue(on: "2026-10-01"), in: "371002-C/2026")
      try $0.submit(RectificationOverdue(on: "2026-10-02"), to: "371002-C/2026")
    },
    Refused("i4AfterItsDay", ["accepted"]) {
      try $0.rectifying(.basicallyQualified)
      try $0.given(RectificationAccepted.sample, in: "371002-C/2026")
      try $0.submit(RectificationOverdue(on: "2026-10-01"), to: "371002-C/2026")
    },
    Refused("r3AppealInTime", ["opened"]) {
      try $0.inspected(selfCheck: nil)
      try $0.submit(ConclusionAppealed(docNo: "诉1", grounds: "测量有误"), to: "371002-C/2026")
    },
    Refused("r3AppealInTime", ["rectifying"]) {
      try $0.concluded(.unqualified)
      try $0.given(ConclusionAppealed(docNo: "诉1", grounds: "测量有误"), in: "371002-C/2026")
      try $0.submit(ConclusionAppealed(docNo: "诉2", grounds: "测量有误"), to: "371002-C/2026")
    },
    Refused("r3AppealInTime", ["accepted"]) {
      try $0.concluded(.unqualified)
      try $0.given(RectificationAccepted.sample, in: "371002-C/2026")
      try $0.submit(ConclusionAppealed(docNo: "诉1", grounds: "测量有误"), to: "371002-C/2026")
    },
    Refused("r3AppealPending", ["rectifying"]) {
      try $0.concluded(.unqualified)
      try $0.submit(ConclusionRevised.sample(.qualified), to: "371002-C/2026")
    },
    Refused("m7RevisedByAnother", ["legal-1"]) {
      try $0.concluded(.unqualified)
      try $0.given(ConclusionAppealed(docNo: "诉1", grounds: "测量有误"), in: "371002-C/2026")
      let revised = with(ConclusionRevised.sample(.qualified)) { $0.legalReviewerId = "legal-1" }
      try $0.submit(revised, to: "371002-C/2026")
    },
  ]

  static let ofFindings: [Refused] = [
    Refused("e1SubjectNamed", ["A-1", "plot"]) {
      try $0.submit(with(FindingOpened.sample) { $0.subjectId = "A-1" }, to: "f1")
    },
    Refused("r1NoSuchRecord", ["case/c1"]) {
      let finding = with(FindingOpened.sample) {
        ($0.kind, $0.subjectKind, $0.subjectId) = (.falseCertificate, .decedentCase, "c1")
      }
      try $0.submit(finding, to: "f1")
    },
    Refused("r1PlotLaidOut", ["plot/371002-C/S/A/6"]) {
      try $0.submit(with(FindingOpened.sample) { $0.subjectId = "371002-C/S/A/6" }, to: "f1")
    },
    Refused("e2AfterAnOrder", ["环民罚〔2026〕2号"]) {
      try $0.given(FindingOpened.sample, in: "f1", by: "patrol-1")
      try $0.submit(PenaltyImposed.sample, to: "f1")
    },
    Refused("e2AfterAnOrder", ["2026-10-21T09:00:00+08:00", "2026-10-21T08:59:59+08:00"]) {
      try $0.ordered("f1")
      try $0.submit(PenaltyImposed.sample, to: "f1", at: "2026-10-21T08:59:59+08:00")
    },
    Refused("e2PenalisedOnce", ["环民罚〔2026〕2号", "30000.00"]) {
      try $0.penalised("f1")
      try $0.submit(PenaltyImposed.sample, to: "f1")
    },
    Refused("e3ReviewedByAnother", ["patrol-1", "county-1"]) {
      try $0.ordered("f1")
      try $0.submit(with(PenaltyImposed.sample) { $0.legalReviewerId = "patrol-1" }, to: "f1", by: "county-1")
    },
    Refused("e3ReviewedByAnother", ["patrol-1", "legal-1"]) {
      try $0.ordered("f1")
      try $0.submit(PenaltyImposed.sample, to: "f1", by: "legal-1")
    },
    Refused("e4ClosedByAnother", ["patrol-1"]) {
      try $0.ordered("f1")
      try $0.submit(FindingClosed(result: .corrected, verifiedBy: "patrol-1"), to: "f1", by: "county-1")
    },
    Refused("e4ClosedByAnother", ["patrol-1", "county-3"]) {
      try $0.ordered("f1")
      try $0.submit(FindingClosed(result: .corrected, verifiedBy: "county-3"), to: "f1", by: "patrol-1")
    },
    Refused("e4UnfoundedUnpunished", ["环民罚〔2026〕2号"]) {
      try $0.penalised("f1")
      try $0.submit(FindingClosed(result: .unfounded, verifiedBy: "county-3"), to: "f1", by: "county-1")
    },
    Refused("r3OrderBeforePenalty", ["环民罚〔2026〕2号"]) {
      try $0.penalised("f1")
      try $0.submit(OrderIssued(docNo: "改2", due: "2026-12-31"), to: "f1")
    },
    Refused("r3FindingNotClosed", ["removed"]) {
      try $0.ordered("f1")
      try $0.given(FindingClosed(result: .removed, verifiedBy: "county-3"), in: "f1", by: "county-1")
      try $0.submit(PenaltyImposed.sample, to: "f1")
    },
  ]
}

extension SelfCheckSubmitted {
  /// Every item of the sample checklist.
  static let complete = SelfCheckSubmitted(
    refused: false,
    answers: [Answer(item: "accounts", score: 10), Answer(item: "prices", score: 5)]
  )
}
