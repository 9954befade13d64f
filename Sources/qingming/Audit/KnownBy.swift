import ArgumentParser
import EventLog
import Foundation
import Postgres
import Registry

/// Until when something was known: the end of a day in China, or an instant.
struct KnownBy: ExpressibleByArgument {
  let text: String
  /// What changes with time alone is as on this day.
  let day: String
  private let instant: Instant

  init?(argument: String) {
    text = argument
    if let day = LocalDate(argument), let end = Instant("\(day.text)T23:59:59.999999+08:00") {
      (self.day, instant) = (day.text, end)
    } else if let instant = Instant(argument) {
      self.instant = instant
      let china = Instant(microsecondsSince1970: instant.microsecondsSince1970 + 8 * 3_600_000_000)
      day = String((china ?? instant).text.prefix(10))
    } else {
      return nil
    }
  }

  var date: Date { Date(timeIntervalSince1970: Double(instant.microsecondsSince1970) / 1_000_000) }
  var timestamp: PostgresTimestamp { PostgresTimestamp(microsecondsSince1970: instant.microsecondsSince1970) }
}
