/// Inspections: what is to do, one of them as a report, and a draw.
extension PageTemplates {
  static let worklist = #"""
    <section aria-labelledby="todo">
    <h2 id="todo">{{#zh}}待办 {{count}} 项，其中逾期 {{overdue}} 项{{/zh}}{{#en}}{{count}} things to do, {{overdue}} overdue{{/en}}</h2>
    <form method="get" class="question">
    {{#city}}<input type="hidden" name="city" value="{{city}}">{{/city}}{{#en}}<input type="hidden" name="lang" value="en">{{/en}}
    <label>{{#zh}}区划代码{{/zh}}{{#en}}Division{{/en}} <input name="division" value="{{division}}" inputmode="numeric" pattern="[0-9]{6}" placeholder="371002" size="8"></label>
    <button>{{#zh}}查看{{/zh}}{{#en}}Show{{/en}}</button>
    </form>
    <p class="remark">{{#zh}}逾期在前，其次按风险分由高到低，再按截止日。{{/zh}}{{#en}}What is overdue comes first, then by risk, then by the last day.{{/en}}{{#isCut}} {{#zh}}只列出前面的项目，全部见数据接口。{{/zh}}{{#en}}Only the first are listed; the data has all.{{/en}}{{/isCut}}</p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="todo">
    <table class="rows">
    <thead><tr><th scope="col">{{#zh}}设施或对象{{/zh}}{{#en}}Facility or subject{{/en}}</th><th scope="col">{{#zh}}事项{{/zh}}{{#en}}To do{{/en}}</th><th scope="col">{{#zh}}区划{{/zh}}{{#en}}Division{{/en}}</th><th scope="col">{{#zh}}年度{{/zh}}{{#en}}Year{{/en}}</th><th scope="col">{{#zh}}进度{{/zh}}{{#en}}So far{{/en}}</th><th scope="col">{{#zh}}截止{{/zh}}{{#en}}Due{{/en}}</th><th scope="col" class="figure">{{#zh}}剩余天数{{/zh}}{{#en}}Days left{{/en}}</th><th scope="col" class="figure">{{#zh}}风险分{{/zh}}{{#en}}Risk{{/en}}</th><th scope="col">{{#zh}}不符合项{{/zh}}{{#en}}Failed{{/en}}</th></tr></thead>
    <tbody>{{#tasks}}<tr><th scope="row"><a href="{{link}}">{{facility}}</a></th><td>{{name}}</td><td>{{division}}</td><td>{{year}}</td><td>{{step}}</td><td>{{due}}{{#isOverdue}} <strong class="overdue">{{#zh}}逾期{{/zh}}{{#en}}overdue{{/en}}</strong>{{/isOverdue}}</td><td class="figure">{{left}}</td><td class="figure">{{risk}}</td><td class="long">{{failed}}</td></tr>
    {{/tasks}}</tbody>
    </table>
    </div>
    {{^tasks}}<p class="empty">{{#zh}}没有待办。{{/zh}}{{#en}}There is nothing to do.{{/en}}</p>{{/tasks}}
    </section>
    <section aria-labelledby="draws">
    <h2 id="draws">{{#zh}}双随机抽取{{/zh}}{{#en}}Random draws{{/en}}</h2>
    {{#hasDraws}}<div class="scroll" tabindex="0" role="region" aria-labelledby="draws"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}抽取{{/zh}}{{#en}}Draw{{/en}}</th><th scope="col">{{#zh}}日期{{/zh}}{{#en}}Day{{/en}}</th><th scope="col" class="figure">{{#zh}}抽中公墓{{/zh}}{{#en}}Cemeteries{{/en}}</th><th scope="col" class="figure">{{#zh}}检查人员{{/zh}}{{#en}}Inspectors{{/en}}</th><th scope="col">{{#zh}}重抽{{/zh}}{{#en}}Drawn again{{/en}}</th><th scope="col" class="figure">{{#zh}}未现场检查{{/zh}}{{#en}}Not yet checked{{/en}}</th></tr></thead>
    <tbody>{{#draws}}<tr><th scope="row"><a href="{{link}}">{{name}}</a></th><td>{{day}}</td><td class="figure">{{picked}}</td><td class="figure">{{inspectors}}</td><td>{{#isSame}}{{#zh}}一致{{/zh}}{{#en}}same{{/en}}{{/isSame}}{{^isSame}}<strong class="overdue">{{#zh}}不一致{{/zh}}{{#en}}differs{{/en}}</strong>{{/isSame}}</td><td class="figure">{{open}}</td></tr>{{/draws}}</tbody>
    </table></div>{{/hasDraws}}
    {{^hasDraws}}<p class="empty">{{#zh}}没有抽取记录。{{/zh}}{{#en}}None is recorded.{{/en}}</p>{{/hasDraws}}
    </section>
    {{#hasCemeteries}}<section aria-labelledby="risk">
    <h2 id="risk">{{#zh}}风险较高的公墓{{/zh}}{{#en}}Cemeteries by risk{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="risk"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}公墓{{/zh}}{{#en}}Cemetery{{/en}}</th><th scope="col" class="figure">{{#zh}}风险分{{/zh}}{{#en}}Risk{{/en}}</th><th scope="col">{{#zh}}最近年检{{/zh}}{{#en}}Last inspection{{/en}}</th><th scope="col">{{#zh}}结论{{/zh}}{{#en}}Result{{/en}}</th><th scope="col" class="figure">{{#zh}}逾期{{/zh}}{{#en}}Overdue{{/en}}</th><th scope="col" class="figure">{{#zh}}整治案件{{/zh}}{{#en}}Cases{{/en}}</th></tr></thead>
    <tbody>{{#cemeteries}}<tr><th scope="row"><a href="{{link}}">{{name}}</a></th><td class="figure">{{score}}</td><td>{{#.lastLink}}<a href="{{lastLink}}">{{last}}</a>{{/.lastLink}}{{^.lastLink}}—{{/.lastLink}}</td><td>{{result}}</td><td class="figure">{{overdue}}</td><td class="figure">{{cases}}</td></tr>{{/cemeteries}}</tbody>
    </table></div>
    </section>{{/hasCemeteries}}
    """#

  static let inspection = #"""
    <div class="report">
    {{#done}}<p class="done-notice" role="status"><strong>{{#zh}}已登记。{{/zh}}{{#en}}Recorded.{{/en}}</strong></p>{{/done}}
    <section aria-labelledby="head">
    <h2 id="head">{{#zh}}概况{{/zh}}{{#en}}In short{{/en}}</h2>
    <dl class="facts">
    <div><dt>{{#zh}}公墓{{/zh}}{{#en}}Cemetery{{/en}}</dt><dd><a href="{{facilityLink}}">{{facility}}</a> <span class="code">{{cemetery}}</span></dd></div>
    <div><dt>{{#zh}}年度{{/zh}}{{#en}}Year{{/en}}</dt><dd>{{year}}</dd></div>
    <div><dt>{{#zh}}现行结论{{/zh}}{{#en}}Result that stands{{/en}}</dt><dd>{{result}}</dd></div>
    <div><dt>{{#zh}}风险分{{/zh}}{{#en}}Risk{{/en}}</dt><dd>{{risk}}</dd></div>
    {{#hasEvidence}}<div><dt>{{#zh}}待办{{/zh}}{{#en}}To do{{/en}}</dt><dd>{{#tasks}}<span class="line">{{name}}</span>{{/tasks}}{{^hasTasks}}{{#zh}}无{{/zh}}{{#en}}nothing{{/en}}{{/hasTasks}}</dd></div>
    <div><dt>{{#zh}}日志证据{{/zh}}{{#en}}Found in the log{{/en}}</dt><dd>{{found}} {{#zh}}条，截至 {{day}}{{/zh}}{{#en}}as of {{day}}{{/en}}</dd></div>{{/hasEvidence}}
    </dl>
    </section>
    <section aria-labelledby="steps">
    <h2 id="steps">{{#zh}}过程记录{{/zh}}{{#en}}Step by step{{/en}}</h2>
    <ol class="steps">{{#steps}}<li><span class="name">{{name}}</span> <strong class="{{kind}}">{{state}}</strong>
    <div>{{#words}}<p>{{.}}</p>{{/words}}{{#events}}<a class="code" href="{{address}}">{{name}}</a> {{/events}}</div></li>{{/steps}}</ol>
    {{#hasForms}}<h3 id="forms">{{#zh}}现在可以登记{{/zh}}{{#en}}What you can enter now{{/en}}</h3>
    <ul class="plain no-print">{{#forms}}<li><a href="{{address}}">{{name}}</a></li>{{/forms}}</ul>{{/hasForms}}
    <p class="remark"><a href="{{timeline}}">{{#zh}}本次年检的全部事件{{/zh}}{{#en}}All events of this inspection{{/en}}</a></p>
    </section>
    {{#hasItems}}<section aria-labelledby="items">
    <h2 id="items">{{#zh}}检查项目{{/zh}}{{#en}}Items{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="items"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}项目{{/zh}}{{#en}}Item{{/en}}</th><th scope="col" class="figure">{{#zh}}自评分{{/zh}}{{#en}}Own score{{/en}}</th><th scope="col">{{#zh}}归档材料{{/zh}}{{#en}}Documents{{/en}}</th><th scope="col">{{#zh}}现场检查{{/zh}}{{#en}}On site{{/en}}</th><th scope="col">{{#zh}}检查人员{{/zh}}{{#en}}Inspectors{{/en}}</th><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Events{{/en}}</th></tr></thead>
    <tbody>{{#items}}<tr><th scope="row">{{name}}</th><td class="figure">{{score}}</td><td class="long">{{document}}</td><td class="{{kind}}">{{finding}}</td><td class="long">{{inspectors}}</td><td>{{#events}}<a class="code" href="{{address}}">{{name}}</a> {{/events}}</td></tr>{{/items}}</tbody>
    </table></div>
    </section>{{/hasItems}}
    {{#hasEvidence}}<section aria-labelledby="evidence" class="evidence">
    <h2 id="evidence">{{#zh}}由日志汇集的证据{{/zh}}{{#en}}Evidence from the log{{/en}}</h2>
    <p class="remark">{{#zh}}疑点是核查的理由，不是结论；每条都列出所依据的事件。{{/zh}}{{#en}}A finding is a reason to ask, not a verdict; each names the events that it rests on.{{/en}}</p>
    {{#evidence}}<h3 id="{{id}}">{{title}} <span class="small">{{count}} · {{among}}</span></h3>
    {{#hasRows}}<div class="scroll" tabindex="0" role="region" aria-labelledby="{{id}}"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}规则{{/zh}}{{#en}}Rule{{/en}}</th><th scope="col">{{#zh}}对象{{/zh}}{{#en}}About{{/en}}</th><th scope="col">{{#zh}}起于{{/zh}}{{#en}}Since{{/en}}</th><th scope="col">{{#zh}}所见{{/zh}}{{#en}}What was found{{/en}}</th><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Events{{/en}}</th></tr></thead>
    <tbody>{{#rows}}<tr><td class="long">{{rule}} {{title}} ({{severity}})</td><td class="long"><a href="{{subjectLink}}">{{subject}}</a></td><td>{{since}}</td><td class="long">{{fact}}</td><td class="long">{{#evidence}}<a class="code" href="{{address}}">{{name}}</a> {{/evidence}}</td></tr>{{/rows}}</tbody>
    </table></div>{{/hasRows}}
    {{^hasRows}}<p class="empty">{{#zh}}未发现。{{/zh}}{{#en}}None found.{{/en}}</p>{{/hasRows}}
    {{/evidence}}
    </section>{{/hasEvidence}}
    </div>
    """#

  /// Candidates of a draw, lowest digest first.
  static let candidates = #"""
    <thead><tr><th scope="col" class="figure">{{#zh}}次序{{/zh}}{{#en}}Rank{{/en}}</th><th scope="col">{{#zh}}编码{{/zh}}{{#en}}Code{{/en}}</th><th scope="col">SHA-256</th><th scope="col">{{#zh}}登记为抽中{{/zh}}{{#en}}Recorded as drawn{{/en}}</th></tr></thead>
    """#

  static let draw = #"""
    <div class="report">
    <section aria-labelledby="verdict">
    <h2 id="verdict">{{#zh}}重抽结果{{/zh}}{{#en}}Drawn again{{/en}}</h2>
    {{#isSame}}<p><strong class="done">{{#zh}}一致：由登记的名录和种子重抽，得到同样的 {{picked}} 个公墓和 {{inspectors}} 名检查人员。{{/zh}}{{#en}}Same: the recorded lists and seed draw the same {{picked}} cemeteries and {{inspectors}} inspectors.{{/en}}</strong></p>{{/isSame}}
    {{^isSame}}<ul class="plain overdue">{{#differences}}<li>{{.}}</li>{{/differences}}</ul>{{/isSame}}
    <dl class="facts">
    <div><dt>{{#zh}}抽取日{{/zh}}{{#en}}Day{{/en}}</dt><dd>{{day}}</dd></div>
    <div><dt>{{#zh}}登记人 / 来源{{/zh}}{{#en}}Recorded by / from{{/en}}</dt><dd>{{by}}</dd></div>
    <div><dt>{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</dt><dd>{{#event}}<a class="code" href="{{address}}">{{name}}</a>{{/event}}{{#isCorrected}} {{#zh}}已更正{{/zh}}{{#en}}corrected{{/en}}{{#statements}} <a class="code" href="{{address}}">{{name}}</a>{{/statements}}{{/isCorrected}}</dd></div>
    <div><dt>{{#zh}}抽中而未现场检查{{/zh}}{{#en}}Drawn, not yet checked{{/en}}</dt><dd>{{#open}}<a class="line" href="{{address}}">{{name}}</a>{{/open}}{{^hasOpen}}{{#zh}}无{{/zh}}{{#en}}none{{/en}}{{/hasOpen}}</dd></div>
    </dl>
    </section>
    <section aria-labelledby="recipe">
    <h2 id="recipe">{{#zh}}怎样重抽{{/zh}}{{#en}}How to draw it again{{/en}}</h2>
    <ol>
    <li>{{#zh}}种子（抽取前公布）：{{/zh}}{{#en}}The seed, made public before the draw: {{/en}}<span class="code">{{seed}}</span></li>
    <li>{{#zh}}名录摘要：公墓编码升序，每个编码后加换行，取 SHA-256；登记的是{{/zh}}{{#en}}The digest of the list: the cemeteries' codes, ascending, a line feed after each, SHA-256; recorded is{{/en}} <span class="code">{{announced}}</span>{{#zh}}，算得{{/zh}}{{#en}}, found is{{/en}} <span class="code">{{listDigest}}</span></li>
    <li>{{#zh}}每个编码算一次：种子、换行、编码（UTF-8）连写，取 SHA-256。{{/zh}}{{#en}}For each code: the seed, a line feed and the code, in UTF-8, SHA-256.{{/en}}</li>
    <li>{{#zh}}按散列由低到高排序：公墓取前 {{picked}} 个，检查人员取前 {{inspectors}} 名。{{/zh}}{{#en}}Sort by the digest, lowest first: the first {{picked}} cemeteries and the first {{inspectors}} inspectors are drawn.{{/en}}</li>
    </ol>
    <p class="remark">{{#zh}}日志证明名录、种子和结果何时一并入库，不证明种子在此之前已经公布；那要看公布种子的文书。{{/zh}}{{#en}}The log proves when lists, seed and result were recorded together; that the seed was public before is for its announcement to prove.{{/en}}</p>
    <p>{{#zh}}同样的计算，用 Python（TOKEN 是您的访问令牌）：{{/zh}}{{#en}}The same in Python, with your access token as TOKEN:{{/en}} <code>curl -sf -H "Authorization: Bearer $TOKEN" '{{source}}' | python3 redraw.py</code></p>
    <pre id="program" tabindex="0">{{program}}</pre>
    </section>
    <section aria-labelledby="population">
    <h2 id="population">{{#zh}}检查对象名录及散列{{/zh}}{{#en}}The cemeteries, and what ranks them{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="population"><table class="rows">{{> candidates}}
    <tbody>{{#population}}<tr><td class="figure">{{place}}</td><th scope="row">{{code}} {{name}}</th><td class="code">{{digest}}</td><td>{{#isDrawn}}<strong>✓ {{drawn}}</strong>{{/isDrawn}}</td></tr>{{/population}}</tbody></table></div>
    </section>
    <section aria-labelledby="pool">
    <h2 id="pool">{{#zh}}检查人员名录及散列{{/zh}}{{#en}}The inspectors, and what ranks them{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="pool"><table class="rows">{{> candidates}}
    <tbody>{{#pool}}<tr><td class="figure">{{place}}</td><th scope="row">{{code}}</th><td class="code">{{digest}}</td><td>{{#isDrawn}}<strong>✓ {{drawn}}</strong>{{/isDrawn}}</td></tr>{{/pool}}</tbody></table></div>
    </section>
    </div>
    """#
}
