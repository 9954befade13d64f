import ArgumentParser
import Foundation
import TransparencyLog

/// Whose signatures count: known by another way than from whoever hands over what is verified.
struct TrustOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The log's verifier key (qingming notary key).", valueName: "vkey"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "Keys of logs and witnesses, and how many must have signed: a C2SP tlog-policy.",
      valueName: "file"
    )
  )
  var policy: String?

  func validate() throws {
    guard key == nil || policy == nil else { throw ValidationError("--key or --policy, not both") }
  }

  /// Nil where neither is given.
  func trusted() throws -> TrustPolicy? {
    do {
      if let key { return TrustPolicy(log: try VerifierKey(key)) }
      guard let policy else { return nil }
      guard let bytes = FileManager.default.contents(atPath: policy) else {
        throw ValidationError("cannot read \(policy)")
      }
      return try TrustPolicy(Array(bytes))
    } catch let error as NoteError {
      throw ValidationError("\(policy ?? "--key"): \(error)")
    }
  }
}
