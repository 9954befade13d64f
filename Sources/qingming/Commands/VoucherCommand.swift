import Access
import ArgumentParser
import CanonicalJSON
import Crypto
import EventLog
import Foundation
import Registry
import Server

/// What vouched for an event, verified from what is kept.
struct VoucherCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "voucher",
    abstract: "Show what vouched for an event, and verify it once more",
    discussion: """
      Somebody who submits has signed in with a token, a certificate or a signature
      on the request, or has given a command. The line of the event has the SHA-256
      of the document that says so. A signature is verified again, from the document
      alone: the signature base, the public key and the signature are in it. With
      --body, a file that its sender has kept, also whether that is what was signed
      and whether the event is in it as it is stored, or which members differ; the
      registry keeps no bodies, and of what is sealed compares no more than that
      it is there.

      Exit status 0 when all that can be verified is true, 4 when something is not,
      3 when there is no such event.

      Examples:
        qingming log voucher 019a0000-0000-7000-8000-000000000001 --city weihai
        qingming log voucher 019a0000-0000-7000-8000-000000000001 --body sent.ndjson
      """
  )

  @Argument(help: "The event's id.")
  var event: String

  @Option(help: "The body that was sent, as its sender has kept it.")
  var body: String?

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    guard let id = UUID(uuidString: event) else { throw ValidationError("\(event) cannot be an event's id") }
    let sent = try body.map { try Data(contentsOf: URL(filePath: $0)) }
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let found = await Result { try await find(id, in: registry) }
    await registry.close()
    guard let found = try found.get() else {
      print("日志中没有这个事件 no such event stands in the log: \(event)")
      throw ExitCode(3)
    }
    let checks = found.checks(body: sent)
    print(output.json ? found.json(checks).line : found.text(checks))
    if checks.contains(where: { !$0.holds }) { throw ExitCode(4) }
  }

  private func find(_ id: UUID, in registry: OpenRegistry) async throws -> VouchedEvent? {
    for city in registry.cities {
      guard let event = try await city.log.event(id) else { continue }
      let leaf = try await city.log.seals(of: [id])[id]?.leaf
      guard let digest = event.voucher else { return VouchedEvent(event: event, leaf: leaf, document: nil) }
      return VouchedEvent(event: event, leaf: leaf, document: try await city.log.voucher(digest))
    }
    return nil
  }
}

/// An event with what vouched for it.
private struct VouchedEvent {
  /// Something that is so, or is not.
  struct Check {
    let name: String
    let words: String
    let holds: Bool
    /// The members of the event in the body that are not as they are stored.
    var differences: [String] = []
  }

  let event: RecordedEvent
  /// In hexadecimal digits.
  let leaf: String?
  let document: [UInt8]?

  /// Everything is computed here, from the bytes; nothing is taken from the database that stores them.
  func checks(body: Data?) -> [Check] {
    var checks = [
      Check(
        name: "leaf",
        words: "行与叶哈希相符 the line is what its leaf is the hash of",
        holds: Self.sha256([0] + Array(event.line.utf8)) == leaf
      )
    ]
    guard let digest = event.voucher else { return checks }
    checks.append(
      Check(
        name: "document",
        words: "凭据与行中的摘要相符 the document is the one that the line names",
        holds: document.map { Array(SHA256.hash(data: $0)) == digest } ?? false
      )
    )
    if let proof {
      checks.append(
        Check(name: "signature", words: "签名与密钥相符 the key's owner has signed the base", holds: proof.isTrue)
      )
    } else if json["kind"] == "signature" {
      checks.append(Check(name: "signature", words: "凭据无法辨认 the document cannot be read", holds: false))
    }
    if let body {
      let holds = proof?.contentDigest?.holds(for: body) ?? false
      checks.append(
        Check(name: "body", words: "所给正文即所签正文 the body is the one that was signed", holds: holds)
      )
      checks.append(inBody(body))
    }
    return checks
  }

  /// Whether one of the events in the body is this one, with all that it says.
  private func inBody(_ body: Data) -> Check {
    let id = event.id.uuidString.lowercased()
    let sent = SentEvent.all(in: Array(body)).filter { $0.id == id }.map { $0.differences(from: event.bytes) }
    guard let differences = sent.first(where: \.isEmpty) ?? sent.first else {
      return Check(name: "event", words: "正文中有此事件 the event is in the body", holds: false)
    }
    let members = differences.joined(separator: ", ")
    let unlike = differences.isEmpty ? "" : "；不同之处 differs in: \(members)"
    let words = "正文中的事件与所存相符 the event is in the body as it is stored\(unlike)"
    return Check(name: "event", words: words, holds: differences.isEmpty, differences: differences)
  }

  private var json: JSON { document.flatMap { try? JSON.parse($0, maximumBytes: $0.count) } ?? .null }
  private var proof: SignatureProof? { SignatureProof(voucher: json) }

  func json(_ checks: [Check]) -> JSON {
    var object = JSONObject()
    object["voucher"] = json
    object["digest"] = event.voucher.map { .string(Self.hexadecimal($0)) } ?? .null
    object["checks"] = .object(
      checks.reduce(into: JSONObject()) { $0[$1.name] = .bool($1.holds) }
    )
    let differences = checks.flatMap(\.differences)
    if !differences.isEmpty { object["differences"] = .array(differences.map { .string($0) }) }
    return .object(object)
  }

  func text(_ checks: [Check]) -> String {
    var lines: [String] = []
    if document != nil, case .object(let members) = json {
      for member in members.members {
        let value = member.value.stringValue ?? String(decoding: member.value.canonicalBytes, as: UTF8.self)
        lines.append("\(member.name): \(value.replacingOccurrences(of: "\n", with: "\n  "))")
      }
      if let key = proof?.key { lines.append("sha256(publicKey): \(Self.sha256(key.der))") }
    } else if event.voucher == nil {
      lines.append("此事件没有凭据：先于凭据登记，或由登记系统自己登记 nothing vouched: it is older, or the registry's own")
    }
    lines += checks.map { "\($0.holds ? "✓ 是 yes" : "✗ 否 no")  \($0.words)" }
    return lines.joined(separator: "\n")
  }

  private static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
  }
}
