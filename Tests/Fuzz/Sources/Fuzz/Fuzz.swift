import Foundation

/// A parser, and what holds of whatever it is given. A property that does not hold ends the process, which libFuzzer reports with
/// the bytes that did it.
struct Fuzzed: Sendable {
  let name: String
  let check: @Sendable ([UInt8]) -> Void

  static let all = [
    Fuzzed(name: "bundles", check: BundleProperties.check), Fuzzed(name: "json", check: JSONProperties.check),
    Fuzzed(name: "lines", check: LineProperties.check),
    Fuzzed(name: "notes", check: NoteProperties.check), Fuzzed(name: "proofs", check: ProofProperties.check),
    Fuzzed(name: "tiles", check: TileProperties.check), Fuzzed(name: "trust", check: TrustProperties.check),
  ]

  /// The one that the environment names.
  static let chosen: Fuzzed = {
    let name = ProcessInfo.processInfo.environment["FUZZ"] ?? ""
    guard let fuzzed = all.first(where: { $0.name == name }) else {
      fatalError("FUZZ is one of \(all.map(\.name).joined(separator: ", "))")
    }
    return fuzzed
  }()
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  Fuzzed.chosen.check(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

func require(_ holds: Bool, _ property: @autoclosure () -> String) {
  guard holds else { fatalError(property()) }
}

extension String {
  /// To be compared with what was read: strings are equal already when they look alike.
  var bytes: [UInt8] { Array(utf8) }
}
