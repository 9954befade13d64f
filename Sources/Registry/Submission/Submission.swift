import CanonicalJSON

/// One event as it was sent, found to be in form: one CloudEvents 1.0 JSON object, which is one line of NDJSON.
public struct Submission: Sendable {
  /// The longest line that is read. Events of that length were recorded before anything vouched for them, and get their first
  /// answer for ever.
  public static let maximumBytes = 65_535 - 128
  /// The longest event that is recorded: it still fits the log's line of 65,535 bytes, with its position, its time and what
  /// vouched for it.
  public static let maximumRecordedBytes = 65_535 - 192

  /// Chosen by the submitter; the idempotency key.
  public let id: EventID
  /// The facility or bureau that it comes from.
  public let source: Code
  /// Who did it.
  public let actor: Code
  public let type: String
  public let subject: StreamName
  /// When it happened, as claimed (`occurred_at`).
  public let time: Instant
  public let payload: any EventPayload
  /// The event as the log keeps it: canonical JSON, without the sealed part, its numbers as keyed hashes. With a sealed part it
  /// may only be stored once it carries that part's digest.
  public internal(set) var bytes: [UInt8]
  /// What the sealed store keeps of it.
  public internal(set) var sealed: SealedContent?
  /// Whether it carries the digest.
  var isSealed = false
  /// The members of the data that were hashed from the sealed part. Only a correction may have others: those that it
  /// leaves as they were.
  let hashed: Set<String>
  /// The version of the stream that the submitter has seen, 0 for none; nil when any will do (rule L1).
  public var expectedVersion: Int?

  /// Whether it amends an earlier fact, or is about doing so, and so is for ``Registrar/reconsider(_:knowing:clock:)``.
  public var isAmendment: Bool {
    payload is any Amendment || payload is AmendmentProposed || payload is any ProposalEnd
  }

  /// S5 for what was readable, and yet is too long to be recorded.
  public var refusalOfItsSize: Refusal? {
    bytes.count > Self.maximumRecordedBytes ? .s5TooLarge(limit: Self.maximumRecordedBytes) : nil
  }

  var event: RecordedEvent {
    RecordedEvent(id: id, time: time, source: source, actor: actor, payload: payload)
  }

  /// Reads a submission and takes the personal numbers out of it.
  ///
  /// - Parameters:
  ///   - line: JSON in UTF-8; white space around it is of no account.
  ///   - hasher: makes the hashes that stand for personal numbers.
  /// - Returns: a submission that may be decided.
  /// - Throws: ``Refusal`` by one of the rules S1 to S10.
  public static func read(_ line: [UInt8], hasher: KeyedHasher) throws(Refusal) -> Submission {
    guard case .object(let object) = try json(line) else {
      throw .s6Envelope(Bilingual(zh: "提交内容不是 JSON 对象", en: "The submission is no JSON object."))
    }
    let envelope = try Envelope(object)
    let part = SealedPart(envelope: envelope, sealed: try part("sealed", of: object) ?? JSONObject(), hasher: hasher)
    let merged = try part.merged(into: try Self.part("data", of: object) ?? JSONObject())
    let payload = try payload(envelope, merged.data)
    try checkUSCC(in: (payload as? FactCorrected)?.data ?? (payload as? AmendmentProposed)?.data ?? payload)
    let stored = envelope.stored(merged.data)
    if let place = PersonalNumbers.find(in: stored, named: "", upTo: envelope.time.localDate) {
      throw .s10IDNumberInText(String(place.dropFirst()))
    }
    let bytes = stored.canonicalBytes
    let sealed = merged.sealed.flatMap { sealed in
      merged.person.map { SealedContent(sealed, of: $0, number: merged.number, event: stored) }
    }
    guard bytes.count + (sealed == nil ? 0 : digestBytes) <= maximumBytes else {
      throw .s5TooLarge(limit: maximumRecordedBytes)
    }
    return Submission(
      id: envelope.id,
      source: envelope.source,
      actor: envelope.actor,
      type: envelope.typeName,
      subject: envelope.subject,
      time: envelope.time,
      payload: payload,
      bytes: bytes,
      sealed: sealed,
      hashed: merged.hashed
    )
  }

  private static func json(_ line: [UInt8]) throws(Refusal) -> JSON {
    do {
      return try JSON.parse(line, maximumBytes: maximumBytes)
    } catch {
      throw error.code == .tooLarge ? Refusal.s5TooLarge(limit: maximumRecordedBytes) : Refusal.form(error)
    }
  }

  private static func part(_ name: String, of object: JSONObject) throws(Refusal) -> JSONObject? {
    guard let value = object[name] else { return nil }
    guard case .object(let part) = value else { throw .s6Malformed(name, Bilingual(zh: "对象", en: "an object")) }
    return part
  }

  private static func payload(_ envelope: Envelope, _ data: JSONObject) throws(Refusal) -> any EventPayload {
    do {
      return try envelope.schema.decode(.object(data))
    } catch {
      throw .s8Data(error, type: envelope.typeName)
    }
  }

  /// S9 for organisation codes: a wrong check character needs a reason. A hold's authority is taken as it is, since a
  /// hold must never wait for a better paper.
  private static func checkUSCC(in payload: any EventPayload) throws(Refusal) {
    let code: USCC
    let reason: Text?
    let member: String
    switch payload {
    case let certificate as DeathCertificateRecorded:
      (code, reason, member) = (certificate.issuerUscc, certificate.issuerUsccReason, "issuer_uscc")
    case let licence as FacilityLicensed:
      (code, reason, member) = (licence.operatorUscc, licence.operatorUsccReason, "operator_uscc")
    case let hearse as HearseRegistered:
      (code, reason, member) = (hearse.operatorUscc, hearse.operatorUsccReason, "operator_uscc")
    default: return
    }
    switch (code.hasValidCheckCharacter, reason) {
    case (false, nil): throw .s9WrongUSCC(member)
    case (true, .some): throw .s9NeedlessReason(member)
    default: return
    }
  }
}
