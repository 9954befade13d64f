extension PageTemplates {
  /// A view of a read model.
  static let table = #"""
    <nav class="tabs" aria-label="{{#zh}}读模型{{/zh}}{{#en}}Read models{{/en}}"><ul>{{#models}}<li><a href="{{link}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a></li>{{/models}}</ul></nav>
    <section aria-labelledby="view">
    <h2 id="view">{{view}}</h2>
    <nav class="tabs" aria-label="{{#zh}}视图{{/zh}}{{#en}}Views{{/en}}"><ul>{{#views}}<li><a href="{{link}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{name}}</a></li>{{/views}}</ul></nav>
    <form method="get" class="question">
    {{#hasDivision}}<label>{{#zh}}区划代码{{/zh}}{{#en}}Division{{/en}} <input name="division" value="{{division}}" inputmode="numeric" pattern="[0-9]{6}([0-9]{3})?" placeholder="371002" size="9"></label>{{/hasDivision}}
    {{#when}}{{> when-fields}}{{/when}}
    <a class="file" href="{{csv}}">{{#zh}}下载表格（CSV）{{/zh}}{{#en}}Download (CSV){{/en}}</a>
    </form>
    {{#when}}{{> when-notice}}{{/when}}
    {{#differences}}{{> differences}}{{/differences}}
    {{^differences}}
    <p class="remark">{{#zh}}本页 {{count}} 行，{{#isPast}}由日志重放至第 {{position}} 位所得{{/isPast}}{{^isPast}}汇总至日志第 {{position}} 位{{/isPast}}{{/zh}}{{#en}}{{count}} rows on this page, {{#isPast}}replayed from the log up to position {{position}}{{/isPast}}{{^isPast}}as of position {{position}} of the log{{/isPast}}{{/en}}</p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="view">
    <table class="rows">
    <thead><tr>{{#headings}}<th scope="col"{{#isFigure}} class="figure"{{/isFigure}}>{{name}}</th>{{/headings}}</tr></thead>
    <tbody>
    {{#rows}}<tr>{{#cells}}<td{{#isFigure}} class="figure"{{/isFigure}}{{#isLong}} class="long"{{/isLong}}>{{#.link}}<a href="{{.}}">{{/.link}}{{text}}{{#.link}}</a>{{/.link}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{^rows}}<p class="empty">{{#zh}}没有符合的行。{{/zh}}{{#en}}There are no such rows.{{/en}}</p>{{/rows}}
    {{#next}}<p><a href="{{next}}" rel="next">{{#zh}}下一页{{/zh}}{{#en}}Next page{{/en}}</a></p>{{/next}}
    {{/differences}}
    </section>
    """#

  /// What tells the rows of a moment from those of now: a ``DifferenceModel``.
  static let differences = #"""
    <p class="remark">{{#zh}}{{added}} 行是后来增加的，{{removed}} 行后来没有了，{{changed}} 行有变化；当时为日志第 {{then}} 位，现在为第 {{now}} 位。删除线为当时的值，下划线为现在的值。{{/zh}}{{#en}}{{added}} rows came later, {{removed}} are there no more, {{changed}} have changed; then is position {{then}} of the log, now is position {{now}}. Struck out is what it was, underlined what it is now.{{/en}}</p>
    {{#isCut}}<p class="notice">{{#zh}}行数过多，只列出前 {{shown}} 行差异；可按区划缩小范围，或用 qingming replay --diff。{{/zh}}{{#en}}There are too many; the first {{shown}} differing rows are shown. Ask for one division, or use qingming replay --diff.{{/en}}</p>{{/isCut}}
    {{#hasRows}}<div class="scroll" tabindex="0" role="region" aria-labelledby="view">
    <table class="rows differences">
    <thead><tr><th scope="col">{{#zh}}变化{{/zh}}{{#en}}Change{{/en}}</th>{{#headings}}<th scope="col">{{.}}</th>{{/headings}}</tr></thead>
    <tbody>{{#rows}}<tr class="{{kind}}"><th scope="row">{{word}}</th>{{#cells}}<td{{#isLong}} class="long"{{/isLong}}>{{#.old}}<del>{{old}}</del> {{/.old}}{{#.new}}<ins>{{new}}</ins>{{/.new}}{{#.same}}{{same}}{{/.same}}</td>{{/cells}}</tr>
    {{/rows}}</tbody>
    </table>
    </div>{{/hasRows}}
    {{^hasRows}}<p class="empty">{{#zh}}与现在没有差异。{{/zh}}{{#en}}Nothing differs from now.{{/en}}</p>{{/hasRows}}
    """#
}
