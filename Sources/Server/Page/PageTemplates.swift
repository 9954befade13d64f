/// The pages' HTML as Mustache templates, part of the program so that it shows them wherever it is started.
enum PageTemplates {
  static let overview = #"""
    <!doctype html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{#zh}}{{office}}殡葬登记 · 清明{{/zh}}{{#en}}Funeral and cemetery registry of {{office}} · Qingming{{/en}}</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body>
    <header>
    <div class="inner">
    <p class="mark" aria-hidden="true">清明</p>
    <div>
    <h1>{{#zh}}{{office}}殡葬登记{{/zh}}{{#en}}Funeral and cemetery registry of {{office}}{{/en}}</h1>
    <p>{{#zh}}死亡、火化、骨灰安放、惠民补助与公墓年检：每件事登记一次，永不改写，随时可查{{/zh}}{{#en}}Deaths, cremation, ashes, subsidies and cemetery inspections: each thing recorded once, never rewritten, open to inspection{{/en}}</p>
    </div>
    <nav aria-label="{{#zh}}语言{{/zh}}{{#en}}Language{{/en}}">{{#allCities}}<a href="{{allCities}}">{{#zh}}全部城市{{/zh}}{{#en}}All cities{{/en}}</a> · {{/allCities}}{{#zh}}<a href="{{other}}" lang="en" hreflang="en">English</a>{{/zh}}{{#en}}<a href="{{other}}" lang="zh-CN" hreflang="zh-CN">中文</a>{{/en}}</nav>
    </div>
    </header>
    <main>
    {{#isSimulated}}
    <p class="notice"><strong>{{#zh}}模拟数据{{/zh}}{{#en}}Simulated data{{/en}}</strong> {{#zh}}本页所有逝者、经办人和数字均由程序生成，不涉及任何真实个人；政策及行政区划取自公开文件。{{/zh}}{{#en}}All decedents, officers and figures on this page are made by a program; no real person is in them. Policies and divisions are taken from published documents.{{/en}}</p>
    {{/isSimulated}}

    <section aria-labelledby="state">
    <h2 id="state">{{#zh}}登记状态{{/zh}}{{#en}}State of the registry{{/en}}</h2>
    <dl class="tiles">
    <div><dt>{{#zh}}已登记事件{{/zh}}{{#en}}Events recorded{{/en}}</dt><dd>{{head}}</dd><dd class="small">{{#zh}}日志末位序号{{/zh}}{{#en}}last position of the log{{/en}}</dd></div>
    {{#models}}
    <div{{#isFailing}} class="failing"{{/isFailing}}><dt>{{#link}}<a href="{{link}}">{{name}}</a>{{/link}}{{^link}}{{name}}{{/link}}</dt><dd>{{state}}</dd><dd class="small">{{#zh}}汇总至第 {{position}} 位{{^isCaughtUp}}，落后 {{lagEvents}} 件、{{lagSeconds}} 秒{{/isCaughtUp}}{{/zh}}{{#en}}as of position {{position}}{{^isCaughtUp}}, {{lagEvents}} events and {{lagSeconds}} s behind{{/isCaughtUp}}{{/en}}</dd></div>
    {{/models}}
    </dl>
    </section>

    <section aria-labelledby="counties">
    <h2 id="counties">{{#zh}}各区市墓位与格位使用情况{{/zh}}{{#en}}Use of plots and niches by county{{/en}}</h2>
    {{#hasCapacity}}
    <ul class="legend">
    <li><span class="occupied"></span>{{#zh}}已安葬（放）{{/zh}}{{#en}}occupied{{/en}}</li>
    <li><span class="granted_unoccupied"></span>{{#zh}}已确权未用{{/zh}}{{#en}}granted, not yet used{{/en}}</li>
    <li><span class="reserved"></span>{{#zh}}预留{{/zh}}{{#en}}reserved{{/en}}</li>
    <li><span class="blocked"></span>{{#zh}}停用{{/zh}}{{#en}}blocked{{/en}}</li>
    <li><span class="free"></span>{{#zh}}空闲{{/zh}}{{#en}}free{{/en}}</li>
    </ul>
    <ul class="counties">
    {{#counties}}
    <li><span class="name">{{name}} <span class="code">{{code}}</span></span>
    {{#bar}}<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{{label}}">{{#segments}}<rect class="{{kind}}" x="{{x}}" y="0" width="{{width}}" height="10"/>{{/segments}}</svg>
    <span class="percent">{{usedPercent}}%</span>{{/bar}}
    <span class="detail">{{#zh}}已用 {{used}} / 已建 {{total}}，余 {{remaining}} 位{{/zh}}{{#en}}{{used}} of {{total}} used, {{remaining}} places left{{/en}}</span></li>
    {{/counties}}
    </ul>
    <p class="remark">{{#zh}}比例按墓位和格位计，不含可容纳多人的生态葬区；“余位”是还能安放骨灰的位数，含生态葬区。{{/zh}}{{#en}}Shares are of plots and niches, without eco pools, which take many; places left are those that ashes can still be placed in, pools included.{{/en}}</p>
    {{/hasCapacity}}
    {{^hasCapacity}}<p class="empty">{{#zh}}尚无容量数据：汇总进程还没有处理到墓区。{{/zh}}{{#en}}No capacity yet: the projection has not come to any section.{{/en}}</p>{{/hasCapacity}}
    </section>

    {{#hasCapacity}}
    <section aria-labelledby="capacity">
    <h2 id="capacity">{{#zh}}容量表（按区市和墓区类别）{{/zh}}{{#en}}Capacity by county and kind of section{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="capacity">
    <table class="capacity">
    <thead><tr>
    <th scope="col">{{#zh}}区市{{/zh}}{{#en}}County{{/en}}</th><th scope="col">{{#zh}}类别{{/zh}}{{#en}}Kind{{/en}}</th>
    <th scope="col" class="bar">{{#zh}}使用情况{{/zh}}{{#en}}Use{{/en}}</th>
    <th scope="col">{{#zh}}设计{{/zh}}{{#en}}Designed{{/en}}</th><th scope="col">{{#zh}}已建{{/zh}}{{#en}}Created{{/en}}</th>
    <th scope="col">{{#zh}}空闲{{/zh}}{{#en}}Free{{/en}}</th><th scope="col">{{#zh}}预留{{/zh}}{{#en}}Reserved{{/en}}</th>
    <th scope="col">{{#zh}}停用{{/zh}}{{#en}}Blocked{{/en}}</th><th scope="col">{{#zh}}已确权未用{{/zh}}{{#en}}Granted{{/en}}</th>
    <th scope="col">{{#zh}}已安葬{{/zh}}{{#en}}Occupied{{/en}}</th><th scope="col">{{#zh}}余位{{/zh}}{{#en}}Places left{{/en}}</th>
    <th scope="col">{{#zh}}可新办{{/zh}}{{#en}}Open{{/en}}</th><th scope="col">{{#zh}}有人持有{{/zh}}{{#en}}Held{{/en}}</th>
    <th scope="col">{{#zh}}到期未续{{/zh}}{{#en}}Expired{{/en}}</th>
    </tr></thead>
    <tbody>
    {{#counties}}{{#kinds}}
    <tr{{#county}} class="first"{{/county}}>{{#county}}<th scope="rowgroup" rowspan="{{countyRows}}">{{county}}</th>{{/county}}<th scope="row">{{name}}</th>
    <td class="bar">{{#bar}}<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{{label}}">{{#segments}}<rect class="{{kind}}" x="{{x}}" y="0" width="{{width}}" height="10"/>{{/segments}}</svg>{{/bar}}</td>
    {{#figures}}<td>{{.}}</td>{{/figures}}</tr>
    {{/kinds}}{{/counties}}
    </tbody>
    <tfoot><tr><th scope="row" colspan="3">{{#zh}}合计{{/zh}}{{#en}}Total{{/en}}</th>{{#total}}<td>{{.}}</td>{{/total}}</tr></tfoot>
    </table>
    </div>
    <p class="remark">{{#zh}}单位：墓位、格位或生态葬区。“余位”以可安放的骨灰份数计，分为可新办的和已有人持有的；暂停销售的设施没有可新办的位，关闭的设施没有余位。{{/zh}}{{#en}}Counted in plots, niches or pools. Places left are in portions of ashes: open to anybody, or held by somebody. A facility whose sales are suspended has none open, one that is closed has none left.{{/en}}</p>
    </section>
    {{/hasCapacity}}

    <section aria-labelledby="entitlement">
    <h2 id="entitlement">{{#zh}}基本殡葬服务减免资格{{/zh}}{{#en}}Entitlement to free basic services{{/en}}</h2>
    {{#hasEntitlement}}
    <div class="scroll" tabindex="0" role="region" aria-labelledby="entitlement">
    <table>
    <thead><tr>
    <th scope="col">{{#zh}}服务项目{{/zh}}{{#en}}Service{{/en}}</th><th scope="col">{{#zh}}涉及个案{{/zh}}{{#en}}Cases{{/en}}</th>
    <th scope="col">{{#zh}}符合条件{{/zh}}{{#en}}Entitled{{/en}}</th><th scope="col">{{#zh}}待补证据{{/zh}}{{#en}}Waiting for evidence{{/en}}</th>
    <th scope="col">{{#zh}}不符合条件{{/zh}}{{#en}}Not entitled{{/en}}</th><th scope="col">{{#zh}}政策未涉及{{/zh}}{{#en}}No policy{{/en}}</th><th scope="col">{{#zh}}已提供服务（元）{{/zh}}{{#en}}Delivered (CNY){{/en}}</th>
    <th scope="col">{{#zh}}已减免（元）{{/zh}}{{#en}}Waived (CNY){{/en}}</th>
    </tr></thead>
    <tbody>{{#items}}<tr><th scope="row">{{name}}</th>{{#figures}}<td>{{.}}</td>{{/figures}}</tr>{{/items}}</tbody>
    </table>
    </div>
    {{/hasEntitlement}}
    {{^hasEntitlement}}<p class="empty">{{#zh}}尚无资格数据。{{/zh}}{{#en}}No entitlement yet.{{/en}}</p>{{/hasEntitlement}}
    </section>

    <section aria-labelledby="newest">
    <h2 id="newest">{{#zh}}最新登记的事件{{/zh}}{{#en}}Newest events{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="newest">
    <table class="events">
    <thead><tr><th scope="col">{{#zh}}序号{{/zh}}{{#en}}Position{{/en}}</th><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</th><th scope="col">{{#zh}}所属登记流{{/zh}}{{#en}}Stream{{/en}}</th><th scope="col">{{#zh}}业务发生时间{{/zh}}{{#en}}Occurred{{/en}}</th><th scope="col">{{#zh}}入库时间{{/zh}}{{#en}}Recorded{{/en}}</th></tr></thead>
    <tbody>
    {{#events}}
    <tr><td>{{position}}</td><td>{{name}}{{#zh}} <span class="code">{{type}}</span>{{/zh}}</td><td class="code">{{#link}}<a href="{{link}}">{{stream}}</a>{{/link}}{{^link}}{{stream}}{{/link}}</td><td>{{occurredAt}}</td><td>{{recordedAt}}</td></tr>
    {{/events}}
    {{^events}}<tr><td colspan="5">{{#zh}}日志中还没有事件。{{/zh}}{{#en}}The log holds no event yet.{{/en}}</td></tr>{{/events}}
    </tbody>
    </table>
    </div>
    </section>
    </main>
    <footer>
    <p>{{#zh}}时间均为北京时间，本页生成于 {{shownAt}}。本服务只应答本机，尚未设登录。{{/zh}}{{#en}}Times are those of China (UTC+8); this page was made at {{shownAt}}. This server answers this machine only and has no sign-in yet.{{/en}}</p>
    <p>{{#zh}}数据接口：{{/zh}}{{#en}}Data: {{/en}}<a href="/v1/capacity{{#city}}?city={{city}}{{/city}}">/v1/capacity</a> · <a href="/openapi.json">/openapi.json</a> · <a href="/metrics">/metrics</a></p>
    </footer>
    </body>
    </html>

    """#

  static let failure = #"""
    <!doctype html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}}</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body>
    <main>
    <h1>{{title}}</h1>
    <p class="notice">{{detail}}</p>
    </main>
    </body>
    </html>

    """#
}
