import CanonicalJSON

/// What custody_trace must show, computed event by event in plain Swift, with none of its SQL.
struct CustodyModel {
  private struct Step {
    let type, stream, instant: String
    let order: Int
    let place, thing: String?
  }

  private struct Body {
    var home, died, keptAt, certificate, duplicateOf: String?
    var state = "not_collected"
    var facility, place, since: String?
    var cremation: (portions: Int64, day: String)?
  }

  private struct Portion {
    var owner: String?
    var number: Int64 = 0
    var state: String?
    var facility, place, destinationKind, destination, since, until: String?
    var check: (result: String, instant: String)?
  }

  private struct Gap {
    let kind, facility, owner, custody, since: String
  }

  private var steps: [Step] = []
  private var bodies: [String: Body] = [:]
  private var portions: [String: Portion] = [:]
  private var divisions: PlainDivisions

  init(_ history: [Happening]) {
    divisions = PlainDivisions(history)
    for event in history { apply(event) }
  }

  // MARK: Evolve

  private mutating func apply(_ event: Happening) {
    switch event.stream.prefix(while: { $0 != "/" }) {
    case "case": body(event)
    case "ashes": portion(event)
    default: break
    }
  }

  private mutating func note(_ event: Happening, place: String? = nil, thing: String? = nil) {
    steps.append(
      Step(type: event.type, stream: event.stream, instant: event.time, order: steps.count, place: place, thing: thing)
    )
  }

  private mutating func body(_ event: Happening) {
    let data = event.data
    var body = bodies[event.key] ?? Body()
    func moved(to state: String, _ facility: String?, _ place: String?) {
      (body.state, body.facility, body.place, body.since) = (state, facility, place, String(event.time.prefix(10)))
    }
    var place: String?
    var thing: String?
    switch event.type {
    case "CaseOpened": body.home = data.text("facility_id")
    case "DeathCertificateRecorded":
      body.died = data.text("death_at")
      steps.append(
        Step(
          type: "Death",
          stream: event.stream,
          instant: data.text("death_at"),
          order: steps.count,
          place: data.text("death_division"),
          thing: nil
        )
      )
    case "BodyCollected":
      (place, thing) = (data.text("from_division"), data.text("hearse_id"))
      moved(to: "collected", nil, place)
    case "KeepingStarted":
      place = data.text("unit_no")
      body.keptAt = data.text("facility_id")
      moved(to: "kept", body.keptAt, place)
    case "KeepingEnded": moved(to: "taken_out", nil, nil)
    case "CremationCompleted":
      thing = data.text("unit_id")
      body.cremation = (data.number("ash_portions"), String(event.time.prefix(10)))
      moved(to: "cremated", data.text("facility_id"), nil)
    case "CremationCertificateIssued", "CremationCertificateReissued":
      thing = data.text("cert_no")
      body.certificate = thing
    case "BodyBuried":
      place = data.text("plot_id")
      moved(to: "buried", place.map { String($0.prefix(2)) }, place)
    case "BodyDonated":
      thing = data.text("recipient_uscc")
      moved(to: "donated", nil, nil)
    case "BodyReleasedOut":
      place = data.text("to_division")
      moved(to: "released_out", nil, place)
    case "CaseClosed":
      thing = data["of_case"]?.stringValue
      if data.text("outcome") == "duplicate" { body.duplicateOf = thing }
    default: break
    }
    bodies[event.key] = body
    note(event, place: place, thing: thing)
  }

