/// S8: the data do not fit the JSON Schema of their event type.
extension Refusal {
  static func s8Data(_ error: PayloadError, type: String) -> Refusal {
    let place = error.path.isEmpty ? "data" : error.path.hasPrefix("[") ? "data\(error.path)" : "data.\(error.path)"
    let fact =
      switch error.problem {
      case .missingMember: Bilingual(zh: "缺少 \(place)", en: "\(place) is missing.")
      case .unknownMember: Bilingual(zh: "\(type) 没有 \(place) 这一项", en: "\(type) has no \(place).")
      case .mismatch(let expected): Bilingual(zh: "\(place) 应为\(expected.zh)", en: "\(place) must be \(expected.en).")
      case .unknownType: s7UnknownType().fact
      }
    let remedy =
      switch error.problem {
      case .unknownMember:
        Bilingual(
          zh: "请删去该项或改正其名称；系统不会悄悄丢弃任何内容",
          en: "Take it out or mend its name; the registry drops nothing silently."
        )
      default:
        Bilingual(
          zh: "请按 Schemas/events/\(type) 补正后重新提交；没有的可选项应整项省略，不要写 null",
          en:
            "Mend it by Schemas/events/\(type) and submit again; leave an absent optional member out, "
            + "do not write null."
        )
      }
    return Refusal(rule: .s8, fact: fact, remedy: remedy)
  }
}
