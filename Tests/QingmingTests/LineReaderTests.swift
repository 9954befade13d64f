import Foundation
import Testing

@testable import qingming

@Suite struct LineReaderTests {
  @Test func linesOfEveryShape() throws {
    let long = String(repeating: "x", count: 70_000)
    let lines = try read("one\r\ntwo\n\n\(long)\nlast")
    #expect(lines == ["one", "two", "", long, "last"])
    #expect(try read("") == [])
    #expect(try read("\n") == [""])
  }

  /// A line of many megabytes must not be kept in memory; what remains of it is still too long for any event.
  @Test func aLineTooLongIsCutAndTheNextOneIsWhole() throws {
    let lines = try read(String(repeating: "y", count: 1_000_000) + "\nnext\n")
    #expect(lines.count == 2)
    #expect(lines[0].utf8.count == LineReader.longestLine)
    #expect(lines[1] == "next")
  }

  private func read(_ text: String) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "lines-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    let chunks = try ChunkReader(file.path)
    var reader = LineReader(chunks.read)
    var lines: [String] = []
    while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines
  }
}
