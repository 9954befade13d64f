import CanonicalJSON
import EventLog
import FrontDoor
import HTTPTypes
import Hummingbird
import Registry

extension Answer {
  /// The answer to a single submission.
  /// - Throws: ``Problem`` when it is refused.
  func response() throws(Problem) -> Response {
    switch outcome {
    case .accepted(let receipt): response(.created, receipt)
    case .repeated(let receipt): response(.ok, receipt)
    case .refused(let refusal): throw .refused(refusal, id: id?.text)
    }
  }

  private func response(_ status: HTTPResponse.Status, _ receipt: Receipt) -> Response {
    var response = Response(json: json, status: status)
    response.headers[.eTag] = "\"\(receipt.version)\""
    if let name = StreamName(parsing: receipt.stream.rawValue), name.kind == .decedentCase {
      response.headers[.contentLocation] = "/v1/cases/\(name.key)"
    }
    return response
  }
}

extension [Answer] {
  /// The answer to a batch: 200 when every one is recorded, 207 when one of them is not. Neighbours of a refused one are
  /// recorded.
  func response() -> Response {
    let counts = AnswerCounts(self)
    let json = counts.json(with: [("answers", .array(map(\.json)))])
    return Response(json: json, status: counts.refused == 0 ? .ok : .multiStatus)
  }
}

/// How many submissions were answered in which way.
struct AnswerCounts {
  private var accepted: Int64 = 0
  private var repeated: Int64 = 0
  private(set) var refused: Int64 = 0

  init(_ answers: [Answer] = []) { add(answers) }

  mutating func add(_ answers: [Answer]) {
    for answer in answers {
      switch answer.outcome {
      case .accepted: accepted += 1
      case .repeated: repeated += 1
      case .refused: refused += 1
      }
    }
  }

  /// `{"accepted", "repeated", "refused"}`, and the members.
  func json(with members: [(String, JSON)] = []) -> JSON {
    var object = JSONObject()
    for (name, value) in members { object[name] = value }
    object["accepted"] = .integer(accepted)
    object["repeated"] = .integer(repeated)
    object["refused"] = .integer(refused)
    return .object(object)
  }
}

extension Answer {
  var isRefused: Bool {
    if case .refused = outcome { true } else { false }
  }
}

extension HTTPResponse.Status {
  /// RFC 4918, section 13: the answers in the body have each their own outcome.
  fileprivate static let multiStatus = HTTPResponse.Status(code: 207, reasonPhrase: "Multi-Status")
}
