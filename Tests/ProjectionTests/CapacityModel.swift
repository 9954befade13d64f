import CanonicalJSON

/// What plot_capacity must show, computed event by event in plain Swift, with none of its SQL.
struct CapacityModel {
  private struct Plot {
    var laidOut: Int64?
    var resized: Int64?
    var isBlocked = false
    var isReserved = false
    var isDecommissioned = false

    var capacity: Int64 { resized ?? laidOut ?? 0 }
  }

  private struct Right {
    var plot: String?
    var to: String?
    var isReturned = false
  }

  private struct Place: Hashable {
    let plot: String
    let number: Int64
  }

  private var plots: [String: Plot] = [:]
  private var rights: [String: Right] = [:]
  private var remains: [String: Place] = [:]
  private var movements: [String: [(day: String, plot: String?)]] = [:]
  private var status: [String: String] = [:]
  private let divisions: PlainDivisions
  private var towns: [String: (code: String, name: String, since: String)] = [:]
  private var sections: [String: (kind: String, designed: Int64)] = [:]

  init(_ history: [Happening]) {
    divisions = PlainDivisions(history)
    for event in history { apply(event) }
  }

  private mutating func apply(_ event: Happening) {
    if ["AshesPlaced", "BodyBuried", "UnclaimedAshesDisposed", "AshesRelocated"].contains(event.type) {
      let plot = event.data[event.type == "AshesRelocated" ? "to_plot_id" : "plot_id"]?.stringValue
      movements[event.stream, default: []].append((Happening.day(event.time), plot))
    }
    switch event.type {
    case "FacilityLicensed":
      if status[event.key] == nil { status[event.key] = "open" }
      towns[event.key] = event.data["town"].map {
        ($0.text("code"), $0.text("name_zh"), event.data.text("valid_from"))
      }
    case "FacilityStatusChanged": status[event.key] = event.data.text("status")
    case "SectionOpened": sections[event.key] = (event.data.text("plot_kind"), event.data.number("designed_units"))
    case "PlotRangeCreated":
      let first = event.data.number("first_no")
      for number in first..<first + event.data.number("count") {
        plots["\(event.key)/\(event.data.text("row"))/\(number)", default: Plot()].laidOut =
          event.data.number("capacity")
      }
    case "PlotBlocked": plots[event.key, default: Plot()].isBlocked = true
    case "PlotUnblocked": plots[event.key, default: Plot()].isBlocked = false
    case "PlotReserved": plots[event.key, default: Plot()].isReserved = true
    case "ReservationReleased": plots[event.key, default: Plot()].isReserved = false
    case "PlotResized": plots[event.key, default: Plot()].resized = event.data.number("capacity")
    case "PlotDecommissioned": plots[event.key, default: Plot()].isDecommissioned = true
    case "UseRightGranted":
      let right = rights[event.key]
      rights[event.key, default: Right()].plot = right?.plot ?? event.data.text("plot_id")
      rights[event.key]?.to = event.data.text("to")
    case "UseRightRenewed": rights[event.key, default: Right()].to = event.data.text("to")
    case "UseRightReturned": rights[event.key, default: Right()].isReturned = true
    case "AshesPlaced", "BodyBuried":
      // A body and a portion of ashes may well have the same number.
      remains[event.stream] = Place(plot: event.data.text("plot_id"), number: event.data.number("position_no"))
    case "UnclaimedAshesDisposed":
      remains[event.stream] = event.data["plot_id"]?.stringValue.map { plot in
        Place(plot: plot, number: event.data.number("position_no"))
      }
    case "AshesRelocated":
      remains[event.stream] = event.data["to_plot_id"]?.stringValue.map { plot in
        Place(plot: plot, number: event.data.number("to_position_no"))
      }
    default: break
    }
  }

  static let columns = [
    "facility", "section", "division", "town", "town_zh", "facility_status", "kind", "designed", "created", "usable",
    "free", "reserved",
    "blocked", "granted_unoccupied", "occupied", "decommissioned", "full_units", "open_places", "held_places",
    "expired_rights",
  ]

