/// S6 and S7: what is around the data of a submission (CloudEvents 1.0).
extension Refusal {
  /// S6: an envelope member is missing, unknown or not what it has to be.
  static func s6Envelope(_ fact: Bilingual) -> Refusal {
    Refusal(
      rule: .s6,
      fact: fact,
      remedy: Bilingual(
        zh: "信封须有 specversion、id、source、type、subject、time、dataschema、actor、data，"
          + "必要时加 sealed，不得有其他成员；请对照接口文档补正",
        en: "An envelope has specversion, id, source, type, subject, time, dataschema, actor and data, where needed "
          + "sealed, and nothing else; mend the member named."
      )
    )
  }

  static func s6Missing(_ member: String) -> Refusal {
    s6Envelope(Bilingual(zh: "信封缺少 \(member)", en: "The envelope lacks \(member)."))
  }

  static func s6Unknown(_ member: String) -> Refusal {
    let name = MemberName.shown(member)
    return s6Envelope(Bilingual(zh: "信封没有 \(name) 这一项", en: "The envelope has no \(name)."))
  }

  static func s6Malformed(_ member: String, _ expected: Bilingual) -> Refusal {
    s6Envelope(Bilingual(zh: "信封的 \(member) 应为\(expected.zh)", en: "The envelope's \(member) must be \(expected.en)."))
  }

  /// S7: the registry has no event type of that name. The name is not repeated, it might be anything.
  static func s7UnknownType() -> Refusal {
    Refusal(
      rule: .s7,
      fact: Bilingual(zh: "type 不是本登记系统的事件类型", en: "The type is no event type of this registry."),
      remedy: Bilingual(
        zh: "请核对 type 的拼写和大小写，可用的类型见 Schemas/events",
        en: "Check the spelling and the capitals of type; Schemas/events holds every type there is."
      )
    )
  }
}
