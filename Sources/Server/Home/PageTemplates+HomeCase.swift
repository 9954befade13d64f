/// A case at the desk of its home.
extension PageTemplates {
  static let homeCase = #"""
    {{> home-nav}}
    {{#.done}}<p class="done-notice" role="status"><strong>{{#zh}}已登记：{{done}}。{{/zh}}{{#en}}Recorded: {{done}}.{{/en}}</strong> {{#next}}{{#zh}}下一步：{{/zh}}{{#en}}Next: {{/en}}<a href="{{address}}">{{name}}</a>{{/next}}</p>{{/.done}}
    {{#isHeld}}<p class="notice"><strong>{{#zh}}限制处置中{{/zh}}{{#en}}On hold{{/en}}</strong> {{#zh}}解除之前，遗体不得火化、运出或捐献（规则 D4）。{{/zh}}{{#en}}Until it is lifted the body is neither cremated nor taken away (rule D4).{{/en}}</p>{{/isHeld}}
    <section aria-labelledby="next">
    <h2 id="next">{{#zh}}现在{{/zh}}{{#en}}Now{{/en}}</h2>
    <p>{{#zh}}个案状态：<strong>{{status}}</strong>{{/zh}}{{#en}}The case is <strong>{{status}}</strong>{{/en}}{{#.waits}} · {{waits}}{{/.waits}}</p>
    {{#next}}<p class="act"><a class="act-link" href="{{address}}">{{#zh}}办理下一步：{{/zh}}{{#en}}Next step: {{/en}}{{name}}</a></p>{{/next}}
    <p><a href="{{entitlement}}">{{#zh}}这一家能减免多少：说明单（可打印）{{/zh}}{{#en}}What this family is due, to print{{/en}}</a> · <a href="{{timeline}}">{{#zh}}全程时间线{{/zh}}{{#en}}Everything on record{{/en}}</a> · <a href="{{persons}}">{{#zh}}个人信息{{/zh}}{{#en}}Personal data{{/en}}</a></p>
    </section>
    <section aria-labelledby="stages">
    <h2 id="stages">{{#zh}}一步一步{{/zh}}{{#en}}Step by step{{/en}}</h2>
    <ol class="stages">
    {{#stages}}<li class="{{kind}}"><span class="state">{{state}}</span><span>{{name}}{{#.reason}} <span class="small">{{reason}}</span>{{/.reason}}</span>{{#.link}}<a href="{{link}}">{{#zh}}{{#isAgain}}再次{{/isAgain}}办理{{name}}{{/zh}}{{#en}}{{#isAgain}}Enter again: {{/isAgain}}{{^isAgain}}Enter: {{/isAgain}}{{name}}{{/en}}</a>{{/.link}}</li>
    {{/stages}}
    </ol>
    </section>
    {{#hasAshes}}<section aria-labelledby="ashes">
    <h2 id="ashes">{{#zh}}骨灰{{/zh}}{{#en}}Ashes{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="ashes"><table class="rows narrow">
    <thead><tr><th scope="col">{{#zh}}份{{/zh}}{{#en}}Portion{{/en}}</th><th scope="col">{{#zh}}编号{{/zh}}{{#en}}Number{{/en}}</th><th scope="col">{{#zh}}现在{{/zh}}{{#en}}Now{{/en}}</th><th scope="col">{{#zh}}可办{{/zh}}{{#en}}May be entered{{/en}}</th></tr></thead>
    <tbody>{{#ashes}}<tr><th scope="row">{{name}}</th><td class="code">{{id}}</td><td>{{state}}</td><td class="long">{{#steps}}<a class="line" href="{{address}}">{{name}}</a>{{/steps}}{{^steps}}—{{/steps}}</td></tr>{{/ashes}}</tbody>
    </table></div>
    </section>{{/hasAshes}}
    <section aria-labelledby="others">
    <h2 id="others">{{#zh}}服务、证据和其他去向{{/zh}}{{#en}}Services, evidence, and other ways{{/en}}</h2>
    <ul class="plain">{{#others}}<li><a href="{{address}}">{{name}}</a></li>{{/others}}</ul>
    </section>
    <section aria-labelledby="entries">
    <h2 id="entries">{{#zh}}已登记 {{count}} 件，最近的在前{{/zh}}{{#en}}{{count}} events on record, the latest first{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="entries"><table class="rows narrow">
    <thead><tr><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</th><th scope="col">{{#zh}}办理时间{{/zh}}{{#en}}When{{/en}}</th><th scope="col">{{#zh}}经办人{{/zh}}{{#en}}By{{/en}}</th></tr></thead>
    <tbody>{{#entries}}<tr><th scope="row"><a href="{{link}}">{{name}}</a></th><td>{{occurred}}</td><td>{{actor}}</td></tr>{{/entries}}</tbody>
    </table></div>
    </section>
    """#
}
