extension PageTemplates {
  /// A view of a read model.
  static let table = #"""
    <nav class="tabs" aria-label="{{#zh}}读模型{{/zh}}{{#en}}Read models{{/en}}"><ul>{{#models}}<li><a href="{{link}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a></li>{{/models}}</ul></nav>
    <section aria-labelledby="view">
    <h2 id="view">{{view}}</h2>
    <nav class="tabs" aria-label="{{#zh}}视图{{/zh}}{{#en}}Views{{/en}}"><ul>{{#views}}<li><a href="{{link}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{name}}</a></li>{{/views}}</ul></nav>
    <form method="get" class="question">
    {{#city}}<input type="hidden" name="city" value="{{city}}">{{/city}}{{#en}}<input type="hidden" name="lang" value="en">{{/en}}
    {{#hasDivision}}<label>{{#zh}}区划代码{{/zh}}{{#en}}Division{{/en}} <input name="division" value="{{division}}" inputmode="numeric" pattern="[0-9]{6}" placeholder="371002" size="8"></label>{{/hasDivision}}
    <label>{{#zh}}截至某日的实情{{/zh}}{{#en}}As it was true on{{/en}} <input type="date" name="trueAt" value="{{trueAt}}"></label>
    <button>{{#zh}}查看{{/zh}}{{#en}}Show{{/en}}</button>
    <a class="file" href="{{csv}}">{{#zh}}下载表格（CSV）{{/zh}}{{#en}}Download (CSV){{/en}}</a>
    </form>
    <p class="remark">{{#zh}}本页 {{count}} 行，{{#isPast}}由日志重放至第 {{position}} 位所得{{/isPast}}{{^isPast}}汇总至日志第 {{position}} 位{{/isPast}}{{/zh}}{{#en}}{{count}} rows on this page, {{#isPast}}replayed from the log up to position {{position}}{{/isPast}}{{^isPast}}as of position {{position}} of the log{{/isPast}}{{/en}}</p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="view">
    <table class="rows">
    <thead><tr>{{#headings}}<th scope="col"{{#isFigure}} class="figure"{{/isFigure}}>{{name}}</th>{{/headings}}</tr></thead>
    <tbody>
    {{#rows}}<tr>{{#cells}}<td{{#isFigure}} class="figure"{{/isFigure}}{{#isLong}} class="long"{{/isLong}}>{{#link}}<a href="{{link}}">{{text}}</a>{{/link}}{{^link}}{{text}}{{/link}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{^rows}}<p class="empty">{{#zh}}没有符合的行。{{/zh}}{{#en}}There are no such rows.{{/en}}</p>{{/rows}}
    {{#next}}<p><a href="{{next}}" rel="next">{{#zh}}下一页{{/zh}}{{#en}}Next page{{/en}}</a></p>{{/next}}
    </section>
    """#
}
