import CanonicalJSON

/// A personal number that a submission may carry in its `sealed` part: checked, hashed into the data, and dropped.
enum SealedNumber: String, CaseIterable {
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
  var hashMember: String {
    switch self {
    case .idNumber: "id_hash"
    case .certificateNumber: "cert_key_hash"
    case .bankAccount: "bank_ref_hash"
    }
  }
}

/// Turns the data and the sealed part of a submission into data that may be kept.
struct SealedPart {
  let envelope: Envelope
  let sealed: JSONObject
  let hasher: KeyedHasher
  /// A correction restates a fact; what stays as it was is known by its hash alone.
  var mayKeepHashes = false

  /// The data with the hashes in them, and the names of the members that were hashed here.
  /// - Throws: S9 or S10.
  func merged(into data: JSONObject) throws(Refusal) -> (data: JSONObject, hashed: Set<String>) {
    if envelope.type == FactCorrected.self { return try restated(data) }
    for member in sealed.members where SealedNumber(rawValue: member.name) == nil { throw .s10UnknownSealed() }
    var merged = data
    var hashed: Set<String> = []
    for number in SealedNumber.allCases {
      if data[number.rawValue] != nil { throw .s10InClear(number.rawValue) }
      if data[number.hashMember] != nil {
        if mayKeepHashes, sealed[number.rawValue] == nil { continue }
        throw .s10OwnHash(number.hashMember, sealed: number.rawValue)
      }
      if number.types.contains(where: { $0 == envelope.type }) {
        merged[number.hashMember] = try hash(number, data: data).map { .string($0.text) }
        hashed.insert(number.hashMember)
      } else if sealed[number.rawValue] != nil {
        throw .s10Misplaced(number.rawValue, type: envelope.typeName)
      }
    }
    return (merged, hashed)
  }

  /// The sealed part of a correction belongs to the data that it states again.
  private func restated(_ data: JSONObject) throws(Refusal) -> (data: JSONObject, hashed: Set<String>) {
    guard let type = data["target_type"]?.stringValue.flatMap(FactType.init(_:)),
      case .object(let restated)? = data["data"]
    else { return (data, []) }
    let target = envelope.of(type.payload)
    let inner = SealedPart(envelope: target, sealed: sealed, hasher: hasher, mayKeepHashes: true)
    let (kept, hashed) = try inner.merged(into: restated)
    var merged = data
    merged["data"] = .object(kept)
    return (merged, hashed)
  }

  /// Nil where there is no number to hash, or where the data are wrong in a way that rule S8 tells better.
  private func hash(_ number: SealedNumber, data: JSONObject) throws(Refusal) -> KeyedHash? {
    switch number {
    case .idNumber: try idNumber(data)
    case .certificateNumber: try certificateNumber(data)
    case .bankAccount: hasher.hash(try bankAccount(), field: number.rawValue)
    }
  }

  private func idNumber(_ data: JSONObject) throws(Refusal) -> KeyedHash? {
    let number = SealedNumber.idNumber
    guard let kind = data["id_kind"]?.stringValue.flatMap(IdentityVerified.IDKind.init(rawValue:)) else { return nil }
    if kind == .none {
      guard sealed[number.rawValue] == nil else { throw .s10Misplaced(number.rawValue, type: envelope.typeName) }
      return nil
    }
    let text = try text(number)
    guard kind == .citizenId else {
      return hasher.hash(try document(text, number), field: "\(number.rawValue)/\(kind.rawValue)")
    }
    let field = "\(number.rawValue)/\(kind.rawValue)"
    do {
      let id = try CitizenID(text, today: envelope.time.localDate)
      return hasher.hash(id.digits, field: field)
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
      return hasher.hash(try document(text, number), field: field)
    }
  }

  /// From 2026-07-01 the number is the citizen ID number, another document's number, or the issuer's code and a serial
  /// (国卫规划发〔2026〕5号); one of eighteen characters can only be the first of these. Earlier numbers are regional serials.
  private func certificateNumber(_ data: JSONObject) throws(Refusal) -> KeyedHash? {
    let number = SealedNumber.certificateNumber
    typealias Regime = DeathCertificateRecorded.Regime
    guard let regime = data["regime"]?.stringValue.flatMap(Regime.init(rawValue:)) else { return nil }
    let text = try text(number)
    let field = "\(number.rawValue)/\(regime.rawValue)"
    let kind = data["number_kind"]?.stringValue.flatMap(DeathCertificateRecorded.NumberKind.init(rawValue:))
    guard regime == .form2026, kind == .citizenId || text.utf8.count == 18 else {
      return hasher.hash(try document(text, number), field: field)
    }
    do {
      return hasher.hash(try CitizenID(text, today: envelope.time.localDate).digits, field: field)
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
