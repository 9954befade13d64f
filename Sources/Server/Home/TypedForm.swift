import CanonicalJSON
import FoundationEssentials
import Hummingbird
import Intake
import NIOCore
import Registry

/// What somebody has typed into a form, by the names of its fields: `data.cert_no`, `sealed.name`, `time`, `key`, `id`.
struct TypedForm: Sendable {
  /// Far more than any form holds.
  static let maximumBytes = 64 << 10

  /// Rows of one member.
  static let mostRows = 500

  private var values: [String: String] = [:]

  init(_ values: [String: String] = [:]) {
    for (name, value) in values { self[name] = value }
  }

  /// Without the blanks around it; nil for what is blank.
  subscript(name: String) -> String? {
    get { values[name] }
    set { values[name] = newValue.flatMap(Self.plain) }
  }

  /// Without the blanks around it; nil for what is blank. Browsers end the lines of a text with two characters.
  static func plain(_ text: String) -> String? {
    let rest = text.replacing("\r\n", with: "\n").drop(while: \.isWhitespace)
    let plain = String(rest.reversed().drop(while: \.isWhitespace).reversed())
    return plain.isEmpty ? nil : plain
  }

  /// By their names.
  var all: [(name: String, value: String)] { values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// Reads a form without files, of a content type.
  /// - Throws: 413 or 415.
  static func read(_ request: Request, _ type: String) async throws -> TypedForm {
    guard type.prefix(while: { $0 != ";" }).lowercased() == MultipartBody.plainForm else {
      throw Problem.unsupportedMediaType(accepted: [MultipartBody.plainForm, MultipartBody.form])
    }
    let bytes = try await MultipartBody.bytes(of: request, atMost: maximumBytes)
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      return TypedForm(try URLEncodedFormDecoder().decode([String: String].self, from: text))
    } catch {
      throw Problem.brokenForm
    }
  }
}

extension TypedForm {
  /// The event that it makes, as it is submitted.
  func submission(of step: EntryStep, _ contract: EventContract, subject: StreamName, by desk: HomeDesk) -> [UInt8] {
    var data = JSONObject()
    for field in contract.fields {
      if case .rows(let columns) = field.kind {
        let rows = rows(of: field, columns, offered: step.offers(in: field.path))
        if field.isRequired || !rows.isEmpty { data.put(.array(rows), at: [field.path]) }
        continue
      }
      guard let text = preset(field, of: step, desk) ?? self["data.\(field.path)"] else { continue }
      data.put(field.kind.value(of: text), at: field.path.split(separator: ".").map(String.init))
    }
    let time = step.timeFrom.flatMap { self["data.\($0)"] } ?? self["time"] ?? ""
    var sealed = JSONObject()
    for name in step.sealed { sealed[name] = self["sealed.\(name)"].map { .string($0) } }
    return JSONObject.event(
      step.type,
      contract.version,
      on: subject,
      by: desk.city.visit.principal,
      id: self["id"],
      time: EventContract.Field.Kind.instant.value(of: time).stringValue,
      data,
      sealed: sealed
    )
  }

  /// What the form does not ask for.
  private func preset(
    _ field: EventContract.Field,
    of step: EntryStep,
    _ desk: HomeDesk
  ) -> String? {
    switch step.presets[field.path] {
    case .home: desk.organisation.text
    case .thisCase: self["case"]
    default: nil
    }
  }

  /// The rows in which anything was typed, without those that were left blank.
  /// Of a row in which nothing stands but what it was offered with, nothing is entered.
  private func rows(
    of field: EventContract.Field,
    _ columns: [EventContract.Field],
    offered: Set<String>
  ) -> [JSON] {
    typedRows(of: field).compactMap { index in
      var row = JSONObject()
      for column in columns {
        guard let text = self["data.\(field.path).\(index).\(column.path)"] else { continue }
        row.put(column.kind.value(of: text), at: column.path.split(separator: ".").map(String.init))
      }
      return row.members.allSatisfy { offered.contains($0.name) } ? nil : .object(row)
    }
  }

