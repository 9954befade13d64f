import Access
import ArgumentParser
import Foundation
import Notary
import SM3Tree
import SystemPackage
import TransparencyLog

/// Where the tiles and checkpoints of a city's log are, and the key that signs them: files outside the database.
struct NotaryFiles {
  let directory: URL
  let key: URL
  /// Who has to cosign what it signs (C2SP tlog-policy); nobody has to where there is no such file.
  let policy: URL
  /// The origin of a log whose key is made here.
  let origin: String
  /// Of the tree.
  let hasher: TreeHasher

  init(of city: CityRegistry, in installation: Installation) {
    directory = installation.data.appending(path: "notary/\(city.id)")
    policy = installation.data.appending(path: "notary/\(city.id).policy")
    key = installation.data.appending(path: "keys/notary-\(city.id).key")
    origin = "qingming.local/\(city.id)"
    hasher = .sha256
  }

  private init(sm3Beside first: NotaryFiles, origin: String) throws {
    directory = first.directory.appending(path: "sm3")
    // Witnesses, whose protocol knows SHA-256 alone, cosign the first tree.
    policy = directory.appending(path: "none.policy")
    key = first.key.deletingPathExtension().appendingPathExtension("sm3.key")
    self.origin = origin
    hasher = try TreeHasher.sm3()
  }

  var tiles: TileDirectory { TileDirectory(FilePath(directory.path), hasher) }

  /// The tree over SM3 beside this one, whether it is kept or not: the same lines under an origin and a key of its own.
  func sm3() throws -> NotaryFiles { try NotaryFiles(sm3Beside: self, origin: "\(try signer().verifier.name)/sm3") }

  /// The tree over SM3 where one is kept.
  func keptSM3() throws -> NotaryFiles? {
    let checkpoint = directory.appending(path: "sm3/\(TileDirectory.checkpointName)")
    return FileManager.default.fileExists(atPath: checkpoint.path) ? try sm3() : nil
  }

  /// When the last checkpoint was written, by the file's own time: a checkpoint tells none.
  var signedAt: Date? {
    let path = directory.appending(path: TileDirectory.checkpointName).path
    return try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
  }

  /// The key, which says the log's origin too; made where nothing has been signed yet.
  func signer() throws -> NoteSigner {
    if !FileManager.default.fileExists(atPath: key.path) {
      guard try tiles.readCheckpoint() == nil else {
        throw ValidationError("\(key.path) is missing, and \(directory.path) was signed with it: restore the file")
      }
      let signer = try NoteSigner(name: origin, .ed25519, seed: NoteSigner.randomSeed())
      try SecretFile(key).create(Array((signer.secretText + "\n").utf8))
    }
    let text = try String(contentsOf: key, encoding: .utf8).trimmingCharacters(in: .newlines)
    do throws(NoteError) {
      return try NoteSigner(text)
    } catch {
      throw ValidationError("\(key.path): \(error)")
    }
  }

  /// Of the city's log, which writes into the directory.
  func notary(_ city: CityRegistry) throws -> Notary {
    // The bundles of entries are the log itself.
    let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true, attributes: mode)
    let signer = try signer()
    return Notary(log: city.log, directory: tiles, signer: signer, witnesses: try witnesses(of: signer.verifier))
  }

  /// Until so much is signed.
  /// - Throws: `ValidationError` where it is not after half a minute.
  func wait(for position: Int64) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while true {
      let signed = try tiles.readCheckpoint().map { try SignedNote($0).checkpoint.size } ?? 0
      if signed >= position { return }
      guard ContinuousClock.now < deadline else {
        throw ValidationError(
          "已签到 \(signed)，读模型已到 \(position)：请运行 signed up to \(signed), the read models stand at \(position): run qingming notary run"
        )
      }
      try await Task.sleep(for: .milliseconds(250))
    }
  }

  /// Whose signatures count below the log's checkpoints: its own, and its witnesses' where it has any.
  func trusted(of log: VerifierKey) throws -> String {
    guard FileManager.default.fileExists(atPath: policy.path) else { return "log \(log.text)\nquorum none\n" }
    let text = try String(contentsOf: policy, encoding: .utf8)
    return try TrustPolicy(Array(text.utf8)).logs.isEmpty ? "log \(log.text)\n" + text : text
  }

  private func witnesses(of log: VerifierKey) throws -> WitnessCircle? {
    guard FileManager.default.fileExists(atPath: policy.path) else { return nil }
    let text = Array(try Data(contentsOf: policy))
    do {
      return try WitnessCircle(try TrustPolicy(text), of: log)
    } catch {
      throw ValidationError("\(policy.path): \(error)")
    }
  }
}
