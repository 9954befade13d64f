import CanonicalJSON
import Testing

@testable import Registry

/// The lines of a case, written out in full as they are submitted.
struct Script {
  let town: Town
  let lines: [DecisionCase.Line]

  /// The whole submission that a line stands for.
  func submission(_ line: DecisionCase.Line) throws -> [UInt8] {
    let statement = try statement(of: line)
    var whole = JSONObject()
    for (name, value) in [
      ("specversion", "1.0"), ("id", line.id), ("source", "371002-FH-01"), ("actor", statement.actor),
      ("type", line.event), ("subject", line.stream), ("time", statement.time.text),
      ("dataschema", currentSchema(of: line.event)),
    ] {
      whole[name] = .string(value)
    }
    whole["sealed"] = statement.sealed.members.isEmpty ? nil : .object(statement.sealed)
    whole["data"] = .object(statement.data)
    return JSON.object(whole).canonicalBytes
  }

  /// The text with `$5` for the id of line 5.
  func withNumbers(_ text: String) -> String {
    lines.reduce(text) { $0.replacing($1.id, with: "$\($1.number)") }
  }

  private func statement(of line: DecisionCase.Line) throws -> Statement {
    let time = try town.time(line.time)
    var told = try members(town.usual[line.event]).merging(members(line.data))
    let amends = [FactCorrected.type, EventVoided.type, AmendmentProposed.type].contains(line.event)
    if amends, told["replaces_event_id"] == nil {
      told["replaces_event_id"] = told["target_event_id"]
    }
    let actor = told["actor"]?.stringValue ?? "clerk-1"
    let sealed = try members(told["sealed"])
    (told["actor"], told["sealed"]) = (nil, nil)
    let data = try members(filled(.object(told), at: time))
    let statement = Statement(type: line.event, time: time, actor: actor, data: data, sealed: sealed)
    let restates = line.event == FactCorrected.type || line.event == AmendmentProposed.type && told["data"] != nil
    guard restates, let replaced = told["replaces_event_id"]?.stringValue else {
      return statement
    }
    return try statement.restating(try self.statement(of: try self.line(replaced)))
  }

  private func line(_ reference: String) throws -> DecisionCase.Line {
    try #require(lines.first { "$\($0.number)" == reference }, "\(reference)")
  }

  /// `$day` is the day of the line, `$time` its moment, `$time-60` sixty minutes earlier, and `$5` the id of line 5.
  private func filled(_ json: JSON, at time: Instant) throws -> JSON {
    switch json {
    case .string("$day"): return .string(time.localDate.text)
    case .string("$time"): return .string(time.text)
    case .string(let text) where text.hasPrefix("$time-"):
      let minutes = try #require(Int64(text.dropFirst("$time-".count)))
      return .string(try #require(time.adding(seconds: -60 * minutes)).text)
    case .string(let text) where text.hasPrefix("$"): return .string(try line(text).id)
    case .array(let elements): return .array(try elements.map { try filled($0, at: time) })
    case .object(let object):
      var changed = JSONObject()
      for member in object.members { changed[member.name] = try filled(member.value, at: time) }
      return .object(changed)
    default: return json
    }
  }
}

/// What a line says, with all that it leaves out.
private struct Statement {
  let type: String
  let time: Instant
  let actor: String
  var data: JSONObject
  var sealed: JSONObject

  /// A correction says only what changes of the statement that it replaces, which may be a correction as well.
  func restating(_ replaced: Statement) throws -> Statement {
    let again = replaced.type == FactCorrected.type
    var whole = JSONObject()
    whole["target_type"] = again ? replaced.data["target_type"] : .string(replaced.type)
    whole["data_version"] = whole["target_type"]?.stringValue.flatMap(FactType.init(_:)).map {
      .integer(Int64($0.payload.version.value))
    }
    whole["time"] = again ? replaced.data["time"] : .string(replaced.time.text)
    whole = whole.merging(data)
    let before = again ? try members(replaced.data["data"]) : replaced.data
    whole["data"] = .object(before.merging(try members(data["data"])))
    return Statement(
      type: type,
      time: time,
      actor: actor,
      data: whole,
      sealed: replaced.sealed.merging(sealed)
    )
  }
}

/// The members of an object; none where there is nothing.
private func members(_ json: JSON?) throws -> JSONObject {
  guard let json else { return JSONObject() }
  let object: JSONObject? = if case .object(let object) = json { object } else { nil }
  return try #require(object)
}

extension JSONObject {
  /// With the members of another one; `null` leaves a member out.
  fileprivate func merging(_ other: JSONObject) -> JSONObject {
    var merged = self
    for member in other.members { merged[member.name] = member.value == .null ? nil : member.value }
    return merged
  }
}
