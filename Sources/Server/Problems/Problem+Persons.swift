import CanonicalJSON
import HTTPTypes
import Registry

/// What is wrong with a question about a person. None of it says what was asked: that may be personal.
extension Problem {
  static func badQuestion(_ members: [String]) -> Problem {
    let names = members.joined(separator: ", ")
    return Problem(
      kind: "malformed",
      status: .badRequest,
      title: Bilingual(zh: "提问的格式不对", en: "The question is not in form"),
      detail: Bilingual(zh: "内容应为 JSON 对象，其成员为：\(names)", en: "Send a JSON object with \(names), and nothing else.")
    )
  }

  static func badMember(_ name: String, _ shape: Bilingual) -> Problem {
    Problem(
      kind: "malformed",
      status: .badRequest,
      title: Bilingual(zh: "提问的格式不对", en: "The question is not in form"),
      detail: Bilingual(zh: "\(name) 应为：\(shape.zh)", en: "\(name) must be \(shape.en)."),
      extra: ["member": .string(name)]
    )
  }

  /// By which rule, and what to do; the fact might quote what was sent.
  static func notShown(_ refusal: Refusal) -> Problem {
    let status: HTTPResponse.Status =
      switch refusal.rule.rawValue {
      case "V3": .notFound
      case "V4": .gone
      default: .unprocessableContent
      }
    return Problem(
      kind: "not-shown",
      status: status,
      title: Bilingual(zh: "不予显示（规则 \(refusal.rule)）", en: "Not shown (rule \(refusal.rule))"),
      detail: Bilingual(zh: "\(refusal.remedy.zh)。", en: refusal.remedy.en),
      extra: ["rule": .string(refusal.rule.rawValue), "remedy": refusal.remedy.json]
    )
  }

  static let personsOnly = Problem(
    kind: "persons-only",
    status: .forbidden,
    title: Bilingual(zh: "须由本人登录", en: "Somebody has to sign in for this"),
    detail: Bilingual(
      zh: "查看个人信息明文须由本人登录，机器证书不能代为查看",
      en: "Personal data are unsealed for a person who has signed in, not for a machine."
    )
  )

  static func tooManyPersons(wait: Duration) -> Problem {
    tooMany(Bilingual(zh: "查找号码和查看明文每人有限次", en: "Each person looks for numbers and unseals so often"), wait)
  }

  static func tooManySearches(wait: Duration) -> Problem {
    tooMany(Bilingual(zh: "查找号码每人有限次", en: "Each person looks for numbers so often"), wait)
  }

  private static func tooMany(_ what: Bilingual, _ wait: Duration) -> Problem {
    let seconds = max(1, Int((wait / .seconds(1)).rounded(.up)))
    return Problem(
      kind: "too-many-requests",
      status: .tooManyRequests,
      title: Bilingual(zh: "请求过于频繁", en: "Too many requests"),
      detail: Bilingual(zh: "\(what.zh)，请在 \(seconds) 秒后再试", en: "\(what.en); come back in \(seconds) s."),
      headers: [.retryAfter: String(seconds)]
    )
  }
}
