internal import Notary
internal import Postgres
internal import Registry

/// The table by which nothing is held twice has what the events lead to, all of it and nothing else.
struct ClaimAudit {
  private static let page = 4_096

  let node: Int32
  private var snapshot = Snapshot()
  private var derived: Set<Fingerprint> = []
  /// Not looked up yet.
  private var waiting: [(claim: Claim, stream: StreamName, last: Int?)] = []

  init(node: Int32) { self.node = node }

  var count: Int { derived.count }

  mutating func take(_ reading: StreamReading, on connection: isolated Connection, _ findings: inout Findings) throws {
    let held: [Claim]
    do throws(UnreadableEvent) {
      held = try snapshot.claims(of: reading)
    } catch {
      let first = reading.statements.first?.position
      return findings.add(.order, at: first, "流 \(reading.name) 无法读出", "the stream cannot be read: \(error)")
    }
    let last = held.isEmpty ? nil : reading.standing().last?.position
    for claim in held {
      if !derived.insert(Fingerprint("\(claim)")).inserted {
        findings.add(
          .index,
          at: last,
          "\(claim) 被两个流持有，其一为 \(reading.name)",
          "\(claim) is held by two streams, one of them \(reading.name)"
        )
      }
      waiting.append((claim, reading.name, last))
    }
    if waiting.count >= Self.page { try lookUp(on: connection, &findings) }
  }

  mutating func finish(on connection: isolated Connection, _ findings: inout Findings) throws {
    try lookUp(on: connection, &findings)
    try findStrays(on: connection, &findings)
    try findHolders(on: connection, &findings)
  }

  /// What streams hold stands in the table.
  private mutating func lookUp(on connection: isolated Connection, _ findings: inout Findings) throws {
    defer { waiting = [] }
    let (kinds, keys) = (waiting.map(\.claim.kind.rawValue), waiting.map(\.claim.key))
    let rows = try connection.query(
      """
      SELECT a.nth FROM unnest(\(kinds), \(keys)) WITH ORDINALITY AS a (kind, key, nth)
      LEFT JOIN registry.claim c ON c.node = \(node) AND c.kind = a.kind AND c.key = a.key
      WHERE c.node IS NULL ORDER BY a.nth
      """
    )
    for row in rows {
      let (claim, stream, last) = waiting[Int(try row.decode(Int64.self, at: 0)) - 1]
      findings.add(
        .index,
        at: last,
        "\(stream) 持有 \(claim)，而登记表中没有",
        "\(stream) holds \(claim), and the table of claims has it not"
      )
    }
  }

  /// What stands in the table is held by a stream.
  private func findStrays(on connection: isolated Connection, _ findings: inout Findings) throws {
    var last = (kind: "", key: "")
    while true {
      let rows = try connection.query(
        """
        SELECT kind, key, position FROM registry.claim
        WHERE node = \(node) AND (kind, key) > (\(last.kind), \(last.key)) ORDER BY kind, key LIMIT \(Self.page)
        """
      )
      for row in rows {
        let (kind, key, position) = try row.decode(String.self, String.self, Int64.self)
        last = (kind, key)
        if derived.contains(Fingerprint("\(kind)/\(key)")) { continue }
        findings.add(
          .index,
          at: Int(position),
          "登记表中有 \(kind)/\(key)，而没有流持有",
          "the table of claims has \(kind)/\(key), which no stream holds"
        )
      }
      if rows.count < Self.page { return }
    }
  }

  /// A claim names the event that took it, and its stream.
  private func findHolders(on connection: isolated Connection, _ findings: inout Findings) throws {
    let rows = try connection.query(
      """
      SELECT c.kind || '/' || c.key, c.position, c.stream FROM registry.claim c
      LEFT JOIN registry.event e ON e.node = c.node AND e.position = c.position AND e.stream = c.stream
      WHERE c.node = \(node) AND e.node IS NULL ORDER BY c.position LIMIT \(LogAudit.Report.most)
      """
    )
    for row in rows {
      let (claim, position, stream) = try row.decode(String.self, Int64.self, String.self)
      findings.add(
        .index,
        at: Int(position),
        "登记表称 \(claim) 由 \(stream) 在位置 \(position) 取得，而该处不是它的事件",
        "the table has \(claim) taken by \(stream) at \(position), where there is no event of it"
      )
    }
  }
}
