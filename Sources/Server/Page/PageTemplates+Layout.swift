/// What all pages have around their contents, and parts that several of them have.
extension PageTemplates {
  static let layout = #"""
    <!doctype html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{frame.title}} · {{#zh}}清明{{/zh}}{{#en}}Qingming{{/en}}</title>
    <link rel="stylesheet" href="/style.css">
    {{#news}}<script src="/news.js" defer></script>{{/news}}
    </head>
    <body>
    <a class="skip" href="#main">{{#zh}}跳到正文{{/zh}}{{#en}}Skip to the contents{{/en}}</a>
    <header>
    <div class="inner">
    <p class="mark" aria-hidden="true">清明</p>
    <div>
    <h1>{{frame.heading}}</h1>
    {{#frame.lead}}<p>{{.}}</p>{{/frame.lead}}
    </div>
    <div class="corner">{{> language}}{{> visitor}}</div>
    </div>
    </header>
    {{> trail}}
    <main id="main" tabindex="-1">
    {{> news}}
    {{#frame.isSimulated}}{{> simulated}}{{/frame.isSimulated}}
    {{#page}}{{$main}}{{/main}}{{/page}}
    </main>
    {{> footer}}
    </body>
    </html>

    """#

  static let language = #"""
    <nav class="language" aria-label="{{#zh}}语言{{/zh}}{{#en}}Language{{/en}}">{{#zh}}<a href="{{frame.other}}" lang="en" hreflang="en">English</a>{{/zh}}{{#en}}<a href="{{frame.other}}" lang="zh-CN" hreflang="zh-CN">中文</a>{{/en}}</nav>

    """#

  /// Who has signed in.
  static let visitor = #"""
    {{#visitor}}<form class="visitor" method="post" action="/sign-out"><span>{{name}} <span class="code">{{organisation}}</span></span> <button type="submit">{{#zh}}退出{{/zh}}{{#en}}Sign out{{/en}}</button></form>{{/visitor}}

    """#

  static let trail = #"""
    {{#frame}}<nav class="trail" aria-label="{{#zh}}位置{{/zh}}{{#en}}Where this page is{{/en}}"><ol>{{#trail}}<li>{{#.address}}<a href="{{address}}">{{name}}</a>{{/.address}}{{^.address}}<span aria-current="page">{{name}}</span>{{/.address}}</li>{{/trail}}</ol></nav>{{/frame}}

    """#

  static let simulated = #"""
    <p class="notice"><strong>{{#zh}}模拟数据{{/zh}}{{#en}}Simulated data{{/en}}</strong> {{#zh}}本页所有逝者、经办人和数字均由程序生成，不涉及任何真实个人；政策及县级以上行政区划取自公开文件。{{/zh}}{{#en}}All decedents, officers and figures on this page are made by a program; no real person is in them. Policies, and divisions but for towns, are taken from published documents.{{/en}}</p>
    """#

  /// Empty until the script has heard of something; then a reader that reads aloud says it when it has come to an end.
  static let news = #"""
    {{#news}}<div id="news" class="news" role="status" aria-live="polite" data-source="{{source}}"><a href="{{again}}" hidden>{{#zh}}有新的记录，刷新查看{{/zh}}{{#en}}New records: reload to see them{{/en}}</a></div>{{/news}}

    """#

  static let footer = #"""
    <footer>
    <p>{{#zh}}时间均为北京时间，本页生成于 {{frame.shownAt}}。{{/zh}}{{#en}}Times are those of China (UTC+8); this page was made at {{frame.shownAt}}.{{/en}}</p>
    <p>{{#zh}}数据接口：{{/zh}}{{#en}}Data: {{/en}}{{#frame.data}}<a href="{{address}}">{{name}}</a> · {{/frame.data}}<a href="/openapi.json">/openapi.json</a> · <a href="/metrics">/metrics</a></p>
    </footer>

    """#

  /// Plots by what became of them: a ``UseBar``.
  static let bar = #"""
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{{label}}">{{#segments}}<rect class="{{kind}}" x="{{x}}" y="0" width="{{width}}" height="10"/>{{/segments}}</svg>
    """#

  /// What the colours of a ``UseBar`` mean.
  static let useLegend = #"""
    <ul class="legend">
    <li><span class="occupied"></span>{{#zh}}已安葬（放）{{/zh}}{{#en}}occupied{{/en}}</li>
    <li><span class="granted_unoccupied"></span>{{#zh}}已确权未用{{/zh}}{{#en}}granted, not yet used{{/en}}</li>
    <li><span class="reserved"></span>{{#zh}}预留{{/zh}}{{#en}}reserved{{/en}}</li>
    <li><span class="blocked"></span>{{#zh}}停用{{/zh}}{{#en}}blocked{{/en}}</li>
    <li><span class="free"></span>{{#zh}}空闲{{/zh}}{{#en}}free{{/en}}</li>
    </ul>
    """#
}
