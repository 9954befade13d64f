import EventLog
import FoundationEssentials
import FrontDoor
import Postgres
import ProjectionEngine
import Registry

extension CaseFile {
  /// How far the case had come by a moment; nil where nothing was known of it.
  func status(at moment: Moment) -> DecedentCaseState.Status? {
    func isKnown(_ event: RecordedEvent) -> Bool {
      moment.knows(position: event.position.rawValue, recordedAt: event.recordedAt)
    }
    let day = moment.trueAt.flatMap { LocalDate($0) }
    let last = events.last(where: isKnown).flatMap { event in
      Instant(microsecondsSince1970: event.recordedAt.microsecondsSince1970)
    }
    // A hold may have ended since.
    guard let instant = day?.end ?? last else { return nil }
    return status(by: day, at: instant, knowing: isKnown)
  }
}
