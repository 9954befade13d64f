import Access
import FrontDoor
import Registry

/// A portion of ashes before somebody who may enter something of it.
struct AshesDesk: Sendable {
  let file: AshesFile
  /// Whether it is of a case of the visitor's own home.
  let isOfOwnCase: Bool
  /// The certificate's or case's number by which it was found; nil where the facility has to do with it anyway.
  let number: String?
  /// What the facility may enter of them next.
  let steps: [String]

  var id: Code { file.custody.id }
  var path: String { "/home/ashes/\(id)" }
  var carried: [(String, String?)] { [("by", number)] }
  var state: Bilingual { file.custody.words }
}

extension CaseFile.Custody {
  /// What a facility may enter of it next, as it is now; the rules have the last word. What becomes of ashes that another one keeps
  /// is entered by that one, also where they are of a home's own case.
  func steps(at facility: Code) -> [String] { concerns(facility) || isOnItsWay ? steps : [] }

  private var unclaimed: String {
    state.notice == nil ? "UnclaimedAshesNoticePublished" : "UnclaimedAshesDisposed"
  }

  private var steps: [String] {
    switch state.disposition {
    case .inCustody: ["AshesReleased", "AshesStored", "AshesPlaced", "AshesScattered", "StocktakeChecked", unclaimed]
    case .stored: ["AshesReleased", "StorageRenewed", "StocktakeChecked", unclaimed]
    case .released, .relocating: ["AshesPlaced", "AshesStored", "AshesScattered"]
    case .placed: ["AshesRelocated"]
    case .scattered: []
    }
  }

  var words: Bilingual {
    switch state.disposition {
    case .inCustody: return Bilingual(zh: "在馆保管", en: "in custody")
    case .stored(let storage):
      return Bilingual(zh: "寄存至 \(storage.until)", en: "stored until \(storage.until)")
    case .released: return Bilingual(zh: "已领取", en: "handed over")
    case .placed(let placement):
      return Bilingual(zh: "已安放 \(placement.place.plot)", en: "placed in \(placement.place.plot)")
    case .relocating: return Bilingual(zh: "迁移中", en: "being moved")
    case .scattered: return Bilingual(zh: "已撒散", en: "scattered")
    }
  }

  /// Whether a facility has them, or is to get them.
  func concerns(_ facility: Code) -> Bool {
    switch state.disposition {
    case .inCustody: state.opened.data.facilityId == facility
    case .stored(let storage): storage.stored.data.facilityId == facility
    case .released(let release): release.data.destinationFacility == facility
    case .placed(let placement): placement.place.plot.facility == facility
    case .relocating(let relocation): relocation.data.fromPlotId.facility == facility
    case .scattered: false
    }
  }

  /// Whether they are with a family that may bring them anywhere.
  var isOnItsWay: Bool {
    switch state.disposition {
    case .released(let release): release.data.destinationFacility == nil
    case .relocating: true
    default: false
    }
  }
}

extension CaseFile {
  /// Whether a number is that of its certificate, or its own: who has it before them has been shown the paper.
  func isNamed(by number: String) -> Bool {
    number == id.text || number == state.cremationCertificateNo?.text
  }
}

extension HomeDesk {
  /// A portion of ashes that this facility keeps, awaits or has placed; one of its own case; or one with the family, for
  /// whoever has its number before them. It is read by the facility's own right, for nothing of it may be the facility's yet.
  /// - Throws: `no-such-record`.
  func ashes(_ id: Code, by number: String?) async throws -> AshesDesk {
    guard let file = try await city.desk.cases.ashesFile(id) else { throw Problem.noSuchRecord }
    let isOwn = try await isOwn(file.caseFile.id, of: id)
    let isNamed = number.map { file.custody.isOnItsWay && file.caseFile.isNamed(by: $0) } ?? false
    guard isOwn || isNamed || file.custody.concerns(organisation) else { throw Problem.noSuchRecord }
    return AshesDesk(file: file, isOfOwnCase: isOwn, number: number, steps: file.custody.steps(at: organisation))
  }

  /// Whether they belong to a case that the visitor may open at a home's desk.
  private func isOwn(_ caseID: Code, of ashes: Code) async throws -> Bool {
    guard city.visit.roleOpening("/home/cases/{id}") != nil, let file = try await city.caseFile(caseID) else {
      return false
    }
    return file.custodies.contains { $0.id == ashes }
  }

  /// The portions of a case, found by its certificate's number or its own, of which this facility may enter something.
  func ashes(numbered number: String) async throws -> [AshesDesk] {
    let cases = city.desk.cases
    var found = try await cases.caseFile(certified: number)
    if found == nil, let id = Code(number) { found = try await cases.caseFile(id) }
    guard let file = found else { return [] }
    return file.custodies.filter { $0.concerns(organisation) || $0.isOnItsWay }.map {
      AshesDesk(
        file: AshesFile(custody: $0, caseFile: file),
        isOfOwnCase: false,
        number: number,
        steps: $0.steps(at: organisation)
      )
    }
  }

  /// A plot of this facility.
  /// - Throws: `no-such-facility`.
  func plot(_ id: PlotID?) async throws -> PlotStanding {
    guard let id, id.facility == organisation, let plot = try await city.desk.cases.plotStanding(id) else {
      throw Problem.noSuchFacility
    }
    return plot
  }

  /// A use right to a plot of this facility.
  /// - Throws: `no-such-record`.
  func right(_ contract: Code?) async throws -> (contract: Code, state: UseRightState) {
    guard let contract, let right = try await city.desk.cases.useRight(contract),
      right.granted.data.plotId.facility == organisation
    else { throw Problem.noSuchRecord }
    return (contract, right)
  }

  /// Whether some role of the visitor's enters events of a type.
  func enters(_ type: String) -> Bool { city.visit.enters(type) }
}

extension Visit {
  /// Whether some role of the visitor's enters events of a type.
  func enters(_ type: String) -> Bool {
    principal.roles.contains { role in
      (role != .system || principal.kind == .machine) && tables.events[role]?.contains(type) == true
    }
  }
}
