import ArgumentParser
import CanonicalJSON
import Foundation
import Notary
import Server
import SystemPackage
import TransparencyLog

/// A bundle that somebody has taken away.
struct VerifyBundle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Verify a directory that qingming bundle has made",
    discussion: """
      That the checkpoint is signed by those you trust, that it goes on from the older
      one where there is one, and of every line that it is the one that was signed, in
      its place. A bundle of the whole log has every line. Without --key or --policy
      the keys in the bundle are taken, which shows no more than that it is in keeping
      with itself.

      Examples:
        qingming verify weihai.bundle --key "$(qingming notary key --city weihai)"
        qingming verify case.bundle --policy trusted.policy --json
      """
  )

  @Argument(help: "The directory.")
  var directory: String

  @OptionGroup var trust: TrustOptions
  @OptionGroup var output: JSONOption

  func run() throws {
    let bundle = LogBundle(FilePath(directory))
    let given = try trust.trusted()
    do {
      let policy = try given ?? ownPolicy(bundle)
      let isWhole = try selection(bundle) == "whole"
      let verifier = BundleVerifier(bundle, trusting: policy, isWhole: isWhole)
      let trusted = try verifier.checkpoint()
      let old = try verifier.consistency(of: trusted.checkpoint)
      let count = try lines(of: trusted.checkpoint, verifier)
      report(Verified(trusted: trusted, old: old, lines: count, isWhole: isWhole, isTrusted: given != nil))
    } catch let finding as Finding {
      print(output.json ? finding.json.line : "✗ \(finding.kind)：\(finding.text)")
      throw ExitCode(finding.kind.rawValue)
    }
  }

  private struct Verified {
    let trusted: TrustPolicy.Trusted
    let old: Checkpoint?
    let lines: Int
    let isWhole: Bool
    /// Whether the keys were given, and not taken from the bundle.
    let isTrusted: Bool
  }

  private func report(_ verified: Verified) {
    let (checkpoint, cosigned) = (verified.trusted.checkpoint, verified.trusted.cosigned.keys.sorted())
    if output.json {
      var object = JSONObject()
      object["origin"] = .string(checkpoint.origin)
      object["size"] = .integer(Int64(checkpoint.size))
      object["root"] = .string(checkpoint.root.description)
      object["cosigned"] = .array(cosigned.map { .string($0) })
      object["goesOnFrom"] = verified.old.map { .integer(Int64($0.size)) } ?? .null
      object["lines"] = .integer(Int64(verified.lines))
      object["isWhole"] = .bool(verified.isWhole)
      object["keysWereGiven"] = .bool(verified.isTrusted)
      print(JSON.object(object).line)
      return
    }
    let size = Figures.grouped(Int64(checkpoint.size))
    let whole = verified.isWhole ? "整个日志 the whole log" : "其中一部分 a part of it"
    print(
      """
      ✓ 签名 signature：\(checkpoint.origin)，共 \(size) 个事件 events
      ✓ 见证 witnesses：\(cosigned.isEmpty ? "—" : cosigned.joined(separator: ", "))
      ✓ 延续 consistency：\(verified.old.map { "自 from \(Figures.grouped(Int64($0.size)))" } ?? "—")
      ✓ 收录 inclusion：\(Figures.grouped(Int64(verified.lines))) 行 lines，\(whole)
      """
    )
    if !verified.isTrusted {
      print("! 所用密钥取自包内，只能说明其自相一致 the keys are the bundle's own: it is in keeping with itself, no more")
    }
  }

  private func ownPolicy(_ bundle: LogBundle) throws -> TrustPolicy {
    let bytes = FileManager.default.contents(atPath: bundle.path(LogBundle.policyName).string)
    guard let bytes else { throw Finding(.file, "缺少文件 policy the file policy is missing") }
    do throws(NoteError) {
      return try TrustPolicy(Array(bytes))
    } catch {
      throw Finding(.file, "policy：\(error)")
    }
  }

  /// What whoever made it says that it is.
  private func selection(_ bundle: LogBundle) throws -> JSON? {
    let bytes = FileManager.default.contents(atPath: bundle.path(LogBundle.aboutName).string).map { Array($0) }
    guard let bytes, let about = try? JSON.parse(bytes, maximumBytes: bytes.count) else {
      throw Finding(.file, "缺少文件 about.json，或不是 JSON the file about.json is missing, or no JSON")
    }
    return about["selection"]
  }

  private func lines(of checkpoint: Checkpoint, _ verifier: BundleVerifier) throws -> Int {
    let path = bundlePath(LogBundle.linesName)
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Finding(.file, "缺少文件 lines.ndjson the file lines.ndjson is missing")
    }
    let chunks = try ChunkReader(path)
    var reader = LineReader { try chunks.read() }
    var lines = verifier.lines(of: checkpoint)
    var bar = output.json ? nil : ProgressBar("核对 verifying", unit: "bytes", total: chunks.size ?? 0)
    while let line = try reader.next() {
      try lines.take(line)
      bar?.update(chunks.bytesRead)
    }
    bar?.finish(chunks.bytesRead)
    try lines.finish()
    return lines.count
  }

  private func bundlePath(_ name: String) -> String { LogBundle(FilePath(directory)).path(name).string }
}
