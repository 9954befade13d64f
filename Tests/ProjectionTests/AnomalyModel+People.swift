import CanonicalJSON

// Persons, claims, plots, ashes and late papers.
extension AnomalyModel {
  func persons() -> [Finding] {
    var found: [Finding] = []
    let cases = last("CaseOpened").values.map { Dated(group: $0.data.text("facility_id"), fact: $0) }
    let unknown = cases.filter { $0.fact.data.flag("unknown_person") }
    found += crowd(
      "N18",
      unknown.filter { near($0, unknown) >= 5 && near($0, unknown) * 1_000 >= 30 * near($0, cases) }
    )
    let names = persons("person_ref")
    let acts = all(
      "CremationAuthorised",
      "CremationCertificateIssued",
      "CremationCertificateReissued",
      "AshesReleased",
      "ClaimSubmitted",
      "UseRightGranted"
    )
    for (id, death) in last("DeathCertificateRecorded") where death.data.text("death_at_precision") != "unknown" {
      let reversed = Set(all("WaiverReversed").filter { $0.key == id }.map { $0.data.text("decision_event_id") })
      let decisions = all("WaiverDecided").filter {
        $0.key == id && $0.data.text("decision") != "denied" && !reversed.contains($0.id.text)
      }
      let later = acts.filter { act in
        let members = ["signer_ref", "received_by_ref", "to_person_ref", "claimant_ref", "holder_ref"]
        return act.day > death.data.text("death_at").prefix(10)
          && members.contains { act.data[$0]?.stringValue == names[id] && names[id] != nil }
      }
      guard !decisions.isEmpty, let since = later.map(\.day).min() else { continue }
      let evidence = decisions + later + [death]
      found.append(Finding(rule: "N19", subject: "case/\(id)", facility: opened(id), since: since, evidence: evidence))
    }
    return found
  }

  func money() -> [Finding] {
    let claims = Array(last("ClaimSubmitted").values)
    var found: [Finding] = []
    for (rule, member) in [("N16", "bank_ref_hash"), ("N17", "claimant_ref")] {
      for own in Dictionary(grouping: claims, by: { $0.data.text(member) }).values
      where Set(own.map { $0.data.text("decedent_case_id") }).count >= 3 {
        found.append(
          Finding(
            rule: rule,
            subject: own.map(\.stream).min() ?? "",
            office: own.map(office).min(),
            since: own.map(\.day).min() ?? "",
            evidence: own
          )
        )
      }
    }
    let standing = claims.filter { claim in
      let steps = all("ClaimRejected", "ClaimAppealed", "ClaimApproved", "ClaimPaid", "ClaimPaymentFailed").filter {
        $0.key == claim.key
      }
      let sentBack = steps.filter { $0.type == "ClaimPaymentFailed" }.map { $0.data.text("pay_ref") }
      return steps.last?.type != "ClaimRejected"
        || steps.contains { $0.type == "ClaimPaid" && !sentBack.contains($0.data.text("pay_ref")) }
    }
    let numbers = persons("id_hash")
    let decedents = Dictionary(grouping: standing) { claim in
      let id = claim.data.text("decedent_case_id")
      return numbers[id] ?? "case/\(id)"
    }
    for own in decedents.values {
      let offices = Set(own.map(office))
      guard offices.count > 1 else { continue }
      found.append(
        Finding(
          rule: "N20",
          subject: "case/" + (own.map { $0.data.text("decedent_case_id") }.min() ?? ""),
          office: offices.min(),
          since: own.map(\.day).max() ?? "",
          evidence: own
        )
      )
    }
    return found
  }

  func plots() -> [Finding] {
    let divisions = self.divisions
    let licences = last("FacilityLicensed")
    let oversize = all("PlotRangeCreated", "PlotResized").filter { layout in
      let names = layout.key.split(separator: "/").map(String.init)
      guard let licence = licences[names[0]]?.data, let kind = last("SectionOpened")["\(names[0])/\(names[1])"]
      else { return false }
      let policy = all("PolicyPublished").last { fact in
        let data = fact.data
        let isHere = data.list("scope_divisions").contains {
          divisions.lies(
            (licence.text("division"), licence.text("valid_from")),
            in: ($0.stringValue ?? "", data.text("valid_from")),
            on: layout.day
          )
        }
        func allows(_ member: String, _ value: String) -> Bool {
          data[member] == nil || data.list(member).contains(.string(licence.text(value)))
        }
        return data.text("scheme") == "plot_limit" && isHere && data.text("valid_from") <= layout.day
          && layout.day <= data["valid_to"]?.stringValue ?? "9" && allows("scope_levels", "level")
          && allows("scope_natures", "nature")
      }
      let limit = policy?.data.list("limits").first { $0.text("kind") == kind.data.text("plot_kind") }
      guard let limit else { return false }
      let isHigh = layout.data.optionalNumber("stone_height_mm").map { stone in
        limit.optionalNumber("stone_height_max_mm").map { stone > $0 } ?? false
      }
      return layout.data.number("area_cm2") > limit.number("area_max_cm2") || isHigh == true
    }
    let large = Dictionary(grouping: oversize, by: \.stream).map { stream, own in
      let facility = stream.split(separator: "/").map(String.init)[1]
      return Finding(
        rule: "N21",
        subject: stream,
        facility: facility,
        since: own.map(\.day).min() ?? "",
        evidence: own
      )
    }
    let rights = last("UseRightGranted").values.map { (at: $0.data.text("plot_id").prefix(2), fact: $0) }
    let deaths = last("DeathCertificateRecorded")
    let bare = rights.filter { right in
      let data = right.fact.data
      if let id = data["decedent_case_id"]?.stringValue { return deaths[id] == nil }
      return data.text("basis") == "decedent" || data["evidence_digest"] == nil
    }
    .map {
      Finding(rule: "N22", subject: $0.fact.stream, facility: String($0.at), since: $0.fact.day, evidence: [$0.fact])
    }
    let stops = all("FacilityStatusChanged").filter {
      ["sales_suspended", "rectifying"].contains($0.data.text("status"))
    }
    let rushed = stops.compactMap { stop -> Finding? in
      let from = stop.data.text("from")
      func sold(_ days: ClosedRange<Int>) -> [Happening] {
        rights.filter { $0.at == stop.key && days.contains(Self.number(from) - Self.number($0.fact.day)) }.map(\.fact)
      }
      let (rush, before) = (sold(0...2), sold(3...182))
      guard rush.count >= 8, rush.count * 180 >= 3 * before.count * 3 else { return nil }
      return Finding(rule: "N23", subject: stop.stream, facility: stop.key, since: from, evidence: rush + [stop])
    }
    return large + bare + merged(rushed)
  }

