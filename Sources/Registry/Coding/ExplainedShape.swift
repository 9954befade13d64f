/// A value whose allowed shape can be told to whoever sent another one.
public protocol ExplainedShape {
  /// What is expected, as the end of "… must be".
  static var shape: Bilingual { get }
}

extension BoundedInteger {
  public static var shape: Bilingual {
    Bilingual(
      zh: "\(range.lowerBound) 至 \(range.upperBound) 之间的整数",
      en: "a whole number from \(range.lowerBound) to \(range.upperBound)"
    )
  }
}

extension Code {
  public static var shape: Bilingual {
    Bilingual(zh: "代码（1 至 64 个字母、数字或 . _ -）", en: "a code: 1 to 64 letters, digits or . _ -")
  }
}

extension Text {
  public static var shape: Bilingual {
    Bilingual(zh: "1 至 500 个字符的文字，不含控制字符", en: "text of 1 to 500 characters, none of them a control character")
  }
}

extension Digest {
  public static var shape: Bilingual {
    Bilingual(zh: "SHA-256 摘要（64 位小写十六进制）", en: "a SHA-256 digest: 64 lower-case hexadecimal digits")
  }
}

extension KeyedHash {
  public static var shape: Bilingual {
    Bilingual(zh: "加密散列值（64 位小写十六进制）", en: "a keyed hash: 64 lower-case hexadecimal digits")
  }
}

extension FormSerial {
  public static var shape: Bilingual {
    Bilingual(
      zh: "印刷序号：字头（可无）加 1 至 12 位数字，共不超过 64 个字符",
      en: "a printed serial: a prefix, if any, and 1 to 12 digits, 64 characters at most"
    )
  }
}

extension PlotID {
  public static var shape: Bilingual {
    Bilingual(zh: "墓位编号：设施/墓区/排/号，号为 1 至 99999", en: "a plot: facility/section/row/number, the number from 1 to 99999")
  }
}

extension LocalDate {
  public static var shape: Bilingual {
    Bilingual(zh: "日历中真实存在的日期，如 2026-07-01", en: "a day that the calendar has, such as 2026-07-01")
  }
}

extension Month {
  public static var shape: Bilingual {
    Bilingual(zh: "年月，如 2026-07", en: "a month, such as 2026-07")
  }
}

extension Instant {
  public static var shape: Bilingual {
    Bilingual(
      zh: "带时区的真实时间，如 2026-07-01T08:30:00+08:00",
      en: "a real time with its zone, such as 2026-07-01T08:30:00+08:00"
    )
  }
}

extension EventID {
  public static var shape: Bilingual {
    Bilingual(zh: "小写 UUID", en: "a UUID in lower case")
  }
}

extension DivisionCode {
  public static var shape: Bilingual {
    Bilingual(
      zh: "六位行政区划代码（GB/T 2260），全国为 000000",
      en: "a division code of six digits (GB/T 2260), 000000 for the nation"
    )
  }
}

extension TownCode {
  public static var shape: Bilingual {
    Bilingual(
      zh: "九位乡镇街道代码：六位区划代码（GB/T 2260）加三位（GB/T 10114，不为 000）",
      en: "a town's code of nine digits: a division's six (GB/T 2260), then three (GB/T 10114, not 000)"
    )
  }
}

extension USCC {
  public static var shape: Bilingual {
    Bilingual(
      zh: "18 位统一社会信用代码（大写，不含 I、O、S、V、Z）",
      en: "a unified social credit code: 18 digits and capitals without I, O, S, V and Z"
    )
  }
}

/// What a value of any type in a payload must look like.
func shape(of type: any Any.Type) -> Bilingual {
  switch type {
  case let type as any ExplainedShape.Type: type.shape
  case let type as any CaseIterable.Type: oneOf(type)
  case is Bool.Type: Bilingual(zh: "true 或 false", en: "true or false")
  case is any Sequence.Type: Bilingual(zh: "数组", en: "an array")
  default: Bilingual(zh: "对象", en: "an object")
  }
}

private func oneOf<Value: CaseIterable>(_ type: Value.Type) -> Bilingual {
  let names = type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
  return Bilingual(
    zh: "下列之一：\(names.joined(separator: "、"))",
    en: "one of: \(names.joined(separator: ", "))"
  )
}