  /// The numbers of the rows of which a form says anything, in order.
  func typedRows(of field: EventContract.Field) -> [Int] { typedRows(under: "data.\(field.path)") }

  /// What stands in rows.
  func values(under name: String) -> [String: String] { values.filter { $0.key.hasPrefix("\(name).") } }

  func typedRows(under name: String) -> [Int] {
    let start = "\(name)."
    let numbers = values.keys.compactMap { name -> Int? in
      name.hasPrefix(start) ? Int(name.dropFirst(start.count).prefix { $0 != "." }) : nil
    }
    return Set(numbers.filter { (0..<Self.mostRows).contains($0) }).sorted()
  }
}

extension EventContract.Field.Kind {
  /// What was typed, as the contract wants it; as it was typed where it is nothing of the kind.
  func value(of text: String) -> JSON {
    switch self {
    case .text, .day, .month, .division, .digest, .choice: .string(text)
    case .instant:
      // The browser leaves the time zone out, and the seconds where they are 0.
      .string(text.utf8.count == 16 ? "\(text):00+08:00" : text.utf8.count == 19 ? "\(text)+08:00" : text)
    case .flag: text == "true" ? true : text == "false" ? false : .string(text)
    case .list:
      // Browsers end a line with two characters, which Swift takes for one.
      .array(
        text.split { ", ，、".contains($0) || $0.isNewline }.map { .string(String($0)) }
      )
    case .texts:
      .array(
        text.split(whereSeparator: \.isNewline).compactMap { TypedForm.plain(String($0)) }.map { .string($0) }
      )
    case .rows: .string(text)
    case .number(let places):
      DecimalText.scaled(text, places: places).flatMap { JSON.exactIntegers.contains($0) ? .integer($0) : nil }
        ?? .string(text)
    }
  }
}

extension EventContract.Field.Kind {
  /// What a form shows of a value; nil for what is nothing of the kind.
  func text(of value: JSON) -> String? {
    switch (self, value) {
    case (.instant, .string(let text)):
      Instant(text).flatMap { Instant(microsecondsSince1970: $0.microsecondsSince1970) }
        .map { String($0.text.prefix($0.text.dropFirst(16).hasPrefix(":00+") ? 16 : 19)) }
    case (.flag, .bool(let isTrue)): isTrue ? "true" : "false"
    case (.list, .array(let values)): values.compactMap(\.stringValue).joined(separator: ", ")
    case (.texts, .array(let values)): values.compactMap(\.stringValue).joined(separator: "\n")
    case (.number(0), .integer(let number)): String(number)
    case (.number(let places), .integer(let number)): Figures.decimal(number, places: places)
    case (_, .string(let text)): text
    default: nil
    }
  }
}

extension JSONObject {
  /// Puts a value where a path leads, through objects that are made on the way, or takes away what is there.
  mutating func put(_ value: JSON?, at path: [String]) {
    guard let name = path.first else { return }
    guard path.count > 1 else {
      self[name] = value
      return
    }
    var inner = JSONObject()
    if case .object(let object)? = self[name] { inner = object }
    inner.put(value, at: Array(path.dropFirst()))
    self[name] = inner.members.isEmpty ? nil : .object(inner)
  }

  /// What is where a path leads.
  func value(at path: [String]) -> JSON? {
    guard let name = path.first, let value = self[name] else { return nil }
    if path.count == 1 { return value }
    guard case .object(let inner) = value else { return nil }
    return inner.value(at: Array(path.dropFirst()))
  }
}

extension Problem {
  static let brokenForm = Problem(
    kind: "malformed",
    status: .badRequest,
    title: Bilingual(zh: "表单读不出来", en: "The form cannot be read"),
    detail: Bilingual(zh: "未登记任何事件；请回到上一页重新填写", en: "Nothing was recorded. Go back and fill it in again.")
  )
}
