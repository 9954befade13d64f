public import EventLog
import FoundationEssentials
public import Registry

extension EventLog {
  /// All that is recorded of draws.
  public func drawBook() async throws(FrontDoorError) -> DrawBook {
    do {
      return try DrawBook(try await stored([RecordedDraw.stream])[RecordedDraw.stream] ?? [])
    } catch let error as FrontDoorError {
      throw error
    } catch {
      throw FrontDoorError(.unreadable, "the draws cannot be read: \(error)")
    }
  }

  /// Facilities by their codes; those that are not on record are left out.
  public func facilities(_ codes: [Code]) async throws(FrontDoorError) -> [Code: FacilityState] {
    let streams = try await stored(Set(codes.map { StreamName(.facility, $0.text) }))
    var snapshot = Snapshot()
    do {
      for (stream, events) in streams { try snapshot.load(stream, events: events) }
    } catch {
      throw FrontDoorError(.unreadable, "the facilities cannot be read: \(error)")
    }
    return Dictionary(codes.compactMap { code in snapshot.facility(code).map { (code, $0) } }) { first, _ in first }
  }

  /// The event that follows another one in the log, if any does yet: whose leaf is the seed of a draw, when the other one
  /// announces it.
  public func next(behind event: EventID) async throws(FrontDoorError) -> Follower? {
    do {
      return try await follower(of: event.uuid).flatMap(Follower.init)
    } catch {
      throw FrontDoorError(error)
    }
  }
}

extension Follower {
  /// Nil for what no log has.
  public init?(_ event: FollowingEvent) {
    guard let id = EventID(event.id.uuidString.lowercased()), let leaf = Digest(event.leaf) else { return nil }
    self.init(id: id, leaf: leaf)
  }
}
