import CanonicalJSON
import Foundation
import TestSupport
import Testing

@testable import Registry

/// A case file of decisions: what is submitted, and how it is answered. See Schemas/cases/README.md for its form.
struct DecisionCase: CustomTestStringConvertible, Sendable {
  /// One row of a table of submissions.
  struct Line {
    let number: String
    /// The id of its event: that of its number, so that lines with the same number have the same one.
    let id: String
    let time: String
    let stream: String
    let event: String
    let data: JSON
    let answer: String
  }

  let file: URL
  let text: String
  /// The lines of each call.
  let calls: [[Line]]
  /// The streams whose state at the end is told.
  let streams: [String]

  var testDescription: String { file.lastPathComponent }

  static let folder = Repository.root.appending(path: "Schemas/cases")
  static let readme = folder.appending(path: "README.md")

  static func all() throws -> [DecisionCase] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" && $0.lastPathComponent != readme.lastPathComponent }
      .sorted { $0.path < $1.path }
      .map(DecisionCase.init)
  }

  init(_ file: URL) throws {
    self.file = file
    text = try String(contentsOf: file, encoding: .utf8)
    calls = try Self.sections("Submitted", of: text).map { try Self.lines(of: MarkdownTable(in: $0)) }
    streams = try Self.sections("Afterwards", of: text).flatMap { try MarkdownTable(in: $0).rows.map { $0[0] } }
  }

  /// What is written by hand: all before what the registry says to it.
  var told: String {
    let ends = ["\n## Refusals", "\n## Follows", "\n## Afterwards"].compactMap { text.range(of: $0)?.lowerBound }
    return String(text[..<(ends.min() ?? text.endIndex)])
  }

  static func sections(_ title: String, of text: String) -> [String] {
    text.components(separatedBy: "\n## ").dropFirst().filter { $0.hasPrefix(title) }
  }

  static func lines(of table: MarkdownTable) throws -> [Line] {
    try table.rows.map { row in
      Line(
        number: row[0],
        id: try id(row[0]),
        time: row[1],
        stream: row[2],
        event: row[3],
        data: try json(row[4]),
        answer: row.count > 5 ? row[5] : "accepted"
      )
    }
  }

  private static func id(_ number: String) throws -> String {
    let ofTown = number.hasPrefix("T")
    let serial = try #require(Int(number.dropFirst(ofTown ? 1 : 0)), "\(number)") + (ofTown ? 900_000 : 0)
    return "019c0000-0000-7000-8000-" + String(format: "%012d", serial)
  }

  static func json(_ cell: String) throws -> JSON {
    let text = cell.trimmingCharacters(in: CharacterSet(charactersIn: "`"))
    return text.isEmpty ? [:] : try JSON.parse(Array(text.utf8))
  }
}
