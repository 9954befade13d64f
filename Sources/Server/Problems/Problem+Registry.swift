import CanonicalJSON
import EventLog
import FrontDoor
import HTTPTypes
import Registry

/// What the registry says to a request that is in order as a request.
extension Problem {
  /// A single submission that is not recorded. A submission whose form is wrong is the sender's software's mistake (400),
  /// one that is too large 413, an id used again 409; whatever a rule of the registry refuses is 422.
  static func refused(_ refusal: Refusal, id: String?) -> Problem {
    let (kind, status) = kindAndStatus(refusal.rule)
    var extra: [String: JSON] = [
      "rule": .string(refusal.rule.rawValue), "fact": refusal.fact.json, "remedy": refusal.remedy.json,
    ]
    if let id { extra["id"] = .string(id) }
    return Problem(
      kind: kind,
      status: status,
      title: Bilingual(
        zh: "未予登记（规则 \(refusal.rule)）",
        en: "Not recorded (rule \(refusal.rule))"
      ),
      detail: Bilingual(
        zh: "\(refusal.fact.zh)。\(refusal.remedy.zh)。",
        en: "\(refusal.fact.en) \(refusal.remedy.en)"
      ),
      extra: extra
    )
  }

  private static func kindAndStatus(_ rule: RuleID) -> (String, HTTPResponse.Status) {
    switch rule.rawValue {
    case "S1", "S2", "S3", "S4": ("malformed", .badRequest)
    case "S5": ("content-too-large", .contentTooLarge)
    case "L1": ("stale", .preconditionFailed)
    case "L2": ("id-reused", .conflict)
    case "W1", "W2", "W3", "W4", "W5", "W6", "W7": ("refused", .forbidden)
    default: ("refused", .unprocessableContent)
    }
  }

  static func noSuchCase(asOf position: Int64? = nil) -> Problem {
    Problem(
      kind: "no-such-case",
      status: .notFound,
      title: Bilingual(zh: "没有这个个案", en: "There is no such case"),
      detail: Bilingual(
        zh: "登记中没有此编号的逝者个案",
        en: "The registry knows no case of a decedent under this id."
      ),
      extra: position.map { ["asOf": ["position": .integer($0)]] } ?? [:]
    )
  }

  static let noSuchDivision = Problem(
    kind: "no-such-division",
    status: .notFound,
    title: Bilingual(zh: "没有这个区划", en: "There is no such division"),
    detail: Bilingual(
      zh: "登记中没有此代码的区划；代码为六位数字，如 371002",
      en: "The registry knows no division by this code; codes have six digits, such as 371002."
    )
  )

  static let noSuchFacility = Problem(
    kind: "no-such-facility",
    status: .notFound,
    title: Bilingual(zh: "没有这个设施、墓区或墓位", en: "There is no such facility, section or place"),
    detail: Bilingual(
      zh: "登记中没有此编号；墓位编号为 设施/墓区/行/号",
      en: "The registry knows nothing under this id; that of a place is facility/section/row/number."
    )
  )

  static let noSuchView = Problem(
    kind: "no-such-view",
    status: .notFound,
    title: Bilingual(zh: "没有这张表", en: "There is no such table"),
    detail: Bilingual(
      zh: "各读模型及其表见 /v1/read-models",
      en: "The read models and their views stand in /v1/read-models."
    )
  )

  static let noSuchEvent = Problem(
    kind: "no-such-event",
    status: .notFound,
    title: Bilingual(zh: "没有这个事件", en: "There is no such event"),
    detail: Bilingual(zh: "日志中没有此编号的事件", en: "The log has no event with this id.")
  )

  static let noSuchTile = Problem(
    kind: "no-such-tile",
    status: .notFound,
    title: Bilingual(zh: "没有这个瓦片", en: "There is no such tile"),
    detail: Bilingual(
      zh: "该日志没有这个瓦片，或其宽度不属于已签署的大小",
      en: "The log has no such tile, or none as wide for a size that was signed."
    )
  )

  static let notSignedYet = Problem(
    kind: "not-signed-yet",
    status: .notFound,
    title: Bilingual(zh: "尚未签署", en: "It is not signed yet"),
    detail: Bilingual(
      zh: "公证进程尚未签署到此处：通常几秒之后即可，请稍后再试",
      en: "The notary has not signed as far; it does so within seconds as a rule, so try again."
    ),
    headers: [.retryAfter: "2"]
  )

  static let noSuchRecord = Problem(
    kind: "no-such-record",
    status: .notFound,
    title: Bilingual(zh: "没有这项登记", en: "Nothing is recorded of it"),
    detail: Bilingual(
      zh: "日志中没有这个登记流、年检或抽取：请核对编号",
      en: "The log has no such stream, inspection or draw: check its name."
    )
  )

  static let badSelection = Problem(
    kind: "bad-selection",
    status: .badRequest,
    title: Bilingual(zh: "这张表没有所要的行", en: "The table cannot have the rows that are asked for"),
    detail: Bilingual(
      zh: "表中没有区划一列，或 cursor 不是上一页给出的：请去掉 division，或从第一页开始",
      en: "It has no column of divisions, or the cursor is not from a page of it: leave division out, or begin anew."
    )
  )

