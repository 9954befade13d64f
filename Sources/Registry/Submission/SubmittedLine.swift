import CanonicalJSON

extension FactPayload {
  /// The event that states it, as a program submits it; nil where it has no JSON form.
  public func line(
    id: EventID,
    for subject: StreamName,
    at time: Instant,
    by actor: Code,
    from source: Code
  ) -> [UInt8]? {
    guard case .object(let data)? = try? PayloadEncoder.encode(self) else { return nil }
    let schema = DataSchema(Self.self)
    return Envelope(id: id, source: source, actor: actor, schema: schema, subject: subject, time: time)
      .stored(data).canonicalBytes
  }
}
