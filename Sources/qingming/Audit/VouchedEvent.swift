import Access
import CanonicalJSON
import Crypto
import EventLog
import Foundation
import Registry
import Server

/// An event with what vouched for it.
struct VouchedEvent {
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

  /// What the document says in a line each: who signed in, and with what.
  var summary: [(name: String, value: String)] {
    guard case .object(let members) = json else { return [] }
    let short = members.members.map { member in
      (member.name, member.value.stringValue ?? String(decoding: member.value.canonicalBytes, as: UTF8.self))
    }
    return short.filter { !$0.1.contains("\n") && $0.1.utf8.count <= 100 }
  }

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
