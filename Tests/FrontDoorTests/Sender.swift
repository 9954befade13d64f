import CanonicalJSON
import Foundation
import Registry

/// The `dataschema` of a type's current version.
func currentSchema(of type: String) -> String {
  EventCatalogue.payloadType(named: type).map { DataSchema($0).text } ?? "\(type)/v1"
}

/// Writes submissions as a funeral home would, with ids in order.
struct Sender {
  private var count = 0

  mutating func line(
    _ type: String,
    _ subject: String,
    at time: String = "2026-03-01T10:00:00+08:00",
    data: JSON,
    sealed: JSON? = nil,
    id: String? = nil,
    dataschema: String? = nil
  ) -> [UInt8] {
    count += 1
    let serial = String(format: "%012d", count)
    var members = JSONObject()
    for (name, value) in [
      ("specversion", "1.0"), ("id", id ?? "019c0000-0000-7000-8000-\(serial)"), ("source", "371002-FH-01"),
      ("actor", "clerk-7"), ("type", type), ("subject", subject), ("time", time),
      ("dataschema", dataschema ?? currentSchema(of: type)),
    ] {
      members[name] = .string(value)
    }
    members["data"] = data
    members["sealed"] = sealed
    return JSON.object(members).canonicalBytes
  }

  mutating func home() -> [UInt8] {
    line(
      "FacilityLicensed",
      "facility/371002-FH-01",
      at: "2025-01-01T09:00:00+08:00",
      data: [
        "name_zh": "环翠殡仪馆（测试）", "name_en": "Huancui Funeral Home (test)", "kind": "funeral_home",
        "nature": "public_benefit", "level": "county", "division": "371002", "operator_uscc": "11370100004188768U",
        "licence_no": "测试许可〔2025〕1号", "valid_from": "2025-01-01", "land_m2": 20000, "body_burial_allowed": false,
      ]
    )
  }

  /// What the home needs for cremations of these cases, each in a cremator of its own, and their certificates.
  mutating func equipment(for cases: [String]) -> [[UInt8]] {
    var lines = cases.flatMap { id in
      [
        line(
          "UnitInstalled",
          "unit/371002-FH-01/U-\(id)",
          at: "2025-01-01T10:00:00+08:00",
          data: ["model": "测试", "fuel": "oil", "installed_on": "2025-01-01"]
        ),
        line(
          "UnitTested",
          "unit/371002-FH-01/U-\(id)",
          at: "2026-01-05T10:00:00+08:00",
          data: [
            "standard": "GB 13801-2015", "report_no": "J-1", "tested_on": "2026-01-05", "passed": true,
            "valid_to": "2027-01-04",
            "results": [["pollutant": "so2", "unit": "mg_per_m3", "value_milli": 9_000, "limit_milli": 30_000]],
          ]
        ),
      ]
    }
    lines.append(
      line(
        "StockReceived",
        "stock/371002-FH-01",
        at: "2026-01-05T11:00:00+08:00",
        data: ["forms": ["first": "F-1", "last": "F-9"], "delivery_no": "L-1"]
      )
    )
    return lines
  }

  mutating func opened(_ id: String) -> [UInt8] {
    line(
      "CaseOpened",
      "case/\(id)",
      data: ["facility_id": "371002-FH-01", "place_kind": "hospital", "unknown_person": false]
    )
  }

  mutating func certificate(_ id: String, number: String, id event: String? = nil) -> [UInt8] {
    line(
      "DeathCertificateRecorded",
      "case/\(id)",
      at: "2026-03-01T11:00:00+08:00",
      data: [
        "cert_kind": "medical", "regime": "2013", "issuer_uscc": "11370100004188768U",
        "death_at": "2026-03-01T08:00:00+08:00", "death_at_precision": "minute", "death_division": "371002",
        "manner": "normal", "issued_on": "2026-03-01", "medium": "paper", "number_kind": "regional_serial",
      ],
      sealed: ["certificate_number": .string(number)],
      id: event
    )
  }

  /// 11010519491231002X is the example of GB 11643 itself.
  mutating func identity(_ id: String, number: String = "11010519491231002X") -> [UInt8] {
    line(
      "IdentityVerified",
      "case/\(id)",
      at: "2026-03-01T11:30:00+08:00",
      data: [
        "person_ref": "P-\(id)".json, "id_kind": "citizen_id", "id_check": "passed", "method": "document",
        "checker_id": "clerk-7",
      ],
      sealed: ["id_number": .string(number)]
    )
  }

  mutating func authorised(_ id: String) -> [UInt8] {
    line(
      "CremationAuthorised",
      "case/\(id)",
      at: "2026-03-02T09:00:00+08:00",
      data: [
        "confirm_form_no": "Q-1", "signer_ref": "S-1", "relation_code": "child", "signer_id_check": "passed",
        "checker_id": "clerk-7", "second_checker_id": "clerk-8",
      ]
    )
  }

  /// In the cremator of this case, or of another.
  mutating func cremated(_ id: String, inUnitOf other: String? = nil) -> [UInt8] {
    line(
      "CremationCompleted",
      "case/\(id)",
      at: "2026-03-03T10:00:00+08:00",
      data: [
        "facility_id": "371002-FH-01", "unit_id": "U-\(other ?? id)".json, "operator_id": "op-1",
        "started_at": "2026-03-03T09:00:00+08:00", "ended_at": "2026-03-03T10:00:00+08:00",
        "furnace_grade": "ordinary", "ash_portions": 1,
      ]
    )
  }

  mutating func cremationCertificate(_ id: String, number: String, serial: String) -> [UInt8] {
    line(
      "CremationCertificateIssued",
      "case/\(id)",
      at: "2026-03-03T11:00:00+08:00",
      data: ["cert_no": number.json, "form_serial": serial.json, "received_by_ref": "S-1"]
    )
  }

  /// A case up to its cremation.
  mutating func cremation(_ id: String, certificate number: String, idNumber: String) -> [[UInt8]] {
    [
      opened(id), certificate(id, number: number), identity(id, number: idNumber), authorised(id), cremated(id),
    ]
  }
}

extension String {
  fileprivate var json: JSON { .string(self) }
}
