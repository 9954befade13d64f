import Access
import Crypto
import Foundation
import HTTPTypes
import Registry
import ServiceLifecycle
import TestSupport
import Testing

@testable import Server

/// Machines of funeral homes, whose certificates a real gateway (Debian's nginx) checks and hands over (RFC 9440).
@Suite struct GatewayTests {
  @Test func aMachineIsKnownByItsCertificate() async throws {
    try await Gatehouse.open(peer: "127.0.0.1") { (house: Gatehouse) async throws in
      // Its own, one that the authority has given to nobody we know, and none.
      #expect(try await house.status(certificate: "home") == "200")
      #expect(try await house.status(certificate: "stranger") == "401")
      #expect(try await house.status(certificate: nil) == "401")
      // One that the authority has not given does not come through the gateway with a name.
      #expect(try await house.status(certificate: "rogue") == "400")
      // What it may not see it does not see.
      #expect(try await house.status(certificate: "home", path: "/v1/log/events") == "403")
    }
  }

  @Test func nobodyBringsACertificateInWords() async throws {
    try await Gatehouse.open(peer: "127.0.0.1") { (house: Gatehouse) async throws in
      let field = try house.field("home")
      // The gateway lets none through that it has not checked.
      #expect(try await house.status(certificate: nil, field: field) == "401")
    }
    // From another address than the gateway's nothing is taken for one.
    try await Gatehouse.open(peer: "192.0.2.1") { (house: Gatehouse) async throws in
      let field = try house.field("home")
      #expect(try await house.status(certificate: "home") == "401")
      #expect(try await house.direct(field: field) == "401")
    }
  }

  @Test(arguments: ["", ":", "::", ":!!!:", ":AAAA:", "AAAA", ":\(String(repeating: "A", count: 20_000)):"])
  func whatIsNoCertificateIsNobodys(_ field: String) throws {
    let register = try MachineRegister(json: Data("[]".utf8))
    #expect(register.principal(clientCert: field, at: .now) == nil)
  }

  @Test func aCertificateThatHasRunOutIsNobodys() async throws {
    try await Gatehouse.open(peer: "127.0.0.1") { (house: Gatehouse) async throws in
      let field = try house.field("home")
      #expect(house.register.principal(clientCert: field, at: .now)?.organisation == Code("371002-BYG-01"))
      #expect(house.register.principal(clientCert: field, at: .now + 3 * 86_400) == nil)
      #expect(house.register.principal(clientCert: field, at: .now - 86_400) == nil)
    }
  }

  @Test(arguments: [
    "{}", #"[{"sha256": "00", "organisation": "A", "division": "371002", "roles": ["system"]}]"#,
    #"[{"sha256": "\#(String(repeating: "0", count: 64))", "organisation": "A", "division": "371002", "roles": []}]"#,
    #"[{"sha256": "\#(String(repeating: "0", count: 64))", "organisation": "A", "division": "371002", "roles": ["cook"]}]"#,
  ])
  func aBrokenRegisterIsRefused(_ text: String) throws {
    #expect(throws: AccessError.self) { try MachineRegister(json: Data(text.utf8)) }
  }
}

/// A server behind nginx, which ends TLS on a socket of its own.
private struct Gatehouse: Sendable {
  let folder: URL
  let address: ListeningAddress
  let register: MachineRegister

