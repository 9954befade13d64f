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

  private var values: [String: String] = [:]

  init(_ values: [String: String] = [:]) {
    for (name, value) in values { self[name] = value }
  }

  /// Without the blanks around it; nil for what is blank.
  subscript(name: String) -> String? {
    get { values[name] }
    set {
      let plain = newValue.map { $0.drop(while: \.isWhitespace) }
      let text = plain.map { String($0.reversed().drop(while: \.isWhitespace).reversed()) }
      values[name] = text?.isEmpty == false ? text : nil
    }
  }

  /// By their names.
  var all: [(name: String, value: String)] { values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// Reads the form that a request sends, with the document that may be with it.
  /// - Throws: 413 or 415.
  static func read(_ request: Request) async throws -> (form: TypedForm, document: [UInt8]?) {
    let type = request.headers[.contentType] ?? ""
    if let boundary = MultipartBody.boundary(in: type) {
      let parts = try await MultipartBody.read(request, boundary: boundary, atMost: SubmissionBody.maximumBytes)
      var form = TypedForm()
      for part in parts where part.fileName == nil { form[part.name] = String(decoding: part.bytes, as: UTF8.self) }
      let document = parts.first { $0.fileName != nil && !$0.bytes.isEmpty }.map { Array($0.bytes) }
      return (form, document)
    }
    guard type.prefix(while: { $0 != ";" }).lowercased() == MultipartBody.plainForm else {
      throw Problem.unsupportedMediaType(accepted: [MultipartBody.plainForm, MultipartBody.form])
    }
    let bytes = try await MultipartBody.bytes(of: request, atMost: maximumBytes)
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      return (TypedForm(try URLEncodedFormDecoder().decode([String: String].self, from: text)), nil)
    } catch {
      throw Problem.brokenForm
    }
  }
}

extension TypedForm {
  /// The event that it makes, as it is submitted. What cannot be read goes in as it was typed, so that the front door says what
  /// is wrong with it.
  func submission(of step: HomeStep, _ contract: EventContract, subject: StreamName, by desk: HomeDesk) -> [UInt8] {
    var data = JSONObject()
    for field in contract.fields {
      guard let text = preset(field, of: step, desk, subject) ?? self["data.\(field.path)"] else { continue }
      data.put(field.kind.value(of: text), at: field.path.split(separator: ".").map(String.init))
    }
    var event = JSONObject()
    event["specversion"] = "1.0"
    event["id"] = .string(self["id"] ?? "")
    event["source"] = .string(desk.organisation.text)
    event["actor"] = .string(desk.actor.text)
    event["type"] = .string(step.type)
    event["subject"] = .string(subject.description)
    let time = step.timeFrom.flatMap { self["data.\($0)"] } ?? self["time"] ?? ""
    event["time"] = EventContract.Field.Kind.instant.value(of: time)
    event["dataschema"] = .string("\(step.type)/v\(contract.version)")
    event["data"] = .object(data)
    var sealed = JSONObject()
    for name in step.sealed { sealed[name] = self["sealed.\(name)"].map { .string($0) } }
    if !sealed.members.isEmpty { event["sealed"] = .object(sealed) }
    return JSON.object(event).canonicalBytes
  }

  /// What the form does not ask for.
  private func preset(
    _ field: EventContract.Field,
    of step: HomeStep,
    _ desk: HomeDesk,
    _ subject: StreamName
  ) -> String? {
    switch step.presets[field.path] {
    case .home: desk.organisation.text
    case .thisCase: self["case"]
    case .fixed(let text): text
    default: nil
    }
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
    case .number(let places):
      DecimalText.scaled(text, places: places).flatMap { JSON.exactIntegers.contains($0) ? .integer($0) : nil }
        ?? .string(text)
    }
  }
}

extension JSONObject {
  /// Puts a value where a path leads, through objects that are made on the way.
  fileprivate mutating func put(_ value: JSON, at path: [String]) {
    guard let name = path.first else { return }
    guard path.count > 1 else {
      self[name] = value
      return
    }
    var inner = JSONObject()
    if case .object(let object)? = self[name] { inner = object }
    inner.put(value, at: Array(path.dropFirst()))
    self[name] = .object(inner)
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
