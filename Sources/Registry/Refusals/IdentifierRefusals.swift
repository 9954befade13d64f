/// S9: an identifier fails the check of its standard. The number itself is never repeated.
extension Refusal {
  /// GB 11643, in the sealed member `member`; an identity check can be overridden, a certificate's number cannot.
  static func s9CitizenID(_ defect: CitizenID.Defect, in member: String, canOverride: Bool) -> Refusal {
    let fact =
      switch defect {
      case .oldForm:
        Bilingual(
          zh: "\(member) 是 15 位旧身份证号码，已停止使用",
          en: "\(member) is a 15-digit ID number of the old form, no longer in use."
        )
      case .shape:
        Bilingual(
          zh: "\(member) 不是 18 位身份证号码（17 位数字加一位数字或 X）",
          en: "\(member) is no ID number of 18 characters: 17 digits and a digit or X."
        )
      case .division:
        Bilingual(zh: "\(member) 前六位不是行政区划代码", en: "\(member) does not begin with a division code.")
      case .birthDate:
        Bilingual(zh: "\(member) 中的出生日期在日历上不存在", en: "The birth date in \(member) is no day of the calendar.")
      case .bornLater:
        Bilingual(zh: "\(member) 中的出生日期晚于事件发生之日", en: "The birth date in \(member) is later than the event.")
      case .checkCharacter:
        Bilingual(zh: "身份证号码校验位不符（\(member)）", en: "The check character of the ID number in \(member) is wrong.")
      }
    return Refusal(rule: .s9, fact: fact, remedy: remedy(for: defect, canOverride: canOverride))
  }

  private static func remedy(for defect: CitizenID.Defect, canOverride: Bool) -> Bilingual {
    let (zh, en) =
      defect == .oldForm
      ? ("请按户口簿换用 18 位号码", "Use the 18-digit number of the household register")
      : ("请对照证件重新录入", "Enter it again from the document")
    guard canOverride else { return Bilingual(zh: zh, en: "\(en).") }
    return Bilingual(
      zh: "\(zh)；证件确实如此的，id_check 填 overridden，并在 override_reason 写明理由",
      en: "\(en); if the document really says so, set id_check to overridden and give the override_reason."
    )
  }

  /// GB 32100: the check character is wrong and no reason for accepting it is given.
  static func s9WrongUSCC(_ member: String) -> Refusal {
    Refusal(
      rule: .s9,
      fact: Bilingual(
        zh: "统一社会信用代码校验位不符（data.\(member)）",
        en: "The check character of the unified social credit code in data.\(member) is wrong."
      ),
      remedy: Bilingual(
        zh: "请对照登记证书重新录入；证书确实如此的，在 data.\(member)_reason 中写明接受的理由",
        en: "Enter it again from the certificate; if the certificate really says so, give the reason in "
          + "data.\(member)_reason."
      )
    )
  }

  /// A reason for accepting a code that needs none: one of the two is a slip.
  static func s9NeedlessReason(_ member: String) -> Refusal {
    Refusal(
      rule: .s9,
      fact: Bilingual(
        zh: "data.\(member) 校验正确，却填写了 data.\(member)_reason",
        en: "data.\(member) passes its check, yet data.\(member)_reason is given."
      ),
      remedy: Bilingual(
        zh: "请删去 data.\(member)_reason，或核对代码是否录错",
        en: "Take data.\(member)_reason out, or see whether the code is the one meant."
      )
    )
  }

  /// A sealed number of another kind is not of its shape.
  static func s9Shape(_ member: String, _ expected: Bilingual) -> Refusal {
    Refusal(
      rule: .s9,
      fact: Bilingual(zh: "\(member) 应为\(expected.zh)", en: "\(member) must be \(expected.en)."),
      remedy: Bilingual(
        zh: "请对照证件或凭证重新录入，不要夹带空格和其他文字",
        en: "Enter it again from the document, without spaces or other words."
      )
    )
  }
}
