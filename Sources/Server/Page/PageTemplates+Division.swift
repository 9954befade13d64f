extension PageTemplates {
  /// A division.
  static let division = #"""
    <section aria-labelledby="today">
    <h2 id="today">{{#zh}}今日与当前{{/zh}}{{#en}}Today, and as things are{{/en}}</h2>
    <dl class="tiles">
    {{#tiles}}<div><dt><a href="{{link}}">{{name}}</a></dt><dd>{{figure}}</dd><dd class="small">{{remark}}</dd></div>
    {{/tiles}}
    </dl>
    </section>
    {{#parts}}{{> part}}{{/parts}}
    <section aria-labelledby="newest">
    <h2 id="newest">{{#zh}}最新事件{{/zh}}{{#en}}Newest events{{/en}}</h2>
    {{> events}}
    <p class="remark">{{#zh}}由{{senders}}报送，取自日志最近 {{lookedThrough}} 件。{{/zh}}{{#en}}Sent by {{senders}}, among the last {{lookedThrough}} of the log.{{/en}}</p>
    </section>
    """#

  /// A table or a chart with what it says: a ``PagePart``.
  static let part = #"""
    <section aria-labelledby="{{id}}">
    <h2 id="{{id}}">{{title}}</h2>
    {{#.figure}}{{> figure}}{{/.figure}}
    {{#.table}}<div class="scroll" tabindex="0" role="region" aria-labelledby="{{id}}">{{> rows}}</div>{{/.table}}
    {{#isEmpty}}<p class="empty">{{empty}}</p>{{/isEmpty}}
    {{#.remark}}<p class="remark">{{remark}}</p>{{/.remark}}
    {{> sources}}
    </section>

    """#

  /// Events of the log: ``OverviewModel.Event``s.
  static let events = #"""
    <div class="scroll" tabindex="0" role="region" aria-labelledby="newest">
    <table class="events">
    <thead><tr><th scope="col">{{#zh}}序号{{/zh}}{{#en}}Position{{/en}}</th><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</th><th scope="col">{{#zh}}所属登记流{{/zh}}{{#en}}Stream{{/en}}</th><th scope="col">{{#zh}}业务发生时间{{/zh}}{{#en}}Occurred{{/en}}</th><th scope="col">{{#zh}}入库时间{{/zh}}{{#en}}Recorded{{/en}}</th></tr></thead>
    <tbody>
    {{#events}}
    <tr><td>{{position}}</td><td>{{name}}{{#zh}} <span class="code">{{type}}</span>{{/zh}}</td><td class="code">{{#.link}}<a href="{{link}}">{{stream}}</a>{{/.link}}{{^.link}}{{stream}}{{/.link}}</td><td>{{occurredAt}}</td><td>{{recordedAt}}</td></tr>
    {{/events}}
    {{^events}}<tr><td colspan="5">{{#zh}}没有事件。{{/zh}}{{#en}}There is no event.{{/en}}</td></tr>{{/events}}
    </tbody>
    </table>
    </div>

    """#
}
