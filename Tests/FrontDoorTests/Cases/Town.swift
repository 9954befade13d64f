import CanonicalJSON
import Foundation
import TestSupport
import Testing

@testable import Registry

/// What every case file starts from, and what its lines leave out: the tables of Schemas/cases/README.md.
struct Town {
  let lines: [DecisionCase.Line]
  private let usual: [String: JSON]
  private let now = Date()

  init() throws {
    let text = try String(contentsOf: DecisionCase.readme, encoding: .utf8)
    lines = try DecisionCase.sections("The town", of: text).flatMap {
      try DecisionCase.lines(of: MarkdownTable(in: $0))
    }
    let rows = try DecisionCase.sections("What a line leaves out", of: text).flatMap { try MarkdownTable(in: $0).rows }
    usual = try Dictionary(uniqueKeysWithValues: rows.map { ($0[0], try DecisionCase.json($0[1])) })
  }

  /// The whole submission that a line stands for.
  func submission(_ line: DecisionCase.Line) throws -> [UInt8] {
    let time = try time(line.time)
    var data = try #require(members(usual[line.event] ?? [:]))
    for member in try #require(members(line.data)).members {
      if member.value == .null { data[member.name] = nil } else { data[member.name] = member.value }
    }
    var whole = JSONObject()
    let number = try #require(Int(line.number.drop { $0 == "T" }))
    let serial = String(format: "%012d", line.number.hasPrefix("T") ? 900_000 + number : number)
    for (name, value) in [
      ("specversion", "1.0"), ("id", "019c0000-0000-7000-8000-\(serial)"), ("source", "371002-FH-01"),
      ("actor", "clerk-1"), ("type", line.event), ("subject", line.stream), ("time", time.text),
      ("dataschema", "\(line.event)/v1"),
    ] {
      whole[name] = .string(value)
    }
    whole["sealed"] = data["sealed"]
    data["sealed"] = nil
    whole["data"] = try filled(.object(data), at: time)
    return JSON.object(whole).canonicalBytes
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

  private func members(_ json: JSON) -> JSONObject? {
    if case .object(let object) = json { object } else { nil }
  }

  /// `$day` is the day of the line, `$time` its moment, `$time-60` sixty minutes earlier.
  private func filled(_ json: JSON, at time: Instant) throws -> JSON {
    switch json {
    case .string("$day"): return .string(time.localDate.text)
    case .string("$time"): return .string(time.text)
    case .string(let text) where text.hasPrefix("$time-"):
      let minutes = try #require(Int64(text.dropFirst("$time-".count)))
      return .string(try #require(time.adding(seconds: -60 * minutes)).text)
    case .array(let elements): return .array(try elements.map { try filled($0, at: time) })
    case .object(let object):
      var changed = JSONObject()
      for member in object.members { changed[member.name] = try filled(member.value, at: time) }
      return .object(changed)
    default: return json
    }
  }
}
