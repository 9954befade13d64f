import CanonicalJSON

extension AnomalyEvents {
  mutating func plots() -> Happening {
    switch number(0...19) {
    case 0...3: facility()
    case 4...8: layout()
    case 9: policy()
    case 10: naming()
    default: right()
    }
  }

  mutating func ashes() -> Happening {
    switch number(0...19) {
    case 0...2: return facility()
    case 3...6:
      return Happening(
        "CustodyOpened",
        "ashes/\(aPortion())",
        ["case_id": .string(aCase(24)), "facility_id": .string(aFacility())],
        at: time()
      )
    case 7...14: return placement()
    case 15, 16: return residency()
    case 17, 18:
      return Happening(
        "StocktakeChecked",
        "ashes/\(aPortion())",
        ["found": .bool(random.chance(70)), "tag_matches": .bool(random.chance(70))],
        at: time()
      )
    default:
      let type = random.pick(["AshesStored", "AshesScattered", "AshesRelocated", "UnclaimedAshesDisposed"])
      return Happening(type, "ashes/\(aPortion())", [:], at: time())
    }
  }

  mutating func residency() -> Happening {
    var data: JSON = [
      "residence_permit": .bool(random.chance(50)), "residence_division": .string(aDivision()), "as_of": .string(day()),
    ]
    if random.chance(70) { data = data.adding("hukou_division", .string(aDivision())) }
    return Happening("ResidencyRecorded", "case/\(aCase(24))", data, at: time())
  }

  private mutating func facility() -> Happening {
    let stream = "facility/\(aFacility())"
    switch number(0...3) {
    case 0:
      return Happening(
        "FacilityLicensed",
        stream,
        [
          "name_zh": "设施", "name_en": "facility", "division": .string(aDivision()), "valid_from": .string(day()),
          "nature": .string(random.pick(["public_benefit", "public_benefit", "commercial"])),
          "level": .string(random.pick(["county", "town"])),
        ]
      )
    case 1, 2:
      var data: JSON = ["division_codes": [.string(aDivision())], "from": .string(day())]
      if random.chance(30) { data = data.adding("to", .string(day())) }
      return Happening("ServiceAreaAssigned", stream, data)
    default:
      let status = random.pick(["open", "sales_suspended", "rectifying", "rectifying"])
      return Happening("FacilityStatusChanged", stream, ["status": .string(status), "from": .string(salesDay())])
    }
  }

  private mutating func layout() -> Happening {
    let section = "\(aFacility())/\(random.pick(["A", "B"]))"
    if random.chance(40) {
      return Happening(
        "SectionOpened",
        "section/\(section)",
        ["plot_kind": .string(random.pick(["single", "double"]))]
      )
    }
    var data: JSON = ["area_cm2": .integer(Int64(number(3...9)) * 1_000), "capacity": 1]
    if random.chance(50) { data = data.adding("stone_height_mm", .integer(Int64(number(4...9)) * 100)) }
    return random.chance(60)
      ? Happening("PlotRangeCreated", "section/\(section)", data, at: time())
      : Happening("PlotResized", "plot/\(section)/1/\(number(1...3))", data, at: time())
  }

  private mutating func policy() -> Happening {
    var limits: [JSON] = []
    for kind in ["single", "double"] where random.chance(80) {
      let limit: JSON = ["kind": .string(kind), "area_max_cm2": .integer(Int64(number(4...8)) * 1_000)]
      limits.append(random.chance(50) ? limit.adding("stone_height_max_mm", 600) : limit)
    }
    var data: JSON = [
      "scheme": .string(random.chance(85) ? "plot_limit" : "keeping_limit"), "title_zh": "标准", "title_en": "standard",
      "scope_divisions": [.string(random.pick(["371000", "370000", aDivision()]))], "valid_from": .string(day()),
      "limits": .array(limits),
    ]
    if random.chance(30) { data = data.adding("valid_to", .string(day())) }
    if random.chance(30) { data = data.adding("scope_levels", ["town"]) }
    if random.chance(30) { data = data.adding("scope_natures", ["public_benefit"]) }
    return Happening("PolicyPublished", "policy/plot-limit", data)
  }

  private mutating func naming() -> Happening {
    let become = JSON.string(aDivision())
    var to: [JSON] = []
    for _ in 0..<random.pick([1, 1, 2]) {
      to.append(["code": .string(aDivision()), "name_zh": "名", "name_en": "name"])
    }
    return Happening(
      "DivisionChanged",
      "reference/divisions",
      ["from_codes": random.chance(50) ? [] : [become], "effective_on": .string(day()), "to": .array(to)]
    )
  }

  /// Sales come together on few days.
  private mutating func right() -> Happening {
    var data: JSON = [
      "plot_id": .string("\(random.pick(["F1", "F1", "F2"]))/A/1/1"), "holder_ref": .string(aPerson()),
      "basis": .string(random.pick(["decedent", "elderly"])),
    ]
    if random.chance(60) { data = data.adding("decedent_case_id", .string(aCase(24))) }
    if random.chance(60) { data = data.adding("evidence_digest", "00") }
    return Happening("UseRightGranted", "right/R\(number(1...40))", data, at: salesDay() + "T10:00:00+08:00")
  }

  private mutating func placement() -> Happening {
    var data: JSON = ["facility_id": .string(aFacility())]
    if random.chance(20) { data = data.adding("area_relation", "spouse") }
    if random.chance(40) { data = data.adding("approval_no", "批") }
    return Happening("AshesPlaced", "ashes/\(aPortion())", data, at: time())
  }

  private mutating func salesDay() -> String {
    random.pick(["2026-01-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-04"])
  }
}
