import CanonicalJSON
import Registry

extension Mapping.EventMapping {
  init(_ event: Mapping.Reader) throws(IntakeError) {
    try event.allow(["type", "version", "subject", "key", "when", "time", "data", "sealed"])
    type = try event.text("type")
    version = try event.version()
    subject = try Mapping.Template(try event.text("subject"))
    key = try event.object["key"] == nil ? subject : Mapping.Template(try event.text("key"))
    when = try event.object["when"] == nil ? nil : event.text("when")
    time = try Mapping.Cell(try event.value("time"), at: event.path("time"))
    data = try Mapping.Cell(try event.value("data"), at: event.path("data"))
    guard let sealed = event.object["sealed"] else {
      self.sealed = nil
      return
    }
    self.sealed = try Mapping.Cell(sealed, at: event.path("sealed"))
  }
}

extension Mapping.Cell {
  init(_ json: JSON, at path: String) throws(IntakeError) {
    switch json {
    case .string(let text):
      let template = try Mapping.Template(text)
      self = template.columns.isEmpty ? .constant(json) : .text(template)
    case .array(let elements):
      var cells: [Mapping.Cell] = []
      for (index, element) in elements.enumerated() { cells.append(try Self(element, at: "\(path)[\(index)]")) }
      self = .array(cells)
    case .object(let object):
      if object["column"] != nil {
        self = .column(try Mapping.Column(Mapping.Reader(json, at: path)))
      } else {
        var cells: [(name: String, value: Mapping.Cell)] = []
        for member in object.members {
          cells.append((member.name, try Self(member.value, at: "\(path).\(member.name)")))
        }
        self = .object(cells)
      }
    default: self = .constant(json)
    }
  }
}

extension Mapping.Column {
  init(_ column: Mapping.Reader) throws(IntakeError) {
    try column.allow(["column", "as", "values", "optional"])
    name = try column.text("column")
    let word = try column.object["as"] == nil ? Kind.text.rawValue : column.text("as")
    guard let kind = Kind(rawValue: word) else {
      let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw column.error("as", "应为 \(known) 之一 must be one of \(known)")
    }
    self.kind = kind
    switch column.object["values"] {
    case nil: values = nil
    case .object(let object)?:
      values = Dictionary(object.members.map { ($0.name, $0.value) }) { first, _ in first }
    default: throw column.error("values", "应为对象 must be an object")
    }
    switch column.object["optional"] {
    case nil: isOptional = false
    case .bool(let flag)?: isOptional = flag
    default: throw column.error("optional", "应为 true 或 false must be true or false")
    }
  }
}

extension Mapping {
  /// An object of the mapping file, and where it stands in it.
  struct Reader {
    let object: JSONObject
    private let place: String

    init(_ json: JSON, at place: String) throws(IntakeError) {
      guard case .object(let object) = json else {
        throw IntakeError(.mapping, "映射文件 \(place) 应为对象 in the mapping file, \(place) must be an object")
      }
      self.object = object
      self.place = place
    }

    func path(_ member: String) -> String { place.isEmpty ? member : "\(place).\(member)" }

    func error(_ member: String, _ fault: String) -> IntakeError {
      IntakeError(.mapping, "映射文件 mapping file: \(path(member)) \(fault)")
    }

    func allow(_ names: Set<String>) throws(IntakeError) {
      for member in object.members where !names.contains(member.name) {
        throw error(member.name, "未被识别 is not known")
      }
    }

    func value(_ member: String) throws(IntakeError) -> JSON {
      guard let value = object[member] else { throw error(member, "缺失 is missing") }
      return value
    }

    func text(_ member: String) throws(IntakeError) -> String {
      guard let text = try value(member).stringValue, !text.isEmpty else {
        throw error(member, "应为非空文字 must be a text that is not empty")
      }
      return text
    }

    /// Mappings from the time when every type had one version do not say it.
    func version() throws(IntakeError) -> DataVersion {
      guard case .integer(let number) = object["version"] ?? 1,
        let version = Int(exactly: number).flatMap(DataVersion.init)
      else { throw error("version", "应为 1 至 99 的整数 must be a whole number from 1 to 99") }
      return version
    }

    func array(_ member: String) throws(IntakeError) -> [JSON] {
      guard case .array(let elements) = try value(member), !elements.isEmpty else {
        throw error(member, "应为非空数组 must be an array that is not empty")
      }
      return elements
    }
  }
}
