import CanonicalJSON
import Registry

/// How one sender's table becomes submissions: what Schemas/intake/README.md describes.
public struct Mapping: Sendable {
  /// The facility or bureau that sends, and who answers for what it sends.
  let source: String
  let actor: Template
  let events: [EventMapping]

  struct EventMapping: Sendable {
    let type: String
    /// The version of the type's schema that `data` is by.
    let version: DataVersion
    let subject: Template
    /// What tells two events of this type on one subject apart; the subject itself where there is only one.
    let key: Template
    /// The column that must not be blank for the event to be; nil when every row has one.
    let when: String?
    let time: Cell
    let data: Cell
    let sealed: Cell?
  }

  /// A value of an event, and where it comes from.
  indirect enum Cell: Sendable {
    case constant(JSON)
    case text(Template)
    case column(Column)
    case object([(name: String, value: Cell)])
    case array([Cell])
  }

  struct Column: Sendable {
    enum Kind: String, CaseIterable, Sendable {
      case text, date, instant, integer, fen, milli
    }
    let name: String
    let kind: Kind
    /// What the sender's words stand for; every other word is refused.
    let values: [String: JSON]?
    let isOptional: Bool
  }

  /// Text with the values of columns in it, as in `case/{案号}`.
  struct Template: Sendable {
    enum Part: Equatable, Sendable {
      case text(String)
      case column(String)
    }
    let parts: [Part]

    init(_ text: String) throws(IntakeError) {
      var parts: [Part] = []
      var rest = text[...]
      while let open = rest.firstIndex(of: "{") {
        guard let close = rest[open...].firstIndex(of: "}") else {
          throw IntakeError(.mapping, "“\(text)” 的花括号没有结束 “\(text)” opens a brace and does not close it")
        }
        if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
        parts.append(.column(String(rest[rest.index(after: open)..<close])))
        rest = rest[rest.index(after: close)...]
      }
      if !rest.isEmpty { parts.append(.text(String(rest))) }
      self.parts = parts
    }

    var columns: [String] {
      parts.compactMap { if case .column(let name) = $0 { name } else { nil } }
    }
  }

  /// - Throws: ``IntakeError/Code/mapping``.
  public init(_ bytes: [UInt8]) throws(IntakeError) {
    let json: JSON
    do {
      json = try JSON.parse(bytes, maximumBytes: 1 << 20)
    } catch {
      throw IntakeError(.mapping, "映射文件不是规范的 JSON the mapping file is no sound JSON: \(error)")
    }
    let file = try Reader(json, at: "")
    try file.allow(["source", "actor", "events"])
    source = try file.text("source")
    actor = try Template(try file.text("actor"))
    events = try file.array("events").enumerated().map { index, event throws(IntakeError) in
      try EventMapping(Reader(event, at: "events[\(index)]"))
    }
  }

  /// Every column that the mapping reads.
  var columns: Set<String> {
    events.reduce(into: Set(actor.columns)) { columns, event in
      columns.formUnion(event.subject.columns + event.key.columns)
      columns.formUnion(event.time.columns + event.data.columns + (event.sealed?.columns ?? []))
      if let when = event.when { columns.insert(when) }
    }
  }
}

extension Mapping.Cell {
  var columns: [String] {
    switch self {
    case .constant: []
    case .text(let template): template.columns
    case .column(let column): [column.name]
    case .object(let members): members.flatMap(\.value.columns)
    case .array(let elements): elements.flatMap(\.columns)
    }
  }
}
