/// S10: personal data come in the sealed part and nowhere else (PIPL, Articles 28 and 29).
extension Refusal {
  /// The sealed part holds something that there is no place for; nothing is dropped silently.
  static func s10UnknownSealed() -> Refusal {
    Refusal(
      rule: .s10,
      fact: Bilingual(
        zh: "sealed 中有不接收的内容",
        en: "The sealed part holds something that is not taken."
      ),
      remedy: Bilingual(
        zh: "sealed 只可有 name、telephone、address，以及该类事件所读取的 id_number、certificate_number 或 bank_account，其余请删去后重新提交",
        en:
          "Put only name, telephone and address into sealed, and whichever of id_number, certificate_number and bank_account "
          + "the event reads; take the rest out and submit again."
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
        zh: "请把该号码放入 sealed.\(member)；系统核验后，日志只保存其加密散列值，号码本身加密另存",
        en:
          "Put the number into sealed.\(member); it is checked, the log keeps only a keyed hash, and the number is kept encrypted."
      )
    )
  }

  static func s10InClear(_ member: String) -> Refusal {
    Refusal(
      rule: .s10,
      fact: Bilingual(zh: "data.\(member) 是明文个人信息", en: "data.\(member) would be personal data in clear."),
      remedy: Bilingual(
        zh: "请移到 sealed.\(member)；data 会永久保存，不得含个人信息",
        en: "Move it to sealed.\(member); data are kept for ever and must hold no personal data."
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

/// S11: nothing is sealed of a person who has been erased (PIPL, Article 47).
extension Refusal {
  public static func s11Erased(_ person: PersonName) -> Refusal {
    Refusal(
      rule: .s11,
      fact: Bilingual(
        zh: "\(person) 的个人信息已依法删除，密钥已销毁，不再接收其 sealed",
        en: "The personal data of \(person) have been erased and the key destroyed; no sealed part of them is taken."
      ),
      remedy: Bilingual(
        zh: "请删去 sealed 后重新提交；确有新的法定依据必须登记的，请换用新的人员编号",
        en:
          "Take sealed out and submit again; where there is a new legal ground to record it, use a new reference for the person."
      )
    )
  }
}
