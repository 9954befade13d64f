import CanonicalJSON

/// Where the writers meet: five cases, two of them cremated, and one plot of each kind.
///
/// C-1 was cremated in two portions, A-1 and A-2; C-2 in one, A-3. C-3 may be cremated or buried, C-4 has a certificate
/// only, C-5 nothing.
enum SmallTown {
  static let idNumbers = ["11010519491231002X", "371002195001010017", "371002195001010025", "371002195001010033"]

  static func lines() -> [[UInt8]] {
    var sender = Sender()
    var lines = [sender.home()] + sender.equipment(for: ["1", "2"]) + places(&sender) + policies(&sender)
    lines += ["C-1", "C-2", "C-3", "C-4", "C-5"].map { sender.opened($0) }
    for (number, id) in ["C-1", "C-2", "C-3", "C-4"].enumerated() {
      lines.append(sender.certificate(id, number: "3710022026\(number)"))
    }
    for (number, id) in ["C-1", "C-2", "C-3"].enumerated() {
      lines.append(sender.identity(id, number: idNumbers[number]))
    }
    for (id, portions, hour) in [("C-1", 2, "08"), ("C-2", 1, "10")] as [(String, Int64, String)] {
      lines.append(sender.authorised(id))
      lines.append(cremation(id, portions, hour, &sender))
      lines.append(
        sender.line(
          "ServiceItemDelivered",
          "waiver/\(id)",
          at: "2026-03-03T12:00:00+08:00",
          data: [
            "item_code": "cremation", "grade_code": "basic", "qty_milli": 1000, "unit": "body", "list_fen": 38_000,
            "facility_id": "371002-FH-01", "service_at": "2026-03-03T12:00:00+08:00",
          ]
        )
      )
    }
    for (ashes, id, portion, of) in [("A-1", "C-1", 1, 2), ("A-2", "C-1", 2, 2), ("A-3", "C-2", 1, 1)]
      as [(String, String, Int64, Int64)]
    {
      lines.append(
        sender.line(
          "CustodyOpened",
          "ashes/\(ashes)",
          at: "2026-03-03T13:00:00+08:00",
          data: [
            "case_id": .string(id), "facility_id": "371002-FH-01", "portion_no": .integer(portion),
            "portions_total": .integer(of), "container_tag": "T-1",
          ]
        )
      )
    }
    return lines
  }

  private static func cremation(_ id: String, _ portions: Int64, _ hour: String, _ sender: inout Sender) -> [UInt8] {
    sender.line(
      "CremationCompleted",
      "case/\(id)",
      at: "2026-03-03T\(hour):50:00+08:00",
      data: [
        "facility_id": "371002-FH-01", "unit_id": "U-1", "operator_id": "op-1",
        "started_at": .string("2026-03-03T\(hour):00:00+08:00"), "ended_at": .string("2026-03-03T\(hour):50:00+08:00"),
        "furnace_grade": "ordinary", "ash_portions": .integer(portions),
      ]
    )
  }

  /// A double, a family plot for three, a pool for two and a single for a body.
  private static func places(_ sender: inout Sender) -> [[UInt8]] {
    var lines = [
      sender.line(
        "FacilityLicensed",
        "facility/371002-GM-01",
        at: "2025-01-01T09:00:00+08:00",
        data: [
          "name_zh": "公墓（测试）", "name_en": "Cemetery (test)", "kind": "cemetery", "nature": "public_benefit",
          "level": "county", "division": "371002", "operator_uscc": "11370100004188768U",
          "licence_no": "测试许可〔2025〕2号", "valid_from": "2025-01-01", "land_m2": 20000, "body_burial_allowed": true,
        ]
      ),
      sender.line(
        "ZoneDesignated",
        "reference/zones",
        at: "2025-01-01T09:00:00+08:00",
        data: ["division": "371002", "zone": "burial_reform", "from": "2025-01-01", "doc_no": "测试 1 号"]
      ),
    ]
    for (section, kind, capacity) in [
      ("D", "double", 2), ("F", "family", 3), ("E", "eco_pool", 2), ("H", "body_single", 1),
    ]
      as [(String, JSON, JSON)]
    {
      lines.append(
        sender.line(
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
        sender.line(
          "PlotRangeCreated",
          "section/371002-GM-01/\(section)",
          at: "2025-01-03T09:00:00+08:00",
          data: ["row": "A", "first_no": 1, "count": 1, "capacity": capacity, "area_cm2": 5000]
        )
      )
    }
    return lines
  }

  private static func policies(_ sender: inout Sender) -> [[UInt8]] {
    [
      sender.line(
        "PolicyPublished",
        "policy/eco",
        at: "2025-01-01T09:00:00+08:00",
        data: [
          "scheme": "eco_subsidy", "version": 1, "title_zh": "奖补（测试）", "title_en": "Award (test)", "source": "test",
          "scope_divisions": ["371000"], "valid_from": "2025-01-01", "date_basis": "claim",
          "awards": [
            ["rule_id": "eco", "forms": ["sea", "tree"], "amount_fen": 80_000, "all_ashes": false, "criteria": []]
          ],
        ]
      ),
      sender.line(
        "PolicyPublished",
        "policy/free",
        at: "2025-01-01T09:00:00+08:00",
        data: [
          "scheme": "free_basic_service", "version": 1, "title_zh": "减免（测试）", "title_en": "Free (test)",
          "source": "test", "scope_divisions": ["371000"], "valid_from": "2025-01-01", "date_basis": "death",
          "services": [
            ["rule_id": "all", "item_code": "cremation", "unit": "body", "cap_fen": 38_000, "criteria": []]
          ],
        ]
      ),
    ]
  }
}
