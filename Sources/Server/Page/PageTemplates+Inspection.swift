/// Inspections: what is to do, and one of them as a report.
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
    <tbody>{{#draws}}<tr><th scope="row"><a href="{{link}}">{{name}}</a></th><td>{{day}}</td><td class="figure">{{picked}}</td><td class="figure">{{inspectors}}</td><td>{{^isDrawn}}{{#zh}}已公告，待抽取{{/zh}}{{#en}}announced, not drawn{{/en}}{{/isDrawn}}{{#isDrawn}}{{#isSame}}{{#zh}}一致{{/zh}}{{#en}}same{{/en}}{{/isSame}}{{^isSame}}<strong class="overdue">{{#zh}}不一致{{/zh}}{{#en}}differs{{/en}}</strong>{{/isSame}}{{/isDrawn}}</td><td class="figure">{{open}}</td></tr>{{/draws}}</tbody>
    </table></div>{{/hasDraws}}
    {{^hasDraws}}<p class="empty">{{#zh}}没有抽取记录。{{/zh}}{{#en}}None is recorded.{{/en}}</p>{{/hasDraws}}
    {{#.announce}}<p><a href="{{announce}}">{{#zh}}公告一次抽取{{/zh}}{{#en}}Announce a draw{{/en}}</a></p>{{/.announce}}
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
}
