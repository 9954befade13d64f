/// The forms of a funeral home.
extension PageTemplates {
  /// ``HomeNav`` in `nav`.
  static let homeNav = #"""
    <nav class="tabs" aria-label="{{#zh}}本单位{{/zh}}{{#en}}Your facility{{/en}}"><ul>{{#nav}}<li><a href="{{address}}"{{#isHere}} aria-current="page"{{/isHere}}>{{name}}</a></li>{{/nav}}</ul></nav>

    """#

  /// A ``FormField``.
  static let field = #"""
    {{#hasRows}}{{> field-rows}}{{/hasRows}}{{^hasRows}}{{> field-one}}{{/hasRows}}
    """#

  /// One of which there may be several, a row for each.
  static let fieldRows = #"""
    <fieldset id="{{id}}" class="lines{{#.trouble}} wrong{{/.trouble}}"{{#.describedBy}} aria-describedby="{{describedBy}}"{{/.describedBy}}><legend>{{label}}</legend>
    {{#.help}}<p id="{{id}}-help" class="small">{{help}}</p>{{/.help}}
    {{#.trouble}}<p id="{{id}}-trouble" class="refused">{{trouble}}</p>{{/.trouble}}
    {{#rows}}<div class="line" role="group" aria-label="{{legend}}">{{#fields}}{{> field}}{{/fields}}</div>
    {{/rows}}</fieldset>

    """#

  static let fieldOne = #"""
    <div class="field{{#.trouble}} wrong{{/.trouble}}">
    <label for="{{id}}">{{label}}{{#isRequired}} <span class="must">{{#zh}}必填{{/zh}}{{#en}}required{{/en}}</span>{{/isRequired}}</label>
    {{#isSelect}}<select id="{{id}}" name="{{name}}"{{#isRequired}} required{{/isRequired}}{{#.describedBy}} aria-describedby="{{describedBy}}"{{/.describedBy}}{{#.trouble}} aria-invalid="true"{{/.trouble}}>{{#options}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/options}}</select>{{/isSelect}}
    {{#.lines}}<textarea id="{{id}}" name="{{name}}" rows="{{lines}}" autocomplete="off"{{#isRequired}} required{{/isRequired}}{{#.describedBy}} aria-describedby="{{describedBy}}"{{/.describedBy}}{{#.trouble}} aria-invalid="true"{{/.trouble}}>{{value}}</textarea>{{/.lines}}
    {{^isSelect}}{{^.lines}}<span class="entry"><input id="{{id}}" type="{{kind}}" name="{{name}}" value="{{value}}" autocomplete="off"{{#.keyboard}} inputmode="{{keyboard}}"{{/.keyboard}}{{#.list}} list="{{list}}"{{/.list}}{{#isRequired}} required{{/isRequired}}{{#.describedBy}} aria-describedby="{{describedBy}}"{{/.describedBy}}{{#.trouble}} aria-invalid="true"{{/.trouble}}>{{#.unit}} <span class="unit">{{unit}}</span>{{/.unit}}</span>{{/.lines}}{{/isSelect}}
    {{#.help}}<p id="{{id}}-help" class="small">{{help}}</p>{{/.help}}
    {{#.trouble}}<p id="{{id}}-trouble" class="refused">{{trouble}}</p>{{/.trouble}}
    </div>

    """#

  /// A ``RefusalWords`` in `refusal`, or a `failure`, with `advice` where waiting does not help: above a form with all that was typed.
  static let refused = #"""
    {{#refusal}}<section class="refusal" role="alert" aria-labelledby="refusal">
    <h2 id="refusal">{{#zh}}没有登记：规则 {{rule}}{{/zh}}{{#en}}Not recorded: rule {{rule}}{{/en}}</h2>
    <dl>
    <div><dt>{{#zh}}查到的情况{{/zh}}{{#en}}What was found{{/en}}</dt><dd>{{fact}}</dd></div>
    <div><dt>{{#zh}}怎么办{{/zh}}{{#en}}What to do{{/en}}</dt><dd>{{remedy}}</dd></div>
    {{#.sense}}<div><dt>{{#zh}}规则的意思{{/zh}}{{#en}}What the rule asks{{/en}}</dt><dd>{{sense}}</dd></div>{{/.sense}}
    </dl>
    <p class="small">{{#zh}}填写的内容没有丢，改好后再提交即可。{{/zh}}{{#en}}Nothing that was typed is lost. Mend it and submit again.{{/en}}</p>
    </section>{{/refusal}}
    {{#.failure}}<section class="refusal" role="alert" aria-labelledby="failure">
    <h2 id="failure">{{failure}}</h2>
    {{#advice}}<p>{{advice}}</p>
    <p>{{#zh}}没有登记任何事件，填写的内容也没有丢。{{/zh}}{{#en}}Nothing was recorded, and nothing that was typed is lost.{{/en}}</p>{{/advice}}
    {{^advice}}<p>{{#zh}}没有登记任何事件，填写的内容也没有丢。请过一会儿再提交；不会重复登记。{{/zh}}{{#en}}Nothing was recorded, and nothing that was typed is lost. Submit it again in a while; nothing is recorded twice.{{/en}}</p>{{/advice}}
    </section>{{/.failure}}

    """#

  static let step = #"""
    {{#hasNav}}{{> home-nav}}{{/hasNav}}
    {{> refused}}
    <div class="desk">
    <section aria-labelledby="form">
    <h2 id="form">{{#zh}}填写{{/zh}}{{#en}}Fill in{{/en}}</h2>
    <p>{{lead}}</p>
    {{#hasMissing}}<p class="notice">{{#zh}}现在还不能办这一步：{{/zh}}{{#en}}This step has to wait: {{/en}}{{#missing}}<span class="line">{{.}}</span>{{/missing}}</p>{{/hasMissing}}
    <form method="post" action="{{action}}" class="entry-form"{{#hasDocument}} enctype="multipart/form-data"{{/hasDocument}}>
    <input type="hidden" name="id" value="{{id}}">{{#digest}}<input type="hidden" name="{{name}}" value="{{value}}">{{/digest}}
    {{#key}}{{> field}}{{/key}}
    {{#hasSealed}}<fieldset><legend>{{#zh}}{{person}}的个人信息（加密保存，不进日志）{{/zh}}{{#en}}Personal data of {{person}} (kept encrypted, never in the log){{/en}}</legend>
    {{#sealed}}{{> field}}{{/sealed}}</fieldset>{{/hasSealed}}
    {{#time}}{{> field}}{{/time}}
    {{#required}}{{> field}}{{/required}}
    {{#document}}{{> field}}{{/document}}
    {{#hasOptional}}<fieldset><legend>{{#zh}}有才填{{/zh}}{{#en}}Only where there is any{{/en}}</legend>
    {{#optional}}{{> field}}{{/optional}}</fieldset>{{/hasOptional}}
    {{#hasDivisions}}<datalist id="divisions">{{#divisions}}<option value="{{code}}">{{name}}</option>{{/divisions}}</datalist>{{/hasDivisions}}
    {{#hasCremators}}<datalist id="cremators">{{#cremators}}<option value="{{code}}">{{name}}</option>{{/cremators}}</datalist>{{/hasCremators}}
    <p class="act"><button type="submit">{{#zh}}提交登记{{/zh}}{{#en}}Submit{{/en}}</button> <a href="{{back}}">{{#zh}}不办了，返回{{/zh}}{{#en}}Go back without it{{/en}}</a></p>
    <p class="small">{{#zh}}按两次按钮也只登记一次。登记后不能修改，只能办理更正。{{/zh}}{{#en}}Pressed twice, it is recorded once. What is recorded is not changed, only corrected by another event.{{/en}}</p>
    </form>
    </section>
    {{#hasRules}}<section aria-labelledby="rules" class="rules">
    <h2 id="rules">{{#zh}}这一步要过的规则{{/zh}}{{#en}}The rules of this step{{/en}}</h2>
    <dl>{{#rules}}<div{{#isBroken}} class="broken"{{/isBroken}}><dt>{{id}}</dt><dd>{{words}}</dd></div>{{/rules}}</dl>
    <p class="small">{{#zh}}不符合的，系统会说明是哪一条、查到了什么、该怎么办，已填的内容不会丢。{{/zh}}{{#en}}What breaks one is not recorded; the page then says which, what was found and what to do, and keeps what was typed.{{/en}}</p>
    </section>{{/hasRules}}
    </div>
    """#
}
