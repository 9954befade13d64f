/// Timelines: of a case, of a facility, of any stream, and an event in full.
extension PageTemplates {
  /// The form for another moment: a ``WhenModel``.
  static let when = #"""
    {{#when}}<form method="get" class="question">{{> when-fields}}</form>{{> when-notice}}{{/when}}
    """#

  static let whenFields = #"""
    {{#hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/hidden}}
    <label>{{#zh}}以截至此日所知{{/zh}}{{#en}}As known on{{/en}} <input type="{{asOfKind}}" name="asOf" value="{{asOf}}"></label>
    <label>{{#zh}}截至此日的实情{{/zh}}{{#en}}As true on{{/en}} <input type="date" name="trueAt" value="{{trueAt}}"></label>
    {{#canCompare}}<label><input type="checkbox" name="diff" value="now"{{#compares}} checked{{/compares}}> {{#zh}}与现在比较{{/zh}}{{#en}}Show what differs from now{{/en}}</label>{{/canCompare}}
    <button>{{#zh}}查看{{/zh}}{{#en}}Show{{/en}}</button>
    """#

  static let whenNotice = #"""
    {{#isPast}}<p class="notice past">{{#zh}}本页是{{sentence}}。{{/zh}}{{#en}}This page is {{sentence}}.{{/en}} <a href="{{now}}">{{#zh}}回到现在{{/zh}}{{#en}}Back to now{{/en}}</a></p>{{/isPast}}
    """#

  /// Events in words: ``TimelineEntry`` in `entries`.
  static let entries = #"""
    <ol class="timeline">
    {{#entries}}
    <li id="e{{id}}" class="event{{#isVoided}} voided{{/isVoided}}{{#.beyond}} beyond{{/.beyond}}">
    <h3><a href="{{link}}">{{name}}</a>{{#zh}} <span class="code">{{type}}</span>{{/zh}}
    {{#.late}}<span class="badge late">{{late}}</span>{{/.late}}{{#isVoided}}<span class="badge">{{#zh}}已撤销{{/zh}}{{#en}}voided{{/en}}</span>{{/isVoided}}{{^isVoided}}{{#isAmended}}<span class="badge">{{#zh}}已更正{{/zh}}{{#en}}corrected{{/en}}</span>{{/isAmended}}{{/isVoided}}{{#.beyond}}<span class="badge beyond">{{beyond}}</span>{{/.beyond}}{{#isAltered}}<span class="badge altered">{{#zh}}与叶散列不符{{/zh}}{{#en}}not what its leaf says{{/en}}</span>{{/isAltered}}</h3>
    <dl class="times">
    <div><dt>{{#zh}}业务发生时间{{/zh}}{{#en}}Occurred{{/en}}</dt><dd>{{occurred}}</dd></div>
    <div><dt>{{#zh}}入库时间{{/zh}}{{#en}}Recorded{{/en}}</dt><dd>{{recorded}}</dd></div>
    <div><dt>{{#zh}}经办 / 来源{{/zh}}{{#en}}By / from{{/en}}</dt><dd>{{actor}} / {{source}}</dd></div>
    </dl>
    {{#.amends}}<p class="amends">{{#zh}}所更正的事件{{/zh}}{{#en}}Amends the event{{/en}} <a class="code" href="{{amendsLink}}">{{amends}}</a></p>{{/.amends}}
    <dl class="fields">{{#fields}}<div><dt>{{name}}</dt><dd>{{#.link}}<a href="{{link}}">{{value}}</a>{{/.link}}{{^.link}}{{value}}{{/.link}}</dd></div>{{/fields}}</dl>
    {{#notes}}<div class="note">
    <p><a href="{{link}}">{{name}}</a> · {{#zh}}入库{{/zh}}{{#en}}recorded{{/en}} {{recorded}} · {{actor}}{{#fields}} · {{name}} {{value}}{{/fields}}</p>
    {{#hasChanges}}<table><thead><tr><th scope="col">{{#zh}}项目{{/zh}}{{#en}}What{{/en}}</th><th scope="col">{{#zh}}原登记{{/zh}}{{#en}}Before{{/en}}</th><th scope="col">{{#zh}}更正为{{/zh}}{{#en}}Corrected to{{/en}}</th></tr></thead><tbody>{{#changes}}<tr><th scope="row">{{name}}</th><td><del>{{old}}</del></td><td><ins>{{new}}</ins></td></tr>{{/changes}}</tbody></table>{{/hasChanges}}
    </div>{{/notes}}
    <p class="place">{{#zh}}日志第 {{position}} 位 · <a href="{{streamLink}}">{{stream}}</a> 第 {{version}} 版 · {{schema}}{{#.rules}} · 登记时须过的规则 {{rules}}{{/.rules}}{{/zh}}{{#en}}position {{position}} · <a href="{{streamLink}}">{{stream}}</a> version {{version}} · {{schema}}{{#.rules}} · held to the rules {{rules}}{{/.rules}}{{/en}}{{#.asKnownThen}} · <a href="{{asKnownThen}}">{{#zh}}当时所知{{/zh}}{{#en}}as known then{{/en}}</a>{{/.asKnownThen}}{{#.correct}} · <a href="{{correct}}">{{#zh}}提出更正{{/zh}}{{#en}}Propose a correction{{/en}}</a> · <a href="{{void}}">{{#zh}}提出撤销{{/zh}}{{#en}}Propose to void{{/en}}</a>{{/.correct}}<br>{{#zh}}叶散列{{/zh}}{{#en}}leaf{{/en}} <span class="code">{{leaf}}</span></p>
    </li>
    {{/entries}}
    </ol>
    """#

  static let caseTimeline = #"""
    <section aria-labelledby="standing">
    <h2 id="standing">{{#zh}}现状与当时{{/zh}}{{#en}}How it stands{{/en}}</h2>
    <p class="related"><a href="{{persons}}">{{#zh}}个人信息（遮盖显示）{{/zh}}{{#en}}Personal data (masked){{/en}}</a></p>
    {{> when}}
    <div class="heads">
    {{#heads}}<div class="head">
    <h3>{{title}}</h3>
    <dl class="facts">
    <div><dt>{{#zh}}个案状态{{/zh}}{{#en}}Case{{/en}}</dt><dd>{{status}}</dd></div>
    {{#showsTrace}}<div><dt>{{#zh}}死亡日期{{/zh}}{{#en}}Death{{/en}}</dt><dd>{{deathOn}}</dd></div>
    {{#.body}}<div><dt>{{#zh}}遗体{{/zh}}{{#en}}Body{{/en}}</dt><dd>{{body}}</dd></div>{{/.body}}
    <div><dt>{{#zh}}骨灰{{/zh}}{{#en}}Ashes{{/en}}</dt><dd>{{#ashes}}<span class="line">{{.}}</span>{{/ashes}}{{^ashes}}—{{/ashes}}</dd></div>
    <div><dt>{{#zh}}火化证明{{/zh}}{{#en}}Certificate{{/en}}</dt><dd>{{certificate}}</dd></div>
    <div><dt>{{#zh}}去向缺口{{/zh}}{{#en}}Gaps{{/en}}</dt><dd>{{#gaps}}<span class="line warn">{{.}}</span>{{/gaps}}{{^hasGaps}}{{#zh}}无{{/zh}}{{#en}}none{{/en}}{{/hasGaps}}</dd></div>{{/showsTrace}}
    </dl>
    {{#hasItems}}<div class="scroll" tabindex="0" role="region" aria-label="{{#zh}}减免资格{{/zh}}{{#en}}Free services{{/en}}"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}服务项目{{/zh}}{{#en}}Service{{/en}}</th><th scope="col">{{#zh}}结论和理由{{/zh}}{{#en}}Due or not, and why{{/en}}</th><th scope="col" class="figure">{{#zh}}发生额（元）{{/zh}}{{#en}}Delivered (CNY){{/en}}</th><th scope="col" class="figure">{{#zh}}减免（元）{{/zh}}{{#en}}Waived (CNY){{/en}}</th></tr></thead>
    <tbody>{{#items}}<tr><th scope="row">{{name}}</th><td class="long"><strong class="{{kind}}">{{verdict}}</strong> {{reason}}<br><span class="small">{{policy}}</span></td><td class="figure">{{delivered}}</td><td class="figure">{{waived}}</td></tr>{{/items}}</tbody>
    <tfoot><tr><th scope="row" colspan="3">{{#zh}}减免合计{{/zh}}{{#en}}Waived in all{{/en}}</th><td class="figure">{{waivedInAll}}</td></tr></tfoot>
    </table></div>{{/hasItems}}
    {{#hasAwards}}<ul class="plain">{{#awards}}<li>{{#zh}}奖补{{/zh}}{{#en}}Award{{/en}} <a href="{{link}}">{{id}}</a> {{policy}}: {{status}}, {{#zh}}核定 {{approved}} 元，已付 {{paid}} 元{{/zh}}{{#en}}{{approved}} yuan approved, {{paid}} yuan paid{{/en}}</li>{{/awards}}</ul>{{/hasAwards}}
    </div>{{/heads}}
    </div>
    </section>
    {{#hasSteps}}<section aria-labelledby="trace">
    <h2 id="trace">{{#zh}}遗体和骨灰的去向{{/zh}}{{#en}}Where the body and the ashes went{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="trace"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}步骤{{/zh}}{{#en}}Step{{/en}}</th><th scope="col">{{#zh}}发生时间{{/zh}}{{#en}}Occurred{{/en}}</th><th scope="col" class="figure">{{#zh}}距上一步（小时）{{/zh}}{{#en}}Hours since{{/en}}</th><th scope="col">{{#zh}}设施和位置{{/zh}}{{#en}}Where{{/en}}</th><th scope="col">{{#zh}}车、炉、证、标签{{/zh}}{{#en}}Hearse, cremator, paper, tag{{/en}}</th></tr></thead>
    <tbody>{{#steps}}<tr><th scope="row"><a href="{{link}}">{{name}}</a></th><td>{{occurred}}</td><td class="figure">{{hours}}</td><td class="long">{{place}}</td><td class="long">{{thing}}</td></tr>{{/steps}}</tbody>
    </table></div>
    </section>{{/hasSteps}}
    {{#showsFindings}}<section aria-labelledby="findings">
    <h2 id="findings">{{#zh}}相关疑点{{/zh}}{{#en}}Anomalies about it{{/en}}</h2>
    {{#hasFindings}}{{> findings}}{{/hasFindings}}
    {{^hasFindings}}<p class="empty">{{#zh}}没有未了结的疑点。{{/zh}}{{#en}}There are none open.{{/en}}</p>{{/hasFindings}}
    </section>{{/showsFindings}}
    <section aria-labelledby="events">
    <h2 id="events">{{#zh}}全部事件（{{count}}），按日志次序{{/zh}}{{#en}}All events ({{count}}), in the order of the log{{/en}}</h2>
    {{> entries}}
    </section>
    """#

  /// ``FindingRow`` in `findings`.
  static let findings = #"""
    <div class="scroll" tabindex="0" role="region" aria-label="{{#zh}}疑点{{/zh}}{{#en}}Findings{{/en}}"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}规则{{/zh}}{{#en}}Rule{{/en}}</th><th scope="col">{{#zh}}对象{{/zh}}{{#en}}About{{/en}}</th><th scope="col">{{#zh}}起于{{/zh}}{{#en}}Since{{/en}}</th><th scope="col">{{#zh}}所见{{/zh}}{{#en}}What was found{{/en}}</th><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Events{{/en}}</th></tr></thead>
    <tbody>{{#findings}}<tr><td class="long">{{rule}} {{title}} ({{severity}})</td><td class="long"><a href="{{subjectLink}}">{{subject}}</a></td><td>{{since}}</td><td class="long">{{fact}}</td><td class="long">{{#evidence}}<a class="code" href="{{address}}">{{name}}</a> {{/evidence}}</td></tr>{{/findings}}</tbody>
    </table></div>
    """#

  static let stream = #"""
    <section aria-labelledby="events">
    <h2 id="events">{{#zh}}本页 {{count}} 个事件，按日志次序{{/zh}}{{#en}}{{count}} events on this page, in the order of the log{{/en}}</h2>
    {{> when}}
    <p class="related">{{#related}}<a href="{{address}}">{{name}}</a> {{/related}}</p>
    {{> entries}}
    {{^entries}}<p class="empty">{{#zh}}没有更多事件。{{/zh}}{{#en}}There are no more events.{{/en}}</p>{{/entries}}
    {{#next}}<p><a href="{{next}}" rel="next">{{#zh}}下一页{{/zh}}{{#en}}Next page{{/en}}</a></p>{{/next}}
    </section>
    """#

  static let event = #"""
    <section aria-labelledby="events">
    <h2 id="events">{{#zh}}事件内容{{/zh}}{{#en}}What it says{{/en}}</h2>
    {{> entries}}
    </section>
    {{#place}}<section aria-labelledby="signed">
    <h2 id="signed">{{#zh}}在已签的树中{{/zh}}{{#en}}In the signed tree{{/en}}</h2>
    <p{{#isAltered}} class="notice warn"{{/isAltered}}>{{sentence}}</p>
    {{#.receipt}}<p class="related"><a href="{{receipt}}">{{#zh}}下载存证（.tlog-proof），不经登记系统即可核验{{/zh}}{{#en}}Download the receipt (.tlog-proof), to be verified without the registry{{/en}}</a></p>{{/.receipt}}
    </section>{{/place}}
    <section aria-labelledby="line">
    <h2 id="line">{{#zh}}日志原文{{/zh}}{{#en}}The line of the log{{/en}}</h2>
    <p>{{#zh}}叶散列是一个零字节加此行的 SHA-256（RFC 6962）。自行核对（TOKEN 是您的访问令牌）：{{/zh}}{{#en}}The leaf is the SHA-256 of a zero byte and this line (RFC 6962). Check it yourself, with your access token as TOKEN:{{/en}}</p>
    <pre tabindex="0">(printf '\0'; curl -sf -H "Authorization: Bearer $TOKEN" '{{json}}') | sha256sum
    {{leaf}}</pre>
    <pre tabindex="0" class="raw">{{line}}</pre>
    </section>
    """#
}
