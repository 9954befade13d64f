import Access
import CanonicalJSON
import EventLog
import FoundationEssentials
import FrontDoor
import Registry

/// An amendment that is being proposed by a form: what stands, and what was typed over it.
struct AmendmentDraft {
  let kind: AmendmentKind
  let fact: StandingFact
  /// Of the fact's type.
  let contract: EventContract
  /// Of `AmendmentProposed`, by number.
  let version: String
  let city: VisitedCity
  var form: TypedForm
  var offers = FormOffers()

  var path: String { kind.path(of: fact.event.id) }

  /// The statement that the form was filled in with; the newest where that is not known.
  var seen: StoredEvent { fact.statement(form["replaces"].flatMap(UUID.init(uuidString:))) ?? fact.standing }

  /// Whether somebody has corrected it since.
  var isOvertaken: Bool { seen.id != fact.standing.id }

  /// The numbers of a person that the fact has by their hashes: typed again only where they are others.
  var numbers: [SealedNumber] { SealedNumber.allCases.filter { seen.statement.data[$0.hashMember] != nil } }

  /// The form as it is first shown, with the id that makes a second click harmless.
  static func prefilled(_ fact: StandingFact, _ contract: EventContract, now: Instant = .now()) -> TypedForm {
    var random = SystemRandomNumberGenerator()
    var form = TypedForm(stating: fact.standing.statement, contract)
    form["id"] = EventID(version7: now, using: &random).text
    form["at"] = now.text
    form["replaces"] = fact.standing.id.lowercased
    return form
  }

  /// What the fact should say: its numbers by the hashes of those that were typed anew.
  var restated: FactStatement {
    var statement = form.restating(seen.statement, contract)
    for number in numbers where form["sealed.\(number.rawValue)"] != nil { statement.data[number.hashMember] = nil }
    return statement
  }

  /// The proposal as it is submitted, in the name of whoever has signed in.
  var submission: [UInt8] {
    let principal = city.visit.principal
    var data = JSONObject()
    data["target_event_id"] = .string(fact.event.id.lowercased)
    data["replaces_event_id"] = .string(form["replaces"] ?? "")
    data["reason_code"] = .string(form["reason_code"] ?? "")
    data["evidence_digest"] = form["evidence_digest"].map { .string($0) }
    var sealed = JSONObject()
    if kind == .correction, let type = FactType(fact.type) {
      let statement = restated
      data["target_type"] = .string(type.text)
      data["time"] = .string(statement.time)
      data["data_version"] = Int64(contract.version).map { .integer($0) }
      data["data"] = .object(statement.data)
      for number in numbers { sealed[number.rawValue] = form["sealed.\(number.rawValue)"].map { .string($0) } }
    }
    return JSONObject.event(
      AmendmentProposed.type,
      version,
      on: fact.stream,
      by: principal,
      id: form["id"],
      time: form["at"],
      data,
      sealed: sealed
    )
  }
}
