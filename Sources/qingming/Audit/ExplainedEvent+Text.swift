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
  /// For people. Of each read model at most so many rows are told; all of them in the JSON.
  func text(rows most: Int) -> String {
    ([heading] + [who, when, content, underRules, changed(most), proven].map { $0.joined(separator: "\n") })
      .joined(separator: "\n\n")
  }

  private var heading: String {
    let place = Figures.grouped(event.position.rawValue)
    return "\(city.name)  第 \(place) 位 position \(place)  \(EventNames.both(event.type))\n"
      + "\(event.id.uuidString.lowercased())  \(event.stream.rawValue) 第 \(event.version) 版 version \(event.version)"
  }

  private var isDerived: Bool { event.id.uuid.6 >> 4 == 8 }

  private var who: [String] {
    var lines = ["一、何人 Who"]
    if isDerived { lines.append("  由登记系统依另一事件推导 derived by the registry itself from another event") }
    lines.append(Self.line("经办 actor", json["actor"]?.stringValue ?? "—"))
    lines.append(Self.line("单位 organisation", json["source"]?.stringValue ?? "—"))
    if event.voucher == nil {
      lines.append(Self.line("凭据 voucher", "没有：先于凭据登记，或由登记系统自己登记 none: it is older, or the registry's own"))
    }
    for (name, value) in vouched.summary { lines.append(Self.line("凭据 voucher \(name)", value)) }
    return lines + vouched.checks(body: nil).map { "  \($0.holds ? "✓" : "✗") \($0.words)" }
  }

  private var when: [String] {
    [
      "二、何时 When", Self.line("发生 occurred", times.written),
      Self.line("入库 recorded", "\(Figures.time(times.recorded)) +08:00"), Self.line("相隔 lag", times.lag),
      Self.line("期限 limit", times.verdict),
    ]
  }

  private var content: [String] {
    guard case .object(let data)? = json["data"] else { return ["三、内容 What it says", "  —"] }
    let lines = data.members.map { member in
      let name = vocabulary.name(of: member.name, in: event.type).zh
      let value = member.value.stringValue ?? member.value.line
      return Self.line(name == member.name ? name : "\(name) \(member.name)", value)
    }
    return ["三、内容 What it says"] + (lines.isEmpty ? ["  —"] : lines)
  }

  private var underRules: [String] {
    var lines = ["四、规则 Rules"]
    for (id, words) in rules {
      lines.append("  \(id)  \(words?.zh ?? "见 Schemas/rules.md")")
      lines.append("  \(String(repeating: " ", count: id.count))  \(words?.en ?? "see Schemas/rules.md")")
    }
    if rules.isEmpty { lines.append("  登记时不须过其他规则 held to no rules but those of form") }
    if let policy {
      let number = policy.documentNumber.map { " \($0)" } ?? ""
      lines.append(Self.line("政策 policy", "\(policy.id) 第 \(policy.version) 版 version \(policy.version)\(number)"))
      lines.append(Self.line("", "\(policy.title.zh) \(policy.title.en)"))
      lines.append(Self.line("", "公布于 published at \(Figures.grouped(policy.published.position.rawValue))"))
    }
    if let amends {
      lines.append(Self.line("更正了 amends", "\(Self.named(amends))"))
    }
    for amendment in amendedBy {
      let reason = amendment.reason.map { " \($0)" } ?? ""
      lines.append(Self.line("被更正 amended by", "\(Self.named(amendment.event)) \(amendment.actor)\(reason)"))
    }
    if amends == nil, amendedBy.isEmpty { lines.append(Self.line("更正 amendments", "无 none")) }
    for anomaly in anomalies {
      lines.append(
        Self.line("疑点 anomaly \(anomaly.rule)", "\(anomaly.title.zh) \(anomaly.title.en) \(anomaly.subject)")
      )
    }
    return lines
  }

  private func changed(_ most: Int) -> [String] {
    let by =
      effects.streams.map { "按 \($0) 个相关登记流重放 by a replay of the \($0) streams concerned" }
      ?? "按全部日志重放 by a replay of all of the log"
    var lines = ["五、改变了什么 What it changed (\(by))"]
    let rows = RowChangeText(catalogue: catalogue)
    for effect in effects.effects where !effect.changes.isEmpty {
      lines.append("  \(effect.model.title.zh) \(effect.model.name)")
      for change in effect.changes.prefix(most) {
        lines.append("    \(RowChangeText.mark(change))  \(RowChangeText.row(change))")
        lines += rows.lines(change).map { "        \($0)" }
      }
      if effect.changes.count > most {
        lines.append("    … 另有 \(effect.changes.count - most) 行 more rows (--rows, --json)")
      }
    }
    func names(_ chosen: [EventEffects.Effect]) -> String { chosen.map(\.model.name).joined(separator: ", ") }
    let unchanged = effects.effects.filter { !$0.isIgnored && $0.changes.isEmpty }
    let ignoring = effects.effects.filter { $0.isIgnored && $0.changes.isEmpty }
    if !unchanged.isEmpty { lines.append("  没有变化 nothing changed in: \(names(unchanged))") }
    if !ignoring.isEmpty { lines.append("  不计此类事件 events of this type do not count in: \(names(ignoring))") }
    return lines
  }

  private var proven: [String] {
    var lines = ["六、证明 Proof", Self.line("叶散列 leaf", vouched.leaf ?? "—")]
    switch proof {
    case .unsigned(let size):
      lines.append("  尚未签署：已签至第 \(size) 位 not yet signed: \(size) events are")
    case .signed(let receipt, let written):
      let checkpoint = receipt.trusted.checkpoint
      let time = written.map {
        Figures.time(PostgresTimestamp(microsecondsSince1970: Int64($0.timeIntervalSince1970 * 1e6)))
      }
      lines.append(
        Self.line("检查点 checkpoint", "\(checkpoint.origin)，共 size \(Figures.grouped(Int64(checkpoint.size)))")
      )
      lines.append(Self.line("文件写于 written", time.map { "\($0) +08:00" } ?? "—"))
      let cosigned = receipt.trusted.cosigned.sorted { $0.key < $1.key }.map { name, seconds in
        "\(name) \(Figures.time(PostgresTimestamp(microsecondsSince1970: Int64(seconds) * 1_000_000))) +08:00"
      }
      lines.append(Self.line("见证 cosigned by", cosigned.isEmpty ? "无 nobody" : cosigned.joined(separator: "; ")))
      lines.append("  ✓ 刚刚核验：此行在所签的树中 verified now: the line is in the tree that was signed")
    case .refused(let finding):
      lines.append("  ✗ \(finding.kind)：\(finding.text)")
    }
    return lines
  }

  private static func named(_ event: RecordedEvent) -> String {
    "第 \(Figures.grouped(event.position.rawValue)) 位 \(EventNames.both(event.type)) \(event.id.uuidString.lowercased())"
  }

  private static func line(_ name: String, _ value: String) -> String {
    "  \(name.padded(to: 24, .left))  \(value)"
  }
}
