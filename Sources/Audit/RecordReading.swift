internal import CanonicalJSON
internal import Notary
internal import Postgres
internal import Registry

/// Reads stream by stream, and lets each part of the audit have what it is about.
struct RecordReading {
  /// What others are held against comes before them: sections before their plots, cases and ashes before what is granted for them.
  static let kinds: [StreamKind] = {
    let first: [StreamKind] = [
      .section, .decedentCase, .ashCustody, .certificateStock, .settlementBatch, .serviceWaiver, .subsidyClaim,
    ]
    return first + StreamKind.allCases.filter { !first.contains($0) }
  }()

  private static let page = 4_096

  let node: Int32
  private var events = 0
  private var findings = Findings()
  private var certificates = CertificateAudit()
  private var waivers = WaiverAudit()
  private var subsidies = SubsidyAudit()
  private var payments = PaymentReferences()
  private var claims: ClaimAudit

  init(node: Int32) {
    self.node = node
    claims = ClaimAudit(node: node)
  }

  /// Reads all streams of a kind.
  mutating func read(
    _ kind: StreamKind,
    on connection: isolated Connection,
    progress: (_ done: Int) -> Void
  ) throws {
    let end = "\(kind.rawValue)0"
    var last = (stream: "\(kind.rawValue)/", version: Int32(0))
    var reading: StreamReading?
    while true {
      let rows = try connection.query(
        """
        SELECT stream, version, position, event_id, type, occurred_at, data_version, event FROM registry.event
        WHERE node = \(node) AND (stream, version) > (\(last.stream), \(last.version)) AND stream < \(end)
        ORDER BY stream, version LIMIT \(Self.page)
        """
      )
      for row in rows {
        let stored = try StoredEvent(row)
        if stored.stream != last.stream || reading == nil {
          if let reading { try take(reading, on: connection) }
          reading = StreamName(parsing: stored.stream).map { StreamReading($0) }
          if reading == nil { add(noSuchStream: stored.stream, at: stored.position) }
        }
        last = (stored.stream, stored.version)
        let json = stored.compare(&findings)
        if let json { reading?.read(json, at: stored.position) }
      }
      events += rows.count
      progress(events)
      if rows.count < Self.page { break }
    }
    if let reading { try take(reading, on: connection) }
  }

  private mutating func take(_ reading: StreamReading, on connection: isolated Connection) throws {
    for stray in reading.strays {
      findings.add(
        .order,
        at: stray.position,
        "流 \(reading.name) 中不应有此事件",
        "it cannot be in that stream: \(stray.error)"
      )
    }
    switch reading.name.kind {
    case .decedentCase:
      certificates.takeCase(reading, &findings)
      waivers.takeCase(reading)
    case .ashCustody: subsidies.takeAshes(reading)
    case .certificateStock: certificates.takeStock(reading, &findings)
    case .settlementBatch: waivers.takeBatch(reading, &payments, &findings)
    case .serviceWaiver: waivers.takeWaiver(reading, &findings)
    case .subsidyClaim: subsidies.takeClaim(reading, &payments, &findings)
    default: break
    }
    try claims.take(reading, on: connection, &findings)
  }

  /// What only shows when all is read.
  mutating func finish(on connection: isolated Connection) throws -> RecordAudit.Report {
    certificates.finish(&findings)
    waivers.finish(&findings)
    try claims.finish(on: connection, &findings)
    try VoucherAudit(node: node).run(on: connection, &findings)
    try findStrayStreams(on: connection)
    var report = RecordAudit.Report()
    report.events = events
    report.forms = certificates.counts
    (report.decisions, report.lines, report.subsidies) = (waivers.decisions, waivers.lineCount, subsidies.count)
    report.claims = claims.count
    report.findings = findings.all
    return report
  }

  /// Streams of no kind that there is.
  private mutating func findStrayStreams(on connection: isolated Connection) throws {
    let kinds = StreamKind.allCases.map(\.rawValue)
    let rows = try connection.query(
      """
      SELECT position, stream FROM registry.event
      WHERE node = \(node) AND NOT (split_part(stream, '/', 1) = ANY (\(kinds)) AND stream LIKE '%/%')
      ORDER BY position LIMIT \(LogAudit.Report.most)
      """
    )
    for row in rows {
      let (position, stream) = try row.decode(Int64.self, String.self)
      add(noSuchStream: stream, at: Int(position))
    }
  }

  private mutating func add(noSuchStream stream: String, at position: Int) {
    findings.add(.index, at: position, "没有这样的流 \(stream)", "there is no such stream")
  }
}
