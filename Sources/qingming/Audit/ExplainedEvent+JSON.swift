import CanonicalJSON
import EventLog
import Foundation
import Notary
import Postgres
import ProjectionEngine
import Registry
import Server
import TransparencyLog

extension ExplainedEvent {
  var answer: JSON {
    var object = JSONObject()
    object["city"] = .string(city.id)
    object["position"] = .integer(event.position.rawValue)
    object["event"] = json
    object["recordedAt"] = .string(event.recordedAt.description)
    object["who"] = [
      "actor": json["actor"] ?? .null, "organisation": json["source"] ?? .null,
      "voucher": vouched.json(vouched.checks(body: nil)),
    ]
    object["when"] = [
      "occurred": .string(times.written), "recorded": .string(event.recordedAt.description),
      "lagHours": .integer(times.hours), "inTime": times.isInTime.map { .bool($0) } ?? .null,
    ]
    object["rules"] = .array(
      rules.map { ["id": .string($0.id), "zh": Self.text($0.words?.zh), "en": Self.text($0.words?.en)] }
    )
    object["policy"] =
      policy.map { policy in
        [
          "id": .string(policy.id), "version": .integer(policy.version), "zh": .string(policy.title.zh),
          "en": .string(policy.title.en), "document": Self.text(policy.documentNumber),
          "position": .integer(policy.published.position.rawValue),
        ]
      } ?? .null
    object["amends"] = amends.map(Self.reference) ?? .null
    object["amendedBy"] = .array(amendedBy.map { Self.reference($0.event) })
    object["anomalies"] = .array(anomalies.map { ["rule": .string($0.rule), "subject": .string($0.subject)] })
    object["changes"] = .array(effects.effects.flatMap { $0.changes.map(RowChangeText.json) })
    object["replayedStreams"] = effects.streams.map { .integer(Int64($0)) } ?? .null
    object["proof"] = proven
    return .object(object)
  }

  private var proven: JSON {
    switch proof {
    case .unsigned(let size): ["state": "unsigned", "size": .integer(Int64(size)), "leaf": Self.text(vouched.leaf)]
    case .signed(let receipt, let written):
      [
        "state": "signed", "size": .integer(Int64(receipt.trusted.checkpoint.size)),
        "origin": .string(receipt.trusted.checkpoint.origin),
        "written": Self.text(written.map { $0.formatted(.iso8601) }),
        "cosigned": .array(receipt.trusted.cosigned.keys.sorted().map { .string($0) }), "leaf": Self.text(vouched.leaf),
      ]
    case .refused(let finding): ["state": "refused", "finding": finding.json, "leaf": Self.text(vouched.leaf)]
    }
  }

  private static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  private static func reference(_ event: RecordedEvent) -> JSON {
    [
      "id": .string(event.id.uuidString.lowercased()), "type": .string(event.type),
      "position": .integer(event.position.rawValue),
    ]
  }
}
