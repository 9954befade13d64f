import CanonicalJSON
import Simulator
import Testing

@Suite struct TallyTests {
  /// The tally that the generator keeps is what anyone can count from its lines.
  @Test func tallyIsWhatTheLinesSay() throws {
    let simulation = try SimulatedCity.make(cases: 250)
    var iterator = simulation.makeIterator()
    var recount = Recount()
    while let line = iterator.next() { recount.add(try JSON.parse(line, maximumBytes: 65_407)) }
    let tally = iterator.tally
    #expect(tally == simulation.tally())
    #expect(tally.units == recount.units())
    #expect(tally.linesByType == recount.types)
    #expect(tally.cases == recount.types["CaseOpened"])
    #expect(tally.cremations == recount.types["CremationCompleted"])
    #expect(tally.custodies == recount.types["CustodyOpened"])
    #expect(tally.placements == recount.placements)
    #expect(tally.scatterings == recount.scatterings)
    #expect(tally.claimsPaid == recount.types["ClaimPaid"])
    #expect(tally.claimsRejected == recount.types["ClaimRejected"])
    #expect(tally.paidFen == recount.paidFen)
    #expect(tally.settledFen == recount.settledFen && tally.settledFen > 0)
    #expect(tally.waivers == recount.types["WaiverDecided"])
    #expect(tally.derived["PlotBlocked"] == recount.types["UseRightReturned"])
    #expect(tally.servicesFen == recount.servicesFen)
    #expect(Set(tally.conclusions.keys) == ["qualified", "basically_qualified", "unqualified", "deferred"])
  }

  @Test func deathsFollowThePopulation() throws {
    let tally = try SimulatedCity.make(cases: 1_500).tally()
    let people = City.weihai.counties.reduce(0) { $0 + $1.population.value }
    for county in City.weihai.counties {
      let share = tally.casesByCounty[county.code, default: 0] * 1000 / tally.cases
      #expect(abs(share - county.population.value * 1000 / people) <= 35)
    }
  }

  @Test func mostBurialsSaveLand() throws {
    let tally = try SimulatedCity.make(cases: 1_000).tally()
    #expect((500...700).contains(tally.ecoPermille))
    #expect(tally.cremations > 950)
  }

  /// A whole city has room for its dead and some to spare.
  @Test func wholeCityHasAboutFortyThousandUnits() throws {
    var iterator = try SimulatedCity.make(cases: 20_000).makeIterator()
    let begun = iterator.skip()
    #expect(begun)
    let created = iterator.tally.units.values.reduce(0) { $0 + $1.created }
    #expect((38_000...44_000).contains(created))
  }
}

/// Counts lines as a reader would who knows nothing of the generator.
private struct Recount {
  var types: [String: Int] = [:]
  var placements: [String: Int] = [:]
  var scatterings: [String: Int] = [:]
  var servicesFen: [String: Int] = [:]
  var paidFen = 0
  var settledFen = 0
  private var bills: [String: (item: String, fen: Int)] = [:]
  private var plots: [String: String] = [:]
  private var lying: [String: String] = [:]
  private var decommissioned: Set<String> = []
  private var divisions: [String: String] = [:]
  private var kinds: [String: String] = [:]
  private var laidOut: [Tally.UnitKey: Tally.Units] = [:]
  private var blocked: Set<String> = []
  private var reserved: Set<String> = []
  private var granted: Set<String> = []
  private var places: Set<String> = []

  mutating func add(_ line: JSON) {
    let (data, subject) = (line.data, line.text("subject"))
    let plot = String(subject.dropFirst(5))
    types[line.type, default: 0] += 1
    switch line.type {
    case "FacilityLicensed": divisions[String(subject.dropFirst(9))] = data.text("division")
    case "SectionOpened": kinds[String(subject.dropFirst(8))] = data.text("plot_kind")
    case "PlotRangeCreated":
      let key = key(String(subject.dropFirst(8)))
      laidOut[key, default: Tally.Units()].created += data.number("count")
      laidOut[key, default: Tally.Units()].places += data.number("count") * data.number("capacity")
    case "PlotBlocked": blocked.insert(plot)
    case "PlotUnblocked": blocked.remove(plot)
    case "PlotReserved": reserved.insert(plot)
    case "ReservationReleased": reserved.remove(plot)
    case "UseRightGranted":
      reserved.remove(data.text("plot_id"))
      granted.insert(data.text("plot_id"))
      plots[String(subject.dropFirst(6))] = data.text("plot_id")
    case "UseRightReturned":
      let plot = plots[String(subject.dropFirst(6))] ?? ""
      granted.remove(plot)
      blocked.insert(plot)
    case "PlotDecommissioned": decommissioned.insert(plot)
    case "BodyBuried": places.insert("\(data.text("plot_id"))#1")
    case "AshesRelocated":
      if let old = lying[subject] { places.remove(old) }
      if data["to_plot_id"] != nil { places.insert("\(data.text("to_plot_id"))#\(data.number("to_position_no"))") }
    case "BatchPaid": settledFen += data.number("total_fen")
    case "AshesPlaced":
      placements[data.text("form"), default: 0] += 1
      let place = "\(data.text("plot_id"))#\(data.number("position_no"))"
      places.insert(place)
      lying[subject] = place
    case "AshesScattered": scatterings[data.text("form"), default: 0] += 1
    case "UnclaimedAshesDisposed": scatterings[data.text("form"), default: 0] += 1
    case "FactCorrected" where data.text("target_type") == "AshesScattered":
      scatterings["sea", default: 0] -= 1
      scatterings[data["data"]?.text("form") ?? "", default: 0] += 1
    case "ClaimPaid": paidFen += data.number("amount_fen")
    case "ServiceItemDelivered":
      servicesFen[data.text("item_code"), default: 0] += data.number("list_fen")
      bills[line.text("id")] = (data.text("item_code"), data.number("list_fen"))
    case "EventVoided":
      if let bill = bills[data.text("target_event_id")] { servicesFen[bill.item, default: 0] -= bill.fen }
    default: break
    }
  }

  func units() -> [Tally.UnitKey: Tally.Units] {
    var all = laidOut
    for plot in blocked { all[key(plot), default: Tally.Units()].blocked += 1 }
    for plot in reserved { all[key(plot), default: Tally.Units()].reserved += 1 }
    for plot in decommissioned { all[key(plot), default: Tally.Units()].decommissioned += 1 }
    for plot in granted { all[key(plot), default: Tally.Units()].granted += 1 }
    for place in places { all[key(place), default: Tally.Units()].placesTaken += 1 }
    for plot in Set(places.map { $0.split(separator: "#")[0] }) {
      all[key(String(plot)), default: Tally.Units()].occupied += 1
    }
    return all
  }

  /// Of anything that begins with facility and section.
  private func key(_ path: String) -> Tally.UnitKey {
    let parts = path.split(separator: "/")
    return Tally.UnitKey(
      division: divisions[String(parts[0])] ?? "",
      kind: kinds["\(parts[0])/\(parts[1])"] ?? ""
    )
  }
}
