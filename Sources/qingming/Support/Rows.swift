import CanonicalJSON
import Server

extension JSONObject {
  /// A member as people read it; a dash for what is absent.
  func text(_ member: String) -> String { self[member]?.plain ?? "—" }

  func flag(_ member: String) -> String {
    switch self[member] {
    case .bool(true): "是 yes"
    case .bool(false): "否 no"
    default: "—"
    }
  }

  /// A sum in fen as yuan with two decimals.
  func yuan(_ member: String) -> String {
    guard case .integer(let fen) = self[member] else { return "—" }
    return Figures.yuan(fen)
  }
}

extension JSON {
  fileprivate var plain: String {
    switch self {
    case .null: "—"
    case .bool(let value): value ? "是 yes" : "否 no"
    case .integer(let value): Figures.grouped(value)
    case .string(let value): value
    case .array(let values): values.isEmpty ? "—" : values.map(\.plain).joined(separator: ", ")
    case .object: "{…}"
    }
  }

  var line: String { String(decoding: canonicalBytes, as: UTF8.self) }
}

extension Standing {
  /// Where it stands, in words.
  var sentence: String {
    let behind = head - position
    return behind == 0
      ? "截至日志第 \(position) 号事件，已全部计入 as of position \(position), all of the log"
      : "截至日志第 \(position) 号事件，尚有 \(behind) 个未计入 as of position \(position), \(behind) behind"
  }
}
