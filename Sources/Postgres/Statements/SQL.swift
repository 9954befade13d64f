/// A statement whose interpolated values are bound, never spliced.
///
/// ```swift
/// let sql: SQL = "SELECT version FROM registry.event WHERE node = \(node) AND stream = \(stream)"
/// // SELECT version FROM registry.event WHERE node = $1 AND stream = $2
/// ```
///
/// Types are declared by the values (``PostgresEncodable/postgresType``); add a cast in the text where the server
/// should see another one. The same text is prepared once on each connection and reused.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The statement with placeholders.
  public private(set) var text: String
  var bindings = Bindings()

  public init(stringLiteral text: String) {
    self.text = text
  }

  public init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    bindings = stringInterpolation.bindings
  }

  /// A statement that was written elsewhere, such as in a file, with `values` for its `$1`, `$2`, ….
  /// `text` must not be composed of what users have entered.
  public init(unsafe text: String, _ values: any PostgresEncodable...) {
    self.text = text
    for value in values { bindings.append(value) }
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    var bindings = Bindings()

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 3 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    /// Binds a value to the next placeholder.
    public mutating func appendInterpolation(_ value: some PostgresEncodable) {
      bindings.append(value)
      text += "$\(bindings.count)"
    }

    /// Binds a value, or `NULL`, to the next placeholder. (Optionals are encodable anyway; without this overload the
    /// compiler warns of an accidental one.)
    public mutating func appendInterpolation<T: PostgresEncodable>(_ value: T?) {
      bindings.append(value)
      text += "$\(bindings.count)"
    }

    /// Splices a name, quoted, such as that of a schema or a table.
    public mutating func appendInterpolation(identifier name: String) {
      text += "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }

    /// Splices text as it is. It must not be composed of what users have entered.
    public mutating func appendInterpolation(unsafe text: String) {
      self.text += text
    }
  }
}

extension SQL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The statement with its placeholders; never a value.
  public var description: String { text }
  public var debugDescription: String { text }
  /// Hides the values from `dump`.
  public var customMirror: Mirror { Mirror(self, children: ["text": text]) }
}

/// The parameters of one statement: all binary forms in one buffer.
struct Bindings: Sendable {
  /// Starts with one unused byte, so that the buffer has an address for a parameter of length 0: to libpq, a null
  /// pointer is `NULL`.
  private(set) var bytes: [UInt8] = [0]
  /// Where each parameter is; `nil` is `NULL`.
  private(set) var ranges: [Range<Int>?] = []
  private(set) var types: [UInt32] = []

  var count: Int { ranges.count }

  mutating func append<T: PostgresEncodable>(_ value: T) {
    types.append(T.postgresType.rawValue)
    if value.isPostgresNull { return ranges.append(nil) }
    let start = bytes.count
    value.encode(into: &bytes)
    ranges.append(start..<bytes.count)
  }
}
