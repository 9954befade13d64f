import CanonicalJSON

extension PlainLedger {
  struct Portion {
    let caseID: String
    let number: Int
    var place: String?
    var form: String?
    var isScattered = false
  }

  /// In one condition at a time (rule P8).
  struct Plot {
    enum Condition: Equatable { case free, blocked, clearing, reserved(String), granted(String), decommissioned }
    var capacity: Int
    var condition = Condition.free
    /// That a reservation was used for a grant, and its release is yet to follow.
    var releaseIsDue = false
  }

  struct Right {
    let plot: String
    let caseID: String
    var isReturned = false
  }

  // MARK: Ashes

  mutating func applyToAshes(_ entry: Entry) {
    if entry.type == "CustodyOpened" {
      let (caseID, portion) = (entry.data.text("case_id"), entry.data.number("portion_no"))
      expect(ashes[entry.key] == nil, entry, "begun twice")
      expect(!ashes.values.contains { $0.caseID == caseID && $0.number == portion }, entry, "the portion twice")
      let portions = cases[caseID]?.end == "cremated" ? cases[caseID]?.portions ?? 0 : 0
      expect(portion <= portions && entry.data.number("portions_total") == portions, entry, "of \(portions) portions")
      ashes[entry.key] = Portion(caseID: caseID, number: portion)
      return
    }
    guard var portion = ashes[entry.key] else { return fault("\(entry.type): no ashes \(entry.key)") }
    expect(!portion.isScattered, entry, "scattered before")
    switch entry.type {
    case "AshesScattered":
      expect(portion.place == nil, entry, "they lie in \(portion.place ?? "")")
      (portion.isScattered, portion.form) = (true, entry.data.text("form"))
    case "AshesPlaced":
      expect(portion.place == nil, entry, "they lie in \(portion.place ?? "")")
      portion.place = lie(
        "ashes/\(entry.key)",
        of: portion.caseID,
        in: entry.data.text("plot_id"),
        entry.data.number("position_no"),
        entry
      )
      portion.form = entry.data.text("form")
    case "AshesRelocated":
      let from = entry.data.text("from_plot_id")
      expect(portion.place?.hasPrefix(from + "#") == true, entry, "they do not lie in \(from)")
      if let place = portion.place { places[place] = nil }
      (portion.place, portion.form) = (nil, nil)
      if entry.data["to_plot_id"] != nil {
        portion.place = lie(
          "ashes/\(entry.key)",
          of: portion.caseID,
          in: entry.data.text("to_plot_id"),
          entry.data.number("to_position_no"),
          entry
        )
        portion.form = entry.data.text("form")
      }
    default: fault("\(entry.type) was not expected")
    }
    ashes[entry.key] = portion
  }

  /// Somebody comes to lie in a place.
  @discardableResult
  mutating func lie(_ who: String, of caseID: String, in plot: String, _ position: Int, _ entry: Entry) -> String {
    let place = "\(plot)#\(position)"
    expect(places[place] == nil, entry, "\(place) is taken by \(places[place] ?? "")")
    expect(!places.values.contains(who), entry, "\(who) in two places")
    expect(position <= plots[plot]?.capacity ?? 0, entry, "\(plot) has no place \(position)")
    let cemetery = String(plot.prefix { $0 != "/" })
    if kinds[section(of: plot)] == "eco_pool" {
      expect(plots[plot]?.condition == .free, entry, "the pool is blocked")
      expect(isOpen(cemetery), entry, "the cemetery is not open")
    } else {
      let contract = entry.data.text("contract_no")
      let right = rights[contract]
      expect(right?.plot == plot && right?.isReturned == false, entry, "no right \(contract)")
      expect(right?.caseID == caseID, entry, "the right is for \(right?.caseID ?? "")")
      expect(plots[plot]?.condition == .granted(contract), entry, "the plot is not held under it")
    }
    places[place] = who
    return place
  }

  // MARK: Plots

  mutating func applyToPlots(_ entry: Entry) {
    switch entry.type {
    case "SectionOpened": kinds[entry.key] = entry.data.text("plot_kind")
    case "PlotRangeCreated":
      plots["\(entry.key)/A/1"] = Plot(capacity: entry.data.number("capacity"))
    case "FacilityStatusChanged": facilityStatus[entry.key] = entry.data.text("status")
    case "UseRightGranted": grant(entry)
    case "UseRightReturned":
      guard let right = rights[entry.key] else { return fault("no right \(entry.key)") }
      expect(!right.isReturned && !isUsed(right.plot, beyond: 0), entry, "returned before, or in use")
      rights[entry.key]?.isReturned = true
      plots[right.plot]?.condition = .free
    default: if entry.kind == "plot" { change(entry) }
    }
  }

  private mutating func grant(_ entry: Entry) {
    let plot = entry.data.text("plot_id")
    let condition = plots[plot]?.condition
    expect(rights[entry.key] == nil, entry, "granted twice")
    expect(
      condition == .free || condition == .reserved(entry.data.text("holder_ref")),
      entry,
      "it is \(condition as Any)"
    )
    expect(isOpen(String(plot.prefix { $0 != "/" })), entry, "the cemetery is not open")
    let decedent = cases[entry.data.text("decedent_case_id")]
    expect(
      decedent?.certificate != nil && decedent?.isDuplicate == false,
      entry,
      "no death certificate, or a duplicate"
    )
    rights[entry.key] = Right(plot: plot, caseID: entry.data.text("decedent_case_id"))
    plots[plot]?.releaseIsDue = condition != .free
    plots[plot]?.condition = .granted(entry.key)
  }

  private mutating func change(_ entry: Entry) {
    guard var plot = plots[entry.key] else { return fault("no plot \(entry.key)") }
    switch (entry.type, plot.condition) {
    case ("PlotBlocked", .free): plot.condition = entry.data["cause_event_id"] == nil ? .blocked : .clearing
    case ("PlotUnblocked", .blocked), ("PlotUnblocked", .clearing): plot.condition = .free
    case ("PlotReserved", .free):
      expect(isOpen(String(entry.key.prefix { $0 != "/" })), entry, "the cemetery is not open")
      plot.condition = .reserved(entry.data.text("for_ref"))
    case ("ReservationReleased", .reserved): plot.condition = .free
    // Written with the grant that the plot was reserved for.
    case ("ReservationReleased", .granted):
      expect(plot.releaseIsDue, entry, "it is granted")
      plot.releaseIsDue = false
    case ("PlotResized", .decommissioned), ("PlotResized", .clearing): fault("PlotResized \(entry.key): not in use")
    case ("PlotResized", _):
      let capacity = entry.data.number("capacity")
      expect(!isUsed(entry.key, beyond: capacity), entry, "somebody lies beyond \(capacity)")
      plot.capacity = capacity
    case ("PlotDecommissioned", .free):
      expect(!isUsed(entry.key, beyond: 0), entry, "somebody lies there")
      plot.condition = .decommissioned
    default: fault("\(entry.type) \(entry.key): it is \(plot.condition)")
    }
    plots[entry.key] = plot
  }

  private func isUsed(_ plot: String, beyond position: Int) -> Bool {
    places.keys.contains { $0.hasPrefix(plot + "#") && Int($0.dropFirst(plot.count + 1)) ?? 0 > position }
  }

  private func isOpen(_ facility: String) -> Bool { facilityStatus[facility] ?? "open" == "open" }

  private func section(of plot: String) -> String {
    plot.split(separator: "/").prefix(2).joined(separator: "/")
  }
}
