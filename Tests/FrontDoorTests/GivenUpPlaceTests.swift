import CanonicalJSON
import FrontDoor
import Registry
import Testing

/// Places that are given up and come back: what the log's own claims say of them (rules A6, P7 and P8).
@Suite struct GivenUpPlaceTests {
  /// Whether the lines come in one call or one by one, the log answers the same.
  @Test(arguments: [1, 100])
  func aPlotIsReturnedOnlyWhenNobodyLiesInIt(_ batch: Int) async throws {
    let place = try await Doorway()
    var sender = Sender()
    var lines = [sender.home()] + sender.equipment(for: ["C-1"]) + sender.cemetery()
    lines += sender.cremation("C-1", certificate: "371002202601", idNumber: "11010519491231002X")
    lines += [sender.custody("A-1", of: "C-1"), sender.granted("K-1"), sender.placed("A-1", under: "K-1")]
    lines += [
      sender.returned("K-1"), sender.relocated("A-1"), sender.returned("K-1"), sender.granted("K-3"),
      sender.line("PlotUnblocked", "plot/371002-GM-01/D/A/1", at: Sender.later, data: ["reason": "已清理"]),
      sender.granted("K-2"),
    ]
    var answers: [Answer] = []
    for start in stride(from: 0, to: lines.count, by: batch) {
      answers += try await place.door.submit(Array(lines[start..<min(start + batch, lines.count)]))
    }
    #expect(answers.suffix(6).map(\.rule) == ["P7", nil, nil, "P8", nil, nil])
    #expect(answers.dropLast(6).compactMap(\.rule) == [])
    // The cremator's run and the block that came with the return are events too.
    #expect(try await place.count() == lines.count - 2 + 2)
    guard case .refused(let refusal) = answers[lines.count - 6].outcome else { return }
    #expect(refusal.fact.zh.contains("ashes/A-1") && refusal.fact.en.contains("371002-GM-01/D/A/1"))
  }

  @Test func positionsThatFallAwayComeBack() async throws {
    let place = try await Doorway()
    var sender = Sender()
    let lines =
      [sender.home()] + sender.cemetery() + [4, 2, 3, 6, 1].map { sender.resized(to: $0) }
      + [
        sender.line(
          "PlotDecommissioned",
          "plot/371002-GM-01/F/A/1",
          at: Sender.later,
          data: ["reason": "滑坡", "doc_no": "1"]
        ), sender.resized(to: 2),
      ]
    let answers = try await place.door.submit(lines)
    #expect(answers.dropLast().compactMap(\.rule) == [])
    #expect(answers.last?.rule == "R3")
  }
}

extension Sender {
  fileprivate static let later = "2026-03-20T09:00:00+08:00"

  /// A double, a family plot for four and an eco pool.
  mutating func cemetery() -> [[UInt8]] {
    var lines = [
      line(
        "FacilityLicensed",
        "facility/371002-GM-01",
        at: "2025-01-01T09:00:00+08:00",
        data: [
          "name_zh": "公墓（测试）", "name_en": "Cemetery (test)", "kind": "cemetery", "nature": "public_benefit",
          "level": "county", "division": "371002", "operator_uscc": "11370100004188768U",
          "licence_no": "测试许可〔2025〕2号", "valid_from": "2025-01-01", "land_m2": 20000, "body_burial_allowed": false,
        ]
      )
    ]
    for (section, kind, capacity) in [("D", "double", 2), ("F", "family", 4), ("E", "eco_pool", 9)]
      as [(String, JSON, JSON)]
    {
      lines.append(
        line(
          "SectionOpened",
          "section/371002-GM-01/\(section)",
          at: "2025-01-02T09:00:00+08:00",
          data: [
            "name_zh": "区", "phase": 1, "plot_kind": kind, "designed_units": 1, "land_m2": 10, "eco": false,
            "approved_doc": "1",
          ]
        )
      )
      lines.append(
        line(
          "PlotRangeCreated",
          "section/371002-GM-01/\(section)",
          at: "2025-01-03T09:00:00+08:00",
          data: ["row": "A", "first_no": 1, "count": 1, "capacity": capacity, "area_cm2": 5000]
        )
      )
    }
    return lines
  }

  mutating func custody(_ id: String, of caseID: String) -> [UInt8] {
    line(
      "CustodyOpened",
      "ashes/\(id)",
      at: "2026-03-03T11:00:00+08:00",
      data: [
        "case_id": .string(caseID), "facility_id": "371002-FH-01", "portion_no": 1, "portions_total": 1,
        "container_tag": "T-1",
      ]
    )
  }

  mutating func granted(_ contract: String) -> [UInt8] {
    line(
      "UseRightGranted",
      "right/\(contract)",
      at: "2026-03-05T09:00:00+08:00",
      data: [
        "plot_id": "371002-GM-01/D/A/1", "holder_ref": "P-9", "decedent_case_id": "C-1", "basis": "decedent",
        "from": "2026-03-05", "to": "2046-03-04", "use_fee_fen": 0, "maintenance_fee_fen": 0,
        "maintenance_to": "2046-03-04",
      ]
    )
  }

  mutating func placed(_ id: String, under contract: String) -> [UInt8] {
    line(
      "AshesPlaced",
      "ashes/\(id)",
      at: "2026-03-06T09:00:00+08:00",
      data: [
        "facility_id": "371002-GM-01", "plot_id": "371002-GM-01/D/A/1", "position_no": 2, "form": "small_flat_stone",
        "degradable": false, "marker": "flat", "contract_no": .string(contract), "agreement_no": "1",
      ]
    )
  }

  fileprivate mutating func relocated(_ id: String) -> [UInt8] {
    line(
      "AshesRelocated",
      "ashes/\(id)",
      at: Self.later,
      data: [
        "from_plot_id": "371002-GM-01/D/A/1", "to_plot_id": "371002-GM-01/E/A/1", "to_position_no": 1, "form": "tree",
        "agreement_no": "2", "approval_no": "3", "reason_code": "eco_burial",
      ]
    )
  }

  fileprivate mutating func returned(_ contract: String) -> [UInt8] {
    line("UseRightReturned", "right/\(contract)", at: Self.later, data: ["refund_fen": 0, "doc_no": "退-1"])
  }

  fileprivate mutating func resized(to capacity: Int64) -> [UInt8] {
    line(
      "PlotResized",
      "plot/371002-GM-01/F/A/1",
      at: Self.later,
      data: ["capacity": .integer(capacity), "area_cm2": 5000]
    )
  }
}
