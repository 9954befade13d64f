public import CanonicalJSON
import EventLog
import Postgres
import Registry

extension Answer {
  /// `{"id", "outcome": "accepted" | "repeated", "stream", "version", "position", "recordedAt"}`, or
  /// `{"id", "outcome": "refused", "rule", "fact": {"zh", "en"}, "remedy": {"zh", "en"}}`.
  public var json: JSON {
    let id: JSON = id.map { .string($0.text) } ?? .null
    return switch outcome {
    case .accepted(let receipt): receipt.json(id, "accepted")
    case .repeated(let receipt): receipt.json(id, "repeated")
    case .refused(let refusal):
      [
        "id": id, "outcome": "refused", "rule": .string(refusal.rule.rawValue), "fact": refusal.fact.json,
        "remedy": refusal.remedy.json,
      ]
    }
  }
}

extension Receipt {
  fileprivate func json(_ id: JSON, _ outcome: String) -> JSON {
    [
      "id": id, "outcome": .string(outcome), "stream": .string(stream.rawValue), "version": .integer(Int64(version)),
      "position": .integer(position.rawValue), "recordedAt": .string(recordedAt.description),
    ]
  }
}

extension Bilingual {
  fileprivate var json: JSON { ["zh": .string(zh), "en": .string(en)] }
}
