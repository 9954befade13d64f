import Foundation
import TestSupport

/// The other judge: `Schemas/events/judge.py`, a Python process with PyPI's jsonschema, asked once for a whole batch.
enum SchemaJudge {
  struct Question: Sendable {
    let dataschema: String
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
    var lines: [UInt8] = []
    for question in questions {
      lines.append(contentsOf: Array(#"{"dataschema":"\#(question.dataschema)","data":"#.utf8))
      lines.append(contentsOf: question.data.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 })
      lines.append(contentsOf: Array("}\n".utf8))
    }
    let answer = try await Python.run([ContractFiles.events.appending(path: "judge.py").path], input: lines)
    let verdicts = answer.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return words.first == "valid" ? Verdict(reasons: []) : Verdict(reasons: words.dropFirst().map(String.init))
    }
    guard verdicts.count == questions.count else {
      throw Failure(description: "The judge answered \(verdicts.count) of \(questions.count) questions.")
    }
    return verdicts
  }
}