  private mutating func portion(_ event: Happening) {
    let data = event.data
    let day = String(event.time.prefix(10))
    var one = portions[event.key] ?? Portion()
    func moved(to state: String, _ facility: String?, _ place: String?) {
      one = Portion(
        owner: one.owner,
        number: one.number,
        state: state,
        facility: facility ?? one.facility,
        place: place,
        since: day,
        check: one.check
      )
    }
    var place = data["plot_id"]?.stringValue ?? data["site"]?.stringValue
    var thing = data["cert_no"]?.stringValue
    switch event.type {
    case "CustodyOpened":
      (one.owner, one.number) = (data.text("case_id"), data.number("portion_no"))
      thing = data.text("container_tag")
      moved(to: "in_custody", data.text("facility_id"), nil)
    case "AshesStored":
      place = data["niche_ref"]?.stringValue
      moved(to: "stored", data.text("facility_id"), place)
      one.until = (PlainDay(day) + data.number("term_days")).text
    case "StorageRenewed": if one.state == "stored" { one.until = data.text("until") }
    case "AshesReleased":
      moved(to: "released", nil, nil)
      one.destinationKind = data.text("destination_kind")
      one.destination = data["destination_facility"]?.stringValue
    case "AshesPlaced": moved(to: "placed", data.text("facility_id"), place)
    case "AshesScattered": moved(to: data.flag("all_ashes") ? "scattered" : "scattered_in_part", nil, place)
    case "AshesRelocated":
      let to = data["to_plot_id"]?.stringValue
      place = to ?? data.text("from_plot_id")
      moved(to: to == nil ? "taken_out" : "placed", place.map { String($0.prefix(2)) }, place)
    case "UnclaimedAshesDisposed":
      let plot = data["plot_id"]?.stringValue
      moved(to: plot == nil ? "scattered" : "placed", plot.map { String($0.prefix(2)) }, place)
    case "StocktakeChecked":
      thing = data["container_tag_seen"]?.stringValue
      let result = data.flag("tag_matches") ? "found" : data.flag("found") ? "other_tag" : "not_found"
      if one.check.map({ PlainDay.hours($0.instant) <= PlainDay.hours(event.time) }) ?? true {
        one.check = (result, event.time)
      }
    default: break
    }
    portions[event.key] = one
    note(event, place: place, thing: thing)
  }

  // MARK: Show

  /// The case that goes on for each case.
  private func decedent(of id: String) -> String? {
    guard let body = bodies[id] else { return nil }
    guard var found = body.duplicateOf else { return id }
    for _ in 1..<16 {
      guard let next = bodies[found]?.duplicateOf else { break }
      found = next
    }
    return found
  }

  static let traceColumns = ["case_id", "step_no", "custody_id", "type", "hours_since", "place", "thing"]

