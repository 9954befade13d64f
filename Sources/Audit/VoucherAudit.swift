internal import Notary
internal import Postgres

/// What vouched for an event is there, and is the document whose digest its line has.
struct VoucherAudit {
  let node: Int32

  func run(on connection: isolated Connection, _ findings: inout Findings) throws {
    let rows = try connection.query(
      """
      SELECT min(e.position), encode(e.voucher, 'hex')
      FROM registry.event e
      LEFT JOIN registry.voucher v ON v.node = e.node AND v.digest = e.voucher
        AND sha256(convert_to(v.document::text, 'UTF8')) = v.digest
      WHERE e.node = \(node) AND e.voucher IS NOT NULL AND v.digest IS NULL
      GROUP BY e.voucher ORDER BY 1 LIMIT \(LogAudit.Report.most)
      """
    )
    for row in rows {
      let (position, digest) = try row.decode(Int64.self, String.self)
      findings.add(
        .index,
        at: Int(position),
        "位置 \(position) 的凭据 \(digest) 缺失或已改动",
        "the voucher \(digest) of the event at \(position) is missing, or is another document"
      )
    }
  }
}
