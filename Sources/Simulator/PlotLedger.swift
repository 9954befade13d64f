/// Hands out plots, row by row, and knows where nothing may be granted just now.
struct PlotLedger: Sendable {
  struct Unit: Sendable {
    let site: Layout.Site
    /// `facility/section/row/number`.
    let plotID: String
  }

  /// A place in a unit. Pools are filled place by place, other units are taken whole.
  struct Place: Sendable {
    let unit: Unit
    let position: Int
  }

  private let layout: Layout
  private var nextUnit: [Layout.Site: Int] = [:]
  private var nextPlace: [Layout.Site: Int] = [:]
  /// Facilities that may not grant anything.
  private(set) var suspended: Set<Int> = []

  init(layout: Layout) {
    self.layout = layout
  }

  mutating func suspend(_ facility: Int) { suspended.insert(facility) }
  mutating func reopen(_ facility: Int) { suspended.remove(facility) }

  /// A whole unit near `county`, beginning the search at `start`; nil when the city has none left. `publicOnly` leaves
  /// out commercial cemeteries, whose sales an inspection may stop.
  mutating func takeUnit(
    _ use: PlotUse,
    county: Int,
    start: Int,
    publicOnly: Bool = false,
    within facility: Int? = nil
  ) -> Unit? {
    for site in candidates(use, county, start) {
      let section = layout[site]
      if suspended.contains(site.facility) || publicOnly && layout.facilities[site.facility].isCommercial
        || facility != nil && facility != site.facility
      {
        continue
      }
      var ordinal = nextUnit[site, default: 0]
      if section.blocksOne && ordinal == use.rowLength - 1 { ordinal += 1 }
      guard ordinal < section.units else { continue }
      nextUnit[site] = ordinal + 1
      return unit(site, ordinal)
    }
    return nil
  }

  /// The next place of an eco pool.
  mutating func takePlace(_ use: PlotUse, county: Int, start: Int) -> Place? {
    for site in candidates(use, county, start) where !suspended.contains(site.facility) {
      let place = nextPlace[site, default: 0]
      guard place < layout[site].units * use.capacity else { continue }
      nextPlace[site] = place + 1
      return Place(unit: unit(site, place / use.capacity), position: place % use.capacity + 1)
    }
    return nil
  }

  /// The unit of a section that cannot be used from the beginning.
  func blockedUnit(_ site: Layout.Site) -> Unit? {
    layout[site].blocksOne ? unit(site, layout[site].use.rowLength - 1) : nil
  }

  /// Sections in the county from `start` on, then those of the others.
  private func candidates(_ use: PlotUse, _ county: Int, _ start: Int) -> [Layout.Site] {
    let near = layout.sites(use, county: county)
    let turn = near.isEmpty ? 0 : start % near.count
    var all = Array(near[turn...] + near[..<turn])
    for other in layout.funeralHomes.indices where other != county { all += layout.sites(use, county: other) }
    return all
  }

  private func unit(_ site: Layout.Site, _ ordinal: Int) -> Unit {
    let facility = layout.facilities[site.facility]
    let section = layout[site]
    let row = Self.rowCode(ordinal / section.use.rowLength)
    return Unit(
      site: site,
      plotID: "\(facility.code)/\(section.code)/\(row)/\(ordinal % section.use.rowLength + 1)"
    )
  }

  static func rowCode(_ index: Int) -> String { "R\(Digits.padded(index + 1, 2))" }
}
