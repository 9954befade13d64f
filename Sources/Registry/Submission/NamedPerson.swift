import CanonicalJSON

/// Whom the sealed part of an event is about: the one person that the event names.
///
/// A type whose data has a member `…_ref` for a person names that person. A death certificate names nobody: the decedent may be
/// identified later, and is until then the decedent of that case.
enum NamedPerson: Equatable {
  case member(String)
  case decedentOfTheCase

  /// Nil for the types that speak of nobody.
  init?(_ type: any EventPayload.Type) {
    switch type {
    case is IdentityVerified.Type, is IdentityResolved.Type: self = .member("person_ref")
    case is CremationAuthorised.Type: self = .member("signer_ref")
    case is CremationCertificateIssued.Type, is CremationCertificateReissued.Type: self = .member("received_by_ref")
    case is AshesReleased.Type: self = .member("to_person_ref")
    case is PlotReserved.Type: self = .member("for_ref")
    case is UseRightGranted.Type: self = .member("holder_ref")
    case is UseRightSucceeded.Type: self = .member("to_heir_ref")
    case is ClaimSubmitted.Type: self = .member("claimant_ref")
    case is DeathCertificateRecorded.Type, is DeathCertificateReissued.Type: self = .decedentOfTheCase
    default: return nil
    }
  }

  /// Nil where `data`, which are of that type, are not in form.
  func name(in data: JSONObject, on subject: StreamName) -> PersonName? {
    switch self {
    case .member(let member): data[member]?.stringValue.flatMap(PersonName.init(_:))
    case .decedentOfTheCase: PersonName(subject.description)
    }
  }
}

/// A person, as the sealed store knows them: by the reference that events give (`p-1`), or as the decedent of a case (`case/c-1`).
public struct PersonName: ValidatedText {
  public let text: String

  public init?(_ text: String) {
    guard Code(text) != nil || StreamName(parsing: text)?.kind == .decedentCase else { return nil }
    self.text = text
  }

  public static var shape: Bilingual {
    Bilingual(zh: "人员编号，或 case/个案编号", en: "a person's reference, or case/<case id>")
  }

  /// Whose reference it is, or which case.
  var reference: (person: Code?, caseID: Code?) {
    Code(text).map { ($0, nil) } ?? (nil, StreamName(parsing: text).flatMap { Code($0.key) })
  }
}
