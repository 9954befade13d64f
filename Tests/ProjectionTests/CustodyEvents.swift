import CanonicalJSON
import TestSupport

/// What custody_trace reads, in any order at all: ashes are placed before their case is opened, a certificate comes before
/// the cremation.
struct CustodyEvents: RandomEvents {
  var random: SeededGenerator
  private let cases = ["C1", "C2", "C3", "C4"]
  private let ashes = ["A1", "A2", "A3", "A4", "A5"]
  private let facilities = ["F1", "F2", "F3"]
  private let divisions = ["371002", "371003", "371082"]

  mutating func next() -> Happening {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<45: body()
    case 45..<90: portion()
    case 90..<95: place()
    default: event("ServiceItemDelivered", "waiver/C1", ["item_code": "keeping"])
    }
  }

  private mutating func event(_ type: String, _ stream: String, _ data: JSON) -> Happening {
    Happening(type, stream, data, at: instant())
  }

  private mutating func body() -> Happening {
    let stream = "case/" + random.pick(cases)
    let home = JSON.string(random.pick(facilities))
    switch Int.random(in: 0..<18, using: &random) {
    case 0, 1: return event("CaseOpened", stream, ["facility_id": home])
    case 2:
      return event(
        "DeathCertificateRecorded",
        stream,
        ["death_at": .string(instant()), "death_division": "371002", "manner": "normal", "cert_kind": "medical"]
      )
    case 3: return event("DeathCertificateReissued", stream, ["issued_on": "2026-01-02"])
    case 4: return event("IdentityVerified", stream, ["person_ref": "P1", "id_check": "passed", "checker_id": "s1"])
    case 5: return event("IdentityResolved", stream, ["person_ref": "P2"])
    case 6:
      return random.chance(50)
        ? event("HoldPlaced", stream, ["hold_kind": "judicial", "doc_no": "号", "until": "2026-02-01"])
        : event("HoldReleased", stream, ["doc_no": "号"])
    case 7, 8:
      return event(
        "BodyCollected",
        stream,
        ["hearse_id": .string(random.pick(["H1", "H2"])), "from_division": .string(random.pick(divisions))]
      )
    case 9:
      return event("KeepingStarted", stream, ["facility_id": home, "unit_no": .string(random.pick(["L1", "L2"]))])
    case 10:
      return random.chance(50)
        ? event("KeepingEnded", stream, ["ended_at": "2026-01-01T00:00:00Z"])
        : event("KeepingExtended", stream, ["until": "2026-03-01", "doc_no": "号"])
    case 11: return event("UnclaimedNoticePublished", stream, ["notice_no": "N1", "until": "2026-03-01"])
    case 12:
      return event(
        "CremationAuthorised",
        stream,
        ["confirm_form_no": "Q1", "signer_ref": "P3", "checker_id": "s1", "second_checker_id": "s2"]
      )
    case 13, 14:
      return event(
        "CremationCompleted",
        stream,
        [
          "facility_id": home, "unit_id": "U1", "operator_id": "s3",
          "ash_portions": .integer(.random(in: 1...3, using: &random)),
        ]
      )
    case 15:
      let number = JSON.string(random.pick(["Z1", "Z2", "Z3"]))
      return random.chance(60)
        ? event("CremationCertificateIssued", stream, ["cert_no": number, "received_by_ref": "P3"])
        : event("CremationCertificateReissued", stream, ["cert_no": number, "replaces_no": "Z0", "checker_id": "s1"])
    case 16: return leaving(stream)
    default: return closing(stream)
    }
  }

  private mutating func leaving(_ stream: String) -> Happening {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: event("BodyBuried", stream, ["plot_id": .string(plot()), "position_no": 1])
    case 1: event("BodyDonated", stream, ["recipient_uscc": "11370100004188768U", "doc_no": "号"])
    default: event("BodyReleasedOut", stream, ["to_division": "370102", "permit_no": "号"])
    }
  }

  private mutating func closing(_ stream: String) -> Happening {
    random.chance(60)
      ? event("CaseClosed", stream, ["outcome": "duplicate", "of_case": .string(random.pick(cases))])
      : event("CaseClosed", stream, ["outcome": "cremated"])
  }

  private mutating func portion() -> Happening {
    let stream = "ashes/" + random.pick(ashes)
    let facility = JSON.string(random.pick(facilities))
    switch Int.random(in: 0..<16, using: &random) {
    case 0...3:
      return event(
        "CustodyOpened",
        stream,
        [
          "case_id": .string(random.pick(cases)), "facility_id": facility,
          "container_tag": .string(random.pick(["T1", "T2"])),
          "portion_no": .integer(.random(in: 1...3, using: &random)),
        ]
      )
    case 4, 5:
      var data: JSON = [
        "facility_id": facility, "term_days": .integer(.random(in: 1...90, using: &random)), "agreement_no": "J1",
      ]
      if random.chance(60) { data = data.adding("niche_ref", "N7") }
      return event("AshesStored", stream, data)
    case 6: return event("StorageRenewed", stream, ["until": .string(day())])
    case 7, 8: return release(of: stream, to: facility)
    case 9, 10:
      let plot = plot()
      return event(
        "AshesPlaced",
        stream,
        [
          "facility_id": .string(String(plot.prefix(2))), "plot_id": .string(plot), "form": "tree",
          "agreement_no": "J2",
        ]
      )
    case 11:
      return event("AshesScattered", stream, ["form": "sea", "site": "海区", "all_ashes": .bool(random.chance(70))])
    case 12:
      let from: JSON = ["from_plot_id": .string(plot()), "approval_no": "号"]
      return event(
        "AshesRelocated",
        stream,
        random.chance(50) ? from : from.adding("to_plot_id", .string(plot())).adding("form", "tree")
      )
    case 13: return event("UnclaimedAshesNoticePublished", stream, ["notice_no": "N2", "until": .string(day())])
    case 14:
      return event(
        "UnclaimedAshesDisposed",
        stream,
        random.chance(50) ? ["form": "tree", "plot_id": .string(plot())] : ["form": "sea", "site": "海区"]
      )
    default: return stocktake(of: stream)
    }
  }

  private mutating func release(of stream: String, to facility: JSON) -> Happening {
    let kind = random.pick(["placement", "storage", "scattering", "family", "elsewhere"])
    let data: JSON = ["to_person_ref": "P3", "cert_no": "Z1", "destination_kind": .string(kind)]
    let isToFacility = kind == "placement" || kind == "storage"
    return event("AshesReleased", stream, isToFacility ? data.adding("destination_facility", facility) : data)
  }

  private mutating func stocktake(of stream: String) -> Happening {
    let found = random.chance(60)
    let matches = found && random.chance(60)
    let data: JSON = [
      "stocktake_no": "S1", "found": .bool(found), "tag_matches": .bool(matches), "checker_id": "s4",
    ]
    return event("StocktakeChecked", stream, found && !matches ? data.adding("container_tag_seen", "T9") : data)
  }

  private mutating func place() -> Happening {
    if random.chance(60) {
      return event(
        "FacilityLicensed",
        "facility/" + random.pick(facilities),
        [
          "name_zh": "设施", "name_en": "facility", "division": .string(random.pick(divisions)),
          "valid_from": .string(day()),
        ]
      )
    }
    return event(
      "DivisionChanged",
      "reference/divisions",
      [
        "op": "upgrade", "from_codes": [.string(random.pick(divisions))], "effective_on": .string(day()),
        "to": [["code": .string(random.pick(divisions)), "name_zh": "名", "name_en": "name"]],
      ]
    )
  }

  private mutating func plot() -> String { "\(random.pick(facilities))/A/1/\(Int.random(in: 1...3, using: &random))" }

  private mutating func day() -> String {
    random.pick(["2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-06-30"])
  }

  private mutating func instant() -> String { "\(day())T\(random.pick(["00", "09", "23"])):00:00+08:00" }
}