  static func open(peer: String, _ body: (Gatehouse) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gate-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await certificates(in: folder)
    let digest = SHA256.hash(data: try der("home", in: folder)).map { String(format: "%02x", $0) }.joined()
    let register = try MachineRegister(
      json: Data(
        """
        [{"sha256": "\(digest)", "organisation": "371002-BYG-01", "division": "371002", "roles": ["funeral_home_clerk"]}]
        """.utf8
      )
    )
    let tokens = try await LocalIssuer(keyFile: folder.appending(path: "issuer.key")).verifier()
    let signIn = SignIn(tokens, gateway: Gateway(peer: peer, machines: register))

    let (addresses, found) = AsyncStream.makeStream(of: ListeningAddress.self)
    let listening = try ListeningAddress(loopback: "127.0.0.1", port: 0)
    let server = RegistryServer(at: listening, services: try .stub(signIn: signIn), logger: .test) { address in
      found.yield(address)
    }
    let group = ServiceGroup(services: [server], logger: .test)
    async let running: Void = group.run()
    var iterator = addresses.makeAsyncIterator()
    let address = try #require(await iterator.next())
    try Data(configuration(folder, address).utf8).write(to: folder.appending(path: "nginx.conf"))
    let nginx = ["-p", folder.path, "-c", "nginx.conf", "-e", folder.appending(path: "error.log").path]
    do {
      // It comes back once it listens.
      try await Program.run("nginx", nginx)
      try await body(Gatehouse(folder: folder, address: address, register: register))
    } catch {
      _ = try? await Program.run("nginx", nginx + ["-s", "stop"])
      await group.triggerGracefulShutdown()
      try await running
      throw error
    }
    try await Program.run("nginx", nginx + ["-s", "stop"])
    await group.triggerGracefulShutdown()
    try await running
  }

  /// What Schemas/access/README.md has for a gateway, on a socket of this test.
  private static func configuration(_ folder: URL, _ address: ListeningAddress) -> String {
    """
    load_module /usr/lib/nginx/modules/ngx_http_perl_module.so;
    pid nginx.pid;
    worker_processes 1;
    events {}
    http {
      access_log off;
      client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
      perl_set $client_cert 'sub {
        my $pem = shift->variable("ssl_client_raw_cert");
        $pem =~ s/-----[^-]+-----|\\s//g;
        return $pem eq "" ? "" : ":$pem:";
      }';
      server {
        listen unix:\(folder.path)/gate ssl;
        ssl_certificate server.pem;
        ssl_certificate_key server.key;
        ssl_client_certificate authority.pem;
        ssl_verify_client optional;
        location / {
          proxy_pass \(address);
          proxy_set_header Host localhost;
          proxy_set_header Client-Cert $client_cert;
        }
      }
    }
    """
  }

  private static func certificates(in folder: URL) async throws {
    func file(_ name: String) -> String { folder.appending(path: name).path }
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    for name in ["authority", "rogue"] {
      try await Program.run(
        "openssl",
        [
          "req", "-x509", "-days", "2", "-subj", "/CN=\(name)", "-keyout", file("\(name).key"), "-out",
          file("\(name).pem"),
        ]
          + key
      )
    }
    for name in ["server", "home", "stranger"] {
      try await Program.run(
        "openssl",
        ["req", "-subj", "/CN=\(name)", "-keyout", file("\(name).key"), "-out", file("\(name).csr")] + key
      )
      try await Program.run(
        "openssl",
        [
          "x509", "-req", "-days", "2", "-in", file("\(name).csr"), "-CA", file("authority.pem"),
          "-CAkey", file("authority.key"), "-CAcreateserial", "-out", file("\(name).pem"),
        ]
      )
    }
  }

  private static func der(_ name: String, in folder: URL) throws -> Data {
    let pem = try String(contentsOf: folder.appending(path: "\(name).pem"), encoding: .utf8)
    return try #require(Data(base64Encoded: pem.split(separator: "\n").filter { !$0.hasPrefix("---") }.joined()))
  }

  /// What hands a certificate over.
  func field(_ name: String) throws -> String { ":\(try Self.der(name, in: folder).base64EncodedString()):" }

  /// Through the gateway.
  func status(certificate: String?, path: String = "/v1/capacity", field: String? = nil) async throws -> String {
    var arguments = ["-sk", "-o", "/dev/null", "-w", "%{http_code}", "--unix-socket", "\(folder.path)/gate"]
    if let certificate {
      arguments += ["--cert", "\(folder.path)/\(certificate).pem", "--key", "\(folder.path)/\(certificate).key"]
    }
    if let field { arguments += ["-H", "Client-Cert: \(field)"] }
    return try await Program.run("curl", arguments + ["https://localhost\(path)"])
  }

  /// Past the gateway.
  func direct(field: String) async throws -> String {
    try await Program.run(
      "curl",
      ["-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Client-Cert: \(field)", "\(address)/v1/capacity"]
    )
  }
}
