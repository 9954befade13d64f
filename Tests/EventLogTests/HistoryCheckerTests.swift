import EventLog
import Foundation
import Postgres
import Testing

/// The checker must see every kind of broken history before it is believed.
@Suite struct HistoryCheckerTests {
  /// Two units, of two events and of one, and one that was refused.
  private func sound() -> HistoryChecker {
    let first = [event("a", 1), event("b", 1)]
    let second = [event("a", 2)]
    let stored = (first + second).enumerated().map { index, event in
      HistoryChecker.Entry(
        position: Int64(index + 1),
        stream: event.stream.rawValue,
        version: event.version,
        id: event.id,
        recordedAt: PostgresTimestamp(microsecondsSince1970: Int64(index)),
        bytes: event.bytes
      )
    }
    func receipts(_ entries: [HistoryChecker.Entry]) -> HistoryChecker.Answer {
      .acknowledged(
        entries.map {
          Receipt(
            eventID: $0.id,
            stream: StreamID(rawValue: $0.stream),
            version: $0.version,
            position: Position(rawValue: $0.position),
            recordedAt: $0.recordedAt
          )
        }
      )
    }
    return HistoryChecker(
      attempts: [
        .init(events: first, answer: receipts(Array(stored[..<2]))),
        .init(events: second, answer: receipts(Array(stored[2...]))),
        .init(events: [event("a", 2)], answer: .refused),
      ],
      stored: stored,
      delivered: stored
    )
  }

  private func violations(_ damage: (inout HistoryChecker) -> Void) -> Set<HistoryChecker.Violation> {
    var history = sound()
    damage(&history)
    return history.violations()
  }

  @Test func acceptsASoundHistory() {
    #expect(sound().violations() == [])
  }

  @Test func seesEveryKindOfDamage() {
    #expect(violations { $0.stored[2].position = 4 }.contains(.gap))
    #expect(violations { $0.stored.swapAt(0, 1) }.contains(.gap))
    #expect(violations { $0.stored[2].recordedAt = .negativeInfinity }.contains(.backwards))
    #expect(violations { $0.stored.append($0.stored[0]) }.contains(.twice))
    #expect(violations { $0.stored[2].version = 3 }.contains(.version))
    #expect(violations { $0.stored.removeLast() }.contains(.lost))
    #expect(violations { $0.stored[2].bytes.append(32) }.contains(.altered))
    #expect(violations { $0.stored.remove(at: 1) }.contains(.torn))
    #expect(
      violations {
        $0.stored.swapAt(1, 2); $0.stored[1].position = 2; $0.stored[2].position = 3
      }.contains(.torn)
    )
    #expect(
      violations {
        $0.attempts[0].answer = .unknown; $0.stored.remove(at: 1)
      }.contains(.torn)
    )
    #expect(violations { $0.attempts[1].answer = .refused }.contains(.refusedButStored))
    #expect(violations { $0.attempts.remove(at: 1) }.contains(.uninvited))
    #expect(violations { $0.delivered.removeLast() }.contains(.delivery))
    #expect(violations { $0.delivered.swapAt(0, 1) }.contains(.delivery))
    #expect(violations { $0.delivered.append($0.delivered[2]) }.contains(.delivery))
  }
}
