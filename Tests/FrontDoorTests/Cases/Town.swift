import CanonicalJSON
import Foundation
import TestSupport
import Testing

@testable import Registry

/// What every case file starts from, and what its lines leave out: the tables of Schemas/cases/README.md.
struct Town {
  let lines: [DecisionCase.Line]
  let usual: [String: JSON]
  private let now = Date()

  init() throws {
    let text = try String(contentsOf: DecisionCase.readme, encoding: .utf8)
    lines = try DecisionCase.sections("The town", of: text).flatMap {
      try DecisionCase.lines(of: MarkdownTable(in: $0))
    }
    let rows = try DecisionCase.sections("What a line leaves out", of: text).flatMap { try MarkdownTable(in: $0).rows }
    usual = try Dictionary(uniqueKeysWithValues: rows.map { ($0[0], try DecisionCase.json($0[1])) })
  }

  /// `2026-03-01 10:00` in China, or `now+11min`.
  func time(_ cell: String) throws -> Instant {
    if cell.hasPrefix("now") {
      let minutes = try #require(Int(cell.dropFirst(3).dropLast(3)), "\(cell)")
      let seconds = Int64(now.timeIntervalSince1970) + Int64(minutes) * 60
      return try #require(Instant(microsecondsSince1970: seconds * 1_000_000))
    }
    return try #require(Instant(cell.replacing(" ", with: "T") + ":00+08:00"), "\(cell)")
  }
}