  func trace() -> [[String]] {
    let known = steps.compactMap { step -> (owner: String, custody: String, step: Step)? in
      let key = String(step.stream.drop { $0 != "/" }.dropFirst())
      let isBody = step.stream.hasPrefix("case/")
      let owner = isBody ? key : portions[key]?.owner
      return owner.flatMap { decedent(of: $0) }.map { ($0, isBody ? "" : key, step) }
    }
    return Dictionary(grouping: known, by: \.owner).flatMap { owner, all in
      let sorted = all.sorted {
        (PlainDay.hours($0.step.instant), $0.step.order) < (PlainDay.hours($1.step.instant), $1.step.order)
      }
      return sorted.enumerated().map { index, one in
        let earlier = sorted.prefix(index)
        let before = earlier.last { $0.custody == one.custody } ?? earlier.last { $0.custody.isEmpty }
        let hours = before.map { "\(PlainDay.hours(one.step.instant) - PlainDay.hours($0.step.instant))" }
        return [
          owner, "\(index + 1)", one.custody, one.step.type, hours ?? "", one.step.place ?? "", one.step.thing ?? "",
        ]
      }
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func gaps(on day: String) -> [Gap] {
    var gaps: [Gap] = []
    func add(
      _ kind: String,
      _ days: Int64,
      _ since: String,
      _ facility: String?,
      _ owner: String,
      _ custody: String = ""
    ) {
      guard let decedent = decedent(of: owner), PlainDay(since) + days <= PlainDay(day) else { return }
      gaps.append(Gap(kind: kind, facility: facility ?? "", owner: decedent, custody: custody, since: since))
    }
    for (id, body) in bodies {
      if ["collected", "taken_out"].contains(body.state), body.duplicateOf == nil, let since = body.since {
        add("body_untraced", 3, since, facility(of: body), id)
      }
      guard let cremation = body.cremation else { continue }
      let opened = Set(portions.values.filter { $0.owner == id }.map(\.number)).count
      if opened != cremation.portions {
        add(opened == 0 ? "no_custody" : "portion_count", 1, cremation.day, facility(of: body), id)
      }
    }
    for (id, one) in portions {
      guard let owner = one.owner else { continue }
      let isExpected = ["placement", "storage", "scattering"].contains(one.destinationKind)
      if one.state == "taken_out" || isExpected, let since = one.since {
        add("not_arrived", 30, since, one.destination ?? one.facility, owner, id)
      }
      if let until = one.until { add("past_term", 1, until, one.facility, owner, id) }
      if one.state == "in_custody" || one.state == "stored", let check = one.check, check.result != "found" {
        add(check.result, 0, String(check.instant.prefix(10)), one.facility, owner, id)
      }
    }
    return gaps
  }

  private func facility(of body: Body) -> String? { body.facility ?? body.keptAt ?? body.home }

  static let gapColumns = ["gap", "facility", "case_id", "custody_id", "since_on", "days"]

  func gapRows(on day: String) -> [[String]] {
    gaps(on: day).map {
      [
        $0.kind, $0.facility, $0.owner, $0.custody, $0.since, "\(PlainDay(day).number - PlainDay($0.since).number)",
      ]
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  static let decedentColumns = [
    "case_id", "facility", "death_on", "body_state", "body_facility", "body_place", "body_since", "cert_no",
    "ash_portions", "portions_opened", "array_to_string(ashes, ',')", "gaps",
  ]

  func decedents(on day: String) -> [[String]] {
    let gaps = gaps(on: day)
    return bodies.filter { $0.value.duplicateOf == nil }.map { id, body in
      let own = portions.filter { $0.value.owner.flatMap { decedent(of: $0) } == id }
        .sorted { ($0.value.number, $0.key) < ($1.value.number, $1.key) }
      return [
        id, body.home ?? "", String((body.died ?? "").prefix(10)), body.state, facility(of: body) ?? "",
        body.place ?? "", body.since ?? "", body.certificate ?? "", body.cremation.map { "\($0.portions)" } ?? "",
        "\(own.count)", own.map { whereabouts(of: $0.value) }.joined(separator: ","),
        "\(gaps.filter { $0.owner == id }.count)",
      ]
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func whereabouts(of one: Portion) -> String {
    let place =
      switch one.state {
      case "released": one.destination
      case "in_custody", "stored": [one.facility, one.place].compactMap(\.self).joined(separator: " ")
      default: one.place
      }
    return ["\(one.number)", one.state, place].compactMap(\.self).joined(separator: " ")
  }

  static let facilityColumns = ["facility", "division", "bodies", "in_custody", "stored", "placed", "awaited", "gaps"]

  func facilities(on day: String) -> [[String]] {
    let gaps = gaps(on: day)
    let owned = portions.values.filter { $0.owner != nil }
    let here = bodies.values.filter { ["collected", "kept", "taken_out"].contains($0.state) && $0.duplicateOf == nil }
    func count(_ facility: String, _ state: String) -> Int {
      owned.filter { $0.state == state && (state == "released" ? $0.destination : $0.facility) == facility }.count
    }
    let states = ["in_custody", "stored", "placed", "released"]
    return ["F1", "F2", "F3"].compactMap { facility in
      let counts =
        [here.filter { self.facility(of: $0) == facility }.count] + states.map { count(facility, $0) }
        + [gaps.filter { $0.facility == facility }.count]
      let division = divisions.division(of: facility, on: day)
      guard division != nil || counts.contains(where: { $0 > 0 }) else { return nil }
      return [facility, division ?? ""] + counts.map { "\($0)" }
    }
  }
}
