/// An event as the states keep it: when it happened, who did it, and its data.
public struct Fact<Data: EventPayload>: Equatable, Sendable {
  public let eventID: EventID
  public let occurredAt: Instant
  public let actor: Code
  public let data: Data

  init(_ data: Data, _ event: RecordedEvent) {
    self.data = data
    eventID = event.id
    occurredAt = event.time
    actor = event.actor
  }
}
