import ArgumentParser
import CanonicalJSON
import Foundation
import Notary
import ProjectionEngine
import SystemPackage
import TransparencyLog

/// A bundle that somebody has taken away.
struct VerifyBundle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Verify a directory that qingming bundle has made",
    discussion: """
      That every file is the one of the manifest; that the checkpoint is signed by
      those you trust, and goes on from the older one where there is one; of every
      line that it is the one that was signed, in its place, with its leaf and its
      version in its stream. A bundle of the whole log has every line. Without --key
      or --policy the keys in the bundle are taken, which shows no more than that it
      is in keeping with itself.

      With --replay also that the read models held what the lines lead to: in a
      PostgreSQL of its own, which is gone afterwards. That takes minutes for a
      million events; the rest takes seconds, and no database.

      Examples:
        qingming verify weihai.bundle --key "$(qingming notary key --city weihai)"
        qingming verify weihai.bundle --policy trusted.policy --replay
        qingming verify case.bundle --policy trusted.policy --json
      """
  )

  @Argument(help: "The directory.")
  var directory: String

  @Flag(help: "Replay the lines, and compare with what the read models held.")
  var replay = false
  @OptionGroup var trust: TrustOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    let bundle = LogBundle(FilePath(directory))
    let given = try trust.trusted()
    do {
      let verifier = BundleVerifier(bundle, trusting: try given ?? ownPolicy(bundle))
      let manifest = try verifier.manifest()
      let trusted = try verifier.checkpoint(of: manifest)
      let old = try verifier.consistency(of: trusted.checkpoint)
      try lines(verifier.lines(of: trusted.checkpoint, isWhole: manifest.isWhole), of: bundle, manifest)
      let stated = try statedModels(bundle, manifest)
      let verified = VerifiedBundle(
        trusted: trusted,
        old: old,
        manifest: manifest,
        isTrusted: given != nil,
        models: stated?.models.count,
        replay: replay ? try await replayed(bundle, stated, size: manifest.size) : nil
      )
      print(output.json ? verified.json.line : verified.text)
    } catch let finding as Finding {
      print(output.json ? finding.json.line : "✗ \(finding.kind)：\(finding.text)")
      throw ExitCode(finding.kind.rawValue)
    }
  }

  private func ownPolicy(_ bundle: LogBundle) throws -> TrustPolicy {
    let bytes = try bundle.bytes(LogBundle.policyName)
    do throws(NoteError) {
      return try TrustPolicy(bytes)
    } catch {
      throw Finding(.file, "policy：\(error)")
    }
  }

  private func lines(_ verifier: LineVerifier, of bundle: LogBundle, _ manifest: BundleManifest) throws {
    var verifier = verifier
    let chunks = try open(bundle, LogBundle.linesName)
    let rows = try open(bundle, LogBundle.indexName)
    var (reader, index) = (LineReader { try chunks.read() }, LineReader { try rows.read() })
    try verifier.header(try index.next())
    var bar = output.json ? nil : ProgressBar("核对 verifying", unit: "bytes", total: chunks.size ?? 0)
    while let line = try reader.next() {
      try verifier.take(line, try index.next())
      bar?.update(chunks.bytesRead)
    }
    bar?.finish(chunks.bytesRead)
    try verifier.finish(try index.next(), lines: manifest.lines)
  }

  private func open(_ bundle: LogBundle, _ name: String) throws -> ChunkReader {
    let path = bundle.path(name).string
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Finding(.file, "缺少文件 \(name) the file \(name) is missing")
    }
    return try ChunkReader(path)
  }

  /// Nil where the bundle states none.
  private func statedModels(_ bundle: LogBundle, _ manifest: BundleManifest) throws -> StatedModels? {
    guard manifest.files[LogBundle.readModelsName] != nil else { return nil }
    let stated = try StatedModels(try bundle.bytes(LogBundle.readModelsName))
    guard manifest.isWhole, stated.position <= manifest.size else {
      throw Finding(.file, "\(LogBundle.readModelsName) 超出包内事件 it is of more than the lines of the bundle")
    }
    return stated
  }

  private func replayed(
    _ bundle: LogBundle,
    _ stated: StatedModels?,
    size: Int
  ) async throws -> BundleReplay.Outcome {
    guard let stated else {
      throw ValidationError("包内没有读模型声明 the bundle does not say what the read models held: it is a part, or was made so")
    }
    let replay = BundleReplay(
      bundle: bundle,
      stated: stated,
      size: size,
      installation: try Installation.find(data: nil),
      showsProgress: !output.json
    )
    let outcome = try await replay.run()
    if let wrong = outcome.models.first(where: { !$0.differences.isEmpty }) {
      let schema = outcome.isSameSchema ? "" : "；数据库结构不同 the schemas differ, which may be why"
      throw Finding(.readModel, "\(wrong.sentence)\(schema)")
    }
    return outcome
  }
}
