import CanonicalJSON

/// A personal number that a submission may carry in its `sealed` part: checked, and hashed into the data.
public enum SealedNumber: String, CaseIterable, Sendable {
  case idNumber = "id_number"
  case certificateNumber = "certificate_number"
  case bankAccount = "bank_account"

  /// The only event types that read it.
  var types: [any EventPayload.Type] {
    switch self {
    case .idNumber: [IdentityVerified.self, IdentityResolved.self]
    case .certificateNumber: [DeathCertificateRecorded.self, DeathCertificateReissued.self]
    case .bankAccount: [ClaimSubmitted.self]
    }
  }

  /// The member of the data that gets its hash.
  public var hashMember: String {
    switch self {
    case .idNumber: "id_hash"
    case .certificateNumber: "cert_key_hash"
    case .bankAccount: "bank_ref_hash"
    }
  }
}

/// Turns the data and the sealed part of a submission into data that may be kept in the log, and content for the sealed store.
struct SealedPart {
  struct Merged {
    /// With the hashes in them.
    var data: JSONObject
    /// The members that were hashed here.
    var hashed: Set<String> = []
    /// The sealed part with its numbers as they were checked; nil when there is none.
    var sealed: JSONObject?
    /// The keyed hash for the search.
    var number: [UInt8]?
    /// The person whom the event names; nil for types that name nobody.
    var person: PersonName?
  }

  let envelope: Envelope
  let sealed: JSONObject
  let hasher: KeyedHasher
  /// A correction restates a fact; what stays as it was is known by its hash alone.
  var mayKeepHashes = false

  /// - Throws: S9 or S10.
  func merged(into data: JSONObject) throws(Refusal) -> Merged {
    let isProposal = envelope.type == AmendmentProposed.self && data["target_type"] != nil
    if envelope.type == FactCorrected.self || isProposal { return try restated(data) }
    for member in sealed.members {
      guard SealedNumber(rawValue: member.name) != nil || SealedDetail(rawValue: member.name) != nil else {
        throw .s10UnknownSealed()
      }
    }
    let named = NamedPerson(envelope.type)
    var merged = Merged(data: data, sealed: sealed.members.isEmpty ? nil : sealed)
    for number in SealedNumber.allCases { try merge(number, into: &merged) }
    for detail in SealedDetail.allCases {
      if named != nil, data[detail.rawValue] != nil { throw .s10InClear(detail.rawValue) }
      guard let value = sealed[detail.rawValue] else { continue }
      if named == nil { throw .s10Misplaced(detail.rawValue, type: envelope.typeName) }
      try detail.check(value)
    }
    merged.person = named?.name(in: data, on: envelope.subject)
    return merged
  }

  private func merge(_ number: SealedNumber, into merged: inout Merged) throws(Refusal) {
    if merged.data[number.rawValue] != nil { throw .s10InClear(number.rawValue) }
    if merged.data[number.hashMember] != nil {
      if mayKeepHashes, sealed[number.rawValue] == nil { return }
      throw .s10OwnHash(number.hashMember, sealed: number.rawValue)
    }
    guard number.types.contains(where: { $0 == envelope.type }) else {
      if sealed[number.rawValue] != nil { throw .s10Misplaced(number.rawValue, type: envelope.typeName) }
      return
    }
    merged.hashed.insert(number.hashMember)
    guard let checked = try check(number, merged.data) else { return }
    merged.data[number.hashMember] = .string(hasher.hash(checked.bytes, field: checked.field).text)
    merged.sealed?[number.rawValue] = .string(String(decoding: checked.bytes, as: UTF8.self))
    if number == .idNumber { merged.number = hasher.searchHash(checked.bytes, field: checked.field) }
  }

  /// The sealed part of a correction belongs to the data that it states again.
  private func restated(_ data: JSONObject) throws(Refusal) -> Merged {
    guard let type = data["target_type"]?.stringValue.flatMap(FactType.init(_:)),
      case .object(let restated)? = data["data"]
    else { return Merged(data: data) }
    let target = envelope.of(type.payload)
    let inner = SealedPart(envelope: target, sealed: sealed, hasher: hasher, mayKeepHashes: true)
    var merged = try inner.merged(into: restated)
    var outer = data
    outer["data"] = .object(merged.data)
    merged.data = outer
    return merged
  }

