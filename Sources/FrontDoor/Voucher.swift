public import CanonicalJSON

/// What vouches for a submission: a document that says with what its submitter had signed in, and never the secret itself. The
/// log keeps it beside the events, and its SHA-256 in their lines.
public struct Voucher: Hashable, Sendable {
  /// Canonical JSON, with `kind`.
  public let document: [UInt8]

  public init(kind: String, _ members: [(name: String, value: JSON?)]) {
    var object = JSONObject()
    object["kind"] = .string(kind)
    for (name, value) in members { object[name] = value }
    document = JSON.object(object).canonicalBytes
  }

  /// A command on the registry's own machine, and the account that gave it.
  public static func command(account: String) -> Voucher {
    Voucher(kind: "command", [("account", .string(account))])
  }
}
