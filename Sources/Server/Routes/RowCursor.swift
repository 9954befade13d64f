import CanonicalJSON
import FoundationEssentials

/// Where a reader of a view goes on: behind the row with this key. To clients it is a word without a meaning (base64url of a
/// JSON array). It is not signed: whatever it says, the rows are those that the request may have.
struct RowCursor: Equatable {
  let key: [String?]

  init(_ key: [String?]) {
    self.key = key
  }

  /// Nil for what is no cursor.
  init?(_ text: String) {
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    let padded = standard + String(repeating: "=", count: (4 - standard.count % 4) % 4)
    guard let bytes = Data(base64Encoded: padded),
      case .array(let values)? = try? JSON.parse(Array(bytes), maximumBytes: 8_192)
    else { return nil }
    var key: [String?] = []
    for value in values {
      switch value {
      case .string(let text): key.append(text)
      case .null: key.append(nil)
      default: return nil
      }
    }
    self.key = key
  }

  var text: String {
    let json = JSON.array(key.map { $0.map { .string($0) } ?? .null })
    return Data(json.canonicalBytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
