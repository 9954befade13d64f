import Registry

/// An anomaly, with the events that it rests on. The template reads the properties by name.
struct FindingRow {
  let rule: String
  let severity: String
  let title: String
  let subject: String
  let subjectLink: String
  let since: String
  let fact: String
  let evidence: [Link]

  init(_ row: RowRecord, _ address: PageAddress) {
    let language = address.language
    rule = row["rule"] ?? ""
    severity = language == .chinese ? row["severity_zh"] ?? "" : row["severity"] ?? ""
    title = row.text("title", language) ?? ""
    subject = row["subject"] ?? ""
    subjectLink = address.to(StreamName(parsing: subject).map(StreamPath.of) ?? "/")
    since = row["since"] ?? ""
    fact = row.text("fact", language) ?? ""
    evidence = Self.events(row.list("evidence"), address)
  }

  /// Events by their last digits: those of one day begin alike.
  static func events(_ ids: [String], _ address: PageAddress) -> [Link] {
    ids.map { Link("…\($0.suffix(8))", address.to("/log/events/\($0)")) }
  }
}
