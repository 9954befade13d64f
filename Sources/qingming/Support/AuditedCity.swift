import Audit
import CanonicalJSON
import Notary
import ProjectionEngine
import Server
import TransparencyLog

/// What `qingming audit run` has read of a city, and found.
struct AuditedCity {
  let city: CityRegistry
  let report: LogAudit.Report
  /// Of the tree over SM3, where one is kept.
  let sm3: LogAudit.Report?
  let records: RecordAudit.Report
  let models: [ModelVerification]

  var findings: [Finding] { logFindings + records.findings }

  /// What both trees show is said once.
  private var logFindings: [Finding] {
    let others = sm3?.findings.filter { !report.findings.contains($0) } ?? []
    return report.findings + others.map { Finding($0.kind, position: $0.position, "SM3：\($0.text)") }
  }

  var json: JSON {
    var object = JSONObject()
    object["city"] = .string(city.id)
    object["events"] = .integer(Int64(report.events))
    object["signed"] = report.checkpoint.map { .integer(Int64($0.size)) } ?? .null
    object["sm3Signed"] = sm3?.checkpoint.map { .integer(Int64($0.size)) } ?? .null
    object["forms"] = forms
    object["decisions"] = .integer(Int64(records.decisions))
    object["lines"] = .integer(Int64(records.lines))
    object["subsidies"] = .integer(Int64(records.subsidies))
    object["claims"] = .integer(Int64(records.claims))
    object["findings"] = .array(findings.map { $0.json })
    object["models"] = .array(models.map { $0.json(city: city.id) })
    return .object(object)
  }

  private var forms: JSON {
    let forms = records.forms
    return [
      "received": .integer(Int64(forms.received)), "used": .integer(Int64(forms.used)),
      "spoiled": .integer(Int64(forms.spoiled)), "writtenOff": .integer(Int64(forms.writtenOff)),
      "left": .integer(Int64(forms.left)),
    ]
  }

  var text: String {
    let signed = report.checkpoint.map { Figures.grouped(Int64($0.size)) } ?? "—"
    var lines = ["\(city.name)：日志 log \(Figures.grouped(Int64(report.events)))，已签 signed \(signed)"]
    if let size = sm3?.checkpoint?.size { lines.append("SM3 已签 signed \(Figures.grouped(Int64(size)))") }
    lines += findings.map { "✗ \($0.kind)：\($0.text)" }
    if logFindings.isEmpty { lines.append("✓ 行、叶、版本、瓦片、检查点 lines, leaves, versions, tiles, checkpoint") }
    if records.findings.isEmpty { lines += records.sentences }
    if [report.findings.count, records.findings.count].contains(LogAudit.Report.most) {
      lines.append("… 只列出前 \(LogAudit.Report.most) 项 the first \(LogAudit.Report.most) only")
    }
    lines += models.map { $0.sentence }
    return lines.joined(separator: "\n")
  }
}

extension RecordAudit.Report {
  /// What was found to be right.
  fileprivate var sentences: [String] {
    func figure(_ number: Int) -> String { Figures.grouped(Int64(number)) }
    return [
      """
      ✓ 空白证明 forms: 领入 received \(figure(forms.received)) = 使用 used \(figure(forms.used)) + 作废 spoilt \
      \(figure(forms.spoiled)) + 核销 written off \(figure(forms.writtenOff)) + 在库 left \(figure(forms.left))
      """,
      """
      ✓ 减免认定 decisions \(figure(decisions))，结算明细 lines \(figure(lines))，奖补申领 subsidies \(figure(subsidies))
      """,
      "✓ 列、占用登记、凭据 columns, \(figure(claims)) claims, vouchers",
    ]
  }
}
