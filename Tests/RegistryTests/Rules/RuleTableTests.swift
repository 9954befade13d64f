import Foundation
import TestSupport
import Testing

@testable import Registry

/// `Schemas/rules.md`: every rule with its meaning and source, as the comments in the code give them, and with a refusal of each
/// way to break it, as the tests have provoked it.
@Suite struct RuleTableTests {
  @Test func theTableIsTrue() throws {
    let file = Repository.root.appending(path: "Schemas/rules.md")
    let table = try table()
    if ProcessInfo.processInfo.environment["QINGMING_WRITE_RULES"] != nil {
      try table.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(table == expected, "QINGMING_WRITE_RULES=1 swift test --filter theTableIsTrue writes it")
  }

  /// `Schemas/events/rules.json`: which rules have refused an event of a type here, so that every event of the type is held to
  /// them.
  @Test func theRulesOfEachTypeAreTrue() throws {
    var rules: [String: Set<String>] = [:]
    for refused in Refused.all {
      var world = try World.city()
      #expect(throws: Refusal.self) { try refused.act(&world) }
      rules[world.lastType, default: []].insert(refused.rule)
    }
    let lines = rules.sorted { $0.key < $1.key }.map { type, rules in
      let list = rules.sorted(by: Self.isBefore).map { "\"\($0)\"" }.joined(separator: ", ")
      return "  \"\(type)\": [\(list)]"
    }
    let table = "{\n\(lines.joined(separator: ",\n"))\n}\n"
    let file = Repository.root.appending(path: "Schemas/events/rules.json")
    if ProcessInfo.processInfo.environment["QINGMING_WRITE_RULES"] != nil {
      try table.write(to: file, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(written == table, "QINGMING_WRITE_RULES=1 swift test --filter theRulesOfEachTypeAreTrue writes it")
  }

  private func table() throws -> String {
    let rules = try RuleFunction.all()
    var lines = [
      "# 规则 Rules",
      "",
      "Each refusal cites one of these ids. Below, each way to break a rule: what must hold and the source of that, the function",
      "that is the rule, and a refusal that a test has provoked (`Tests/RegistryTests/Rules`; the numbers in it are invented).",
      "The rules of form (S1 to S11) and of the log (L1, L2) have their tests in `Tests/RegistryTests/Submission` and `Tests/FrontDoorTests`.",
      "That versions of a stream have no gap (L1) is held by the append and tried by `Tests/EventLogTests`; that an unknown type of",
      "event stops a projection (L5), which refuses nobody, by `Tests/ProjectionTests`. That leaves, tiles and checkpoints agree (L3)",
      "cannot be tried yet: there are leaves, but no tiles.",
      "This file is written by `QINGMING_WRITE_RULES=1 swift test --filter theTableIsTrue`, and the test fails when it is not true.",
    ]
    let byRule = Dictionary(grouping: Refused.all, by: \.rule)
    for rule in byRule.keys.sorted(by: Self.isBefore) {
      lines += ["", "## \(rule)"]
      var seen: Set<String> = []
      for refused in byRule[rule] ?? [] where seen.insert(refused.by).inserted {
        let function = try #require(rules.first { $0.name == refused.by })
        let refusal = try #require(try refusal(of: refused))
        lines += [
          "", "**`\(function.name)`** (`\(function.file)`): \(function.meaning)", "",
          "> \(refusal.fact.zh)。\(refusal.remedy.zh)。", ">", "> \(refusal.fact.en) \(refusal.remedy.en)",
        ]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func refusal(of refused: Refused) throws -> Refusal? {
    var world = try World.city()
    do {
      try refused.act(&world)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  /// D1, D2, … D10; the letters as domain.md has them.
  private static func isBefore(_ left: String, _ right: String) -> Bool {
    let letters = Array("DAPFMIELRSV")
    func key(_ rule: String) -> (Int, Int) {
      (rule.first.flatMap(letters.firstIndex(of:)) ?? letters.count, Int(rule.dropFirst()) ?? 0)
    }
    return key(left) < key(right)
  }
}

/// A function that is a rule, as it stands in the sources.
struct RuleFunction {
  let name: String
  let file: String
  /// Its comment: what must hold, and its source.
  let meaning: String

  static func all() throws -> [RuleFunction] {
    var rules: [RuleFunction] = []
    for folder in ["Streams", "Deciding", "Amending"] {
      let directory = Repository.root.appending(path: "Sources/Registry/\(folder)")
      for file in try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      where file.pathExtension == "swift" {
        rules += try functions(in: String(contentsOf: file, encoding: .utf8), "\(folder)/\(file.lastPathComponent)")
      }
    }
    return rules
  }

  private static func functions(in text: String, _ file: String) -> [RuleFunction] {
    var comment: [Substring] = []
    var rules: [RuleFunction] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let words = line.firstMatch(of: /^\s*\/\/\/ ?(.*)$/) {
        comment.append(words.1)
        continue
      }
      if let name = line.firstMatch(of: /func ([a-z][0-9]+[A-Z]\w*)[(<]/) {
        let meaning = comment.joined(separator: " ").replacing(/^[A-Z][0-9]+:? ?/, with: "")
        rules.append(RuleFunction(name: String(name.1), file: file, meaning: meaning))
      }
      comment = []
    }
    return rules
  }
}