  static let tooManyRows = Problem(
    kind: "too-many-rows",
    status: .unprocessableContent,
    title: Bilingual(zh: "行数过多，不能在页面上比较", en: "There are too many rows to compare on a page"),
    detail: Bilingual(
      zh: "请按区划缩小范围，或用 qingming replay --diff",
      en: "Ask for one division, or use qingming replay --diff."
    )
  )

  static let tooManyReplays = Problem(
    kind: "too-many-replays",
    status: .tooManyRequests,
    title: Bilingual(zh: "同时进行的回溯过多", en: "Too many replays are running"),
    detail: Bilingual(
      zh: "请稍后再试，或用 qingming replay",
      en: "Ask again in a while, or use qingming replay."
    ),
    headers: [.retryAfter: "30"]
  )

  static let replayTooLong = Problem(
    kind: "replay-too-long",
    status: .serviceUnavailable,
    title: Bilingual(zh: "回溯时间过长", en: "The replay takes too long"),
    detail: Bilingual(
      zh: "日志很长，回溯未能在一分钟内完成；请用 qingming replay",
      en: "The log is long, and the replay was not done within a minute: use qingming replay."
    ),
    headers: [.retryAfter: "600"]
  )

  static let behind = Problem(
    kind: "behind",
    status: .serviceUnavailable,
    title: Bilingual(zh: "读模型尚未到达所等的位置", en: "The read model has not come to that position yet"),
    detail: Bilingual(
      zh: "请稍后再试；进度见 /metrics 或 qingming projection status",
      en: "Ask again in a moment; /metrics and qingming projection status show how far it is."
    ),
    headers: [.retryAfter: "2"]
  )

  static let unavailable = Problem(
    kind: "unavailable",
    status: .serviceUnavailable,
    title: Bilingual(zh: "数据库暂时不可用", en: "The database is away"),
    detail: Bilingual(
      zh: "请稍后原样重发；已登记的事件不会重复登记",
      en: "Send the same again in a moment; nothing is recorded twice."
    ),
    headers: [.retryAfter: "2"]
  )

  static let tooManyStreams = Problem(
    kind: "too-many-streams",
    status: .tooManyRequests,
    title: Bilingual(zh: "同时订阅日志的连接过多", en: "Too many follow the log already"),
    detail: Bilingual(zh: "请稍后再试，或用 /v1/log/events 分页读取", en: "Try again later, or read /v1/log/events page by page."),
    headers: [.retryAfter: "60"]
  )

  static let overloaded = Problem(
    kind: "overloaded",
    status: .serviceUnavailable,
    title: Bilingual(zh: "提交过多，暂时忙不过来", en: "Too much is waiting"),
    detail: Bilingual(
      zh: "请稍后原样重发；已登记的事件不会重复登记",
      en: "Send the same again in a moment; nothing is recorded twice."
    ),
    headers: [.retryAfter: "1"]
  )

  static let diskFull = Problem(
    kind: "disk-full",
    status: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"),
    title: Bilingual(zh: "磁盘已满，不能登记新的事件", en: "The disk is full, so nothing can be recorded"),
    detail: Bilingual(
      zh: "查询不受影响；请管理员腾出空间后原样重发",
      en: "Reading goes on. Send the same again once the administrator has made room."
    )
  )

  static let notReady = Problem(
    kind: "not-ready",
    status: .serviceUnavailable,
    title: Bilingual(zh: "尚未就绪", en: "Not ready yet"),
    detail: Bilingual(
      zh: "数据表或汇总表尚未建立：请先运行数据库迁移和汇总进程",
      en: "The tables or the read models are not there yet: run the migration and a projection worker."
    ),
    headers: [.retryAfter: "5"]
  )

  static let internalError = Problem(
    kind: "internal",
    status: .internalServerError,
    title: Bilingual(zh: "服务器内部错误", en: "Something is wrong in the server"),
    detail: Bilingual(zh: "已记入服务器日志，请联系管理员", en: "It is in the server's log; tell the administrator.")
  )

  init(_ error: FrontDoorError) {
    switch error.code {
    case .unavailable: self = .unavailable
    case .diskFull: self = .diskFull
    case .overloaded: self = .overloaded
    case .unreadable: self = .internalError
    }
  }
}

extension Bilingual {
  var json: JSON { ["zh": .string(zh), "en": .string(en)] }
}

extension Problem {
  /// Of reading the log.
  init(_ error: EventLogError) {
    self = error.code == .unavailable ? .unavailable : .internalError
  }

  init(_ error: ReadError) {
    switch error.code {
    case .unavailable: self = .unavailable
    case .notReady: self = .notReady
    case .badSelection: self = .badSelection
    case .behind: self = .behind
    case .busy: self = .tooManyReplays
    case .tooLong: self = .replayTooLong
    case .database: self = .internalError
    }
  }
}
