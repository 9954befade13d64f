import CanonicalJSON

/// What the log keeps of somebody who unseals or erases.
public struct PrivacyRecord: Sendable {
  /// Its own: the event is the first and the last in it.
  public let stream: StreamName
  public let id: EventID
  /// The RFC 8785 bytes that the log stores.
  public let bytes: [UInt8]

  /// Who does it, for which office, and when.
  public struct Author: Sendable {
    let actor: Code
    let source: Code
    let role: Code?
    let time: Instant

    /// `role` is the one in which they signed in, nil for the registry's own operator.
    public init(actor: Code, source: Code, role: Code? = nil, time: Instant) {
      (self.actor, self.source, self.role, self.time) = (actor, source, role, time)
    }
  }

  /// Of one who is about to be shown plain text.
  /// - Throws: V1; S10 when the words hold an ID number themselves.
  public static func unsealing(
    _ events: [EventID],
    of person: PersonName,
    for purpose: Text,
    by legalBasis: Text,
    _ author: Author,
    using generator: inout some RandomNumberGenerator
  ) throws(Refusal) -> PrivacyRecord {
    if let refusal = v1PurposeIsSaid(purpose, legalBasis) { throw refusal }
    let (reference, caseID) = person.reference
    let payload = PartUnsealed(
      personRef: reference,
      caseId: caseID,
      eventIds: events,
      purpose: purpose,
      legalBasis: legalBasis,
      role: author.role
    )
    return try PrivacyRecord(payload, author, EventID(version8Using: &generator))
  }

  /// Of one who is about to destroy the key under which so many parts lie.
  /// - Throws: V2; S10 when the words hold an ID number themselves.
  public static func erasing(
    _ person: PersonName,
    _ order: ErasureOrder,
    parts: Count,
    at time: Instant,
    using generator: inout some RandomNumberGenerator
  ) throws(Refusal) -> PrivacyRecord {
    if let refusal = v2ApprovedByAnother(order.approver, author: order.actor) { throw refusal }
    let (reference, caseID) = person.reference
    let payload = PersonErased(
      personRef: reference,
      caseId: caseID,
      basis: order.basis,
      docNo: order.document,
      approverId: order.approver,
      parts: parts
    )
    let author = Author(actor: order.actor, source: order.office, time: time)
    return try PrivacyRecord(payload, author, EventID(version8Using: &generator))
  }

  private init(_ payload: some EventPayload, _ author: Author, _ id: EventID) throws(Refusal) {
    self.id = id
    stream = StreamName(.privacy, id.text)
    let envelope = Envelope(
      id: id,
      source: author.source,
      actor: author.actor,
      schema: DataSchema(Swift.type(of: payload)),
      subject: stream,
      time: author.time
    )
    guard case .object(let data)? = try? PayloadEncoder.encode(payload) else {
      fatalError("a \(envelope.typeName) has no JSON form")
    }
    let stored = envelope.stored(data)
    if let place = PersonalNumbers.find(in: stored, named: "", upTo: author.time.localDate) {
      throw .s10IDNumberInText(String(place.dropFirst()))
    }
    bytes = stored.canonicalBytes
  }
}

/// Who erases a person, and what it rests on.
public struct ErasureOrder: Sendable {
  public let basis: PersonErased.Basis
  let document: Text
  let actor: Code
  let approver: Code
  let office: Code

  public init(_ basis: PersonErased.Basis, document: Text, by actor: Code, approvedBy approver: Code, office: Code) {
    (self.basis, self.document, self.actor, self.approver, self.office) = (basis, document, actor, approver, office)
  }
}
