/// Parts of the pages of divisions, facilities and plots.
extension PageTemplates {
  /// A ``Table``; whoever inserts it names the region around it.
  static let rows = #"""
    <table class="rows{{#isNarrow}} narrow{{/isNarrow}}">
    <thead><tr>{{#headings}}<th scope="col"{{#isFigure}} class="figure"{{/isFigure}}>{{name}}</th>{{/headings}}</tr></thead>
    <tbody>
    {{#rows}}<tr{{#isTotal}} class="total"{{/isTotal}}>{{#.head}}<th scope="row"{{#isGroup}} rowspan="{{span}}"{{/isGroup}}>{{#.link}}<a href="{{.}}">{{/.link}}{{text}}{{#.link}}</a>{{/.link}}</th>{{/.head}}{{#cells}}<td{{#isFigure}} class="figure"{{/isFigure}}{{#isLong}} class="long"{{/isLong}}>{{#.link}}<a href="{{.}}">{{/.link}}{{text}}{{#.link}}</a>{{/.link}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>

    """#

  /// A ``ChartFigure``.
  static let figure = #"""
    <figure>
    <figcaption id="{{id}}-caption">{{caption}}</figcaption>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="{{id}}-caption">{{{svg}}}</div>
    <details><summary>{{#zh}}看图中数字{{/zh}}{{#en}}The figures of the chart{{/en}}</summary>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="{{id}}-caption">{{#table}}{{> rows}}{{/table}}</div></details>
    </figure>

    """#

  /// Where figures come from: ``PageSource``s.
  static let sources = #"""
    <p class="source">{{#zh}}来源：{{/zh}}{{#en}}Source: {{/en}}{{#sources}}<a href="{{address}}">{{name}}</a>{{#.position}}{{#zh}}（汇总至日志第 {{position}} 位）{{/zh}}{{#en}} (as of position {{position}} of the log){{/en}}{{/.position}} {{/sources}}</p>

    """#

  /// Events of one thing: ``HistoryModel``s.
  static let history = #"""
    <table class="rows">
    <thead><tr><th scope="col" class="figure">{{#zh}}序号{{/zh}}{{#en}}Position{{/en}}</th><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</th><th scope="col">{{#zh}}业务发生时间{{/zh}}{{#en}}Occurred{{/en}}</th><th scope="col">{{#zh}}入库时间{{/zh}}{{#en}}Recorded{{/en}}</th><th scope="col">{{#zh}}来源单位{{/zh}}{{#en}}Source{{/en}}</th><th scope="col">{{#zh}}经办人{{/zh}}{{#en}}By{{/en}}</th><th scope="col">{{#zh}}登记流{{/zh}}{{#en}}Stream{{/en}}</th></tr></thead>
    <tbody>
    {{#events}}<tr><td class="figure">{{position}}</td><th scope="row"><a href="{{link}}">{{name}}</a></th><td>{{occurredAt}}</td><td>{{recordedAt}}</td><td>{{source}}</td><td>{{actor}}</td><td class="code">{{stream}}</td></tr>
    {{/events}}
    </tbody>
    </table>

    """#
}
