import CanonicalJSON
import HTTPTypes
import Registry

/// What can be wrong with a request as such.
extension Problem {
  static let notFound = Problem(
    kind: "not-found",
    status: .notFound,
    title: Bilingual(zh: "没有这个地址", en: "There is nothing at this address"),
    detail: Bilingual(
      zh: "可用的地址见 /openapi.json",
      en: "The addresses that there are stand in /openapi.json."
    )
  )

  static func methodNotAllowed(allowed: [HTTPRequest.Method]) -> Problem {
    let names = allowed.map(\.rawValue).joined(separator: ", ")
    return Problem(
      kind: "method-not-allowed",
      status: .methodNotAllowed,
      title: Bilingual(zh: "此地址不接受这种方法", en: "This address does not take that method"),
      detail: Bilingual(zh: "可用的方法：\(names)", en: "It takes \(names)."),
      headers: [.allow: names]
    )
  }

  static func unsupportedMediaType(accepted: [String]) -> Problem {
    let names = accepted.joined(separator: ", ")
    return Problem(
      kind: "unsupported-media-type",
      status: .unsupportedMediaType,
      title: Bilingual(zh: "内容类型不对", en: "The content type is not one that is read here"),
      detail: Bilingual(
        zh: "请把 Content-Type 设为下列之一：\(names)",
        en: "Set Content-Type to one of \(names)."
      ),
      headers: [.accept: names]
    )
  }

  static func contentTooLarge(limit: Int) -> Problem {
    Problem(
      kind: "content-too-large",
      status: .contentTooLarge,
      title: Bilingual(zh: "提交的内容过大", en: "The content is too large"),
      detail: Bilingual(
        zh: "一次最多提交 \(limit) 字节，请分批提交",
        en: "At most \(limit) bytes are taken at a time; send it in parts."
      ),
      extra: ["limit": .integer(Int64(limit))]
    )
  }

  static func tooManySubmissions(limit: Int) -> Problem {
    Problem(
      kind: "too-many-submissions",
      status: .contentTooLarge,
      title: Bilingual(zh: "一次提交的事件过多", en: "There are too many submissions in one request"),
      detail: Bilingual(
        zh: "一次最多提交 \(limit) 个事件，请分批提交",
        en: "At most \(limit) submissions are taken at a time; send them in parts."
      ),
      extra: ["limit": .integer(Int64(limit))]
    )
  }

  /// `offset` is that of the byte at which the array ceases to be one.
  static func brokenArray(at offset: Int) -> Problem {
    Problem(
      kind: "malformed",
      status: .badRequest,
      title: Bilingual(zh: "不是有效的 JSON 数组", en: "This is not a JSON array"),
      detail: Bilingual(
        zh: "第 \(offset + 1) 字节处不是有效的 JSON 数组，未登记任何事件",
        en: "The content ceases to be a JSON array at byte \(offset + 1). Nothing was recorded."
      ),
      extra: ["offset": .integer(Int64(offset))]
    )
  }

  static func notAnArray() -> Problem {
    Problem(
      kind: "malformed",
      status: .badRequest,
      title: Bilingual(zh: "批量内容应为 JSON 数组", en: "A batch is a JSON array"),
      detail: Bilingual(
        zh: "application/cloudevents-batch+json 的内容必须是由事件组成的数组",
        en: "Content of the type application/cloudevents-batch+json must be an array of events."
      )
    )
  }

  static let versionOfSeveral = Problem(
    kind: "version-of-several",
    status: .badRequest,
    title: Bilingual(zh: "版本只能用于单个事件", en: "A version is for a single event"),
    detail: Bilingual(
      zh: "If-Match 和 If-None-Match 只用于单个事件的提交，未登记任何事件",
      en: "If-Match and If-None-Match are for the submission of a single event. Nothing was recorded."
    )
  )

  static func badParameter(_ name: String, allowed: [String]) -> Problem {
    let values = allowed.joined(separator: ", ")
    return Problem(
      kind: "bad-parameter",
      status: .badRequest,
      title: Bilingual(zh: "查询参数不对", en: "A query parameter is wrong"),
      detail: Bilingual(zh: "\(name) 只能是：\(values)", en: "\(name) is one of \(values)."),
      extra: ["parameter": .string(name), "allowed": .array(allowed.map { .string($0) })]
    )
  }

  /// A page of another site must not reach the server under a name of its own (DNS rebinding).
  static let foreignHost = Problem(
    kind: "foreign-host",
    status: .misdirectedRequest,
    title: Bilingual(zh: "本服务不叫这个名字", en: "This server is not known by that name"),
    detail: Bilingual(
      zh: "请用公布的网址访问，在本机请用 http://127.0.0.1",
      en: "Use the address that was made known; on the machine itself, http://127.0.0.1."
    )
  )
}
