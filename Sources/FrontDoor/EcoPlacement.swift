import CanonicalJSON
import EventLog
public import Registry

/// How a portion of the ashes came to rest, and whether that counted as eco there on its day.
public struct EcoPlacement: Sendable, Equatable {
  public let form: BurialForm
  public let on: LocalDate
  /// Where the cemetery lay that day, or for ashes that were scattered the home that kept them.
  public let division: DivisionCode
  /// Nil where no published definition speaks of the form.
  public let standing: EcoStanding?

  /// What people read: the document, or its title where no number is known.
  public var definition: String? {
    standing.map { $0.definition.data.docNo?.text ?? $0.definition.data.titleZh.text }
  }

  var json: JSON {
    guard let standing else {
      return ["division": .string(division.text), "form": .string(form.rawValue), "on": .string(on.text)]
    }
    return [
      "countsAsEco": .bool(standing.countsAsEco), "definition": .string("\(standing.definition.eventID)"),
      "division": .string(division.text), "form": .string(form.rawValue), "on": .string(on.text),
    ]
  }
}

extension EventLog {
  /// Of each portion in `custodies`, where it lies now; portions that are still kept have none.
  func ecoPlacements(_ custodies: [AshCustodyState]) async throws -> [EcoPlacement] {
    let found = custodies.compactMap { custody in custody.disposed.map { (custody, $0) } }
    guard !found.isEmpty else { return [] }
    let facilities = Set(found.map { $0.1.facility ?? $0.0.opened.data.facilityId })
    var snapshot = Snapshot()
    let lists =
      ["eco-forms", "divisions"].map { StreamName(.referenceData, $0) }
      + facilities.map { StreamName(.facility, $0.text) }
    for name in lists { try snapshot.load(name, events: try await read(stream: StreamID(name)).map(\.bytes)) }
    let forms = Code("eco-forms").flatMap { snapshot.reference($0) }
    let divisions = Code("divisions").flatMap { snapshot.reference($0) }?.divisionHistory ?? DivisionHistory()
    return found.compactMap { custody, disposed -> EcoPlacement? in
      let place = disposed.facility ?? custody.opened.data.facilityId
      guard let licence = snapshot.facility(place)?.licence.data else { return nil }
      let day = disposed.at.localDate
      let locality = Locality(licence, divisions)
      return EcoPlacement(
        form: disposed.form,
        on: day,
        division: locality.code(on: day),
        standing: forms?.ecoStanding(of: disposed.form, in: locality, on: day)
      )
    }
  }
}