  /// A facility that is stopped twice on a day has one finding.
  private func merged(_ findings: [Finding]) -> [Finding] {
    Dictionary(grouping: findings) { $0.subject + $0.since }.values.map { own in
      Finding(
        rule: own[0].rule,
        subject: own[0].subject,
        facility: own[0].facility,
        since: own[0].since,
        evidence: own.flatMap(\.evidence)
      )
    }
  }

  func ashes() -> [Finding] {
    let custodies = last("CustodyOpened")
    var found: [Finding] = []
    func add(_ rule: String, _ id: String, _ facility: String?, _ since: String, _ evidence: [Happening?]) {
      let evidence = evidence.compactMap(\.self)
      found.append(Finding(rule: rule, subject: "ashes/\(id)", facility: facility, since: since, evidence: evidence))
    }
    let heard = all(
      "AshesPlaced",
      "AshesReleased",
      "AshesRelocated",
      "AshesScattered",
      "AshesStored",
      "UnclaimedAshesDisposed"
    )
    for (id, custody) in custodies where !heard.contains(where: { $0.key == id }) {
      let since = Self.adding(180, to: custody.day)
      guard since < today else { continue }
      let cremation = last("CremationCompleted")[custody.data.text("case_id")]
      add("N24", id, custody.data.text("facility_id"), since, [custody, cremation])
    }
    let held = Dictionary(grouping: all("StocktakeChecked"), by: \.key).compactMapValues { checks in
      checks.enumerated().max { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }?.element
    }
    for (id, check) in held where !check.data.flag("found") || !check.data.flag("tag_matches") {
      guard heard.allSatisfy({ $0.key != id || $0.time <= check.time }) else { continue }
      add("N25", id, custodies[id]?.data.text("facility_id"), check.day, [check])
    }
    var placed: [Dated] = []
    var outside: [Dated] = []
    for (id, placement) in last("AshesPlaced") {
      let facility = placement.data.text("facility_id")
      placed.append(Dated(group: facility, fact: placement))
      let area = all("ServiceAreaAssigned").last {
        $0.key == facility && $0.data.text("from") <= placement.day
          && placement.day <= $0.data["to"]?.stringValue ?? "9"
      }
      guard let area, let custody = custodies[id],
        last("FacilityLicensed")[facility]?.data.text("nature") == "public_benefit"
      else { continue }
      let recorded = last("ResidencyRecorded")[custody.data.text("case_id")]
      let residency = recorded?.data
      let homes = [
        residency?["hukou_division"],
        residency?.flag("residence_permit") == true ? residency?["residence_division"] : nil,
      ].compactMap(\.self)
      let isResident = homes.contains { home in
        area.data.list("division_codes").contains { served in
          divisions.lies(
            (home.stringValue ?? "", residency?.text("as_of") ?? ""),
            in: (served.stringValue ?? "", area.data.text("from")),
            on: placement.day
          )
        }
      }
      guard !isResident else { continue }
      let isRelated = placement.data["area_relation"] != nil
      if placement.data["approval_no"] != nil {
        add("N27", id, facility, placement.day, [placement, custody, recorded])
      } else if !isRelated {
        add("N26", id, facility, placement.day, [placement, custody, recorded])
      }
      if !isRelated { outside.append(Dated(group: facility, fact: placement)) }
    }
    let many = outside.filter { near($0, outside) >= 5 && near($0, outside) * 1_000 >= 100 * near($0, placed) }
    return found + crowd("N28", many)
  }

  func entries() -> [Finding] {
    let late = last("DeathCertificateRecorded").values.filter {
      $0.data.text("death_at_precision") != "unknown"
        && Self.number($0.day) - Self.number(String($0.data.text("death_at").prefix(10))) > 30
    }
    let entries = late.map { Dated(group: "371000", fact: $0) }
    return crowd("N29", entries.filter { near($0, entries) >= 5 })
  }

  /// Subject, facility and first day of what the registry raised itself.
  func raised() -> [[String]] {
    Dictionary(grouping: all("AnomalyRaised"), by: \.stream).map { stream, raised in
      let key = raised[0].key
      let facility =
        switch stream.prefix(while: { $0 != "/" }) {
        case "ashes": last("CustodyOpened")[key]?.data.text("facility_id")
        case "right": last("UseRightGranted")[key]?.data.text("plot_id").prefix { $0 != "/" }.description
        case "claim": String?.none
        case "batch", "inspection": key.prefix { $0 != "/" }.description
        default: opened(key)
        }
      let claim = stream.hasPrefix("claim/") ? last("ClaimSubmitted")[key] : nil
      return [stream, facility ?? "", claim.map(office) ?? "", raised.map(\.day).min() ?? ""]
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
