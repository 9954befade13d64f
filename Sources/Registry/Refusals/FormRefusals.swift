import CanonicalJSON

/// S1 to S5: the bytes of a submission are no JSON that every reader understands alike (RFC 7493, RFC 8785).
extension Refusal {
  static func form(_ error: JSONError) -> Refusal {
    switch error.code {
    case .unexpectedEnd, .unexpectedByte, .trailingBytes, .invalidEscape, .tooDeep: s1NotJSON(error)
    case .duplicateMember: s2DuplicateMember(error)
    case .invalidNumber, .fraction, .negativeZero, .integerOutOfRange: s3Number(error)
    case .byteOrderMark, .invalidUTF8, .nul, .loneSurrogate, .controlCharacter: s4Text(error)
    case .tooLarge: s5TooLarge(limit: error.offset)
    }
  }

  static func s1NotJSON(_ error: JSONError) -> Refusal {
    let place = Place(error)
    let fact =
      switch error.code {
      case .unexpectedEnd: Bilingual(zh: "内容不完整，JSON 在\(place.zh)中断", en: "The JSON breaks off \(place.en).")
      case .trailingBytes:
        Bilingual(zh: "JSON 之后还有多余内容（\(place.zh)）", en: "Something follows the JSON value \(place.en).")
      case .invalidEscape: Bilingual(zh: "\(place.zh)的转义写法无效", en: "There is no such escape as the one \(place.en).")
      case .tooDeep: Bilingual(zh: "\(place.zh)嵌套过深", en: "Objects or arrays are nested too deep \(place.en).")
      default: Bilingual(zh: "\(place.zh)不是有效的 JSON", en: "This is not JSON \(place.en).")
      }
    return Refusal(
      rule: .s1,
      fact: fact,
      remedy: Bilingual(
        zh: "每行提交一个完整的 JSON 对象，请用软件生成，不要手工拼接",
        en: "Send one complete JSON object a line, written by a JSON library and not put together by hand."
      )
    )
  }

  static func s2DuplicateMember(_ error: JSONError) -> Refusal {
    let place = Place(error)
    return Refusal(
      rule: .s2,
      fact: Bilingual(
        zh: "\(place.zh)开始的对象里有同名成员",
        en: "The object that begins \(place.en) names one member twice."
      ),
      remedy: Bilingual(
        zh: "每个成员只能出现一次，请删去重复的一个",
        en: "Name each member once; take the repeated one out."
      )
    )
  }

  static func s3Number(_ error: JSONError) -> Refusal {
    let place = Place(error)
    let fact =
      switch error.code {
      case .fraction:
        Bilingual(zh: "\(place.zh)的数字带小数或指数", en: "The number \(place.en) has a fraction or an exponent.")
      case .integerOutOfRange:
        Bilingual(zh: "\(place.zh)的整数超出 ±9007199254740991", en: "The integer \(place.en) is beyond ±9007199254740991.")
      case .negativeZero: Bilingual(zh: "\(place.zh)写成了负零", en: "The number \(place.en) is a negative zero.")
      default: Bilingual(zh: "\(place.zh)的数字写法无效", en: "The number \(place.en) is not written as JSON asks.")
      }
    return Refusal(
      rule: .s3,
      fact: fact,
      remedy: Bilingual(
        zh: "数字一律写成整数：金额以分、面积以平方厘米、长度以毫米为单位",
        en: "Write whole numbers only: money in fen, area in cm², length in mm."
      )
    )
  }

  static func s4Text(_ error: JSONError) -> Refusal {
    let place = Place(error)
    let fact =
      switch error.code {
      case .byteOrderMark: Bilingual(zh: "内容以字节顺序标记（BOM）开头", en: "The text begins with a byte order mark.")
      case .nul: Bilingual(zh: "\(place.zh)有空字符（NUL）", en: "There is a NUL character \(place.en).")
      case .loneSurrogate:
        Bilingual(zh: "\(place.zh)的 \\u 转义只有半个字符", en: "The \\u escape \(place.en) is half a character.")
      case .controlCharacter:
        Bilingual(zh: "\(place.zh)有未转义的控制字符", en: "There is an unescaped control character \(place.en).")
      default: Bilingual(zh: "\(place.zh)不是有效的 UTF-8 文字", en: "The text is not UTF-8 \(place.en).")
      }
    return Refusal(
      rule: .s4,
      fact: fact,
      remedy: Bilingual(
        zh: "请把文字存为不带 BOM 的 UTF-8（不是 GBK），并去掉不可见的控制字符",
        en: "Save the text as UTF-8 without byte order mark (not GBK) and take invisible control characters out."
      )
    )
  }

  static func s5TooLarge(limit: Int) -> Refusal {
    Refusal(
      rule: .s5,
      fact: Bilingual(zh: "提交内容超过 \(limit) 字节", en: "The submission is longer than \(limit) bytes."),
      remedy: Bilingual(
        zh: "文件和图片不要放进事件：另行存档，事件里只写其 SHA-256 摘要",
        en: "Keep documents and pictures out of the event: file them elsewhere and give their SHA-256 digest."
      )
    )
  }

  /// "at byte 17", counted from one as people do.
  private struct Place {
    let zh: String
    let en: String

    init(_ error: JSONError) {
      zh = "第 \(error.offset + 1) 字节"
      en = "at byte \(error.offset + 1)"
    }
  }
}
