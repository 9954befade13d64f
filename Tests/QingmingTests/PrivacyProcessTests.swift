import Foundation
import FoundationNetworking
import PrivateCluster
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// What is personal is nowhere outside the sealed store: not in the tables, the write-ahead log, the logs of the processes, the
/// exports.
@Suite(.timeLimit(.minutes(10))) struct PrivacyProcessTests {
  @Test func nothingPersonalIsAnywhere() async throws {
    let scene = try Scene()
    do {
      try await lookEverywhere(scene)
    } catch {
      Issue.record(error)
    }
    try await scene.remove()
  }

  private func lookEverywhere(_ scene: Scene) async throws {
    try scene.write()
    // Four are accepted; six are refused, one of them no JSON at all.
    let first = try await scene.run("submit", scene.input, "--json", "--refused", scene.refused)
    #expect(first.status == .exited(2))
    #expect(first.output.components(separatedBy: #""outcome":"accepted""#).count - 1 == 4)
    #expect(first.output.components(separatedBy: #""outcome":"refused""#).count - 1 == 6)
    try scene.keep("answers", first.output)
    try await scene.serveAndSubmit()
    try await scene.export()

    // The search of the search: it finds what is there, in each form.
    #expect(try await scene.places(in: scene.outside).contains { $0.hasSuffix("lines.ndjson") })
    #expect(try await scene.places(in: scene.outside, for: ["C-GREP-1"]).count > 0)
    #expect(try await scene.places(in: scene.data, for: ["C-GREP-1"]).contains { $0.contains("pg_wal") })
    #expect(try await scene.places(in: scene.data) == [])
    // Its sender's own lines, for nobody else to read.
    let mode = try FileManager.default.attributesOfItem(atPath: scene.refused)[.posixPermissions] as? Int
    #expect(mode == 0o600)

    let masked = try await scene.run("privacy", "show", "P-GREP-1")
    #expect(masked.output.contains("欧**") && !masked.output.contains(Scene.name))
    let reason = ["--purpose", "核对身份信息", "--legal-basis", "个人信息保护法第十三条", "--by", "MZ.officer-02"]
    let plain = try await scene.run(["privacy", "unseal", "P-GREP-1"] + reason)
    #expect(plain.status == .exited(0) && plain.output.contains(Scene.name) && plain.output.contains(Scene.number))
    #expect(try await scene.run("log", "tail", "--lines", "1").output.contains("PartUnsealed"))
    #expect(try await scene.find() == "weihai\tP-GREP-1\n")

    let rotated = try await scene.run("privacy", "rotate")
    #expect(rotated.status == .exited(0) && rotated.output.contains("may be destroyed"))
    try FileManager.default.removeItem(atPath: scene.data + "/keys/sealing-1.key")
    #expect(try await scene.run(["privacy", "unseal", "P-GREP-1"] + reason).output.contains(Scene.name))

    let order = ["--basis", "relatives_request", "--doc-no", "威模拟删〔2026〕3号", "--by", "MZ.officer-02", "--approver"]
    #expect(try await scene.run(["privacy", "erase", "P-GREP-1"] + order + ["MZ.officer-02"]).status == .exited(2))
    #expect(try await scene.run(["privacy", "erase", "P-GREP-1"] + order + ["MZ.chief-01"]).status == .exited(0))
    #expect(try await scene.run(["privacy", "unseal", "P-GREP-1"] + reason).status == .exited(2))
    #expect(try await scene.find() == nil)
    let again = try await scene.run("submit", scene.input, "--json")
    #expect(again.output.components(separatedBy: #""outcome":"repeated""#).count - 1 == 4)
    try scene.keep("answers-again", again.output)
    try await scene.export()
    #expect(try await scene.places(in: scene.data) == [])
    _ = try await scene.run("database", "stop")
    #expect(try await scene.places(in: scene.data) == [])
  }
}

private struct Scene {
  static let name = "欧阳密封测试甲"
  static let number = "11010519491231002X"
  static let telephone = "10008827731"
  static let address = "密封测试路七百八十九号"
  static let certificate = "QMDC-778899-X"
  static let account = "6222987654321098765"
  static let plain = [name, number, telephone, address, certificate, account]

