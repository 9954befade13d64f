import Foundation

/// The other judge: `Schemas/events/judge.py`, a Python process with PyPI's jsonschema, asked once for a whole batch.
enum SchemaJudge {
  struct Question: Sendable {
    let type: String
    /// JSON text; line ends in it are taken for spaces, since a question is one line.
    let data: [UInt8]
  }

  struct Verdict: Equatable, Sendable {
    /// `<place>:<keyword>` of every difference found; empty when the data is valid.
    let reasons: [String]

    var isValid: Bool { reasons.isEmpty }
    /// Where the differences are, as in `to[0].name_zh`.
    var places: Set<String> {
      Set(reasons.map { reason in String(reason[..<(reason.lastIndex(of: ":") ?? reason.endIndex)]) })
    }
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func ask(_ questions: [Question]) async throws -> [Verdict] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "judge-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files rather than pipes: nobody has to read while another writes.
    let (asked, answered) = (folder.appending(path: "asked"), folder.appending(path: "answered"))
    var lines = Data()
    for question in questions {
      lines.append(contentsOf: Array(#"{"type":"\#(question.type)","data":"#.utf8))
      lines.append(contentsOf: question.data.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 })
      lines.append(contentsOf: Array("}\n".utf8))
    }
    try lines.write(to: asked)
    try Data().write(to: answered)
    let process = Process()
    try await PythonInterpreter.find().prepare(
      process,
      arguments: [ContractFiles.events.appending(path: "judge.py").path]
    )
    process.standardInput = try FileHandle(forReadingFrom: asked)
    process.standardOutput = try FileHandle(forWritingTo: answered)
    guard try await process.runToEnd() == 0 else {
      throw Failure(description: "The judge of the schemas failed; its own words are on standard error.")
    }
    let verdicts = String(decoding: try Data(contentsOf: answered), as: UTF8.self).split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return words.first == "valid" ? Verdict(reasons: []) : Verdict(reasons: words.dropFirst().map(String.init))
    }
    guard verdicts.count == questions.count else {
      throw Failure(description: "The judge answered \(verdicts.count) of \(questions.count) questions.")
    }
    return verdicts
  }
}

/// A Python that has the packages of `Tests/requirements.txt`.
struct PythonInterpreter: Sendable {
  /// A path, or a name to be looked up in `PATH`.
  let command: String

  /// `QINGMING_PYTHON` when it is set, else the repository's `.venv`, else `python3`.
  static func find() async throws -> PythonInterpreter { try await found.value }

  /// Looked for once: starting an interpreter to try it takes most of a second.
  private static let found = Task { try await search() }

  private static func search() async throws -> PythonInterpreter {
    if let chosen = ProcessInfo.processInfo.environment["QINGMING_PYTHON"] {
      guard await PythonInterpreter(command: chosen).isUsable else {
        throw SchemaJudge.Failure(
          description: "QINGMING_PYTHON (\(chosen)) cannot import jsonschema and rfc3339_validator. \(Self.remedy)"
        )
      }
      return PythonInterpreter(command: chosen)
    }
    for command in [ContractFiles.repository.appending(path: ".venv/bin/python").path, "python3"] {
      let candidate = PythonInterpreter(command: command)
      if await candidate.isUsable { return candidate }
    }
    throw SchemaJudge.Failure(description: "No Python with jsonschema was found to judge the schemas. \(Self.remedy)")
  }

  private static let remedy =
    "Run: python3 -m venv .venv && .venv/bin/pip install -r Tests/requirements.txt (`make test` does so)."

  private var isUsable: Bool {
    get async {
      let process = Process()
      prepare(process, arguments: ["-c", "import jsonschema, rfc3339_validator"])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      return (try? await process.runToEnd()) == 0
    }
  }

  func prepare(_ process: Process, arguments: [String]) {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [command] + arguments
    // The locale of whoever runs the tests must not decide how the judge writes.
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONUTF8": "1"]) { $1 }
  }
}

extension Process {
  /// The exit status. Does not hold a thread while waiting.
  fileprivate func runToEnd() async throws -> Int32 {
    try await withCheckedThrowingContinuation { continuation in
      terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try run() } catch { continuation.resume(throwing: error) }
    }
  }
}
