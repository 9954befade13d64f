import Testing
import TestSupport

@testable import TransparencyLog

@Suite struct TilePathTests {
  @Test(arguments: [
    (TilePath(.hashes(level: 0), index: 0), "tile/0/000"),
    (TilePath(.hashes(level: 3), index: 1_234_067), "tile/3/x001/x234/067"),
    (TilePath(.entries, index: 999, width: 1), "tile/entries/999.p/1"),
    (TilePath(.hashes(level: 1), index: 1_000, width: 255), "tile/1/x001/000.p/255"),
  ])
  func `it is written as C2SP has it, and read back`(_ path: TilePath, _ text: String) {
    #expect(path.text == text)
    #expect(TilePath(text) == path)
  }

  @Test(arguments: [
    "", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/0000", "tile/00/000", "tile/8/000", "tile/-1/000",
    "tile/0/x000/000", "tile/0/001/000", "tile/0/x001", "tile/0/x001/x000", "tile/0/000.p/0", "tile/0/000.p/256",
    "tile/0/000.p/01", "tile/0/000.p/+1", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.q/1", "tile/entries/000/",
    "Tile/0/000",
    "tile/0/../000", "tile/0/+01", "tile/0/-01", "tile/0/x001/../000", "tile/data/000",
    "tile/0/x999/x999/x999/x999/x999/x999/x999/999", "tile/0/x010/x000/x000/x000/x000/x000/000", "tile/0/٠٠٠",
  ])
  func `nothing else is one`(_ text: String) { #expect(TilePath(text) == nil) }

  @Test func `the example of the specification: 70,000 leaves`() {
    let paths = TilePath.added(from: 0, to: 70_000)
    func count(_ kind: TilePath.Kind, full: Bool) -> [Int] {
      let all = paths.filter { $0.kind == kind && $0.isFull == full }
      return full ? [all.count] : all.map(\.width)
    }
    #expect(count(.entries, full: true) == [273] && count(.entries, full: false) == [112])
    #expect(count(.hashes(level: 0), full: true) == [273] && count(.hashes(level: 0), full: false) == [112])
    #expect(count(.hashes(level: 1), full: true) == [1] && count(.hashes(level: 1), full: false) == [17])
    #expect(count(.hashes(level: 2), full: true) == [0] && count(.hashes(level: 2), full: false) == [1])
    #expect(!paths.contains { $0.kind == .hashes(level: 3) })
    #expect(TilePath.added(from: 0, to: 256).map(\.text) == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"])
  }

  /// However a log has grown, it has all that a log of its size has, and full tiles once.
  @Test func `what is added in steps is what is there at once`() {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      var (size, written) = (0, [TilePath]())
      for _ in 0..<20 {
        let next = size + Int.random(in: 0...700, using: &random)
        written += TilePath.added(from: size, to: next)
        size = next
      }
      let whole = TilePath.added(from: 0, to: size)
      #expect(Set(whole).isSubset(of: written), "seed \(seed), size \(size)")
      #expect(
        written.filter(\.isFull).sorted { $0.text < $1.text } == whole.filter(\.isFull).sorted { $0.text < $1.text },
        "seed \(seed)"
      )
      #expect(Set(written).count == written.count, "seed \(seed)")
    }
  }

  @Test func `bundles give back their entries, and nothing but a bundle is read`() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    for width in [1, 2, 255, 256] {
      let entries = (0..<width).map { _ in
        (0..<Int.random(in: 0...400, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      }
      let bundle = try #require(EntryBundle(entries: entries))
      #expect(EntryBundle(bundle.bytes, width: width) == bundle, "seed \(seed)")
      #expect(EntryBundle(bundle.bytes, width: width + 1) == nil)
      #expect(EntryBundle(bundle.bytes, width: width - 1) == nil)
      #expect(EntryBundle(bundle.bytes + [0], width: width) == nil)
      #expect(EntryBundle(Array(bundle.bytes.dropLast()), width: width) == nil || bundle.bytes.isEmpty)
    }
    let longest = [UInt8](repeating: 1, count: EntryBundle.longestEntry)
    #expect(EntryBundle(try #require(EntryBundle(entries: [longest])).bytes, width: 1)?.entries == [longest])
    #expect(EntryBundle(entries: [longest + [1]]) == nil)
  }
}
