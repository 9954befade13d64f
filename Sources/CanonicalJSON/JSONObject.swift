/// The members of a JSON object, always in canonical order.
///
/// Not a `Dictionary`: its keys would be compared by Unicode canonical equivalence, so that two different member names
/// could be taken for one. Here names are compared by their code units, as RFC 8785 does. Few members an object makes
/// a sorted array the faster choice, too.
public struct JSONObject: Equatable, Sendable {
  public struct Member: Sendable {
    public let name: String
    public var value: JSON
  }

  /// Sorted by name (UTF-16 code units), each name once.
  public private(set) var members: [Member]

  public init() {
    members = []
  }

  /// Nil when two members have one name.
  init?(unordered members: [Member]) {
    self.members = members
    self.members.sort { UTF16Order.compare($0.name, $1.name) == .ascending }
    for (left, right) in zip(self.members, self.members.dropFirst())
    where UTF16Order.compare(left.name, right.name) == .same {
      return nil
    }
  }

  /// - Precondition: sorted, each name once.
  init(ordered members: [Member]) {
    self.members = members
  }

  /// Setting nil removes the member.
  public subscript(name: String) -> JSON? {
    get {
      let (index, found) = find(name)
      return found ? members[index].value : nil
    }
    set {
      let (index, found) = find(name)
      switch (newValue, found) {
      case (let value?, true): members[index].value = value
      case (let value?, false): members.insert(Member(name: name, value: value), at: index)
      case (nil, true): members.remove(at: index)
      case (nil, false): break
      }
    }
  }

  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.elementsEqual(right.members) {
      $0.name.utf8.elementsEqual($1.name.utf8) && $0.value == $1.value
    }
  }

  /// Where `name` is, or where it would be inserted.
  private func find(_ name: String) -> (index: Int, found: Bool) {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      switch UTF16Order.compare(members[middle].name, name) {
      case .same: return (middle, true)
      case .ascending: low = middle + 1
      case .descending: high = middle
      }
    }
    return (low, false)
  }
}
