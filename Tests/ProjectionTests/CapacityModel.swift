import CanonicalJSON

/// What plot_capacity must show, computed event by event in plain Swift, with none of its SQL.
struct CapacityModel {
  private struct Plot {
    var capacity: Int64?
    var isBlocked = false
    var isReserved = false
    var rights: [String: String] = [:]
    var places: Set<Int64> = []
  }

  private var plots: [String: Plot] = [:]
  private var status: [String: String] = [:]
  private var division: [String: String] = [:]
  private var sections: [String: (kind: String, designed: Int64)] = [:]

  init(_ history: [Happening]) {
    for event in history { apply(event) }
  }

  private mutating func apply(_ event: Happening) {
    switch event.type {
    case "FacilityLicensed":
      division[event.key] = event.data.text("division")
      if status[event.key] == nil { status[event.key] = "open" }
    case "FacilityStatusChanged": status[event.key] = event.data.text("status")
    case "SectionOpened": sections[event.key] = (event.data.text("plot_kind"), event.data.number("designed_units"))
    case "PlotRangeCreated":
      let first = event.data.number("first_no")
      for number in first..<first + event.data.number("count") {
        plots["\(event.key)/\(event.data.text("row"))/\(number)", default: Plot()].capacity =
          event.data.number("capacity")
      }
    case "PlotBlocked": plots[event.key, default: Plot()].isBlocked = true
    case "PlotUnblocked": plots[event.key, default: Plot()].isBlocked = false
    case "PlotReserved": plots[event.key, default: Plot()].isReserved = true
    case "ReservationReleased": plots[event.key, default: Plot()].isReserved = false
    case "UseRightGranted":
      plots[event.data.text("plot_id"), default: Plot()].rights[event.key] = event.data.text("to")
    case "AshesPlaced":
      plots[event.data.text("plot_id"), default: Plot()].places.insert(event.data.number("position_no"))
    default: break
    }
  }

  static let columns = [
    "facility", "section", "division", "facility_status", "kind", "designed", "created", "free", "reserved", "blocked",
    "granted_unoccupied", "occupied", "full_units", "open_places", "held_places", "expired_rights",
  ]

  /// The rows of by_section on a day.
  func rows(on day: String) -> [[String]] {
    let laidOut = plots.filter { $0.value.capacity != nil }
    let keys = Set(sections.keys).union(laidOut.keys.map { $0.split(separator: "/").prefix(2).joined(separator: "/") })
    return keys.map { key in row(key, laidOut.filter { $0.key.hasPrefix(key + "/") }.map(\.value), day) }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func row(_ key: String, _ plots: [Plot], _ day: String) -> [String] {
    let names = key.split(separator: "/").map(String.init)
    let state = status[names[0]]
    let isPool = sections[key]?.kind == "eco_pool"
    var counts = [0, 0, 0, 0, 0]
    var full = 0
    var open: Int64 = 0
    var held: Int64 = 0
    var expired = 0
    for plot in plots {
      let left = max((plot.capacity ?? 0) - Int64(plot.places.count), 0)
      let isGranted = !plot.rights.isEmpty
      let isFree = plot.places.isEmpty && !isGranted && !plot.isBlocked && !plot.isReserved
      let hasExpired = plot.rights.values.max().map { $0 < day } ?? false
      let index = isFree ? 0 : !plot.places.isEmpty ? 4 : isGranted ? 3 : plot.isBlocked ? 2 : 1
      counts[index] += 1
      if left == 0 { full += 1 }
      if hasExpired { expired += 1 }
      switch state {
      case "closed": break
      case _ where plot.isBlocked: break
      case _ where isPool: open += left
      case _ where isFree: open += state == nil || state == "open" ? left : 0
      default: held += hasExpired ? 0 : left
      }
    }
    return names + [division[names[0]] ?? "", state ?? "open", sections[key]?.kind ?? ""]
      + ["\(sections[key]?.designed ?? 0)", "\(plots.count)"]
      + counts.map { "\($0)" } + ["\(full)", "\(open)", "\(held)", "\(expired)"]
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
