import HTTPTypes

/// Which methods an address takes. The router knows only the routes that it has; who uses another method, of which there may
/// be any, is told which there are (RFC 9110, 15.5.6).
struct PathTable: Sendable {
  private var paths: [(parts: [Substring], methods: [HTTPRequest.Method])] = []

  mutating func add(_ method: HTTPRequest.Method, _ path: String) {
    paths.append((Self.parts(of: path), method == .get ? [.get, .head] : [method]))
  }

  /// None where there is nothing at the address.
  func methods(at path: String) -> [HTTPRequest.Method] {
    let asked = Self.parts(of: path)
    return paths.filter { Self.matches($0.parts, asked) }.flatMap(\.methods)
  }

  private static func parts(of path: String) -> [Substring] { path.split(separator: "/") }

  /// A part in braces stands for any one.
  private static func matches(_ pattern: [Substring], _ path: [Substring]) -> Bool {
    pattern.count == path.count && zip(pattern, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
  }
}
