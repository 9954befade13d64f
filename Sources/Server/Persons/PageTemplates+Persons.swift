/// Personal data: masked, in clear, and found by a number.
extension PageTemplates {
  /// A ``PersonCard``'s parts.
  static let personParts = #"""
    {{#parts}}<h3>{{#event}}<a href="{{address}}">{{name}}</a>{{/event}} <span class="small">{{occurred}}</span></h3>
    <dl class="facts">{{#members}}<div><dt>{{name}}</dt><dd>{{value}}</dd></div>{{/members}}</dl>{{/parts}}

    """#

  static let persons = #"""
    <p>{{#zh}}姓名、号码、电话和住址加密另存，不在日志里，这里遮盖显示。{{/zh}}{{#en}}Names, numbers, telephones and addresses are kept encrypted beside the log. Here they are masked.{{/en}} {{#mayUnseal}}{{#zh}}查看明文要写明目的和法律依据；先登记，后显示，登记的内容进入日志。{{/zh}}{{#en}}To see them in clear, say what for and on which legal ground. It is recorded in the log before anything is shown.{{/en}}{{/mayUnseal}}{{^mayUnseal}}{{#zh}}您的角色不能查看明文；可由下列人员查看：{{unsealers}}。{{/zh}}{{#en}}Your role may not see them in clear; these may: {{unsealers}}.{{/en}}{{/mayUnseal}}</p>
    {{> refused}}
    {{#cards}}<section aria-labelledby="{{id}}">
    <h2 id="{{id}}">{{name}}</h2>
    {{> person-parts}}
    {{#isErased}}<p class="notice">{{#zh}}该人的个人信息已删除，密钥已销毁，无法恢复。{{/zh}}{{#en}}This person has been erased: the key is destroyed, and nothing can be read again.{{/en}}</p>{{/isErased}}
    {{#mayUnseal}}<form method="post" action="{{action}}" class="entry-form">
    <input type="hidden" name="person" value="{{person}}">
    <div class="field"><label for="{{id}}-purpose">{{#zh}}为何事查看{{/zh}}{{#en}}What it is needed for{{/en}} <span class="must">{{#zh}}必填{{/zh}}{{#en}}required{{/en}}</span></label>
    <span class="entry"><input id="{{id}}-purpose" type="text" name="purpose" value="{{purpose}}" autocomplete="off" required maxlength="500" aria-describedby="{{id}}-help"></span>
    <p id="{{id}}-help" class="small">{{#zh}}如“核对骨灰领取人身份”；不要写姓名和号码，这句话会进入日志{{/zh}}{{#en}}Such as “to check who collects the ashes”. No names or numbers: this sentence goes into the log{{/en}}</p></div>
    <div class="field"><label for="{{id}}-basis">{{#zh}}法律依据{{/zh}}{{#en}}Legal ground{{/en}} <span class="must">{{#zh}}必填{{/zh}}{{#en}}required{{/en}}</span></label>
    <span class="entry"><input id="{{id}}-basis" type="text" name="legal_basis" value="{{basis}}" autocomplete="off" required maxlength="500" aria-describedby="{{id}}-law"></span>
    <p id="{{id}}-law" class="small">{{#zh}}哪部法规的哪一条，如“个人信息保护法第十三条”{{/zh}}{{#en}}Which article of which law, such as “PIPL, Article 13”{{/en}}</p></div>
    <p class="act"><button type="submit">{{#zh}}登记并查看明文{{/zh}}{{#en}}Record it and show in clear{{/en}}</button></p>
    </form>{{/mayUnseal}}
    </section>{{/cards}}
    {{#isEmpty}}<p class="empty">{{#zh}}本个案没有加密保存的个人信息，或者不在您可以查看的记录里。{{/zh}}{{#en}}Nothing is sealed in this case, or nothing in records that you may see.{{/en}}</p>{{/isEmpty}}
    """#

  static let unsealed = #"""
    <p class="done-notice" role="status"><strong>{{#zh}}本次查看已登记在日志里：{{/zh}}{{#en}}The log has that you see this: {{/en}}</strong><a href="{{record}}">{{#zh}}查看登记{{/zh}}{{#en}}the record{{/en}}</a>{{#zh}}。目的：{{purpose}}；依据：{{basis}}。{{/zh}}{{#en}}. For: {{purpose}}; by: {{basis}}.{{/en}}</p>
    {{#card}}<section aria-labelledby="{{id}}">
    <h2 id="{{id}}">{{name}}</h2>
    {{> person-parts}}
    </section>{{/card}}
    <p class="remark no-print">{{#zh}}明文只在本页显示这一次，浏览器不保存；刷新本页等于再看一次，会再登记一次。{{/zh}}{{#en}}It is shown on this page for this once, and no browser keeps it. To reload the page is to look again, and is recorded again.{{/en}} <a href="{{back}}">{{#zh}}看完了，返回{{/zh}}{{#en}}Done: go back{{/en}}</a></p>
    """#

  static let personFind = #"""
    {{#.failure}}<section class="refusal" role="alert" aria-labelledby="failure"><h2 id="failure">{{#zh}}没有查找{{/zh}}{{#en}}Nothing was looked for{{/en}}</h2>
    <p>{{failure}}</p></section>{{/.failure}}
    {{#isAsked}}<section aria-labelledby="found">
    <h2 id="found">{{#zh}}查找结果{{/zh}}{{#en}}What was found{{/en}}</h2>
    {{#isEmpty}}<p class="empty">{{#zh}}在您可以查看的记录里，没有这个号码。{{/zh}}{{#en}}Nobody in the records that you may see has this number.{{/en}}</p>{{/isEmpty}}
    {{^isEmpty}}<ul class="plain">{{#found}}<li><a href="{{address}}">{{name}}</a></li>{{/found}}</ul>{{/isEmpty}}
    </section>{{/isAsked}}
    <section aria-labelledby="form">
    <h2 id="form">{{#zh}}号码{{/zh}}{{#en}}The number{{/en}}</h2>
    <form method="post" action="{{action}}" class="entry-form">
    {{#kind}}{{> field}}{{/kind}}
    {{#number}}{{> field}}{{/number}}
    <p class="act"><button type="submit">{{#zh}}查找{{/zh}}{{#en}}Find{{/en}}</button></p>
    <p class="small">{{#zh}}只查您可以查看的记录；谁在何时查找过，服务器留有记录，不记号码。每人查找的次数有限。{{/zh}}{{#en}}Only records that you may see are searched. The server notes who has looked when, and never the number. Each person may look only so often.{{/en}}</p>
    </form>
    </section>
    """#
}
