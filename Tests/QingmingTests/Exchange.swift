import Crypto
import Foundation
import TestSupport

/// A machine that forwards what a whole city submits, known to a server by its certificate.
struct Exchange {
  /// With which the server knows it.
  let options: [String]
  /// What a gateway hands over in `Client-Cert`.
  let field: String

  /// Its files lie in a directory.
  init(in directory: URL) async throws {
    func file(_ name: String) -> URL { directory.appending(path: name) }
    try await TestSupport.Program.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
        "/CN=exchange", "-outform", "DER", "-keyout", file("exchange.key").path, "-out", file("exchange.der").path,
      ]
    )
    let certificate = try Data(contentsOf: file("exchange.der"))
    let digest = SHA256.hash(data: certificate).map { String(format: "%02x", $0) }.joined()
    let machine = """
      [{"sha256": "\(digest)", "organisation": "371000-MZ", "division": "000000", "roles": ["system", "auditor"]}]
      """
    try Data(machine.utf8).write(to: file("machines.json"))
    try Data(#"{"keys":[]}"#.utf8).write(to: file("issuer.json"))
    options = [
      "--issuer", "urn:test", "--keys", file("issuer.json").path, "--gateway", "127.0.0.1", "--machines",
      file("machines.json").path,
    ]
    field = ":\(certificate.base64EncodedString()):"
  }
}
