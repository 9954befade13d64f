/// A citizen identification number (公民身份号码, GB 11643-1999), in memory only.
///
/// Deliberately not `Codable`, and printed without its digits: it is checked, turned into a keyed hash and dropped.
public struct CitizenID: Sendable, CustomStringConvertible, CustomReflectable {
  /// Why a text is no citizen ID. Holds none of the text.
  public enum Defect: Error, CaseIterable, Sendable {
    /// The number of before 1999, fifteen digits without check character.
    case oldForm
    /// Not 17 digits and a digit or X.
    case shape
    /// The first six digits can be no division code.
    case division
    /// The birth date is no day of the calendar.
    case birthDate
    /// The birth date is later than the day given.
    case bornLater
    case checkCharacter
  }

  /// Eighteen characters, a check character X as a capital.
  let digits: [UInt8]
  public let birthDate: LocalDate

  /// - Parameters:
  ///   - text: as written; a lower-case x at the end is taken for X.
  ///   - today: no holder is born after it.
  /// - Throws: ``Defect``, the first one found.
  public init(_ text: String, today: LocalDate) throws(Defect) {
    var bytes = Array(text.utf8)
    if bytes.count == 15, bytes.allSatisfy(ASCIIDigits.isDigit) { throw .oldForm }
    guard bytes.count == 18, bytes.dropLast().allSatisfy(ASCIIDigits.isDigit) else { throw .shape }
    if bytes[17] == UInt8(ascii: "x") { bytes[17] = UInt8(ascii: "X") }
    guard ASCIIDigits.isDigit(bytes[17]) || bytes[17] == UInt8(ascii: "X") else { throw .shape }
    guard (UInt8(ascii: "1")...UInt8(ascii: "8")).contains(bytes[0]) else { throw .division }
    guard let year = ASCIIDigits.number(in: bytes, 6..<10), let month = ASCIIDigits.number(in: bytes, 10..<12),
      let day = ASCIIDigits.number(in: bytes, 12..<14), let birthDate = LocalDate(year: year, month: month, day: day)
    else { throw .birthDate }
    guard bytes[17] == Self.checkCharacter(for: bytes) else { throw .checkCharacter }
    guard birthDate <= today else { throw .bornLater }
    (digits, self.birthDate) = (bytes, birthDate)
  }

  public var description: String { "citizen ID (not shown)" }
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// The check character that the first 17 digits ask for (GB 11643, after ISO 7064 MOD 11-2).
  static func checkCharacter(for digits: some Collection<UInt8>) -> UInt8 {
    let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * Int($1.1 - UInt8(ascii: "0")) }
    return characters[sum % 11]
  }

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let characters = Array("10X98765432".utf8)
}
