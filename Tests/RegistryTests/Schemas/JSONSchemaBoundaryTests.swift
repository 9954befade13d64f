import CanonicalJSON
import Registry
import Testing

/// Where JSON Schema ends and the registry's JSON begins: these differences belong to the parser, and are wanted.
@Suite("What JSON Schema cannot see, the parser refuses")
struct JSONSchemaBoundaryTests {
  @Test(
    "numbers and members that a schema takes as they come",
    arguments: [
      (#"{"amount_fen":80000.0,"pay_ref":"HC-1"}"#, JSONError.Code.fraction),
      (#"{"amount_fen":8e4,"pay_ref":"HC-1"}"#, .fraction),
      (#"{"amount_fen":-0,"pay_ref":"HC-1"}"#, .negativeZero),
      (#"{"amount_fen":1,"amount_fen":80000,"pay_ref":"HC-1"}"#, .duplicateMember),
    ])
  func refusedByTheParserOnly(text: String, code: JSONError.Code) async throws {
    let verdicts = try await SchemaJudge.ask([.init(type: ClaimPaid.type, data: Array(text.utf8))])
    #expect(verdicts.map(\.isValid) == [true])
    guard case .notOurJSON(let found) = ContractVerdict(type: ClaimPaid.type, data: Array(text.utf8)) else {
      Issue.record("the parser lets \(text) through")
      return
    }
    #expect(found == code)
  }

  @Test("the judge is no yes-man: it knows a type by name and refuses others")
  func unknownType() async throws {
    let verdicts = try await SchemaJudge.ask([
      .init(type: "ClaimPaidTwice", data: Array("{}".utf8)),
      .init(type: ClaimPaid.type, data: Array(#"{"amount_fen":80000,"pay_ref":"HC-1"}"#.utf8)),
    ])
    #expect(verdicts.map(\.isValid) == [false, true])
    #expect(!ContractVerdict(type: "ClaimPaidTwice", data: Array("{}".utf8)).isAccepted)
  }
}
