/// Why bytes are not JSON that the registry accepts, and where. Never holds any of the input.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Code: String, CaseIterable, Sendable {
    case tooLarge, tooDeep
    case byteOrderMark, invalidUTF8, nul, loneSurrogate
    case unexpectedEnd, unexpectedByte, trailingBytes
    case controlCharacter, invalidEscape
    case invalidNumber, fraction, negativeZero, integerOutOfRange
    case duplicateMember
  }

  public let code: Code
  /// Bytes from the start of the input; for a duplicate member, where the object that holds it begins.
  public let offset: Int

  public init(_ code: Code, offset: Int) {
    self.code = code
    self.offset = offset
  }

  public var description: String { "\(code.rawValue) at byte \(offset)" }
}
