/// Drawings as SVG text. Our own, for no package within reach draws on a server: Swift Charts needs Apple's systems, and what
/// draws in browsers needs scripts. Numbers are integers; whatever is written is escaped.
struct SVG {
  private(set) var text = ""

  /// An element without contents.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += "<\(name)\(Self.written(attributes))/>"
  }

  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>, text content: String) {
    text += "<\(name)\(Self.written(attributes))>\(Self.escaped(content))</\(name)>"
  }

  mutating func element(
    _ name: String,
    _ attributes: KeyValuePairs<String, String> = [:],
    _ contents: (inout SVG) -> Void
  ) {
    text += "<\(name)\(Self.written(attributes))>"
    contents(&self)
    text += "</\(name)>"
  }

  mutating func rectangle(_ mark: Box, _ kind: String, _ title: String? = nil) {
    let (x, y, width, height) = (String(mark.x), String(mark.y), String(mark.width), String(mark.height))
    element("rect", ["class": kind, "x": x, "y": y, "width": width, "height": height]) { svg in
      if let title { svg.element("title", [:], text: title) }
    }
  }

  mutating func line(_ from: Point, _ to: Point, _ kind: String) {
    element("line", ["class": kind, "x1": "\(from.x)", "y1": "\(from.y)", "x2": "\(to.x)", "y2": "\(to.y)"])
  }

  mutating func label(_ text: String, at point: Point, _ kind: String) {
    element("text", ["class": kind, "x": "\(point.x)", "y": "\(point.y)"], text: text)
  }

  private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}

struct Point: Equatable {
  let x: Int
  let y: Int
}

struct Box: Equatable {
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  var right: Int { x + width }
  var bottom: Int { y + height }

  func contains(_ other: Box) -> Bool {
    other.x >= x && other.y >= y && other.right <= right && other.bottom <= bottom && other.width >= 0
      && other.height >= 0
  }
}
