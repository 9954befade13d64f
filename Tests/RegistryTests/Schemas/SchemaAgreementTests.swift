import CanonicalJSON
import Registry
import Testing

/// One contract, two judges: the payload types of Swift and the JSON Schemas, asked by PyPI's jsonschema.
///
/// One difference is by design and kept out of here: JSON Schema calls 1.0 an integer, while the registry's parser refuses
/// every number with a fraction or exponent before any payload type sees it (``JSONSchemaBoundaryTests``).
@Suite("Swift and the schemas give one verdict")
struct SchemaAgreementTests {
  @Test("on every valid and invalid example")
  func examples() async throws {
    let contracts = try ContractFiles.contracts()
    let valid = contracts.flatMap { contract in contract.examples.map { (contract.dataschema, $0) } }
    let invalid = contracts.flatMap { contract in contract.invalid.map { (contract.dataschema, $0) } }
    let verdicts = try await SchemaJudge.ask((valid + invalid).map { .init(dataschema: $0.0, data: $0.1.bytes) })
    for ((type, document), verdict) in zip(valid, verdicts) {
      let swift = ContractVerdict(type, data: document.bytes)
      #expect(verdict.isValid, "\(type)/examples/\(document.name): \(verdict.reasons)")
      guard case .accepted(let payload) = swift else {
        Issue.record("\(type)/examples/\(document.name) is \(swift)")
        continue
      }
      let again = try PayloadEncoder.encode(payload)
      #expect(
        again == (try lifted(document.json(), from: type)),
        "\(type)/examples/\(document.name) comes back changed"
      )
    }
    for ((type, document), verdict) in zip(invalid, verdicts.dropFirst(valid.count)) {
      let swift = ContractVerdict(type, data: document.bytes)
      #expect(!verdict.isValid, "\(type)/invalid/\(document.name) is valid")
      #expect(!swift.isAccepted, "\(type)/invalid/\(document.name) is accepted")
      if case .refused(let place) = swift {
        #expect(verdict.places == [place], "\(type)/invalid/\(document.name): \(verdict.reasons), Swift at \(place)")
      }
    }
  }

  @Test("on every policy, which comes back unchanged")
  func policies() async throws {
    let policies = try ContractFiles.policies()
    try #require(!policies.isEmpty)
    let verdicts = try await SchemaJudge.ask(policies.map { .init(dataschema: "PolicyPublished/v1", data: $0.bytes) })
    for (policy, verdict) in zip(policies, verdicts) {
      #expect(verdict.isValid, "\(policy.name): \(verdict.reasons)")
      let payload = try PayloadDecoder.decode(PolicyPublished.self, from: try policy.json())
      #expect(try PayloadEncoder.encode(payload) == policy.json(), "\(policy.name) comes back changed")
      #expect(Code(policy.name) != nil, "\(policy.name) is to be a policy's id, and is no code")
    }
  }

  @Test("on every file of reference data, which comes back unchanged")
  func reference() async throws {
    let files = try ContractFiles.reference()
    try #require(!files.isEmpty)
    let verdicts = try await SchemaJudge.ask(files.map { .init(dataschema: "\($0.type)/v1", data: $0.document.bytes) })
    for (file, verdict) in zip(files, verdicts) {
      #expect(verdict.isValid, "\(file.document.name): \(verdict.reasons)")
      let payload = try EventCatalogue.decode(type: file.type, data: try file.document.json())
      #expect(try PayloadEncoder.encode(payload) == file.document.json(), "\(file.document.name) comes back changed")
    }
  }

  @Test("on the examples with every value put through what can go wrong with it")
  func sweptMutations() async throws {
    try await compare(try EventMutations.sweep(try ContractFiles.contracts()))
  }

  @Test("on random changes of the examples")
  func randomMutations() async throws {
    let seed = EventMutations.seed()
    var generator = EventMutations.Generator(seed: seed)
    try await compare(
      try EventMutations.random(try ContractFiles.contracts(), count: 3_000, using: &generator),
      hint: "; again with QINGMING_SEED=\(seed)"
    )
  }

  private func compare(_ mutations: [EventMutations.Mutation], hint: String = "") async throws {
    let questions = mutations.map { SchemaJudge.Question(dataschema: $0.dataschema, data: $0.data.canonicalBytes) }
    let verdicts = try await SchemaJudge.ask(questions)
    var accepted = 0
    var differences: [String] = []
    for ((mutation, question), verdict) in zip(zip(mutations, questions), verdicts) {
      let swift = ContractVerdict(question.dataschema, data: question.data)
      accepted += swift.isAccepted ? 1 : 0
      if let difference = try difference(between: swift, and: verdict, on: mutation) {
        differences.append("\(mutation.story): \(difference)")
      }
    }
    // A defect shows in many mutations; the first few say enough.
    let first = differences.prefix(20).joined(separator: "\n")
    #expect(differences.isEmpty, "\(differences.count) of \(mutations.count) differ\(hint)\n\(first)")
    // Mutations that all fail, or all pass, would compare nothing.
    #expect(accepted > mutations.count / 20, "\(accepted) of \(mutations.count) accepted\(hint)")
    #expect(accepted < mutations.count / 2, "\(accepted) of \(mutations.count) accepted\(hint)")
    #expect(mutations.count >= 2_000)
  }

  /// As they come back: data of the current version unchanged.
  private func lifted(_ data: JSON, from dataschema: String) throws -> JSON {
    try #require(DataSchema(dataschema)).lift(data)
  }

  private func difference(
    between swift: ContractVerdict,
    and schema: SchemaJudge.Verdict,
    on mutation: EventMutations.Mutation
  ) throws -> String? {
    switch swift {
    case .accepted(let payload):
      guard schema.isValid else { return "Swift accepts, the schema says \(schema.reasons)" }
      let expected = try lifted(mutation.data, from: mutation.dataschema)
      return try PayloadEncoder.encode(payload) == expected ? nil : "comes back changed"
    case .refused(let place):
      guard !schema.isValid else { return "the schema accepts, Swift refuses at \(place)" }
      // A name that may be anybody's data is shown as `…`.
      return place.contains("…") || schema.places.contains(place)
        ? nil : "Swift refuses at \(place), the schema \(schema.reasons)"
    case .notOurJSON(let code): return "canonical bytes do not parse: \(code)"
    }
  }
}
