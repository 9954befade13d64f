import CanonicalJSON
import EventLog
import FrontDoor
import HTTPTypes
import Hummingbird
import Registry

extension Receipt {
  /// `id`, `stream`, `version`, `position`, `recordedAt`.
  var members: [String: JSON] {
    [
      "id": .string(eventID.uuidString.lowercased()),
      "stream": .string(stream.rawValue),
      "version": .integer(Int64(version)),
      "position": .integer(position.rawValue),
      "recordedAt": .string(UTCTime.text(recordedAt)),
    ]
  }
}

extension Answer {
  var outcomeName: String {
    switch outcome {
    case .accepted: "accepted"
    case .repeated: "repeated"
    case .refused: "refused"
    }
  }

  /// One element of a batch's answer.
  /// - Parameter index: of the submission in the batch, from 0.
  func json(index: Int) -> JSON {
    var object = JSONObject()
    switch outcome {
    case .accepted(let receipt), .repeated(let receipt):
      for (name, value) in receipt.members { object[name] = value }
    case .refused(let refusal):
      if let id { object["id"] = .string(id.text) }
      object["rule"] = .string(refusal.rule.rawValue)
      object["fact"] = refusal.fact.json
      object["remedy"] = refusal.remedy.json
    }
    object["index"] = .integer(Int64(index))
    object["outcome"] = .string(outcomeName)
    return .object(object)
  }

  /// The answer to a single submission.
  /// - Throws: ``Problem`` when it is refused.
  func response() throws(Problem) -> Response {
    let receipt: Receipt
    let status: HTTPResponse.Status
    switch outcome {
    case .accepted(let new): (receipt, status) = (new, .created)
    case .repeated(let first): (receipt, status) = (first, .ok)
    case .refused(let refusal): throw .refused(refusal, id: id?.text)
    }
    var object = JSONObject()
    for (name, value) in receipt.members { object[name] = value }
    object["outcome"] = .string(outcomeName)
    var response = Response(json: .object(object), status: status)
    if let name = StreamName(parsing: receipt.stream.rawValue), name.kind == .decedentCase {
      response.headers[.contentLocation] = "/v1/cases/\(name.key)"
    }
    return response
  }
}

extension [Answer] {
  /// The answer to a batch: 200 when every one is recorded, 207 when one of them is not. Neighbours of a refused one are recorded.
  func response() -> Response {
    var object = JSONObject()
    for name in ["accepted", "repeated", "refused"] {
      object[name] = .integer(Int64(count { $0.outcomeName == name }))
    }
    object["answers"] = .array(enumerated().map { $1.json(index: $0) })
    return Response(json: .object(object), status: allSatisfy(\.isStored) ? .ok : .multiStatus)
  }
}

extension HTTPResponse.Status {
  /// RFC 4918, section 13: the answers in the body have each their own outcome.
  fileprivate static let multiStatus = HTTPResponse.Status(code: 207, reasonPhrase: "Multi-Status")
}
