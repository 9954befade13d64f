import Foundation
import Registry
import Testing

/// A correction restates any fact, and so does the proposal of one, so their schemas have a line for each version of each type that states one.
@Suite struct CorrectionSchemaTests {
  @Test(arguments: ["FactCorrected/v\(FactCorrected.version)", "AmendmentProposed/v\(AmendmentProposed.version)"])
  func theSchemaOfACorrectionKnowsEveryFact(_ schema: String) throws {
    let file = ContractFiles.events.appending(path: "\(schema).schema.json")
    let found = try String(contentsOf: file, encoding: .utf8)
    let facts = EventCatalogue.types.compactMap { $0 as? any FactPayload.Type }
    let branches = facts.flatMap { lines(for: $0) }
    let names = facts.map { #"        { "const": "\#($0.type)" }"# }
    var expected: [String] = []
    for line in found.components(separatedBy: "\n") where !line.contains(/^ +\{ "(if|const)"/) {
      expected.append(line)
      if line.contains(#""allOf": ["#) { expected.append(branches.joined(separator: ",\n")) }
      if line.contains(#""anyOf": ["#) { expected.append(names.joined(separator: ",\n")) }
    }
    let text = expected.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["QINGMING_WRITE_SCHEMA"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let now = try String(contentsOf: file, encoding: .utf8)
    #expect(text == now, "QINGMING_WRITE_SCHEMA=1 swift test --filter theSchemaOfACorrectionKnowsEveryFact writes it")
  }

  /// One for the versions that the type has, and one for each of them.
  private func lines(for fact: any FactPayload.Type) -> [String] {
    let target = #""target_type": { "const": "\#(fact.type)" }"#
    var lines = [
      #"    { "if": { "required": ["target_type"], "properties": { \#(target) } }, "#
        + #""then": { "properties": { "data_version": { "maximum": \#(fact.version) } } } }"#
    ]
    for version in 1...fact.version.value {
      let condition =
        #""required": ["target_type", "data_version"], "#
        + #""properties": { \#(target), "data_version": { "const": \#(version) } }"#
      let data = #""data": { "$ref": "urn:qingming:event:\#(fact.type):v\#(version)" }"#
      lines.append(#"    { "if": { \#(condition) }, "then": { "properties": { \#(data) } } }"#)
    }
    return lines
  }
}
