import ArgumentParser
import CanonicalJSON
import Foundation
import Notary
import Registry
import TransparencyLog

/// A receipt that somebody has kept, verified without the registry.
struct VerifyReceipt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Verify the proof that an event is in the log, without the registry",
    discussion: """
      The file is a C2SP tlog-proof with the event's line in it, as GET
      /v1/log/events/ID/receipt and qingming log receipt give it. No database and no
      network are asked. Whose signature counts you have to say, from what you were
      given by another way.

      Exit status 0 when all holds, 10 when the file is none, 11 when it is not signed
      by whoever you trust, 13 when the line is not the one that was signed.

      Examples:
        qingming verify receipt my.tlog-proof --key "$(qingming notary key)"
        qingming verify receipt my.tlog-proof --policy trusted.policy --json
      """
  )

  @Argument(help: "The file.")
  var file: String

  @OptionGroup var trust: TrustOptions
  @OptionGroup var output: JSONOption

  func run() throws {
    guard let policy = try trust.trusted() else { throw ValidationError("say whom you trust: --key or --policy") }
    guard let bytes = FileManager.default.contents(atPath: file) else { throw ValidationError("cannot read \(file)") }
    do throws(Finding) {
      let receipt = try VerifiedReceipt(Array(bytes), trusting: policy)
      print(output.json ? receipt.json.line : receipt.text)
    } catch {
      print(output.json ? error.json.line : "✗ \(error.kind)：\(error.text)")
      throw ExitCode(error.kind.rawValue)
    }
  }
}

extension VerifiedReceipt {
  fileprivate var text: String {
    let cosigners = trusted.cosigned.keys.sorted()
    let checkpoint = trusted.checkpoint
    return """
      ✓ 签名 signature：\(checkpoint.origin)
      ✓ 见证 witnesses：\(cosigners.isEmpty ? "—" : cosigners.joined(separator: ", "))
      ✓ 收录 inclusion：第 \(position) 位，共 \(checkpoint.size) 位 position \(position) of \(checkpoint.size)

      \(line)
      """
  }

  fileprivate var json: JSON {
    [
      "origin": .string(trusted.checkpoint.origin), "size": .integer(Int64(trusted.checkpoint.size)),
      "cosigned": .array(trusted.cosigned.keys.sorted().map { .string($0) }), "position": .integer(Int64(position)),
      "line": .string(line),
    ]
  }
}

extension Finding {
  var json: JSON {
    [
      "kind": .string(kind.name), "exitStatus": .integer(Int64(kind.rawValue)),
      "position": position.map { .integer(Int64($0)) } ?? .null, "text": .string(text),
    ]
  }
}
