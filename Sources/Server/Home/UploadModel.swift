import Registry

/// Where a file is chosen. The template reads the properties by name.
struct UploadModel: PageModel {
  static let template = "upload"

  let frame: Frame
  let nav: [HomeNav.Tab]
  let action: String
  let megabytes: String
  let lines: String

  init(_ desk: HomeDesk, _ address: PageAddress) {
    let language = address.language
    let heading = language.choose(HomeNav.upload)
    frame = Frame(
      address,
      heading: heading,
      lead: language.choose(desk.name),
      trail: address.trail(to: desk.office) + [
        Link(language.choose(HomeNav.today), address.to("/home")), Link(heading),
      ],
      isSimulated: desk.office.isSimulated,
      data: ["/v1/submissions"]
    )
    nav = HomeNav.tabs("/home/upload", desk.city.visit, address)
    action = address.to("/home/upload")
    megabytes = String(UploadedFile.maximumBytes >> 20)
    lines = Figures.grouped(Int64(UploadedFile.mostLines))
  }
}

/// What became of a file, line by line. The template reads the properties by name.
struct UploadReportModel: PageModel {
  static let template = "upload-report"
  /// Lines of a page.
  static let pageSize = 200

  struct Row {
    let line: String
    let type: String
    let kind: String
    let outcome: String
    let stream: String
    let link: String?
    let rule: String?
    let fact: String
    let remedy: String
  }

  let frame: Frame
  let nav: [HomeNav.Tab]
  let accepted: String
  let repeated: String
  let refused: String
  let hasRefused: Bool
  let unanswered: String?
  /// Why, and what is to be done.
  let trouble: String?
  let isAll: Bool
  let all: String
  let onlyRefused: String
  let rows: [Row]
  let hasRows: Bool
  let count: String
  let from: String
  let to: String
  let next: String?
  let before: String?
  let csv: String
  let again: String

  init(
    _ report: UploadReport,
    showing isAll: Bool,
    from start: Int,
    _ vocabulary: EventVocabulary,
    _ desk: HomeDesk,
    _ address: PageAddress
  ) {
    let language = address.language
    let heading = language.choose(Bilingual(zh: "上传结果", en: "What became of the file"))
    frame = Frame(
      address,
      heading: heading,
      lead: report.name,
      trail: address.trail(to: desk.office) + [
        Link(language.choose(HomeNav.today), address.to("/home")),
        Link(language.choose(HomeNav.upload), address.to("/home/upload")), Link(heading),
      ],
      isSimulated: desk.office.isSimulated
    )
    nav = HomeNav.tabs(nil, desk.city.visit, address)
    func counted(_ word: String) -> String { Figures.grouped(Int64(report.count(word))) }
    (accepted, repeated, refused) = (counted("accepted"), counted("repeated"), counted("refused"))
    hasRefused = report.count("refused") > 0
    unanswered = report.unanswered == 0 ? nil : Figures.grouped(Int64(report.unanswered))
    trouble = report.problem.map { problem in
      language.choose(
        Bilingual(
          zh: "\(problem.title.zh)。\(problem.detail.zh)。",
          en: "\(problem.title.en). \(problem.detail.en)"
        )
      )
    }
    self.isAll = isAll
    let path = "/home/uploads/\(report.id)"
    let shown = isAll ? report.rows : report.rows.filter(\.outcome.isRefused)
    let page = shown.dropFirst(start).prefix(Self.pageSize)
    let teller = FieldTeller(vocabulary: vocabulary, address: address)
    rows = page.map { Row($0, teller) }
    hasRows = !rows.isEmpty
    count = Figures.grouped(Int64(shown.count))
    from = Figures.grouped(Int64(min(start + 1, shown.count)))
    to = Figures.grouped(Int64(start + page.count))
    func there(_ start: Int) -> String {
      address.to(path, [("show", isAll ? "all" : "refused"), ("from", String(start))])
    }
    next = start + page.count < shown.count ? there(start + Self.pageSize) : nil
    before = start > 0 ? there(max(0, start - Self.pageSize)) : nil
    all = address.to(path, [("show", "all")])
    onlyRefused = address.to(path, [("show", "refused")])
    csv = address.to(path, [("format", "csv")])
    again = address.to("/home/upload")
  }
}

