import CanonicalJSON
import FrontDoor
import Registry

/// What became of a file's lines: a line for every refusal as it comes, and the counts at the end.
struct SubmissionReport {
  private(set) var accepted = 0
  private(set) var repeated = 0
  private(set) var refused = 0
  private let json: Bool
  private var refusedFile: RefusedFile?
  private let header: [UInt8]?

  /// - Parameters:
  ///   - json: print every answer as one JSON object a line, instead of refusals for people.
  ///   - refused: gets the lines that were refused.
  ///   - header: the first line of that file, for a table.
  init(json: Bool, refused: RefusedFile?, header: [UInt8]?) {
    (self.json, refusedFile, self.header) = (json, refused, header)
  }

  /// The answers to the submissions of one line.
  mutating func add(_ entry: Entry, _ answers: [Answer]) throws {
    for answer in answers {
      switch answer.outcome {
      case .accepted: accepted += 1
      case .repeated: repeated += 1
      case .refused(let refusal):
        refused += 1
        if !json { print(text(refusal, entry.line, answer.id)) }
      }
      if json { printJSON(answer, entry.line) }
    }
    if answers.contains(where: { !$0.isStored }) { try refusedFile?.append(entry.raw, header: header) }
  }

  func printSummary() {
    guard !json else { return }
    print("已登记 accepted \(accepted)   重复 already stored \(repeated)   未予登记 refused \(refused)")
  }

  private func text(_ refusal: Refusal, _ line: Int, _ id: EventID?) -> String {
    """
    第 \(line) 行 line \(line)  规则 rule \(refusal.rule)  \(id?.text ?? "—")
      \(refusal.fact.zh)\(refusal.remedy.zh)
      \(refusal.fact.en) \(refusal.remedy.en)
    """
  }

  private func printJSON(_ answer: Answer, _ line: Int) {
    let object: JSON = [
      "line": .integer(Int64(line)), "answer": answer.json,
    ]
    print(String(decoding: object.canonicalBytes, as: UTF8.self))
  }
}
