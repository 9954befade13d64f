import CanonicalJSON

/// What happened in a year.
extension IndicatorModel {
  var shares: [Share] {
    var all: [Share] = []
    for name in streams("case") where !isDuplicate(name) { all += died(name) + cremated(name) }
    all += dispositions.map { one in
      Share(
        indicator: "eco_share_of_dispositions",
        year: one.day.year,
        place: one.place,
        then: one.day,
        numerator: one.isEco == true ? 1 : 0,
        denominator: 1,
        isKnown: one.isEco != nil
      )
    }
    all += dispositions.filter { $0.isAshes && $0.facility != nil }.map { timely($0.day, $0.facility) }
    return all + waivers + claims + inspections + stocks
  }

  private func last(_ type: String, on stream: String) -> Happening? { all(type, on: stream).last }

  /// That which had happened by the day asked for.
  private func past(_ types: String..., on stream: String) -> Happening? {
    let fact = facts.last { types.contains($0.type) && $0.stream == stream }
    return fact.flatMap { $0.day <= day ? $0 : nil }
  }

  /// Ashes come to rest once; what becomes of them later is no new disposition.
  private func firstDisposition(of stream: String) -> Happening? {
    let event = facts.first { rests.contains($0.type) && $0.stream == stream }
    return event.flatMap { $0.day <= day ? $0 : nil }
  }

  private var rests: Set<String> { ["AshesPlaced", "AshesScattered", "UnclaimedAshesDisposed"] }

  private func isDuplicate(_ stream: String) -> Bool {
    past("CaseClosed", on: stream)?.data.text("outcome") == "duplicate"
  }

  // MARK: Decedents

  private func died(_ stream: String) -> [Share] {
    let opened = last("CaseOpened", on: stream)
    let certificate = last("DeathCertificateRecorded", on: stream)
      .map { (day: Happening.day($0.data.text("death_at")), division: $0.data.text("death_division")) }
    let death = certificate.flatMap { $0.day <= day ? $0 : nil }
    guard let counted = death?.day ?? opened?.day, counted <= day else { return [] }
    let place = death.map { Place.division($0.division, since: $0.day) } ?? .facility(opened?.data.text("facility_id"))
    let residency = last("ResidencyRecorded", on: stream)?.data
    let isCremated = past("CremationCompleted", on: stream) != nil
    let isBuried = past("BodyBuried", on: stream) != nil
    let hasLeft = past("BodyDonated", "BodyReleasedOut", on: stream) != nil
    func share(_ indicator: String, _ version: Int, _ holds: Bool, of counts: Bool?, known: Bool) -> Share {
      Share(
        indicator: indicator,
        version: version,
        year: counted.year,
        place: place,
        then: counted,
        numerator: holds && counts != false ? 1 : 0,
        denominator: counts.map { $0 ? 1 : 0 },
        isKnown: death != nil && known
      )
    }
    let zone = death.flatMap { decisive(all("ZoneDesignated"), "division", around: $0.division, on: $0.day) }
    let isDue = zone?.data.text("zone") == "cremation" && !hasLeft && residency?.flag("ethnicity_exempt") != true
    let waiver = standingWaiver(of: String(stream.dropFirst(5)))
    let decision = waiver?.data.text("decision") ?? ""
    let isWaived = (waiver?.data.number("total_waived_fen") ?? 0) > 0
    let written = residency?.text("as_of") ?? ""
    let hukou = residency?["hukou_division"]?.stringValue
      .map { divisions.division($0, writtenOn: written, on: max(counted, written)) }
    return [
      share("cremation_rate", 1, isCremated, of: nil, known: isCremated || isBuried || hasLeft),
      share("cremation_rate_in_zones", 1, isCremated, of: isDue, known: !isDue || isCremated || isBuried),
      share(
        "benefit_coverage",
        1,
        isWaived,
        of: ["granted", "partial", "pending"].contains(decision),
        known: ["granted", "partial", "denied"].contains(decision)
      ),
      share(
        "benefit_coverage",
        2,
        isWaived,
        of: hukou.map { Self.areas($0).contains(Self.node) } ?? false,
        known: hukou != nil
      ),
    ]
  }

