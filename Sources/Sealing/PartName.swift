/// What a sealed part is bound to: it opens nowhere else.
public struct PartName: Hashable, Sendable {
  public let node: Int32
  /// The sixteen bytes of the event's UUID.
  public let event: [UInt8]
  public let person: String

  public init(node: Int32, event: [UInt8], person: String) {
    precondition(event.count == 16, "an event's id has sixteen bytes")
    (self.node, self.event, self.person) = (node, event, person)
  }

  /// Of fixed length up to the person, so that no two names have the same bytes.
  var associatedData: [UInt8] {
    Array("qingming/part/v1\0".utf8) + node.bigEndianBytes + event + Array(person.utf8)
  }
}

extension FixedWidthInteger {
  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
