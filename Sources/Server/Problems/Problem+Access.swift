import Access
import CanonicalJSON
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

  /// What is wrong is told: whoever signs has to find out why it is not taken, and no secret shows in it.
  static func badSignature(_ flaw: SignatureFlaw) -> Problem {
    Problem(
      kind: "bad-signature",
      status: .unauthorized,
      title: Bilingual(zh: "签名未被接受", en: "The signature is not taken"),
      detail: flaw.words,
      extra: ["flaw": .string(flaw.rawValue)],
      headers: [.wwwAuthenticate: "Bearer"]
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

extension SignatureFlaw {
  fileprivate var words: Bilingual {
    switch self {
    case .missing:
      Bilingual(
        zh: "本机构的请求须按 RFC 9421 签名（Signature-Input、Signature）",
        en: "Requests of this machine have to be signed (RFC 9421: Signature-Input, Signature)."
      )
    case .malformed:
      Bilingual(zh: "Signature-Input 或 Signature 不合格式", en: "Signature-Input or Signature is not in form.")
    case .unknownKey: Bilingual(zh: "keyid 不是已登记的密钥", en: "The keyid is of no registered key.")
    case .algorithm: Bilingual(zh: "alg 与密钥的算法不符", en: "The alg is not the one of the key.")
    case .otherMachine: Bilingual(zh: "密钥与证书不属于同一机构", en: "Key and certificate are of different machines.")
    case .components:
      Bilingual(
        zh: "签名须覆盖 @method、@target-uri（或 @authority、@path、@query），有正文的还须覆盖 content-digest",
        en:
          "It has to cover @method, @target-uri (or @authority, @path and @query), and content-digest where there is a body."
      )
    case .created:
      Bilingual(zh: "created 须在五分钟之内，且未过 expires", en: "The created is not within five minutes, or expires is past.")
    case .nonce: Bilingual(zh: "须带 nonce（至多 256 字节）", en: "There has to be a nonce, of at most 256 bytes.")
    case .replayed:
      Bilingual(zh: "该 nonce 已用过，请重新签名", en: "This nonce has been used; sign anew.")
    case .tooManyNonces:
      Bilingual(
        zh: "该密钥签名的请求过于频繁，请过几分钟再签",
        en: "This key has signed too many requests; sign again in some minutes."
      )
    case .signature: Bilingual(zh: "签名与请求不符", en: "The signature is not one of this request.")
    case .digest:
      Bilingual(
        zh: "正文与 Content-Digest（sha-256）不符",
        en: "The body is not the one of Content-Digest (sha-256)."
      )
    }
  }
}
