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
    var accepted: Int64 = 0
    var repeated: Int64 = 0
    for answer in self {
      switch answer.outcome {
      case .accepted: accepted += 1
      case .repeated: repeated += 1
      case .refused: break
      }
    }
    let refused = Int64(count) - accepted - repeated
    let json: JSON = [
      "accepted": .integer(accepted), "repeated": .integer(repeated), "refused": .integer(refused),
      "answers": .array(map(\.json)),
    ]
    return Response(json: json, status: refused == 0 ? .ok : .multiStatus)
  }
}

extension HTTPResponse.Status {
  /// RFC 4918, section 13: the answers in the body have each their own outcome.
  fileprivate static let multiStatus = HTTPResponse.Status(code: 207, reasonPhrase: "Multi-Status")
}
