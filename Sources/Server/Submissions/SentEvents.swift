public import Registry

extension SentEvent {
  /// The events of a body in any form in which submissions are sent: one object, an array, or lines. What is none is left out.
  public static func all(in body: [UInt8]) -> [SentEvent] {
    if JSONArraySlices.start(of: body) == UInt8(ascii: "[") {
      let slices = (try? JSONArraySlices.split(body)) ?? []
      return slices.compactMap { SentEvent(Array($0)) }
    }
    if let event = SentEvent(body) { return [event] }
    return body.split(separator: UInt8(ascii: "\n")).compactMap { SentEvent(Array($0)) }
  }
}
