public import EventLog
public import Registry

/// Whose registry it is, as the page's heading says.
public struct Office: Sendable {
  public let node: Node
  /// Such as 威海市, Weihai.
  public let name: Bilingual
  /// Whether the cases in it are invented; the page then says so.
  public let isSimulated: Bool

  public init(node: Node, name: Bilingual, isSimulated: Bool) {
    self.node = node
    self.name = name
    self.isSimulated = isSimulated
  }
}
