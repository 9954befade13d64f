import ArgumentParser
import Audit
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
      whether it is the one that was signed; of every file of the notary whether it
      is the one that the log leads to. Of every cremation certificate whether its
      form came from its home's stock, once; of what was granted, settled and paid
      whether the events are there that it is for, and whether the sums are right.
      Of what the database keeps beside the log (columns, claims, vouchers, the
      counter) whether it is what the events lead to; of every read model whether a
      replay of the log gives the same. It changes nothing and goes on behind what it
      finds.

      Exit status 0 when nothing is wrong; else that of the first finding: 10 a file,
      11 the signature, 13 a line, 14 the order, 15 a read model, 20 a certificate, 21
      something granted or paid, 22 something beside the log.

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
      var all: [AuditedCity] = []
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
    let findings = all.flatMap { $0.findings }
    if let kind = findings.first?.kind { throw ExitCode(kind.rawValue) }
    if all.contains(where: { !$0.models.allSatisfy { $0.differences.isEmpty } }) {
      throw ExitCode(Finding.Kind.readModel.rawValue)
    }
  }

  private func audit(_ city: CityRegistry, _ registry: OpenRegistry) async throws -> AuditedCity {
    let files = NotaryFiles(of: city, in: registry.installation)
    let policy = try trust.trusted() ?? TrustPolicy(log: try files.signer().verifier)
    let log = LogAudit(city.log, signedIn: files.tiles, by: policy)
    let bar = SharedProgress("核对日志 log \(city.id)", unit: "events")
    let report = try await log.run { bar.update(part: 0, done: Int64($0), of: Int64($1)) }
    bar.finish()
    let second = try await auditSM3(city, files)
    let records = try await audit(recordsOf: city)
    var models: [ModelVerification] = []
    if projections {
      for definition in try ProjectionDefinition.all(in: registry.installation.projections) {
        models.append(try await ModelVerification.watched(definition, city, registry))
      }
    }
    return AuditedCity(city: city, report: report, sm3: second, records: records, models: models)
  }

  /// Nil where no such tree is kept.
  private func auditSM3(_ city: CityRegistry, _ files: NotaryFiles) async throws -> LogAudit.Report? {
    guard let kept = try files.keptSM3() else { return nil }
    let audit = LogAudit(city.log, signedIn: kept.tiles, by: TrustPolicy(log: try kept.signer().verifier))
    let bar = SharedProgress("核对 SM3 \(city.id)", unit: "events")
    let report = try await audit.run { bar.update(part: 0, done: Int64($0), of: Int64($1)) }
    bar.finish()
    return report
  }

  private func audit(recordsOf city: CityRegistry) async throws -> RecordAudit.Report {
    let bar = SharedProgress("核对记录 records \(city.id)", unit: "events")
    let report = try await RecordAudit(city.pool, node: city.node).run {
      bar.update(part: 0, done: Int64($0), of: Int64($1))
    }
    bar.finish()
    return report
  }
}
