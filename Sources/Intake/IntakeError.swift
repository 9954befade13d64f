/// Why a file cannot be read at all, or not beyond a line. What is wrong with a single row is a refusal of that row.
public struct IntakeError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// The mapping file is no JSON, or not of the form that Schemas/intake/README.md describes.
    case mapping
    /// The table has no header, or its header lacks columns that the mapping names.
    case header
    /// A quoted field that never ends, or a record of more than ``CSVReader/longestRecord`` bytes.
    case table
    /// Bytes that are not text in the encoding that the file was taken for.
    case encoding
  }

  public let code: Code
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