  private func cremated(_ stream: String) -> [Share] {
    guard let cremation = past("CremationCompleted", on: stream) else { return [] }
    let home = cremation.data.text("facility_id")
    let ashes = dispositions.filter { $0.isAshes && "case/\($0.owner ?? "")" == stream }
    let isComplete = Int64(ashes.count) >= cremation.data.number("ash_portions")
    let placed = ashes.filter { $0.facility != nil }
    func share(_ indicator: String, _ holds: Bool, of counts: Bool, known: Bool) -> Share {
      Share(
        indicator: indicator,
        year: cremation.day.year,
        place: .facility(home),
        then: cremation.day,
        numerator: holds ? 1 : 0,
        denominator: counts ? 1 : 0,
        isKnown: known
      )
    }
    return [
      share(
        "eco_share_of_cremations",
        isComplete && ashes.allSatisfy { $0.isEco == true },
        of: true,
        known: isComplete && ashes.allSatisfy { $0.isEco != nil }
      ),
      share(
        "ashes_in_cemeteries",
        isComplete && !placed.isEmpty && placed.allSatisfy(\.isLicensed),
        of: !isComplete || !placed.isEmpty,
        known: isComplete
      ),
      timely(cremation.day, home),
    ]
  }

  private func timely(_ day: String, _ facility: String?) -> Share {
    Share(
      indicator: "timely_entries",
      year: day.year,
      place: .facility(facility),
      then: day,
      numerator: day > "2098" ? 1 : 0,
      denominator: 1,
      isKnown: true
    )
  }

  // MARK: Ashes

  private struct Disposition {
    let owner: String?
    let day: String
    let facility: String?
    let place: Place
    let isAshes: Bool
    let isEco: Bool?
    let isLicensed: Bool
  }

  private var dispositions: [Disposition] {
    let portions = streams("ashes").compactMap { stream -> Disposition? in
      let custody = all("CustodyOpened", on: stream).first?.data
      guard let event = firstDisposition(of: stream) else { return nil }
      return disposition(event, of: custody?.text("case_id"), keptAt: custody?.text("facility_id"))
    }
    let bodies = streams("case").compactMap { stream in
      past("BodyBuried", on: stream).map { disposition($0, of: String(stream.dropFirst(5)), keptAt: nil) }
    }
    return (portions + bodies).filter { one in one.owner.map { !isDuplicate("case/\($0)") } ?? true }
  }

  private func disposition(_ event: Happening, of owner: String?, keptAt: String?) -> Disposition {
    let facility =
      event.data["facility_id"]?.stringValue
      ?? event.data["plot_id"]?.stringValue.map { String($0.prefix { $0 != "/" }) }
    let place = Place.facility(facility ?? keptAt)
    let form = event.type == "BodyBuried" ? "body_burial" : event.data.text("form")
    let speaks = { (fact: Happening) in fact.data.list("forms").first { $0.text("form") == form } }
    let map = decisive(
      all("EcoFormMapPublished").filter { speaks($0) != nil },
      "scope_division",
      around: division(of: place, on: event.day),
      on: event.day
    )
    let licence = facility.flatMap { all("FacilityLicensed", on: "facility/\($0)").last?.data }
    return Disposition(
      owner: owner,
      day: event.day,
      facility: facility,
      place: place,
      isAshes: event.type != "BodyBuried",
      isEco: map.flatMap(speaks)?.flag("counts_as_eco"),
      isLicensed: licence.map { $0.text("kind") != "funeral_home" && isValid($0, on: event.day) } ?? false
    )
  }

  func isValid(_ licence: JSON, on day: String) -> Bool {
    licence.text("valid_from") <= day && day <= licence["valid_to"]?.stringValue ?? "9999"
  }

