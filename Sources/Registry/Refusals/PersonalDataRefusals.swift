/// S10: personal numbers come in the sealed part and nowhere else (PIPL, Articles 28 and 29).
extension Refusal {
  /// The sealed part holds something that there is no place for yet; nothing is dropped silently.
  static func s10UnknownSealed() -> Refusal {
    Refusal(
      rule: .s10,
      fact: Bilingual(
        zh: "sealed 中有目前不接收的内容（姓名、电话等要待密封库启用后才接收）",
        en: "The sealed part holds something that is not taken: names and telephone numbers wait for the sealed store."
      ),
      remedy: Bilingual(
        zh: "sealed 只填 id_number、certificate_number 或 bank_account，其余请删去后重新提交",
        en: "Put only id_number, certificate_number or bank_account into sealed, take the rest out and submit again."
      )
    )
  }

  static func s10Misplaced(_ member: String, type: String) -> Refusal {
    Refusal(
      rule: .s10,
      fact: Bilingual(zh: "\(type) 不读取 sealed.\(member)", en: "\(type) does not read sealed.\(member)."),
      remedy: Bilingual(
        zh: "请删去 sealed.\(member)，或核对事件类型（以及证件种类）是否选错",
        en: "Take sealed.\(member) out, or see whether the event type (or the kind of document) is the one meant."
      )
    )
  }

  static func s10Missing(_ member: String, type: String) -> Refusal {
    Refusal(
      rule: .s10,
      fact: Bilingual(zh: "\(type) 缺少 sealed.\(member)", en: "\(type) lacks sealed.\(member)."),
      remedy: Bilingual(
        zh: "请把该号码放入 sealed.\(member)；系统核验后只保存其加密散列值",
        en: "Put the number into sealed.\(member); it is checked, and only a keyed hash of it is kept."
      )
    )
  }

  static func s10InClear(_ member: String) -> Refusal {
    Refusal(
      rule: .s10,
      fact: Bilingual(zh: "data.\(member) 是明文个人号码", en: "data.\(member) would be a personal number in clear."),
      remedy: Bilingual(
        zh: "请移到 sealed.\(member)；data 会永久保存，不得含个人号码",
        en: "Move it to sealed.\(member); data are kept for ever and must hold no personal number."
      )
    )
  }

  /// Only the front door, which has the key, makes such a hash.
  static func s10OwnHash(_ member: String, sealed: String) -> Refusal {
    Refusal(
      rule: .s10,
      fact: Bilingual(
        zh: "data.\(member) 由提交方自行填写",
        en: "data.\(member) was filled in by the sender."
      ),
      remedy: Bilingual(
        zh: "请删去 data.\(member)，把号码放入 sealed.\(sealed)，散列值由本系统计算",
        en: "Take data.\(member) out and put the number into sealed.\(sealed); the registry computes the hash."
      )
    )
  }

  static func s10IDNumberInText(_ member: String) -> Refusal {
    Refusal(
      rule: .s10,
      fact: Bilingual(zh: "\(member) 的文字里含有身份证号码", en: "The text of \(member) contains a citizen ID number."),
      remedy: Bilingual(
        zh: "请从文字中删去身份证号码；需要指明某人时，填写其密封记录的编号",
        en: "Take the ID number out of the text; to name a person, give the reference of the sealed record."
      )
    )
  }
}
