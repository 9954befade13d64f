import CanonicalJSON
import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Server

/// Holds Schemas/http/openapi.yaml to the routes, both ways.
@Suite struct ContractTests {
  /// What is served is what is written; `QINGMING_WRITE_SCHEMA=1` writes it.
  @Test func theServedDocumentIsTheWrittenOne() async throws {
    let folder = Repository.root.appending(path: "Schemas/http")
    let program = """
      import json, re, sys, yaml
      class YAML12(yaml.SafeLoader):  # PyYAML takes `on` for a truth value, as YAML 1.1 did
          pass
      TRUTH = "tag:yaml.org,2002:bool"
      YAML12.yaml_implicit_resolvers = {
          first: [(tag, shape) for tag, shape in all if tag != TRUTH]
          for first, all in yaml.SafeLoader.yaml_implicit_resolvers.items()}
      YAML12.add_implicit_resolver(TRUTH, re.compile("^(true|false)$"), "tf")
      json.dump(yaml.load(sys.stdin, YAML12), sys.stdout, ensure_ascii=False, indent=1)
      print()
      """
    let written = try Data(contentsOf: folder.appending(path: "openapi.yaml"))
    let expected = try await Python.run(["-c", program], input: Array(written))
    let file = folder.appending(path: "openapi.json")
    if ProcessInfo.processInfo.environment["QINGMING_WRITE_SCHEMA"] != nil {
      try Data(expected.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == expected)
  }

  /// The operations of the document by path.
  private func documented() throws -> [String: Set<String>] {
    let file = Repository.root.appending(path: "Schemas/http/openapi.json")
    let document = try JSON.parse(Array(try Data(contentsOf: file)), maximumBytes: 1 << 20)
    guard case .object(let paths)? = document["paths"] else { throw Unexpected() }
    return Dictionary(
      uniqueKeysWithValues: paths.members.map { path in
        guard case .object(let operations) = path.value else { return (path.name, []) }
        return (path.name, Set(operations.members.map { $0.name.uppercased() }))
      }
    )
  }

  @Test func documentAndRoutesAgree() async throws {
    let documented = try documented()
    let router = RegistryRouter<InProcessContext>(services: try .stub()).router()
    #expect(Set(router.routes.map { "\($0.path)" }) == Set(documented.keys))

    let client = TestClient(try .stub())
    for (path, operations) in documented {
      for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete, .trace, .options] {
        // Without its body, which may have no end.
        let status = try await client.respond(
          method,
          path.replacing("{id}", with: "C-1").replacing("{case}", with: "C-1")
        ).status.code
        #expect((status == 405) == !operations.contains(method.rawValue), "\(method) \(path): \(status)")
      }
    }
  }

  @Test func everyProblemIsDocumented() async throws {
    let text = try await TestClient(.stub()).get("/openapi.json").text
    let source = Repository.root.appending(path: "Sources/Server/Problems")
    var kinds: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(at: source, includingPropertiesForKeys: nil) {
      let code = try String(contentsOf: file, encoding: .utf8)
      for match in code.matches(of: /kind: "([a-z-]+)"|\(\s*"([a-z-]+)", \./) {
        if let kind = match.output.1 ?? match.output.2 { kinds.insert(String(kind)) }
      }
    }
    #expect(kinds.isSuperset(of: ["refused", "malformed", "id-reused", "unavailable"]))
    let documented = Set(text.matches(of: /urn:qingming:problem:([a-z-]+)/).map { String($0.output.1) })
    #expect(kinds == documented)
  }
}