extension UploadReportModel.Row {
  fileprivate init(_ row: UploadReport.Row, _ teller: FieldTeller) {
    let language = teller.address.language
    line = Figures.grouped(Int64(row.line))
    type = row.type.map { EventNames.name(of: $0, in: language) } ?? "—"
    kind = row.outcome.word
    switch row.outcome {
    case .accepted(let name, _), .repeated(let name, _):
      let isNew = row.outcome.word == "accepted"
      outcome = language.choose(
        isNew ? Bilingual(zh: "已登记", en: "recorded") : Bilingual(zh: "以前登记过", en: "recorded before")
      )
      stream = name
      link = row.id.map { teller.address.to("/log/events/\($0)") }
      (rule, fact, remedy) = (nil, "", "")
    case .refused(let refusal):
      let contract = row.type.flatMap { teller.vocabulary.contract(of: $0) }
      let words = RefusalWords(refusal, of: row.type ?? "", contract, teller)
      outcome = language.choose(Bilingual(zh: "未登记", en: "not recorded"))
      (stream, link) = ("", nil)
      (rule, fact, remedy) = (words.rule, words.fact, words.remedy)
    }
  }
}

extension PageTemplates {
  static let upload = #"""
    {{> home-nav}}
    <section aria-labelledby="choose">
    <h2 id="choose">{{#zh}}选择文件{{/zh}}{{#en}}Choose the file{{/en}}</h2>
    <form method="post" action="{{action}}" enctype="multipart/form-data" class="entry-form">
    <div class="field"><label for="file">{{#zh}}要登记的文件{{/zh}}{{#en}}The file to be recorded{{/en}} <span class="must">{{#zh}}必填{{/zh}}{{#en}}required{{/en}}</span></label>
    <input id="file" type="file" name="file" required aria-describedby="file-help">
    <p id="file-help" class="small">{{#zh}}业务软件导出的事件文件（每行一件，.ndjson），或登记表（.csv，UTF-8 或 GB 18030）。不超过 {{megabytes}} MB、{{lines}} 行。{{/zh}}{{#en}}Events as your program exports them (one a line, .ndjson), or a register (.csv, UTF-8 or GB 18030); at most {{megabytes}} MB and {{lines}} lines.{{/en}}</p></div>
    <div class="field"><label for="mapping">{{#zh}}登记表的对应文件{{/zh}}{{#en}}The mapping of the register{{/en}}</label>
    <input id="mapping" type="file" name="mapping" accept=".json" aria-describedby="mapping-help">
    <p id="mapping-help" class="small">{{#zh}}只在上传登记表（.csv）时选择：它说明每一列是什么意思，由系统管理员做好一次，以后都用它。{{/zh}}{{#en}}For a register (.csv) only: it says what each column means. The administrator makes it once.{{/en}}</p></div>
    <p class="act"><button type="submit">{{#zh}}上传并登记{{/zh}}{{#en}}Upload and record{{/en}}</button></p>
    </form>
    <p class="remark">{{#zh}}逐行登记，一行不合规则不影响别的行；结果页会逐行说明。同一个文件可以放心再传一次，已登记的不会重复登记。{{/zh}}{{#en}}Each line stands for itself: one that breaks a rule leaves the others alone, and the next page says what became of each. The same file may be sent again; nothing is recorded twice.{{/en}}</p>
    </section>
    """#

  static let uploadReport = #"""
    {{> home-nav}}
    <section aria-labelledby="sums">
    <h2 id="sums">{{#zh}}一共{{/zh}}{{#en}}In all{{/en}}</h2>
    <dl class="tiles">
    <div><dt>{{#zh}}已登记{{/zh}}{{#en}}Recorded{{/en}}</dt><dd>{{accepted}}</dd></div>
    <div><dt>{{#zh}}以前登记过{{/zh}}{{#en}}Recorded before{{/en}}</dt><dd>{{repeated}}</dd></div>
    <div{{#hasRefused}} class="failing"{{/hasRefused}}><dt>{{#zh}}未登记{{/zh}}{{#en}}Not recorded{{/en}}</dt><dd>{{refused}}</dd></div>
    </dl>
    {{#.unanswered}}<p class="notice"><strong>{{#zh}}还有 {{unanswered}} 行没有处理：{{/zh}}{{#en}}{{unanswered}} lines are still to come: {{/en}}</strong>{{trouble}} {{#zh}}过一会儿把同一个文件再上传一次即可。{{/zh}}{{#en}}Upload the same file again in a while.{{/en}}</p>{{/.unanswered}}
    <p class="no-print"><a href="{{csv}}">{{#zh}}下载全部结果（CSV）{{/zh}}{{#en}}All answers as a table (CSV){{/en}}</a> · <a href="{{again}}">{{#zh}}再上传一个文件{{/zh}}{{#en}}Upload another file{{/en}}</a></p>
    </section>
    <section aria-labelledby="lines">
    <h2 id="lines">{{#zh}}逐行结果{{/zh}}{{#en}}Line by line{{/en}}</h2>
    <nav class="tabs" aria-label="{{#zh}}看哪些行{{/zh}}{{#en}}Which lines{{/en}}"><ul><li><a href="{{onlyRefused}}"{{^isAll}} aria-current="page"{{/isAll}}>{{#zh}}未登记的{{/zh}}{{#en}}Not recorded{{/en}}</a></li><li><a href="{{all}}"{{#isAll}} aria-current="page"{{/isAll}}>{{#zh}}全部{{/zh}}{{#en}}All{{/en}}</a></li></ul></nav>
    {{#hasRows}}<p class="remark">{{#zh}}第 {{from}} 至 {{to}} 条，共 {{count}} 条{{/zh}}{{#en}}{{from}} to {{to}} of {{count}}{{/en}}</p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="lines"><table class="rows answers">
    <thead><tr><th scope="col" class="figure">{{#zh}}行号{{/zh}}{{#en}}Line{{/en}}</th><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</th><th scope="col">{{#zh}}结果{{/zh}}{{#en}}Outcome{{/en}}</th><th scope="col">{{#zh}}规则、查到的情况和办法{{/zh}}{{#en}}Rule, what was found, and what to do{{/en}}</th></tr></thead>
    <tbody>{{#rows}}<tr><td class="figure">{{line}}</td><td>{{type}}</td><td><strong class="{{kind}}">{{outcome}}</strong></td><td class="long">{{#.rule}}{{#zh}}规则 {{/zh}}{{#en}}Rule {{/en}}{{rule}}{{#zh}}：{{/zh}}{{#en}}: {{/en}}{{fact}}<br><strong>{{#zh}}办法：{{/zh}}{{#en}}What to do: {{/en}}</strong>{{remedy}}{{/.rule}}{{^.rule}}{{#.link}}<a href="{{link}}">{{stream}}</a>{{/.link}}{{/.rule}}</td></tr>
    {{/rows}}</tbody>
    </table></div>
    <p>{{#before}}<a href="{{before}}" rel="prev">{{#zh}}上一页{{/zh}}{{#en}}Previous page{{/en}}</a> {{/before}}{{#next}}<a href="{{next}}" rel="next">{{#zh}}下一页{{/zh}}{{#en}}Next page{{/en}}</a>{{/next}}</p>{{/hasRows}}
    {{^hasRows}}<p class="empty">{{#isAll}}{{#zh}}文件里没有可登记的行。{{/zh}}{{#en}}The file has no lines.{{/en}}{{/isAll}}{{^isAll}}{{#zh}}全部登记了，没有被拒的行。{{/zh}}{{#en}}Everything was recorded.{{/en}}{{/isAll}}</p>{{/hasRows}}
    </section>
    """#
}
