extension PageTemplates {
  /// A facility.
  static let facility = #"""
    <section aria-labelledby="facts">
    <h2 id="facts">{{#zh}}基本情况{{/zh}}{{#en}}What it is{{/en}}</h2>
    {{> facts}}
    </section>
    {{#parts}}{{> part}}{{/parts}}
    <section aria-labelledby="history">
    <h2 id="history">{{#zh}}设施档案：最近的事件{{/zh}}{{#en}}On record: the last events{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="history">{{> history}}</div>
    <p><a href="{{timeline}}">{{#zh}}全部事件，逐件说明{{/zh}}{{#en}}All events, each in words{{/en}}</a></p>
    </section>
    """#

  /// The map of a section.
  static let section = #"""
    <section aria-labelledby="states">
    <h2 id="states">{{#zh}}图例与数量{{/zh}}{{#en}}Legend and counts{{/en}}</h2>
    <ul class="states">{{#states}}<li><span class="{{kind}}" aria-hidden="true">{{letter}}</span> {{name}} <strong>{{count}}</strong></li>{{/states}}<li>{{#zh}}合计{{/zh}}{{#en}}total{{/en}} <strong>{{total}}</strong></li></ul>
    <p class="remark">{{#zh}}使用权已到期的位，无论是否安葬，都计为“到期未续”；停用、已撤销的另计。每位只计一种。{{/zh}}{{#en}}A place whose right has run out counts as expired, whether or not anybody lies there; blocked and decommissioned places count as that. Each counts once.{{/en}}</p>
    </section>
    <section aria-labelledby="map">
    <h2 id="map">{{#zh}}墓位图（行 × 号，点开看经过）{{/zh}}{{#en}}Rows and numbers; each place leads to its history{{/en}}</h2>
    {{#isPart}}<p class="remark">{{#zh}}本页 {{shown}} 位，共 {{total}} 位。{{/zh}}{{#en}}{{shown}} of {{total}} places on this page.{{/en}}</p>{{/isPart}}
    {{#isWrapped}}<p class="remark">{{#zh}}行长时分段排列，行名后为该段起止号，第 1 列即起号。{{/zh}}{{#en}}Long rows go on in the next line: behind a row's name stand the first and the last number of the line, the first in column 1.{{/en}}</p>{{/isWrapped}}
    {{#isEmpty}}<p class="empty">{{#zh}}此墓区尚未建墓位。{{/zh}}{{#en}}No place has been laid out here yet.{{/en}}</p>{{/isEmpty}}
    {{^isEmpty}}<div class="scroll" tabindex="0" role="region" aria-labelledby="map">
    <table class="map">
    <caption>{{name}}</caption>
    <thead><tr><th scope="col">{{#zh}}行{{/zh}}{{#en}}Row{{/en}}</th>{{#numbers}}<th scope="col">{{.}}</th>{{/numbers}}</tr></thead>
    <tbody>
    {{#lines}}<tr><th scope="row">{{name}}</th>{{{cells}}}</tr>
    {{/lines}}
    </tbody>
    </table>
    </div>{{/isEmpty}}
    {{#.previous}}<p><a href="{{previous}}" rel="prev">{{#zh}}上一页{{/zh}}{{#en}}Previous page{{/en}}</a></p>{{/.previous}}
    {{#.next}}<p><a href="{{next}}" rel="next">{{#zh}}下一页{{/zh}}{{#en}}Next page{{/en}}</a></p>{{/.next}}
    {{#source}}<p class="source">{{#zh}}来源：{{/zh}}{{#en}}Source: {{/en}}<a href="{{address}}">{{name}}</a>{{#zh}}（汇总至日志第 {{position}} 位）{{/zh}}{{#en}} (as of position {{position}} of the log){{/en}}</p>{{/source}}
    </section>
    """#

  /// A place and what happened to it.
  static let plot = #"""
    <section aria-labelledby="facts">
    <h2 id="facts">{{#zh}}现状{{/zh}}{{#en}}As it is{{/en}}</h2>
    {{> facts}}
    <p class="source">{{#zh}}汇总至日志第 {{position}} 位{{/zh}}{{#en}}As of position {{position}} of the log{{/en}}</p>
    </section>
    <section aria-labelledby="history">
    <h2 id="history">{{#zh}}经过{{/zh}}{{#en}}History{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="history">{{> history}}</div>
    <p class="remark">{{#zh}}按日志次序：建位、使用权、安放、迁出、停用等，含已被更正或撤销的。业务发生时间由报送单位所填，入库时间由日志所记。{{/zh}}{{#en}}In the order of the log: laying out, rights, placements, removals, blocks, those that were corrected or voided included. When it occurred is what the sender says, when it was recorded is what the log says.{{/en}}</p>
    </section>
    """#

  /// What is known of one thing: ``FacilityModel.Fact``s.
  static let facts = #"""
    <dl class="facts">{{#facts}}<div><dt>{{name}}</dt><dd>{{#.link}}<a href="{{link}}">{{text}}</a>{{/.link}}{{^.link}}{{text}}{{/.link}}</dd></div>{{/facts}}</dl>

    """#
}
