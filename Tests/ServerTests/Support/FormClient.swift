import FoundationEssentials
import HTTPTypes
import Registry
import Testing

@testable import Server

/// A browser that shows a form, types into it and sends it.
struct FormClient {
  let client: TestClient
  /// Who has signed in, where requests say it.
  var who: String?

  /// What the fields of a page's form have in them.
  func fields(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> [String: String] {
    let page = try await get(path)
    #expect(page.status == 200, "\(path): \(page.status)", sourceLocation: sourceLocation)
    return Self.fields(of: page.text)
  }

  func get(_ path: String) async throws -> TestResponse {
    try await client.send(.get, path, headers: who.map { [.authorization: $0] } ?? [:])
  }

  /// Fills the form of a page in and sends it.
  func send(
    _ path: String,
    _ typed: [String: String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> TestResponse {
    let fields = try await fields(path, sourceLocation: sourceLocation)
    return try await post(path, fields.merging(typed) { $1 })
  }

  func post(_ path: String, _ fields: [String: String], headers: HTTPFields = [:]) async throws -> TestResponse {
    let body = fields.sorted { $0.key < $1.key }
      .map { "\(PageAddress.escaped($0.key))=\(PageAddress.escaped($0.value))" }.joined(separator: "&")
    var all = headers
    all[.contentType] = "application/x-www-form-urlencoded"
    if let who { all[.authorization] = who }
    return try await client.send(.post, path, headers: all, body: Array(body.utf8))
  }

  /// The parts of a form that sends files.
  func upload(_ path: String, _ files: [(field: String, name: String, bytes: [UInt8])]) async throws -> TestResponse {
    var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=----q"]
    if let who { headers[.authorization] = who }
    var body: [UInt8] = []
    for file in files {
      let head = "------q\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
      body += Array((head + "Content-Type: application/octet-stream\r\n\r\n").utf8) + file.bytes + Array("\r\n".utf8)
    }
    return try await client.send(.post, path, headers: headers, body: body + Array("------q--\r\n".utf8))
  }

  static func fields(of html: String) -> [String: String] {
    var fields: [String: String] = [:]
    for match in html.matches(of: /<input (?:id="[^"]*" )?type="[^"]*" name="([^"]*)" value="([^"]*)"/) {
      fields[String(match.output.1)] = String(match.output.2).replacing("&quot;", with: "\"").replacing(
        "&amp;",
        with: "&"
      )
    }
    for match in html.matches(of: /<textarea id="[^"]*" name="([^"]*)"[^>]*>([^<]*)<\/textarea>/) {
      fields[String(match.output.1)] = String(match.output.2)
    }
    for match in html.matches(of: /<select id="[^"]*" name="([^"]*)"[^>]*>(.*?)<\/select>/) {
      let chosen = match.output.2.firstMatch(of: /<option value="([^"]*)" selected>/)
      fields[String(match.output.1)] = chosen.map { String($0.output.1) } ?? ""
    }
    return fields
  }
}