  // MARK: Money

  private func standingWaiver(of owner: String) -> Happening? {
    let stream = "waiver/\(owner)"
    let reversed = Set(
      all("WaiverReversed", on: stream).filter { $0.day <= day }.map { $0.data.text("decision_event_id") }
    )
    return all("WaiverDecided", on: stream).last { $0.day <= day && !reversed.contains($0.id.text) }
  }

  private var waivers: [Share] {
    streams("waiver").compactMap { stream in
      let owner = String(stream.dropFirst(7))
      return standingWaiver(of: owner).map { decision in
        Share(
          indicator: "waived_fen",
          year: decision.day.year,
          place: .facility(last("CaseOpened", on: "case/\(owner)")?.data.text("facility_id")),
          then: decision.day,
          numerator: decision.data.number("total_waived_fen"),
          isKnown: decision.data.text("decision") != "pending"
        )
      }
    }
  }

  private var claims: [Share] {
    streams("claim").flatMap { stream -> [Share] in
      let submitted = last("ClaimSubmitted", on: stream)
      let place = submitted.map { Place.division($0.data.text("office_division"), since: $0.day) } ?? .facility(nil)
      func share(_ indicator: String, _ day: String, _ amount: Int64) -> Share {
        Share(indicator: indicator, year: day.year, place: place, then: day, numerator: amount, isKnown: true)
      }
      let returned = all("ClaimPaymentFailed", on: stream).filter { $0.day <= day }.map { $0.data.text("pay_ref") }
      let payments = Dictionary(grouping: all("ClaimPaid", on: stream)) { $0.data.text("pay_ref") }
        .compactMap { $0.value.last }.filter { $0.day <= day && !returned.contains($0.data.text("pay_ref")) }
      var shares = payments.map { share("subsidy_fen", $0.day, $0.data.number("amount_fen")) }
      shares += all("ClaimRecovered", on: stream).filter { $0.day <= day }
        .map { share("subsidy_recovered_fen", $0.day, $0.data.number("recovered_fen")) }
      guard let paid = payments.map(\.day).min() else { return shares }
      shares.append(
        Share(
          indicator: "days_to_pay",
          year: paid.year,
          place: place,
          then: paid,
          numerator: submitted.map { max(Self.days(from: $0.day, to: paid), 0) } ?? 0,
          denominator: submitted == nil ? 0 : 1,
          isKnown: submitted != nil
        )
      )
      return shares
    }
  }

  // MARK: Inspections

  private var inspections: [Share] {
    streams("inspection").flatMap { stream -> [Share] in
      let names = stream.split(separator: "/").map(String.init)
      let year = names[2].year
      let end = min("\(year)-12-31", day)
      func share(_ indicator: String, _ holds: Bool, of counts: Bool) -> Share {
        Share(
          indicator: indicator,
          year: year,
          place: .facility(names[1]),
          then: end,
          numerator: holds ? 1 : 0,
          denominator: counts ? 1 : 0,
          isKnown: counts
        )
      }
      var shares: [Share] = []
      if past("InspectionOpened", on: stream) != nil {
        let conclusion = all("ConclusionIssued", "ConclusionRevised", on: stream).last { $0.day <= day }
        let result = conclusion.map { $0.data.text($0.type == "ConclusionIssued" ? "result" : "new_result") }
        shares.append(
          share(
            "inspection_pass_rate",
            ["qualified", "basically_qualified"].contains(result),
            of: result != nil && result != "deferred"
          )
        )
      }
      if let order = past("RectificationOrdered", on: stream) {
        let accepted = last("RectificationAccepted", on: stream)?.data.text("accepted_on")
        let by = accepted.flatMap { $0 <= day ? $0 : nil }
        let due = order.data.text("due")
        shares.append(share("rectification_on_time", by.map { $0 <= due } ?? false, of: by != nil || due < day))
      }
      return shares
    }
  }
}
