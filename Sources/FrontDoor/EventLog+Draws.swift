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
