import ArgumentParser
import CanonicalJSON
import EventLog
import Foundation
import Notary
import ProjectionEngine
import Server
import TransparencyLog

/// What an inspector asks of the live registry.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Ask the live registry who did what, what was known, and whether it is what was signed",
    discussion: """
      Examples:
        qingming audit run --city weihai
        qingming audit explain 019a0000-0000-7000-8000-000000000001
        qingming audit diff --cemetery 371002-GM-01 --city weihai \\
          --from 2026-03-31 --to 2026-06-30
      """,
    subcommands: [RunAudit.self, DiffCemetery.self, ExplainEvent.self]
  )
}

struct RunAudit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Read all of the log and of the read models again",
    discussion: """
      Of every event its place, its line with its leaf, its version in its stream and
      whether it is the one that was signed; of every file of the notary whether it is
      the one that the log leads to; of every read model whether a replay of the log
      gives the same. It changes nothing and goes on behind what it finds.

      Exit status 0 when nothing is wrong; else that of the first finding: 10 a file,
      11 the signature, 13 a line, 14 the order, 1 a read model.

      Examples:
        qingming audit run
        qingming audit run --city weihai --no-projections --json
      """
  )

  @Flag(inversion: .prefixedNo, help: "Also replay the read models.")
  var projections = true
  @OptionGroup var city: CityOption
  @OptionGroup var trust: TrustOptions
  @OptionGroup var place: DataOptions
  @OptionGroup var output: JSONOption

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let audited = await Result {
      var all: [Audited] = []
      for city in registry.cities { all.append(try await audit(city, registry)) }
      return all
    }
    await registry.close()
    let all = try audited.get()
    if output.json {
      print((["audits": .array(all.map { $0.json })] as JSON).line)
    } else {
      for one in all { print(one.text) }
    }
    let findings = all.flatMap { $0.report.findings }
    if let kind = findings.first?.kind { throw ExitCode(kind.rawValue) }
    if all.contains(where: { !$0.models.allSatisfy { $0.differences.isEmpty } }) { throw ExitCode(1) }
  }

  private func audit(_ city: CityRegistry, _ registry: OpenRegistry) async throws -> Audited {
    let files = NotaryFiles(of: city, in: registry.installation)
    let policy = try trust.trusted() ?? TrustPolicy(log: try files.signer().verifier)
    let audit = LogAudit(city.log, signedIn: files.tiles, by: policy)
    let bar = SharedProgress("核对日志 log \(city.id)", unit: "events")
    let report = try await audit.run { bar.update(part: 0, done: Int64($0), of: Int64($1)) }
    bar.finish()
    var models: [ModelVerification] = []
    if projections {
      for definition in try ProjectionDefinition.all(in: registry.installation.projections) {
        models.append(try await ModelVerification.watched(definition, city, registry))
      }
    }
    return Audited(city: city, report: report, models: models)
  }

  private struct Audited {
    let city: CityRegistry
    let report: LogAudit.Report
    let models: [ModelVerification]

    var json: JSON {
      var object = JSONObject()
      object["city"] = .string(city.id)
      object["events"] = .integer(Int64(report.events))
      object["signed"] = report.checkpoint.map { .integer(Int64($0.size)) } ?? .null
      object["findings"] = .array(report.findings.map { $0.json })
      object["models"] = .array(models.map { $0.json(city: city.id) })
      return .object(object)
    }

    var text: String {
      let signed = report.checkpoint.map { Figures.grouped(Int64($0.size)) } ?? "—"
      var lines = ["\(city.name)：日志 log \(Figures.grouped(Int64(report.events)))，已签 signed \(signed)"]
      lines += report.findings.map { "✗ \($0.kind)：\($0.text)" }
      if report.findings.isEmpty { lines.append("✓ 行、叶、版本、瓦片、检查点 lines, leaves, versions, tiles, checkpoint") }
      if report.findings.count == LogAudit.Report.most {
        lines.append("… 只列出前 \(LogAudit.Report.most) 项 the first \(LogAudit.Report.most) only")
      }
      lines += models.map { $0.sentence }
      return lines.joined(separator: "\n")
    }
  }
}
