import Access
import ArgumentParser
import Foundation
import Logging
import Notary
import ServiceLifecycle
import SystemPackage
import TransparencyLog
import UnixSignals
import WitnessServer

/// A witness of other bureaus' logs.
struct WitnessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "Cosign the checkpoints of another bureau's log, and see that it only grows",
    discussion: """
      A witness keeps nothing of a log but the checkpoint that it has cosigned
      last. It cosigns one that goes on from it, and nothing else, so that nobody
      can be shown another log than everybody else (C2SP tlog-witness).
      It needs no database.
      """,
    subcommands: [WitnessKey.self, ServeWitness.self]
  )
}

struct WitnessKey: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make a key for a witness, and print what others know it by",
    discussion: """
      The name is an address without https://, for nobody else's key to have the
      same. What is printed goes into the policy of each log that the witness
      cosigns; the file is secret, and stays.

      Examples:
        qingming witness key --name witness.jinan.example --out witness.key
      """
  )

  @Option(help: "What the witness is called: no spaces, no plus signs.")
  var name: String

  @Option(name: .customLong("out"), help: "Where the secret key is written; a file that is there stays as it is.")
  var file: String

  func run() throws {
    let signer: NoteSigner
    do throws(NoteError) {
      signer = try NoteSigner(name: name, .cosignature, seed: NoteSigner.randomSeed())
    } catch {
      throw ValidationError("--name has spaces or plus signs, or is empty")
    }
    let url = URL(filePath: file)
    guard !FileManager.default.fileExists(atPath: url.path) else { throw ValidationError("\(file) is there already") }
    try SecretFile(url).create(Array((signer.secretText + "\n").utf8))
    print(try NoteSigner(witnessKeyAt: file).verifier.text)
  }
}

struct ServeWitness: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Cosign what logs ask for over HTTP, until Ctrl-C",
    discussion: """
      Which logs it cosigns say --log, once for each, or the log lines of a policy
      (C2SP tlog-policy). What it has cosigned last is in --state, and must never
      be put back to an older state: where it is lost, the witness begins anew with
      another key. TLS ends at a server in front of it.

      Examples:
        qingming witness serve --key witness.key --state witness \\
          --log "$(cat weihai.vkey)"
        qingming witness serve --key witness.key --state witness --policy policy \\
          --host 10.0.0.7 --port 8090
      """
  )

  @Option(help: "The secret key that `qingming witness key` has made.")
  var key: String

  @Option(name: .customLong("log"), help: "The verifier key of a log to cosign; may be given more than once.")
  var logs: [String] = []

  @Option(help: "A policy whose logs are cosigned.")
  var policy: String?

  @Option(help: "The directory of what has been cosigned last; made where there is none.")
  var state: String

  @Option(help: "The port; 0 takes a free one.")
  var port = 8090

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  func validate() throws {
    guard policy != nil || !logs.isEmpty else { throw ValidationError("--log or --policy says which logs to cosign") }
    guard (0...65_535).contains(port) else { throw ValidationError("--port is from 0 to 65535") }
  }

  func run() async throws {
    let logger = Logger.service
    let book = try WitnessBook(
      rules: WitnessRules(logs: try trusted()),
      signer: try NoteSigner(witnessKeyAt: key),
      directory: FilePath(URL(filePath: state).standardizedFileURL.path)
    )
    let server = WitnessServer(host: host, port: port, book: book, logger: logger) { [host] port in
      say("listening on http://\(host):\(port)")
    }
    try await ServiceGroup(services: [server], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger).run()
  }

  private func trusted() throws -> [VerifierKey] {
    var keys: [VerifierKey] = []
    for log in logs {
      guard let key = try? VerifierKey(log), key.algorithm == .ed25519 else {
        throw ValidationError("--log \(log) is not the verifier key of a log")
      }
      keys.append(key)
    }
    guard let policy else { return keys }
    let text = Array(try Data(contentsOf: URL(filePath: policy)))
    do throws(NoteError) {
      keys += try TrustPolicy(text).logs
    } catch {
      throw ValidationError("\(policy): \(error)")
    }
    guard !keys.isEmpty else { throw ValidationError("\(policy) names no log") }
    return keys
  }
}

extension NoteSigner {
  /// - Throws: `ValidationError`, also for the key of a log.
  fileprivate init(witnessKeyAt file: String) throws {
    let text = try String(contentsOf: URL(filePath: file), encoding: .utf8).trimmingCharacters(in: .newlines)
    guard let signer = try? NoteSigner(text), signer.verifier.algorithm == .cosignature else {
      throw ValidationError("\(file) is not the secret key of a witness")
    }
    self = signer
  }
}
