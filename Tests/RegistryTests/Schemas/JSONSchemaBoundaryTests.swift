import CanonicalJSON
import Registry
import Testing

/// Where JSON Schema ends and the registry's JSON begins: these differences belong to the parser, and are wanted.
@Suite("What JSON Schema cannot see, the parser refuses")
struct JSONSchemaBoundaryTests {
  @Test("numbers and members that a schema takes as they come")
  func refusedByTheParserOnly() async throws {
    let texts: [(String, JSONError.Code)] = [
      (#"{"amount_fen":80000.0,"pay_ref":"HC-1"}"#, .fraction),
      (#"{"amount_fen":8e4,"pay_ref":"HC-1"}"#, .fraction),
      (#"{"amount_fen":-0,"pay_ref":"HC-1"}"#, .negativeZero),
      (#"{"amount_fen":1,"amount_fen":80000,"pay_ref":"HC-1"}"#, .duplicateMember),
    ]
    let verdicts = try await SchemaJudge.ask(texts.map { .init(dataschema: "ClaimPaid/v1", data: Array($0.0.utf8)) })
    for ((text, code), verdict) in zip(texts, verdicts) {
      #expect(verdict.isValid, "\(text): \(verdict.reasons)")
      guard case .notOurJSON(let found) = ContractVerdict("ClaimPaid/v1", data: Array(text.utf8)) else {
        Issue.record("the parser lets \(text) through")
        continue
      }
      #expect(found == code, "\(text)")
    }
  }

  @Test("the judge is no yes-man: it knows a type by name and refuses others")
  func unknownType() async throws {
    let verdicts = try await SchemaJudge.ask([
      .init(dataschema: "ClaimPaidTwice/v1", data: Array("{}".utf8)),
      .init(dataschema: "ClaimPaid/v2", data: Array(#"{"amount_fen":80000,"pay_ref":"HC-1"}"#.utf8)),
      .init(dataschema: "ClaimPaid/v1", data: Array(#"{"amount_fen":80000,"pay_ref":"HC-1"}"#.utf8)),
    ])
    #expect(verdicts.map(\.isValid) == [false, false, true])
    #expect(!ContractVerdict("ClaimPaidTwice/v1", data: Array("{}".utf8)).isAccepted)
  }
}
