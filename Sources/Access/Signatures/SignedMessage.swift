/// A request as its signature sees it (RFC 9421, 2).
public struct SignedMessage: Sendable {
  public let method: String
  public let scheme: String
  public let authority: String
  /// Path and query, as they were sent.
  public let target: String
  /// With lower-case names, in the order in which they were sent.
  public let fields: [(name: String, value: String)]

  public init(
    method: String,
    scheme: String,
    authority: String,
    target: String,
    fields: [(name: String, value: String)]
  ) {
    (self.method, self.scheme, self.authority) = (method, scheme, authority)
    (self.target, self.fields) = (target, fields)
  }

  var hasQuery: Bool { target.contains("?") }

  /// All lines of a field as one; nil where there is none.
  public func field(_ name: String) -> String? {
    let values = fields.filter { $0.name == name }.map { $0.value.trimmed }
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// The value of a component (2.1, 2.2); nil for one that the message does not have, or that is not known here.
  func value(of component: String) -> String? {
    guard component.hasPrefix("@") else { return field(component) }
    let path = target.prefix { $0 != "?" }
    switch component {
    case "@method": return method
    case "@scheme": return scheme
    case "@authority": return plainAuthority
    case "@request-target": return target
    case "@target-uri": return "\(scheme)://\(plainAuthority)\(target)"
    case "@path": return path.isEmpty ? "/" : String(path)
    case "@query": return hasQuery ? String(target.dropFirst(path.count)) : "?"
    default: return nil
    }
  }

  /// In lower case and without the port that the scheme has anyhow (2.2.3).
  private var plainAuthority: String {
    let usual = scheme == "https" ? ":443" : ":80"
    let name = authority.lowercased()
    return name.hasSuffix(usual) ? String(name.dropLast(usual.count)) : name
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
