public import EventLog

extension EventLog {
  /// How many events it holds, beside what the registry keeps of refusals.
  public func facts() async throws -> Int {
    var count = 0
    for try await event in events(after: .start) where event.type != "SubmissionsRefused" { count += 1 }
    return count
  }
}