  /// The rows of by_section on a day.
  func rows(on day: String) -> [[String]] {
    let laidOut = plots.filter { $0.value.laidOut != nil }
    let keys = Set(sections.keys).union(laidOut.keys.map { $0.split(separator: "/").prefix(2).joined(separator: "/") })
    return keys.map { key in row(key, laidOut.filter { $0.key.hasPrefix(key + "/") }, day) }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func row(_ key: String, _ plots: [String: Plot], _ day: String) -> [String] {
    let names = key.split(separator: "/").map(String.init)
    let facilityState = status[names[0]]
    let isPool = sections[key]?.kind == "eco_pool"
    let places = Dictionary(grouping: Set(remains.values), by: \.plot)
    var counts = [0, 0, 0, 0, 0, 0]
    var full = 0
    var usable = 0
    var open: Int64 = 0
    var held: Int64 = 0
    var expired = 0
    for (id, plot) in plots {
      let occupants = places[id]?.count ?? 0
      let left = max(plot.capacity - Int64(occupants), 0)
      let until = rights.values.filter { $0.plot == id && !$0.isReturned }.compactMap(\.to).max()
      let hasExpired = until.map { $0 < day } ?? false
      let state =
        if occupants > 0 { 4 } else if until != nil { 3 } else if plot.isDecommissioned { 5 } else if plot.isBlocked {
          2
        } else if plot.isReserved { 1 } else { 0 }
      let isFree = state == 0
      counts[state] += 1
      if state != 2 && state != 5 { usable += 1 }
      if left == 0 { full += 1 }
      if hasExpired { expired += 1 }
      switch facilityState {
      case "closed": break
      case _ where plot.isBlocked || plot.isDecommissioned: break
      case _ where isPool: open += left
      case _ where isFree: open += facilityState == nil || facilityState == "open" ? left : 0
      default: held += hasExpired ? 0 : left
      }
    }
    return names + [
      divisions.division(of: names[0], on: day) ?? "", towns[names[0]]?.code ?? "",
      towns[names[0]].map { name(ofTown: $0.code, on: day) } ?? "", facilityState ?? "open", sections[key]?.kind ?? "",
    ]
      + ["\(sections[key]?.designed ?? 0)", "\(plots.count)", "\(usable)"]
      + counts.map { "\($0)" } + ["\(full)", "\(open)", "\(held)", "\(expired)"]
  }
}

extension CapacityModel {
  /// By the licence that has begun last; where none has, by the first one. Of several of one day, by the facility's code.
  private func name(ofTown code: String, on day: String) -> String {
    let licences = towns.filter { $0.value.code == code }.sorted { $0.key < $1.key }.map(\.value)
    let begun = licences.filter { $0.since <= day }
    let since = begun.map(\.since).max() ?? licences.map(\.since).min()
    return licences.first { $0.since == since }?.name ?? ""
  }

  static let consumptionColumns = ["facility", "section", "month", "taken", "given_up"]

  /// The rows of consumption: each movement takes a place in its month, and gives it up in the month of the next.
  func consumption() -> [[String]] {
    var counts: [[String]: (taken: Int, givenUp: Int)] = [:]
    for movement in placed {
      let section = movement.plot.split(separator: "/").prefix(2).map(String.init)
      counts[section + [String(movement.day.prefix(7))], default: (0, 0)].taken += 1
      if let left = movement.left { counts[section + [String(left.prefix(7))], default: (0, 0)].givenUp += 1 }
    }
    return counts.map { $0.key + ["\($0.value.taken)", "\($0.value.givenUp)"] }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  static let forecastColumns = [
    "facility", "months_observed", "places_taken", "months_left", "months_left_low", "months_left_high", "exhausted_in",
  ]

  /// The rows of forecast_by_facility on a day.
  func forecast(on day: String) -> [[String]] {
    let (open, held) = (Self.columns.firstIndex(of: "open_places"), Self.columns.firstIndex(of: "held_places"))
    guard let open, let held else { return [] }
    let now = Self.month(day)
    let sections = Dictionary(grouping: rows(on: day)) { $0[0] }
    return sections.map { facility, rows in
      let own = placed.filter { $0.plot.hasPrefix(facility + "/") }
      // A month that began before remains first came counts only from its first day on.
      let first = own.map(\.day).min()
      let whole = first.map { min(24, now - Self.month($0) - ($0.hasSuffix("-01") ? 0 : 1)) } ?? 0
      guard whole >= 12 else { return [facility, "", "0", "", "", "", ""] }
      let window = now - whole..<now
      var taken = 0
      for movement in own {
        if window.contains(Self.month(movement.day)) { taken += 1 }
        if let left = movement.left, window.contains(Self.month(left)) { taken -= 1 }
      }
      guard taken > 0 else { return [facility, "\(whole)", "\(taken)", "", "", "", ""] }
      let left = rows.reduce(0) { $0 + (Int($1[open]) ?? 0) + (Int($1[held]) ?? 0) }
      let (count, spread) = (Double(taken), 1.96 * Double(taken).squareRoot())
      let months = { (rate: Double) in rate > 0 ? String(Int(Double(left * whole) / rate + 1e-9)) : "" }
      let end = now + left * whole / taken
      let month = "\(end / 12)-\(end % 12 < 9 ? "0" : "")\(end % 12 + 1)"
      return [
        facility, "\(whole)", "\(taken)", "\(left * whole / taken)", months(count + spread), months(count - spread),
        month,
      ]
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Every stay in a place: since when, and until when if it ended.
  private var placed: [(plot: String, day: String, left: String?)] {
    movements.values.flatMap { stays in
      stays.indices.compactMap { index in
        stays[index].plot.map { ($0, stays[index].day, index + 1 < stays.count ? stays[index + 1].day : nil) }
      }
    }
  }

  /// Months since the year 0.
  private static func month(_ day: String) -> Int {
    (Int(day.prefix(4)) ?? 0) * 12 + (Int(day.dropFirst(5).prefix(2)) ?? 0) - 1
  }
}

extension JSON {
  /// A member that a well-formed event has.
  func text(_ name: String) -> String { self[name]?.stringValue ?? "" }

  func number(_ name: String) -> Int64 { optionalNumber(name) ?? 0 }

  func optionalNumber(_ name: String) -> Int64? {
    if case .integer(let number) = self[name] { number } else { nil }
  }

  func flag(_ name: String) -> Bool { self[name] == .bool(true) }

  func list(_ name: String) -> [JSON] {
    if case .array(let list) = self[name] { list } else { [] }
  }
}
