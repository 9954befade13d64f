import FoundationEssentials
import Hummingbird
import Postgres
import ProjectionEngine
import Registry

/// Of what moment an answer is asked for: `?asOf=`, what was known, and `?trueAt=`, what was true.
struct AskedMoment: Sendable {
  /// A position, an instant or a day, as it was written.
  let asOf: String?
  let trueAt: LocalDate?
  /// Nil for what is known and true now.
  let moment: Moment?

  /// - Throws: `bad-parameter`.
  init(_ request: Request, now: Date = .now) throws(Problem) {
    let known = try request.parameter("asOf", "0…, 2026-04-01, 2026-04-01T00:00:00+08:00") { Self.known($0, now: now) }
    trueAt = try request.parameter("trueAt", "YYYY-MM-DD") { LocalDate($0) }
    asOf = request.uri.queryParameters["asOf"].map(String.init)
    moment =
      known == nil && trueAt == nil
      ? nil : Moment(position: known?.position, knownAt: known?.knownAt, trueAt: trueAt?.text)
  }

  private static func known(_ text: String, now: Date) -> Moment? {
    if let position = Int64(text) { return position >= 0 ? Moment(position: position) : nil }
    if let day = LocalDate(text) {
      let today = Instant(microsecondsSince1970: microseconds(now))?.localDate ?? day
      // Of today nothing is known yet but what is known now.
      guard day < today else { return day == today ? Moment() : nil }
      return day.end.map { Moment(knownAt: date($0)) }
    }
    return Instant(text).map { Moment(knownAt: date($0)) }
  }

  private static func microseconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970 * 1_000_000) }

  private static func date(_ instant: Instant) -> Date {
    Date(timeIntervalSince1970: Double(instant.microsecondsSince1970) / 1_000_000)
  }
}

extension LocalDate {
  /// Its last microsecond, in China.
  var end: Instant? {
    Instant("\(text)T00:00:00+08:00").flatMap {
      Instant(microsecondsSince1970: $0.microsecondsSince1970 + 86_399_999_999)
    }
  }
}

extension Moment {
  /// Whether an event was in the log by then.
  func knows(position: Int64, recordedAt: PostgresTimestamp) -> Bool {
    if let most = self.position, position > most { return false }
    if let knownAt {
      return recordedAt.microsecondsSince1970 <= Int64((knownAt.timeIntervalSince1970 * 1_000_000).rounded())
    }
    return true
  }

  /// The same, so that it never changes any more: what is known now is known up to the head of the log.
  /// - Throws: `bad-parameter` for what is still to come.
  func past(head: Int64, now: Date) throws(Problem) -> Moment {
    guard position ?? 0 <= head, knownAt ?? now <= now else { throw .badParameter("asOf", allowed: ["0…\(head)"]) }
    return position == nil && knownAt == nil ? Moment(position: head, trueAt: trueAt) : self
  }
}
