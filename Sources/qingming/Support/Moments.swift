import ArgumentParser
import Foundation
import Postgres
import ProjectionEngine
import Registry
import Simulator

/// An instant on the command line, RFC 3339.
struct InstantText: ExpressibleByArgument {
  let text: String
  private let instant: Instant

  init?(argument: String) {
    guard let instant = Instant(argument) else { return nil }
    (text, self.instant) = (argument, instant)
  }

  var date: Date { Date(timeIntervalSince1970: Double(instant.microsecondsSince1970) / 1_000_000) }
  var timestamp: PostgresTimestamp { PostgresTimestamp(microsecondsSince1970: instant.microsecondsSince1970) }
}

/// A moment in one word: `now`, or `known-at=2026-04-01T00:00:00+08:00,true-at=2026-03-31`.
struct MomentText: ExpressibleByArgument {
  let moment: Moment

  init?(argument: String) {
    var moment = Moment.now
    for part in argument.split(separator: ",") where part != "now" {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { return nil }
      switch pair[0] {
      case "to":
        guard let position = Int64(pair[1]) else { return nil }
        moment.position = position
      case "known-at":
        guard let instant = InstantText(argument: pair[1]) else { return nil }
        moment.knownAt = instant.date
      case "true-at":
        guard let day = Day(pair[1]) else { return nil }
        moment.trueAt = day.text
      default: return nil
      }
    }
    self.moment = moment
  }
}