  /// A number as it is hashed, and the field that it is hashed for.
  private typealias Checked = (bytes: [UInt8], field: String)

  /// Nil where there is no number to hash, or where the data are wrong in a way that rule S8 tells better.
  private func check(_ number: SealedNumber, _ data: JSONObject) throws(Refusal) -> Checked? {
    switch number {
    case .idNumber: try idNumber(data)
    case .certificateNumber: try certificateNumber(data)
    case .bankAccount: (try bankAccount(), number.rawValue)
    }
  }

  private func idNumber(_ data: JSONObject) throws(Refusal) -> Checked? {
    let number = SealedNumber.idNumber
    guard let kind = data["id_kind"]?.stringValue.flatMap(IdentityVerified.IDKind.init(rawValue:)) else { return nil }
    if kind == .none {
      guard sealed[number.rawValue] == nil else { throw .s10Misplaced(number.rawValue, type: envelope.typeName) }
      return nil
    }
    let text = try text(number)
    let field = "\(number.rawValue)/\(kind.rawValue)"
    guard kind == .citizenId else { return (try document(text, number), field) }
    do {
      return (try CitizenID(text, today: envelope.time.localDate).digits, field)
    } catch {
      // A check that failed, or that a named person overrode with a reason, is recorded with the number as it stands.
      switch data["id_check"]?.stringValue.flatMap(IdentityVerified.Check.init(rawValue:)) {
      case .failed: break
      case .overridden where data["override_reason"] != nil: break
      default:
        throw .s9CitizenID(
          error,
          in: "sealed.\(number.rawValue)",
          canOverride: envelope.type == IdentityVerified.self
        )
      }
      return (try document(text, number), field)
    }
  }

  /// From 2026-07-01 the number is the citizen ID number, another document's number, or the issuer's code and a serial
  /// (国卫规划发〔2026〕5号); one of eighteen characters can only be the first of these. Earlier numbers are regional serials.
  private func certificateNumber(_ data: JSONObject) throws(Refusal) -> Checked? {
    let number = SealedNumber.certificateNumber
    typealias Regime = DeathCertificateRecorded.Regime
    guard let regime = data["regime"]?.stringValue.flatMap(Regime.init(rawValue:)) else { return nil }
    let text = try text(number)
    let field = "\(number.rawValue)/\(regime.rawValue)"
    let kind = data["number_kind"]?.stringValue.flatMap(DeathCertificateRecorded.NumberKind.init(rawValue:))
    guard regime == .form2026, kind == .citizenId || text.utf8.count == 18 else {
      return (try document(text, number), field)
    }
    do {
      return (try CitizenID(text, today: envelope.time.localDate).digits, field)
    } catch {
      throw .s9CitizenID(error, in: "sealed.\(number.rawValue)", canOverride: false)
    }
  }

  private func bankAccount() throws(Refusal) -> [UInt8] {
    let bytes = Array(try text(.bankAccount).utf8)
    guard (8...32).contains(bytes.count), bytes.allSatisfy(ASCIIDigits.isDigit) else {
      throw .s9Shape("sealed.bank_account", Bilingual(zh: " 8 至 32 位数字的银行账号", en: "a bank account of 8 to 32 digits"))
    }
    return bytes
  }

  /// The number of any document, letters as capitals.
  private func document(_ text: String, _ number: SealedNumber) throws(Refusal) -> [UInt8] {
    guard (4...40).contains(text.utf8.count), text.utf8.allSatisfy(Code.allows) else {
      throw .s9Shape(
        "sealed.\(number.rawValue)",
        Bilingual(zh: " 4 至 40 位字母和数字的号码", en: "a number of 4 to 40 letters and digits")
      )
    }
    return Array(text.uppercased().utf8)
  }

  private func text(_ number: SealedNumber) throws(Refusal) -> String {
    guard let value = sealed[number.rawValue] else { throw .s10Missing(number.rawValue, type: envelope.typeName) }
    guard case .string(let text) = value else {
      throw .s9Shape("sealed.\(number.rawValue)", Bilingual(zh: "文字（加引号）", en: "a text, in quotes"))
    }
    return text
  }
}
