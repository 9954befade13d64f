/// The serial printed on a blank form: a prefix that does not end in a digit, possibly empty, and a number of 1 to 12
/// digits, as in `SD0026118403`. All digits at the end are the number, so `007` and `7` are two forms.
public struct FormSerial: ValidatedText {
  /// Forms that are counted together: one prefix, numbers of one width.
  public struct Series: Hashable, Comparable, Sendable {
    public let prefix: String
    public let width: Int

    public static func < (left: Series, right: Series) -> Bool {
      (left.prefix, left.width) < (right.prefix, right.width)
    }
  }

  public let text: String
  public let series: Series
  public let number: Int

  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let width = bytes.reversed().prefix(while: ASCIIDigits.isDigit).count
    guard (1...64).contains(bytes.count), bytes.allSatisfy(Code.allows), (1...12).contains(width),
      let number = ASCIIDigits.number(in: bytes, bytes.count - width..<bytes.count)
    else { return nil }
    self.text = text
    series = Series(prefix: String(decoding: bytes.dropLast(width), as: UTF8.self), width: width)
    self.number = number
  }

  init(_ series: Series, _ number: Int) {
    text = series.prefix + ASCIIDigits.padded(number, series.width)
    (self.series, self.number) = (series, number)
  }
}

/// Forms with consecutive numbers, the first and the last included.
public struct FormRange: Codable, Equatable, Sendable, CustomStringConvertible {
  public var first: FormSerial
  public var last: FormSerial

  public init(first: FormSerial, last: FormSerial) {
    (self.first, self.last) = (first, last)
  }

  /// Nil unless both ends are of one series, in order.
  public var numbers: Range<Int>? {
    guard first.series == last.series, first.number <= last.number else { return nil }
    return first.number..<last.number + 1
  }

  func contains(_ serial: FormSerial) -> Bool {
    serial.series == first.series && numbers?.contains(serial.number) == true
  }

  func overlaps(_ other: FormRange) -> Bool {
    guard first.series == other.first.series, let numbers, let others = other.numbers else { return false }
    return numbers.overlaps(others)
  }

  public var description: String { first == last ? first.text : "\(first)–\(last)" }
}

/// A set of forms, whatever ranges it was put together from.
struct FormSet: Equatable, Sendable, CustomStringConvertible {
  private var members: [FormSerial.Series: RangeSet<Int>] = [:]

  init(_ ranges: some Sequence<FormRange> = []) {
    for range in ranges { insert(range) }
  }

  var isEmpty: Bool { members.isEmpty }

  /// The fewest ranges that hold exactly these forms, in order.
  var ranges: [FormRange] {
    members.sorted { $0.key < $1.key }.flatMap { series, numbers in
      numbers.ranges.map {
        FormRange(first: FormSerial(series, $0.lowerBound), last: FormSerial(series, $0.upperBound - 1))
      }
    }
  }

  mutating func insert(_ range: FormRange) {
    guard let numbers = range.numbers else { return }
    members[range.first.series, default: RangeSet()].insert(contentsOf: numbers)
  }

  func subtracting(_ other: FormSet) -> FormSet {
    var rest = self
    for (series, numbers) in other.members {
      guard let left = members[series]?.subtracting(numbers) else { continue }
      rest.members[series] = left.isEmpty ? nil : left
    }
    return rest
  }

  func contains(_ serial: FormSerial) -> Bool { members[serial.series]?.contains(serial.number) == true }

  /// For people: the first twenty ranges.
  var description: String {
    let all = ranges
    return all.prefix(20).map(\.description).joined(separator: ", ") + (all.count > 20 ? " … (\(all.count))" : "")
  }
}
