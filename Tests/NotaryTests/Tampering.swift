import Notary
import Testing

/// What a superuser does to a log of 700 events, of which 600 are signed, and where it is found.
struct Tampering: CustomTestStringConvertible {
  let what: String
  let statements: String
  /// What the notary says before its next signature.
  let refusal: Discrepancy
  /// Kind and position of what is found in a bundle that is made afterwards; nil where only signed lines would be in one, and
  /// this one is not.
  let inBundle: (kind: Finding.Kind, position: Int)?

  init(
    _ what: String,
    _ statements: String,
    refusal: Discrepancy,
    inBundle: (kind: Finding.Kind, position: Int)?
  ) {
    (self.what, self.statements, self.refusal, self.inBundle) = (what, statements, refusal, inBundle)
  }

  var testDescription: String { what }

  /// What an audit finds first, which reads what is not yet signed, too.
  var inAudit: (kind: Finding.Kind, position: Int)? {
    switch refusal {
    case .leaf(let position): (.inclusion, position)
    case .missing(let position): (.order, position)
    default: inBundle
    }
  }

  static let row = "UPDATE registry.event SET"
  private static let release =
    "\(row) leaf = sha256('\\x00'::bytea || convert_to(registry.log_line(event, position, recorded_at, voucher), 'UTF8'))"
  private static let elsewhere = "event = replace(event::text, '371002', '371003')::json"

  static let all = [
    Tampering(
      "the event, long signed",
      "\(row) \(elsewhere) WHERE position = 7",
      refusal: .leaf(position: 7),
      inBundle: (.inclusion, 7)
    ),
    Tampering(
      "the event, not yet signed",
      "\(row) \(elsewhere) WHERE position = 650",
      refusal: .leaf(position: 650),
      inBundle: nil
    ),
    Tampering(
      "one bit of it",
      "\(row) event = replace(event::text, '2026-11-21T12', '2026-11-21T13')::json WHERE position = 256",
      refusal: .leaf(position: 256),
      inBundle: (.inclusion, 256)
    ),
    Tampering(
      "its time",
      "\(row) recorded_at = recorded_at + interval '1 microsecond' WHERE position = 300",
      refusal: .leaf(position: 300),
      inBundle: (.inclusion, 300)
    ),
    Tampering(
      "its leaf",
      "\(row) leaf = set_byte(leaf, 5, get_byte(leaf, 5) # 1) WHERE position = 600",
      refusal: .leaf(position: 600),
      inBundle: (.inclusion, 600)
    ),
    Tampering(
      "its position",
      "\(row) position = 10000 WHERE position = 12",
      refusal: .missing(position: 12),
      inBundle: (.order, 12)
    ),
    Tampering(
      "one is gone",
      "DELETE FROM registry.event WHERE position = 599",
      refusal: .missing(position: 599),
      inBundle: (.order, 599)
    ),
    Tampering(
      "one is gone that nobody has signed",
      "DELETE FROM registry.event WHERE position = 601",
      refusal: .missing(position: 601),
      inBundle: nil
    ),
    Tampering(
      "one is put in between",
      """
      \(row) position = -1 - position WHERE position >= 300; \(row) position = -position WHERE position < 0; \
      INSERT INTO registry.event SELECT e.node, 1, 300, e.occurred_at, e.recorded_at, gen_random_uuid(), e.leaf, \
      e.stream || '-2', e.type, e.event, e.data_version, e.voucher FROM registry.event e WHERE e.position = 299; \
      \(release) WHERE position >= 300; UPDATE registry.head SET position = 701
      """,
      // The newest lines are read again first.
      refusal: .changed(position: 513),
      inBundle: (.inclusion, 300)
    ),
    Tampering(
      "the tail is gone",
      "DELETE FROM registry.event WHERE position > 590; UPDATE registry.head SET position = 590",
      refusal: .shorter(head: 590, signed: 600),
      inBundle: (.order, 591)
    ),
    Tampering(
      "the tail is gone, and nobody says so",
      "DELETE FROM registry.event WHERE position > 590",
      refusal: .missing(position: 591),
      inBundle: (.order, 591)
    ),
    Tampering(
      "all is gone",
      "TRUNCATE registry.event; UPDATE registry.head SET position = 0",
      refusal: .shorter(head: 0, signed: 600),
      inBundle: (.order, 1)
    ),
    Tampering(
      "two are swapped, with their leaves",
      """
      \(row) position = -position WHERE position IN (40, 41); \(row) position = 81 + position WHERE position < 0; \
      \(release) WHERE position IN (40, 41)
      """,
      refusal: .changed(position: 40),
      inBundle: (.inclusion, 40)
    ),
    Tampering(
      "the event and its leaf",
      "\(row) \(elsewhere) WHERE position = 513; \(release) WHERE position = 513",
      refusal: .changed(position: 513),
      inBundle: (.inclusion, 513)
    ),
  ]
}
