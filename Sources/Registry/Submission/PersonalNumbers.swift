import CanonicalJSON

/// Looks for citizen ID numbers in data that are about to be kept for ever.
enum PersonalNumbers {
  /// Where the first one is, nil when there is none.
  ///
  /// A number counts when it stands by itself, has a real birth date up to `day` and a right check character. Digests
  /// and organisation codes are left alone: they have shapes of their own, and can look like one by chance.
  static func find(in json: JSON, named path: String, upTo day: LocalDate) -> String? {
    switch json {
    case .string(let text):
      return contains(text, upTo: day) ? path : nil
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        if let found = find(in: element, named: "\(path)[\(index)]", upTo: day) { return found }
      }
      return nil
    case .object(let object):
      for member in object.members where !member.name.hasSuffix("_uscc") {
        if let found = find(in: member.value, named: "\(path).\(member.name)", upTo: day) { return found }
      }
      return nil
    case .null, .bool, .integer: return nil
    }
  }

  private static func contains(_ text: String, upTo day: LocalDate) -> Bool {
    guard text.utf8.count >= 18, Digest(text) == nil else { return false }
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      guard ASCIIDigits.isDigit(bytes[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < bytes.count, ASCIIDigits.isDigit(bytes[end]) { end += 1 }
      if end - start == 17, end < bytes.count, bytes[end] & 0xDF == UInt8(ascii: "X") { end += 1 }
      if end - start == 18, (try? CitizenID(String(decoding: bytes[start..<end], as: UTF8.self), today: day)) != nil {
        return true
      }
      start = end
    }
    return false
  }
}
