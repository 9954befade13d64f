import CanonicalJSON
import EventLog
import FrontDoor
import Logging
import Registry
import Synchronization

/// What became of an uploaded file, line by line.
struct UploadReport: Sendable {
  struct Row: Sendable {
    let line: Int
    /// Of the event, where it could be read.
    let id: String?
    let type: String?
    let outcome: Outcome
  }

  enum Outcome: Sendable {
    case accepted(stream: String, position: Int64)
    case repeated(stream: String, position: Int64)
    case refused(Refusal)

    /// As answers of the API name it.
    var word: String {
      switch self {
      case .accepted: "accepted"
      case .repeated: "repeated"
      case .refused: "refused"
      }
    }

    var isRefused: Bool {
      if case .refused = self { true } else { false }
    }
  }

  let id: String
  /// Whose it is; nobody else sees it.
  let organisation: Code
  let person: Code
  let name: String
  private(set) var rows: [Row] = []
  /// Lines that got no answer, or not all of theirs.
  private(set) var unanswered = 0
  /// Why they got none.
  let problem: Problem?

  /// Of a file and what was said to it.
  init(_ file: UploadedFile, _ answered: UploadAnswers, _ desk: HomeDesk, now: Instant = .now()) {
    var random = SystemRandomNumberGenerator()
    id = EventID(version7: now, using: &random).text
    (name, organisation, person) = (file.name, desk.organisation, desk.actor)
    problem = answered.problem
    var answers = answered.answers[...]
    for entry in file.entries { add(entry, &answers) }
  }

  func count(_ word: String) -> Int { rows.count { $0.outcome.word == word } }

  private mutating func add(_ entry: UploadedFile.Entry, _ answers: inout ArraySlice<Answer>) {
    switch entry.submissions {
    case .success(let lines):
      for line in lines {
        guard let answer = answers.popFirst() else {
          unanswered += 1
          return
        }
        let event = try? JSON.parse(line, maximumBytes: Submission.maximumBytes)
        rows.append(
          Row(
            line: entry.line,
            id: answer.id?.text,
            type: event?["type"]?.stringValue.flatMap { EventCatalogue.payloadType(named: $0) == nil ? nil : $0 },
            outcome: Outcome(answer.outcome)
          )
        )
      }
    case .failure(let refusal):
      rows.append(Row(line: entry.line, id: nil, type: nil, outcome: .refused(refusal)))
    }
  }
}

/// What was said to the lines of a file, as far as they were answered.
struct UploadAnswers: Sendable {
  let answers: [Answer]
  /// Why the rest were not.
  let problem: Problem?
}

extension Services {
  /// Submits lines, some hundreds together.
  func answers(to lines: [[UInt8]], _ desk: HomeDesk, _ logger: Logger) async -> UploadAnswers {
    var rest = lines[...]
    var answers: [Answer] = []
    do throws(FrontDoorError) {
      while !rest.isEmpty {
        let some = Array(rest.prefix(SubmissionStream.most))
        answers += try await submit(some, to: desk.city)
        rest = rest.dropFirst(some.count)
      }
    } catch {
      return UploadAnswers(answers: answers, problem: Problem(logging: error, logger))
    }
    return UploadAnswers(answers: answers, problem: nil)
  }
}

extension UploadReport.Outcome {
  fileprivate init(_ outcome: Answer.Outcome) {
    switch outcome {
    case .accepted(let receipt): self = .accepted(stream: receipt.stream.rawValue, position: receipt.position.rawValue)
    case .repeated(let receipt): self = .repeated(stream: receipt.stream.rawValue, position: receipt.position.rawValue)
    case .refused(let refusal): self = .refused(refusal)
    }
  }
}

/// The reports of the last uploads, in memory: whoever wants one again uploads the file again, and gets the same answers.
final class KeptReports: Sendable {
  /// Lines of all reports together; the oldest reports go first.
  static let mostRows = 100_000
  static let mostReports = 100

  private let reports = Mutex<[UploadReport]>([])

  func keep(_ report: UploadReport) {
    reports.withLock { reports in
      reports.append(report)
      while reports.count > 1,
        reports.count > Self.mostReports || reports.reduce(0, { $0 + $1.rows.count }) > Self.mostRows
      {
        reports.removeFirst()
      }
    }
  }

  /// Nil where there is none, or it is another one's.
  func report(_ id: String, of desk: HomeDesk) -> UploadReport? {
    reports.withLock { reports in
      reports.first { $0.id == id && $0.organisation == desk.organisation && $0.person == desk.actor }
    }
  }
}

extension UploadReport {
  /// All answers as a table.
  var csv: String {
    let head = [
      "line", "id", "type", "outcome", "stream", "position", "rule", "fact", "fact_en", "remedy", "remedy_en",
    ]
    let rows: [[String?]] = rows.map { row in
      var cells: [String?] = [String(row.line), row.id, row.type, row.outcome.word]
      switch row.outcome {
      case .accepted(let stream, let position), .repeated(let stream, let position):
        cells += [stream, String(position), nil, nil, nil, nil, nil]
      case .refused(let refusal):
        cells += [
          nil, nil, refusal.rule.rawValue, refusal.fact.zh, refusal.fact.en, refusal.remedy.zh, refusal.remedy.en,
        ]
      }
      return cells
    }
    return CSVText.text([head] + rows)
  }
}
