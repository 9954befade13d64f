/// The home's day, and the letter for a family.
extension PageTemplates {
  static let today = #"""
    {{> home-nav}}
    {{> day-done}}
    <section aria-labelledby="short">
    <h2 id="short">{{#zh}}一眼看清{{/zh}}{{#en}}In short{{/en}}</h2>
    <dl class="tiles">
    <div><dt><a href="#cases">{{#zh}}未结个案{{/zh}}{{#en}}Open cases{{/en}}</a></dt><dd>{{open}}</dd></div>
    <div><dt><a href="#due">{{#zh}}逾期或断档{{/zh}}{{#en}}Overdue, or without a trace{{/en}}</a></dt><dd>{{overdue}}</dd></div>
    <div><dt><a href="#refused">{{#zh}}被拒还没补报{{/zh}}{{#en}}Refused, not sent again{{/en}}</a></dt><dd>{{refusedCount}}</dd></div>
    <div{{#isLow}} class="failing"{{/isLow}}><dt><a href="{{stock}}">{{#zh}}空白证明还有{{/zh}}{{#en}}Blank certificates left{{/en}}</a></dt><dd>{{left}}</dd></div>
    </dl>
    {{> desk-finder}}
    </section>
    <section aria-labelledby="due">
    <h2 id="due">{{#zh}}先办这些：逾期、断档和快到期的{{/zh}}{{#en}}These first: overdue, without a trace, soon due{{/en}}</h2>
    {{#hasDues}}{{> due-rows}}{{/hasDues}}
    {{^hasDues}}<p class="empty">{{#zh}}没有逾期的，近期也没有到期的。{{/zh}}{{#en}}Nothing is overdue or soon due.{{/en}}</p>{{/hasDues}}
    </section>
    <section aria-labelledby="cases">
    <h2 id="cases">{{#zh}}未结个案，按下一步分{{/zh}}{{#en}}Open cases, by their next step{{/en}}</h2>
    {{#groups}}<h3 id="{{id}}">{{name}}{{#zh}}（{{count}}）{{/zh}}{{#en}} ({{count}}){{/en}}</h3>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="{{id}}"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}个案{{/zh}}{{#en}}Case{{/en}}</th><th scope="col">{{#zh}}下一步{{/zh}}{{#en}}Next step{{/en}}</th><th scope="col">{{#zh}}遗体{{/zh}}{{#en}}Body{{/en}}</th><th scope="col">{{#zh}}建案日期{{/zh}}{{#en}}Opened{{/en}}</th><th scope="col" class="figure">{{#zh}}至今（天）{{/zh}}{{#en}}Days{{/en}}</th></tr></thead>
    <tbody>{{#cases}}<tr><th scope="row"><a href="{{link}}">{{id}}</a></th><td class="step">{{#step}}<a href="{{address}}">{{name}}</a>{{/step}}{{^step}}—{{/step}}</td><td>{{body}}</td><td>{{opened}}</td><td class="figure">{{days}}</td></tr>
    {{/cases}}</tbody>
    </table></div>
    {{#isCut}}<p class="remark"><a href="{{table}}">{{#zh}}只列最早的 20 个，全部见未结个案表{{/zh}}{{#en}}The oldest 20 are listed; all of them{{/en}}</a></p>{{/isCut}}
    {{/groups}}
    {{#isCut}}<p class="remark">{{#zh}}个案太多，这里只把最早的 2,000 个按下一步分。{{/zh}}{{#en}}There are too many: only the oldest 2,000 are told apart by their next step here.{{/en}}</p>{{/isCut}}
    {{^groups}}<p class="empty">{{#zh}}没有未结个案。{{/zh}}{{#en}}No case is open.{{/en}}</p>{{/groups}}
    </section>
    <section aria-labelledby="refused">
    <h2 id="refused">{{#zh}}被拒、还没有补报的{{/zh}}{{#en}}Refused, and not sent again{{/en}}</h2>
    {{#hasRefused}}{{> refused-rows}}{{/hasRefused}}
    {{^hasRefused}}<p class="empty">{{#zh}}没有。{{/zh}}{{#en}}There are none.{{/en}}</p>{{/hasRefused}}
    </section>
    """#

  static let letter = #"""
    <div class="report letter">
    {{#isBehind}}<p class="notice">{{#zh}}最近登记的还在汇总，数字可能还差一点；过几秒刷新再打印。{{/zh}}{{#en}}What was recorded last is still being added up. Reload in some seconds, then print.{{/en}}</p>{{/isBehind}}
    <section aria-labelledby="sum">
    <h2 id="sum">{{#zh}}合计{{/zh}}{{#en}}In all{{/en}}</h2>
    <p class="sum">{{#zh}}到今天为止，应当减免 <strong>{{waived}}</strong> 元{{/zh}}{{#en}}Up to today <strong>{{waived}}</strong> yuan are free{{/en}}</p>
    <dl class="facts">
    <div><dt>{{#zh}}个案{{/zh}}{{#en}}Case{{/en}}</dt><dd>{{caseID}}</dd></div>
    <div><dt>{{#zh}}殡仪馆{{/zh}}{{#en}}Funeral home{{/en}}</dt><dd>{{home}}</dd></div>
    <div><dt>{{#zh}}死亡日期{{/zh}}{{#en}}Death{{/en}}</dt><dd>{{death}}</dd></div>
    <div><dt>{{#zh}}已提供的基本服务{{/zh}}{{#en}}Basic services delivered{{/en}}</dt><dd>{{delivered}} {{#zh}}元{{/zh}}{{#en}}yuan{{/en}}</dd></div>
    <div><dt>{{#zh}}家属付{{/zh}}{{#en}}The family pays{{/en}}</dt><dd>{{pays}} {{#zh}}元{{/zh}}{{#en}}yuan{{/en}}</dd></div>
    {{#.decided}}<div><dt>{{#zh}}民政部门已认定减免{{/zh}}{{#en}}Decided by the bureau{{/en}}</dt><dd>{{decided}} {{#zh}}元{{/zh}}{{#en}}yuan{{/en}}</dd></div>{{/.decided}}
    </dl>
    </section>
    {{#hasBring}}<section aria-labelledby="bring">
    <h2 id="bring">{{#zh}}如有这些证件，请家属带来{{/zh}}{{#en}}Please bring, if you have them{{/en}}</h2>
    <ul>{{#bring}}<li>{{.}}</li>{{/bring}}</ul>
    <p>{{#zh}}交给殡仪馆登记后，相应的项目即可减免。{{/zh}}{{#en}}Once the home has entered it, the services that wait for it are free.{{/en}}</p>
    </section>{{/hasBring}}
    <section aria-labelledby="items">
    <h2 id="items">{{#zh}}逐项说明{{/zh}}{{#en}}Service by service{{/en}}</h2>
    {{#items}}<h3>{{name}}{{#zh}}：{{/zh}}{{#en}}: {{/en}}<strong class="{{kind}}">{{verdict}}</strong></h3>
    <p>{{#sentences}}<span class="line">{{.}}</span>{{/sentences}}</p>
    {{/items}}
    {{^hasItems}}<p class="empty">{{#zh}}还没有可说明的项目：这个个案尚未登记服务，或当地没有公布惠民政策。{{/zh}}{{#en}}There is nothing to tell yet: no service is on record, or no policy is published here.{{/en}}</p>{{/hasItems}}
    </section>
    <section aria-labelledby="signed">
    <h2 id="signed">{{#zh}}签收{{/zh}}{{#en}}Received{{/en}}</h2>
    <p>{{#zh}}家属签字：________________　经办人：________________　日期：{{printed}}{{/zh}}{{#en}}Family: ________________ Clerk: ________________ Date: {{printed}}{{/en}}</p>
    <p class="small">{{#zh}}本单按登记系统当日的记录和已公布的政策算出；补充材料或政策变化后会重新计算。请按打印键（Ctrl+P）打印。{{/zh}}{{#en}}Worked out from what is on record today and the policies that are published; it changes with new evidence or another policy. Print it with Ctrl+P.{{/en}}</p>
    {{#.back}}<p class="no-print"><a href="{{back}}">{{#zh}}回到个案{{/zh}}{{#en}}Back to the case{{/en}}</a></p>{{/.back}}
    </section>
    </div>
    """#
}
