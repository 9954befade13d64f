import CanonicalJSON
public import Registry

/// Turns the rows of one table into submissions, by a mapping.
public struct RowTranslator: Sendable {
  private let mapping: Mapping
  private let encoding: TextEncoding
  private let columns: [String: Int]

  /// - Parameters:
  ///   - mapping: what the columns mean.
  ///   - header: the first record of the table.
  ///   - encoding: of the whole table.
  /// - Throws: ``IntakeError/Code/header`` or ``IntakeError/Code/encoding``.
  public init(mapping: Mapping, header: CSVRecord, encoding: TextEncoding) throws(IntakeError) {
    self.mapping = mapping
    self.encoding = encoding
    guard let fields = header.fields else {
      throw IntakeError(.header, "表头的引号有误 the header's quotes are wrong")
    }
    var columns: [String: Int] = [:]
    for (index, field) in fields.enumerated() {
      guard let name = encoding.decode(field) else { throw Self.notText(encoding) }
      columns[PlainText.of(name)] = index
    }
    let missing = mapping.columns.filter { columns[$0] == nil }.sorted()
    guard missing.isEmpty else {
      let list = missing.joined(separator: ", ")
      throw IntakeError(.header, "表头缺少这些列 the header lacks these columns: \(list)")
    }
    self.columns = columns
  }

  private static func notText(_ encoding: TextEncoding) -> IntakeError {
    IntakeError(.encoding, "表头不是 \(encoding.rawValue) 编码的文字 the header is no text in \(encoding.rawValue)")
  }

  /// The CloudEvents of a row, each as one line.
  /// - Throws: the refusal of the whole row (rule S1, S4 or S8); its remedy is in the row.
  public func submissions(of record: CSVRecord) throws(Refusal) -> [[UInt8]] {
    guard let fields = record.fields else { throw .quotes }
    var row = Row(texts: [:])
    for (name, index) in columns where index < fields.count {
      guard let text = encoding.decode(fields[index]) else { throw .notText(name, encoding) }
      row.texts[name] = PlainText.of(text)
    }
    var lines: [[UInt8]] = []
    for (index, event) in mapping.events.enumerated() {
      if let when = event.when, row.texts[when, default: ""].isEmpty { continue }
      lines.append(try submission(event, index, row).canonicalBytes)
    }
    return lines
  }

  private func submission(_ event: Mapping.EventMapping, _ index: Int, _ row: Row) throws(Refusal) -> JSON {
    let subject = try row.text(event.subject)
    let key = try row.text(event.key)
    var submission: JSONObject = JSONObject()
    submission["specversion"] = "1.0"
    submission["id"] = .string(NameUUID.make("\(mapping.source)\n\(index)\n\(event.type)\n\(subject)\n\(key)"))
    submission["source"] = .string(mapping.source)
    submission["actor"] = .string(try row.text(mapping.actor))
    submission["type"] = .string(event.type)
    submission["subject"] = .string(subject)
    submission["time"] = try row.value(event.time) ?? .null
    submission["dataschema"] = .string("\(event.type)/v\(event.version)")
    submission["data"] = try row.value(event.data) ?? .object(JSONObject())
    if let sealed = event.sealed { submission["sealed"] = try row.value(sealed) }
    return .object(submission)
  }
}
