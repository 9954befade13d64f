@testable import Notary

/// The files of a bundle that are no notes and no tiles: the manifest and rows of the index.
enum BundleProperties {
  static func check(_ bytes: [UInt8]) {
    if let manifest = try? BundleManifest(bytes) {
      require(manifest.bytes == bytes, "a manifest that is written otherwise")
    }
    for row in bytes.split(separator: 0x0A) {
      guard let read = IndexRow(Array(row)) else { continue }
      require(read.text.bytes == Array(row), "a row that is written otherwise")
    }
  }
}
