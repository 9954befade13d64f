/// Writes metrics in the text format of Prometheus, version 0.0.4. Our own, for no package within reach writes it
/// (swift-prometheus is not among them); a test reads it back with Prometheus' own parser for Python.
struct PrometheusText {
  enum Kind: String { case counter, gauge, histogram }

  private(set) var text = ""

  /// Begins a metric; its samples follow.
  mutating func metric(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
  }

  mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: Int64) {
    line(name, labels, String(value))
  }

  mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: Double) {
    line(name, labels, Self.number(value))
  }

  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return "\(value)"
  }

  private mutating func line(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: String) {
    text += name
    if !labels.isEmpty {
      let pairs = labels.map { "\($0.key)=\"\(Self.escaped($0.value, quotes: true))\"" }
      text += "{\(pairs.joined(separator: ","))}"
    }
    text += " \(value)\n"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