  /// What the registry keeps: the cluster, the keys, and what these tests put beside them: exports and logs.
  let data: String
  /// What its submitters have.
  let outside: String
  var input: String { outside + "/lines.ndjson" }
  var refused: String { outside + "/refused.ndjson" }

  init() throws {
    let name = UUID().uuidString.prefix(6)
    (data, outside) = ("/tmp/qmg-\(name)", "/tmp/qmo-\(name)")
    for directory in [data, outside] {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }
  }

  func remove() async throws {
    try await PrivateCluster(directory: URL(filePath: data).appending(path: "cluster")).stop()
    for directory in [data, outside] { try FileManager.default.removeItem(atPath: directory) }
  }

  func run(_ arguments: String...) async throws -> Program.Ended { try await run(arguments) }

  func run(_ arguments: [String]) async throws -> Program.Ended {
    let city = ["rotate", "stop"].contains(arguments.last) ? [] : ["--city", "weihai"]
    return try await Program.run(arguments + city + ["--data", data])
  }

  func keep(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: data).appending(path: name))
  }

  func write() throws {
    try Data((lines + [malformed]).joined(separator: "\n").utf8).write(to: URL(filePath: input))
  }

  /// Ten lines with the one that is no JSON, each with something personal in it but the first two.
  private var lines: [String] {
    let person = #""name":"\#(Self.name)","telephone":"\#(Self.telephone)","address":"\#(Self.address)""#
    let identity =
      #"{"person_ref":"P-GREP-1","id_kind":"citizen_id","id_check":"passed","method":"document","checker_id":"c-1"}"#
    let certificate =
      #"{"cert_kind":"medical","regime":"2013","issuer_uscc":"11370100004188768U","death_at":"2026-03-01T08:00:00+08:00","#
      + #""death_at_precision":"minute","death_division":"371002","manner":"normal","issued_on":"2026-03-01","medium":"paper"}"#
    let home =
      #"{"name_zh":"测试馆","name_en":"Home (test)","kind":"funeral_home","nature":"public_benefit","level":"county","#
      + #""division":"371002","operator_uscc":"11370100004188768U","licence_no":"1","valid_from":"2025-01-01","land_m2":200,"#
      + #""body_burial_allowed":false}"#
    let claim =
      #"{"policy_id":"none","decedent_case_id":"C-GREP-1","custody_ids":["a"],"claimant_ref":"P-GREP-1","relation":"child","#
      + #""office_division":"371002"}"#
    let opened = #"{"facility_id":"371002-FH-9","place_kind":"home","unknown_person":false}"#
    return [
      line(1, "FacilityLicensed/v1", "facility/371002-FH-9", home), line(2, "CaseOpened/v1", "case/C-GREP-1", opened),
      line(
        3,
        "DeathCertificateRecorded/v3",
        "case/C-GREP-1",
        certificate,
        #"{"certificate_number":"\#(Self.certificate)"}"#
      ),
      line(4, "IdentityVerified/v1", "case/C-GREP-1", identity, #"{"id_number":"\#(Self.number)",\#(person)}"#),
      line(5, "IdentityVerified/v1", "case/C-NOBODY", identity, #"{"id_number":"\#(Self.number)",\#(person)}"#),
      line(6, "ClaimSubmitted/v1", "claim/K-GREP", claim, #"{"bank_account":"\#(Self.account)",\#(person)}"#),
      line(7, "CaseOpened/v1", "case/C-GREP-2", opened, "{\(person)}"),
      line(
        8,
        "IdentityVerified/v1",
        "case/C-GREP-1",
        identity,
        #"{"id_number":"\#(Self.number)","\#(Self.name)":"\#(Self.telephone)"}"#
      ),
      line(9, "CaseOpened/v1", "case/C-GREP-3", #"{"\#(Self.name)":"\#(Self.number)"}"#),
    ]
  }

  private var malformed: String { #"{"name":"\#(Self.name)","id_number":"\#(Self.number)","# }

  private func line(_ id: Int, _ schema: String, _ subject: String, _ data: String, _ sealed: String? = nil) -> String {
    let type = schema.prefix { $0 != "/" }
    return
      #"{"specversion":"1.0","id":"019c0000-0000-7000-8000-0000000000\#(id + 10)","source":"371002-FH-9","actor":"c-1","#
      + #""type":"\#(type)","dataschema":"\#(schema)","subject":"\#(subject)","time":"2026-03-01T10:00:00+08:00","#
      + #""data":\#(data)\#(sealed.map { #","sealed":\#($0)"# } ?? "")}"#
  }

  /// The same over HTTP, to a server and a worker whose log is kept.
  func serveAndSubmit() async throws {
    let body = try Data(contentsOf: URL(filePath: input))
    let exchange = try await Exchange(in: URL(filePath: data))
    let options = ["--work", "--city", "weihai", "--data", data] + exchange.options
    _ = try await Program.serve(options, log: data + "/server.log") { address, _ in
      var request = URLRequest(url: address.appending(path: "v1/submissions"))
      request.httpMethod = "POST"
      request.setValue("application/x-ndjson", forHTTPHeaderField: "Content-Type")
      request.setValue(exchange.field, forHTTPHeaderField: "Client-Cert")
      request.httpBody = body
      try keep("http-answers", String(decoding: try await URLSession.shared.data(for: request).0, as: UTF8.self))
      for path in ["metrics", "v1/log/events", "v1/cases/C-GREP-1"] {
        var request = URLRequest(url: address.appending(path: path))
        request.setValue(exchange.field, forHTTPHeaderField: "Client-Cert")
        let (page, response) = try await URLSession.shared.data(for: request)
        #expect((response as? HTTPURLResponse)?.statusCode == 200, "\(path)")
        try keep(path.replacing("/", with: "-"), String(decoding: page, as: UTF8.self))
      }
    }
    #expect(try String(contentsOfFile: data + "/http-answers", encoding: .utf8).contains("repeated"))
  }

  func export() async throws {
    try keep("log", try await run("log", "tail", "--after", "0", "--json").output)
    try keep("case", try await run("case", "C-GREP-1", "--json").output)
    try keep("quality", try await run("show", "data_quality", "--csv").output)
    let cluster = try PrivateCluster(directory: URL(filePath: data).appending(path: "cluster"))
    // Where the server's account may write.
    let file = cluster.directory.appending(path: "dump.sql")
    let dump = try await cluster.server("pg_dump", ["--inserts", "-f", file.path, "-d", cluster.connectionString()])
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(dump.succeeded && text.contains("C-GREP-1") && text.contains("sealed.part"))
  }

  /// The files in a directory in which any of these texts stands: as it is, in hexadecimal, or in base 64.
  func places(in directory: String, for texts: [String] = plain) async throws -> [String] {
    let patterns = outside + "/../\(URL(filePath: outside).lastPathComponent).patterns"
    try Data(texts.flatMap(forms).joined(separator: "\n").utf8).write(to: URL(filePath: patterns))
    defer { try? FileManager.default.removeItem(atPath: patterns) }
    let found = try await Subprocess.run(
      .path("/bin/grep"),
      arguments: ["-r", "-l", "-a", "-F", "-i", "-f", patterns, directory],
      environment: .inherit.updating(["LC_ALL": "C"]),
      input: .none,
      output: .string(limit: 1 << 20),
      error: .discarded
    )
    return found.standardOutput.split(separator: "\n").map(String.init)
  }

  private func forms(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let hexadecimal = bytes.map { String(format: "%02x", $0) }.joined()
    // In base 64, a text looks different by where it begins; the ends depend on what is beside it.
    let base64 = (0..<3).map { offset in
      let text = Data(Array(repeating: 0, count: offset) + bytes).base64EncodedString()
      return String(text.dropFirst(offset == 0 ? 0 : 4).dropLast(4))
    }
    return [text, hexadecimal] + base64
  }

  /// Who has the number, nil when nobody does.
  func find() async throws -> String? {
    let found = try await Subprocess.run(
      .path(FilePath(Program.executable.path)),
      arguments: ["privacy", "find", "--id-number", "--data", data, "--city", "weihai"],
      input: .array(Array((Self.number + "\n").utf8)),
      output: .string(limit: 1 << 16),
      error: .discarded
    )
    return found.terminationStatus.isSuccess ? found.standardOutput : nil
  }
}
