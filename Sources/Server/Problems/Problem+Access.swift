import Access
import HTTPTypes
import Registry

/// Who may not have what they ask for.
extension Problem {
  /// What is wrong with a token is not told in detail; there is no `flaw` where nothing says who it is.
  static func notSignedIn(_ flaw: TokenVerifier.Flaw?) -> Problem {
    Problem(
      kind: "not-signed-in",
      status: .unauthorized,
      title: Bilingual(zh: "请先登录", en: "Please sign in"),
      detail: flaw == nil
        ? Bilingual(
          zh: "请在 Authorization 中附上访问令牌（Bearer）",
          en: "Send an access token in Authorization, as Bearer."
        )
        : Bilingual(zh: "访问令牌无效或已过期，请重新登录", en: "The access token is not valid, or no longer; sign in again."),
      headers: [.wwwAuthenticate: flaw == nil ? "Bearer" : #"Bearer error="invalid_token""#]
    )
  }

  static func notAllowed(_ roles: Set<Role>) -> Problem {
    let names = roles.map(\.rawValue).sorted().joined(separator: ", ")
    return Problem(
      kind: "not-allowed",
      status: .forbidden,
      title: Bilingual(zh: "您的角色不能这样做", en: "Your role may not do this"),
      detail: Bilingual(
        zh: "您的角色是 \(names)；各角色的权限见 Schemas/access",
        en: "You act as \(names); Schemas/access says what each role may do."
      )
    )
  }

  static let outOfScope = Problem(
    kind: "out-of-scope",
    status: .forbidden,
    title: Bilingual(zh: "不在您的授权范围内", en: "This is not within your scope"),
    detail: Bilingual(
      zh: "所要的内容超出您的辖区或单位；全登记的合计只给管全登记的人看",
      en: "It goes beyond your division or organisation; sums over the whole registry are for those whose scope it is."
    )
  )

  static func tooManyRequests(wait: Duration) -> Problem {
    let seconds = max(1, Int((wait / .seconds(1)).rounded(.up)))
    return Problem(
      kind: "too-many-requests",
      status: .tooManyRequests,
      title: Bilingual(zh: "请求过于频繁", en: "Too many requests"),
      detail: Bilingual(
        zh: "贵单位的请求过于频繁，请在 \(seconds) 秒后再试；大批事件请用一个请求逐行提交",
        en:
          "Your organisation asks too fast; come back in \(seconds) s, and submit many events as the lines of one request."
      ),
      headers: [.retryAfter: String(seconds)]
    )
  }

  static let foreignOrigin = Problem(
    kind: "foreign-origin",
    status: .forbidden,
    title: Bilingual(zh: "请求来自其他网站", en: "The request comes from another site"),
    detail: Bilingual(
      zh: "请在本登记系统的页面上操作，程序请改用访问令牌（Authorization）",
      en: "Do this on the registry's own pages; a program sends an access token in Authorization."
    )
  )
}
