import CanonicalJSON
import Registry

/// The texts of one row by column, and what the cells of a mapping make of them.
struct Row {
  var texts: [String: String]

  /// A template's text. A column in it must not be blank: it would be part of a name.
  func text(_ template: Mapping.Template) throws(Refusal) -> String {
    var text = ""
    for part in template.parts {
      switch part {
      case .text(let words): text += words
      case .column(let name):
        let value = texts[name, default: ""]
        guard !value.isEmpty else { throw .blank(name) }
        text += value
      }
    }
    return text
  }

  /// Nil for an optional column that is blank, and for an object or array of nothing but such.
  func value(_ cell: Mapping.Cell) throws(Refusal) -> JSON? {
    switch cell {
    case .constant(let json): return json
    case .text(let template): return .string(try text(template))
    case .column(let column): return try value(column)
    case .object(let members):
      var object = JSONObject()
      for member in members { object[member.name] = try value(member.value) }
      return object.members.isEmpty && !members.isEmpty ? nil : .object(object)
    case .array(let cells):
      var elements: [JSON] = []
      for cell in cells {
        if let element = try value(cell) { elements.append(element) }
      }
      return elements.isEmpty && !cells.isEmpty ? nil : .array(elements)
    }
  }

  private func value(_ column: Mapping.Column) throws(Refusal) -> JSON? {
    let text = texts[column.name, default: ""]
    if let values = column.values {
      if let value = values[text] { return value }
      if text.isEmpty && column.isOptional { return nil }
      throw .unknownWord(column.name, values.keys.filter { !$0.isEmpty }.sorted())
    }
    if text.isEmpty {
      guard column.isOptional else { throw .blank(column.name) }
      return nil
    }
    guard let value = column.kind.value(of: text) else { throw .shape(column.name, column.kind) }
    return value
  }
}

extension Mapping.Column.Kind {
  fileprivate func value(of text: String) -> JSON? {
    switch self {
    case .text: .string(text)
    case .date: DateText(text).map { .string($0.day.text) }
    case .instant: (Instant(text) ?? DateText(text)?.instant).map { .string($0.text) }
    case .integer: integer(text, places: 0)
    case .fen: integer(text, places: 2)
    case .milli: integer(text, places: 3)
    }
  }

  private func integer(_ text: String, places: Int) -> JSON? {
    DecimalText.scaled(text, places: places).flatMap { JSON.exactIntegers.contains($0) ? .integer($0) : nil }
  }

  fileprivate var shape: Bilingual {
    switch self {
    case .text: Bilingual(zh: "文字", en: "text")
    case .date: Bilingual(zh: "日期，如 2026-03-05、2026/3/5 或 2026年3月5日", en: "a day, as 2026-03-05 or 2026/3/5")
    case .instant: Bilingual(zh: "时间，如 2026-03-05 14:30", en: "a time, as 2026-03-05 14:30")
    case .integer: Bilingual(zh: "整数", en: "a whole number")
    case .fen: Bilingual(zh: "金额（元，最多两位小数）", en: "an amount in yuan with at most two decimals")
    case .milli: Bilingual(zh: "数量（最多三位小数）", en: "a quantity with at most three decimals")
    }
  }
}

/// What is wrong with a row. The texts of the row are not repeated: they may be anybody's data.
extension Refusal {
  fileprivate static func blank(_ column: String) -> Refusal {
    Refusal(
      rule: .rowData,
      fact: Bilingual(zh: "“\(column)”列为空", en: "The column “\(column)” is blank."),
      remedy: Bilingual(zh: "请补填后重新提交该行", en: "Fill it in and send the row again.")
    )
  }

  fileprivate static func unknownWord(_ column: String, _ known: [String]) -> Refusal {
    let list = known.joined(separator: ", ")
    return Refusal(
      rule: .rowData,
      fact: Bilingual(
        zh: "“\(column)”列的内容不在映射文件所列的取值中",
        en: "The mapping has no such value in the column “\(column)”."
      ),
      remedy: Bilingual(zh: "请改为其中之一：\(list)", en: "Give one of these: \(list).")
    )
  }

  fileprivate static func shape(_ column: String, _ kind: Mapping.Column.Kind) -> Refusal {
    Refusal(
      rule: .rowData,
      fact: Bilingual(zh: "“\(column)”列应为\(kind.shape.zh)", en: "The column “\(column)” must hold \(kind.shape.en)."),
      remedy: Bilingual(zh: "请改正后重新提交该行", en: "Correct it and send the row again.")
    )
  }

  static func notText(_ column: String, _ encoding: TextEncoding) -> Refusal {
    Refusal(
      rule: RuleID(rawValue: "S4"),
      fact: Bilingual(
        zh: "“\(column)”列不是 \(encoding.rawValue) 编码的文字",
        en: "The column “\(column)” is no text in \(encoding.rawValue)."
      ),
      remedy: Bilingual(
        zh: "请用同一编码重新保存表格，或用 --encoding 指明编码",
        en: "Save the table in one encoding, or name it with --encoding."
      )
    )
  }

  static var quotes: Refusal {
    Refusal(
      rule: RuleID(rawValue: "S1"),
      fact: Bilingual(zh: "该行的引号有误", en: "The quotes of this row are wrong."),
      remedy: Bilingual(
        zh: "含逗号或引号的内容应加双引号，内容中的引号写两次",
        en: "Put a field with commas or quotes into quotes, and write each quote inside it twice."
      )
    )
  }
}

extension RuleID {
  /// Data that do not fit, as for a submission's own data.
  fileprivate static let rowData = RuleID(rawValue: "S8")
}
