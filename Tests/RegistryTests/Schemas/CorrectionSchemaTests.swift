import Foundation
import Registry
import Testing

/// A correction restates any fact, so its schema has a line for each type that states one.
@Suite struct CorrectionSchemaTests {
  @Test func theSchemaOfACorrectionKnowsEveryFact() throws {
    let file = ContractFiles.events.appending(path: "FactCorrected/v1.schema.json")
    let found = try String(contentsOf: file, encoding: .utf8)
    let facts = EventCatalogue.types.compactMap { $0 as? any FactPayload.Type }.map { $0.type }
    let branches = facts.map {
      #"    { "if": { "required": ["target_type"], "properties": { "target_type": { "const": "\#($0)" } } }, "#
        + #""then": { "properties": { "data": { "$ref": "urn:qingming:event:\#($0):v1" } } } }"#
    }
    let names = facts.map { #"        { "const": "\#($0)" }"# }
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
}
