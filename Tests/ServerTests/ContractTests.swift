import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Server

/// Holds Schemas/http/openapi.yaml to the routes, both ways.
@Suite struct ContractTests {
  /// The operations of the document by path: its indentation is regular, so no YAML parser is needed.
  private func documented() throws -> [String: Set<String>] {
    let file = Repository.root.appending(path: "Schemas/http/openapi.yaml")
    var paths: [String: Set<String>] = [:]
    var current: String?
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("  /"), line.hasSuffix(":") {
        current = String(line.dropFirst(2).dropLast())
      } else if !line.hasPrefix("    ") {
        current = nil
      } else if let path = current, !line.hasPrefix("     "), line.hasSuffix(":") {
        paths[path, default: []].insert(line.dropFirst(4).dropLast().uppercased())
      }
    }
    return paths
  }

  @Test func documentAndRoutesAgree() async throws {
    let documented = try documented()
    let router = RegistryRouter<InProcessContext>(services: try .stub()).router()
    #expect(Set(router.routes.map { "\($0.path)" }) == Set(documented.keys))

    let client = TestClient(try .stub())
    for (path, operations) in documented {
      for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] {
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
    let text = try await TestClient(.stub()).get("/openapi.yaml").text
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
