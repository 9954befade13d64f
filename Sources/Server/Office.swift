public import EventLog
public import Registry

/// Whose registry it is, as the page's heading says.
public struct Office: Sendable {
  public let node: Node
  /// What it is called in addresses, such as `weihai`.
  public let id: String
  /// Such as 威海市, Weihai.
  public let name: Bilingual
  /// Whether the cases in it are invented; the page then says so.
  public let isSimulated: Bool

  /// The division that the registry is of, by whose code the node goes.
  var division: DivisionCode? { DivisionCode(String(node.rawValue)) }

  public init(node: Node, id: String, name: Bilingual, isSimulated: Bool) {
    self.node = node
    self.id = id
    self.name = name
    self.isSimulated = isSimulated
  }
}
