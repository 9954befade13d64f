/// The order of member names in RFC 8785 (section 3.2.3): by UTF-16 code units.
enum UTF16Order {
  case ascending, same, descending

  /// Compares without leaving UTF-8. The two orders differ in one place only: characters beyond the Basic Multilingual
  /// Plane (lead bytes F0 and above) are surrogates in UTF-16 and so come before U+E000 to U+FFFF (lead bytes EE and
  /// EF).
  static func compare(_ left: String, _ right: String) -> UTF16Order {
    var left = left.utf8.makeIterator()
    var right = right.utf8.makeIterator()
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil): return .same
      case (nil, _): return .ascending
      case (_, nil): return .descending
      case (let first?, let second?):
        if first == second { continue }
        if first >= 0xEE, second >= 0xEE, (first >= 0xF0) != (second >= 0xF0) {
          return first >= 0xF0 ? .ascending : .descending
        }
        return first < second ? .ascending : .descending
      }
    }
  }
}
