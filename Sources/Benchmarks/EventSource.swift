import EventLog
import Foundation

/// Events of about 500 bytes, each the first of its stream, the same for the same seed (SplitMix64).
struct EventSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func draw() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  private static let data = String(repeating: "abcdefghij", count: 18)

  mutating func next() -> ProposedEvent {
    let (high, low) = (draw(), draw())
    let id = withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    let name = id.uuidString.lowercased()
    let stream = "case-\(name)"
    let text =
      #"{"data":{"amountFen":120000,"caseId":"\#(name)","facility":"371002-01","note":"\#(Self.data)"},"#
      + #""dataschema":"CaseOpened/v1","id":"\#(name)","source":"371002","specversion":"1.0","#
      + #""subject":"\#(stream)","time":"2026-11-21T12:00:00.123456Z","type":"CaseOpened"}"#
    return ProposedEvent(id: id, stream: StreamID(rawValue: stream), version: 1, bytes: Array(text.utf8))
  }
}
