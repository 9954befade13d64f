/// Draws of what is inspected and by whom: announced, waiting for their seed, and held.
extension PageTemplates {
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
    {{#wholes}}<p class="notice">{{.}}</p>{{/wholes}}
    <dl class="facts">
    {{#announcement}}<div><dt>{{#zh}}公告{{/zh}}{{#en}}Announced{{/en}}</dt><dd>{{day}}<span class="line">{{#zh}}入库{{/zh}}{{#en}}recorded{{/en}} {{recorded}}</span><span class="line">{{by}}</span>{{#event}}<a class="code" href="{{address}}">{{name}}</a>{{/event}}</dd></div>
    <div><dt>{{#zh}}种子所取的事件{{/zh}}{{#en}}Event that gives the seed{{/en}}</dt><dd>{{#zh}}日志第 {{seedPosition}} 号，紧接公告之后{{/zh}}{{#en}}Number {{seedPosition}} of the log, right behind the announcement{{/en}} {{#.seedEvent}}<a class="code" href="{{address}}">{{name}}</a>{{/.seedEvent}}{{^.isReached}}<span class="code">{{seedName}}</span> {{#zh}}（不在您的查阅范围内）{{/zh}}{{#en}}(beyond what you may see){{/en}}{{/.isReached}}</dd></div>{{/announcement}}
    <div><dt>{{#zh}}抽取时间{{/zh}}{{#en}}Held{{/en}}</dt><dd>{{day}}<span class="line">{{#zh}}入库{{/zh}}{{#en}}recorded{{/en}} {{recorded}}</span></dd></div>
    <div><dt>{{#zh}}登记人 / 来源{{/zh}}{{#en}}Recorded by / from{{/en}}</dt><dd>{{by}}</dd></div>
    <div><dt>{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</dt><dd>{{#event}}<a class="code" href="{{address}}">{{name}}</a>{{/event}}{{#isCorrected}} {{#zh}}已更正{{/zh}}{{#en}}corrected{{/en}}{{#statements}} <a class="code" href="{{address}}">{{name}}</a>{{/statements}}{{/isCorrected}}</dd></div>
    <div><dt>{{#zh}}抽中而未现场检查{{/zh}}{{#en}}Drawn, not yet checked{{/en}}</dt><dd>{{#open}}<a class="line" href="{{address}}">{{name}}</a>{{/open}}{{^hasOpen}}{{#zh}}无{{/zh}}{{#en}}none{{/en}}{{/hasOpen}}</dd></div>
    </dl>
    </section>
    <section aria-labelledby="recipe">
    <h2 id="recipe">{{#zh}}怎样重抽{{/zh}}{{#en}}How to draw it again{{/en}}</h2>
    <ol>
    {{#announcement}}<li>{{#zh}}种子：名录公告之后，日志中第一个事件（无论谁登记）的叶哈希，即该行之前加一个零字节的 SHA-256；登记的是{{/zh}}{{#en}}The seed: the leaf of the first event behind the announcement, whoever recorded it, which is SHA-256 of a zero byte and its line; recorded is{{/en}} <span class="code">{{seed}}</span>{{#zh}}，日志中是{{/zh}}{{#en}}, the log has{{/en}} <span class="code">{{leaf}}</span></li>{{/announcement}}
    {{^isAnnounced}}<li>{{#zh}}种子（抽取前公布）：{{/zh}}{{#en}}The seed, made public before the draw: {{/en}}<span class="code">{{seed}}</span></li>{{/isAnnounced}}
    <li>{{#zh}}名录摘要：公墓编码升序，每个编码后加换行，取 SHA-256；登记的是{{/zh}}{{#en}}The digest of the list: the cemeteries' codes, ascending, a line feed after each, SHA-256; recorded is{{/en}} <span class="code">{{announced}}</span>{{#zh}}，算得{{/zh}}{{#en}}, found is{{/en}} <span class="code">{{listDigest}}</span></li>
    <li>{{#zh}}每个编码算一次：种子、换行、编码（UTF-8）连写，取 SHA-256。{{/zh}}{{#en}}For each code: the seed, a line feed and the code, in UTF-8, SHA-256.{{/en}}</li>
    <li>{{#zh}}按散列由低到高排序：公墓取前 {{picked}} 个，检查人员取前 {{inspectors}} 名。{{/zh}}{{#en}}Sort by the digest, lowest first: the first {{picked}} cemeteries and the first {{inspectors}} inspectors are drawn.{{/en}}</li>
    </ol>
    {{#isAnnounced}}<p class="remark">{{#zh}}名录和抽取数先行登记，其时种子尚不存在；种子含下一个事件的入库时刻（精确到微秒），公告者、登记者都无从选定。运行数据库的人若在他人看到之前撤回重写，日志本身不能排除；须以见证方的签名为证。{{/zh}}{{#en}}The lists and numbers were recorded when there was no seed. It has in it the moment, to the microsecond, at which the log took the next event, so that neither who announces nor who records that event can choose it. Whoever runs the database itself, and takes an event back before anybody has seen it, the log alone cannot rule out: that takes the signatures of witnesses.{{/en}}</p>{{/isAnnounced}}
    {{^isAnnounced}}<p class="remark">{{#zh}}日志证明名录、种子和结果何时一并入库，不证明种子在此之前已经公布；那要看公布种子的文书。{{/zh}}{{#en}}The log proves when lists, seed and result were recorded together; that the seed was public before is for its announcement to prove.{{/en}}</p>{{/isAnnounced}}
    <p>{{#zh}}同样的计算，用 Python（TOKEN 是您的访问令牌）：{{/zh}}{{#en}}The same in Python, with your access token as TOKEN:{{/en}} <code>curl -sf -w '\n' -H "Authorization: Bearer $TOKEN"{{#sources}} '{{.}}'{{/sources}} | python3 redraw.py</code>{{#isReached}} {{#zh}}末四行应为 True。{{/zh}}{{#en}}The last four lines should be True.{{/en}}{{/isReached}}</p>
    {{#announcement}}{{^.isReached}}<p class="remark">{{#zh}}给出种子的事件不在您的查阅范围内，由可以查阅的人核对它的叶哈希；上面的计算从登记的种子起算。{{/zh}}{{#en}}The event that gives the seed is beyond what you may see: somebody who may checks its leaf. The calculation above begins with the seed as recorded.{{/en}}</p>{{/.isReached}}{{/announcement}}
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

  static let announce = #"""
    {{> refused}}
    <section aria-labelledby="form">
    <h2 id="form">{{#zh}}名录和抽取数{{/zh}}{{#en}}Lists and numbers{{/en}}</h2>
    <p>{{#zh}}先把从谁当中抽、抽几个登记下来，再由日志中的下一个事件给出种子：公告时谁也不知道种子，公告后谁也不能换名录。{{/zh}}{{#en}}First it is recorded from whom is drawn, and how many; then the next event of the log gives the seed. When it is announced nobody knows the seed, and afterwards nobody changes the lists.{{/en}}</p>
    {{#notices}}<p class="notice">{{.}}</p>{{/notices}}
    <form method="post" action="{{action}}" class="entry-form">
    <input type="hidden" name="id" value="{{id}}"><input type="hidden" name="time" value="{{time}}">
    {{#fields}}{{> field}}{{/fields}}
    {{#lists}}<div class="field{{#.trouble}} wrong{{/.trouble}}">
    <label for="{{id}}">{{label}} <span class="must">{{#zh}}必填{{/zh}}{{#en}}required{{/en}}</span></label>
    <textarea id="{{id}}" name="{{name}}" rows="{{rows}}" spellcheck="false" autocomplete="off" required aria-describedby="{{describedBy}}"{{#.trouble}} aria-invalid="true"{{/.trouble}}>{{value}}</textarea>
    <p id="{{id}}-help" class="small">{{help}}</p>
    {{#.trouble}}<p id="{{id}}-trouble" class="refused">{{trouble}}</p>{{/.trouble}}
    </div>{{/lists}}
    {{#counts}}{{> field}}{{/counts}}
    <p class="act"><button type="submit">{{#zh}}登记公告{{/zh}}{{#en}}Record the announcement{{/en}}</button> <a href="{{back}}">{{#zh}}不办了，返回{{/zh}}{{#en}}Go back without it{{/en}}</a></p>
    <p class="small">{{#zh}}公告登记后不能更正、不能撤销，必须照此抽取；有误的，抽取后另行公告下一轮。按两次按钮也只登记一次。{{/zh}}{{#en}}An announcement is neither corrected nor voided, and has to be drawn; if something is wrong with it, announce a further round afterwards. Pressed twice, it is recorded once.{{/en}}</p>
    </form>
    </section>
    """#

  static let announcement = #"""
    <div class="report">
    {{> refused}}
    <section aria-labelledby="announced">
    <h2 id="announced">{{#zh}}已公告，待抽取{{/zh}}{{#en}}Announced, not drawn yet{{/en}}</h2>
    <dl class="facts">
    <div><dt>{{#zh}}公告时间{{/zh}}{{#en}}Announced{{/en}}</dt><dd>{{day}}<span class="line">{{#zh}}入库{{/zh}}{{#en}}recorded{{/en}} {{recorded}}</span></dd></div>
    <div><dt>{{#zh}}登记人 / 来源{{/zh}}{{#en}}Recorded by / from{{/en}}</dt><dd>{{by}}</dd></div>
    <div><dt>{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</dt><dd>{{#event}}<a class="code" href="{{address}}">{{name}}</a>{{/event}}</dd></div>
    <div><dt>{{#zh}}抽取公墓{{/zh}}{{#en}}Cemeteries to be drawn{{/en}}</dt><dd>{{picked}}</dd></div>
    <div><dt>{{#zh}}抽取检查人员{{/zh}}{{#en}}Inspectors to be drawn{{/en}}</dt><dd>{{inspectors}}</dd></div>
    <div><dt>{{#zh}}名录摘要{{/zh}}{{#en}}Digest of the list{{/en}}</dt><dd class="code">{{listDigest}}</dd></div>
    </dl>
    {{#wholes}}<p class="notice">{{.}}</p>{{/wholes}}
    </section>
    <section aria-labelledby="seed">
    <h2 id="seed">{{#zh}}种子{{/zh}}{{#en}}The seed{{/en}}</h2>
    {{#hasSeed}}<p>{{#zh}}公告之后的第一个事件是日志第 {{seedPosition}} 号{{/zh}}{{#en}}The first event behind the announcement is number {{seedPosition}} of the log{{/en}} {{#.seedEvent}}<a class="code" href="{{address}}">{{name}}</a>{{/.seedEvent}}{{^isReached}}<span class="code">{{seedName}}</span>{{#zh}}（不在您的查阅范围内）{{/zh}}{{#en}} (beyond what you may see){{/en}}{{/isReached}}{{#zh}}，它的叶哈希就是种子：{{/zh}}{{#en}}; its leaf is the seed: {{/en}}<span class="code">{{seed}}</span></p>{{/hasSeed}}
    {{^hasSeed}}<p class="notice">{{#zh}}公告之后还没有任何事件，种子尚不存在。任何单位登记下一个事件后即可抽取。{{/zh}}{{#en}}No event has come behind the announcement, so there is no seed yet. The draw can be held when anybody's next event has been recorded.{{/en}}</p>{{/hasSeed}}
    {{#mayHold}}<form method="post" action="{{action}}" class="entry-form">
    <input type="hidden" name="id" value="{{id}}">
    <p class="act"><button type="submit">{{#zh}}按公告抽取并登记{{/zh}}{{#en}}Hold the draw and record it{{/en}}</button></p>
    <p class="small">{{#zh}}抽中谁由名录和种子决定，系统照算，登记人不能更改；先后由谁来按，结果都一样。{{/zh}}{{#en}}The lists and the seed decide whom it draws. The registry works it out, and whoever presses the button gets the same.{{/en}}</p>
    </form>{{/mayHold}}
    </section>
    <section aria-labelledby="population">
    <h2 id="population">{{#zh}}检查对象名录{{/zh}}{{#en}}Cemeteries to draw from{{/en}}</h2>
    <ul class="plain">{{#population}}<li>{{code}} {{name}}</li>{{/population}}</ul>
    </section>
    <section aria-labelledby="pool">
    <h2 id="pool">{{#zh}}检查人员名录{{/zh}}{{#en}}Inspectors to draw from{{/en}}</h2>
    <ul class="plain">{{#pool}}<li>{{code}}</li>{{/pool}}</ul>
    </section>
    </div>
    """#
}
