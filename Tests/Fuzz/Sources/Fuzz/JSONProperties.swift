@testable import CanonicalJSON
import Foundation

/// Sealed lines, submissions, everything: RFC 8785's form of what is read means the same and is read to itself, and nothing is
/// accepted that another reader of JSON refuses.
enum JSONProperties {
  static func check(_ bytes: [UInt8]) {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(bytes)
    } catch {
      return require((0...bytes.count).contains(error.offset), "an error outside: \(error)")
    }
    let canonical = value.canonicalBytes
    do throws(JSONError) {
      let again = try JSON.parse(canonical, maximumBytes: .max)
      require(again == value, "written, it means something else")
      require(again.canonicalBytes == canonical, "two canonical forms")
    } catch {
      fatalError("what was written is refused: \(error)")
    }
    let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    require(other != nil, "Foundation refuses it")
  }
}
