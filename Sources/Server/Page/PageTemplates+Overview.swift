extension PageTemplates {
  /// One city.
  static let overview = #"""
    {{#home}}<p class="act"><a class="act-link" href="{{home}}">{{#zh}}今日工作：要办的、逾期的、上传文件{{/zh}}{{#en}}Today's work: what is to do, what is overdue, upload a file{{/en}}</a></p>{{/home}}
    <section aria-labelledby="state">
    <h2 id="state">{{#zh}}登记状态{{/zh}}{{#en}}State of the registry{{/en}}</h2>
    <dl class="tiles">
    <div><dt>{{#zh}}已登记事件{{/zh}}{{#en}}Events recorded{{/en}}</dt><dd>{{head}}</dd><dd class="small">{{#zh}}日志末位序号{{/zh}}{{#en}}last position of the log{{/en}}</dd></div>
    {{#models}}
    <div{{#isFailing}} class="failing"{{/isFailing}}><dt>{{#link}}<a href="{{link}}">{{name}}</a>{{/link}}{{^link}}{{name}}{{/link}}</dt><dd>{{state}}</dd><dd class="small">{{#zh}}汇总至第 {{position}} 位{{^isCaughtUp}}，落后 {{lagEvents}} 件、{{lagSeconds}} 秒{{/isCaughtUp}}{{/zh}}{{#en}}as of position {{position}}{{^isCaughtUp}}, {{lagEvents}} events and {{lagSeconds}} s behind{{/isCaughtUp}}{{/en}}</dd></div>
    {{/models}}
    </dl>
    {{#own}}<p><a href="{{address}}">{{#zh}}本单位：{{/zh}}{{#en}}Your organisation: {{/en}}{{name}}</a></p>{{/own}}
    {{#inspections}}<p><a href="{{inspections}}">{{#zh}}年检工作台：待检、逾期、双随机抽取与检查记录{{/zh}}{{#en}}Inspections: due, overdue, random draws and reports{{/en}}</a></p>{{/inspections}}
    {{#amendments}}<p><a href="{{amendments}}">{{#zh}}更正与撤销：待审批的申请{{/zh}}{{#en}}Amendments that wait for a decision{{/en}}</a></p>{{/amendments}}
    {{#persons}}<p><a href="{{persons}}">{{#zh}}按证件号码查找个案{{/zh}}{{#en}}Find a case by an ID number{{/en}}</a></p>{{/persons}}
    </section>

    <section aria-labelledby="counties">
    <h2 id="counties">{{#zh}}各区市墓位与格位使用情况{{/zh}}{{#en}}Use of plots and niches by county{{/en}}</h2>
    {{#hasCapacity}}
    {{> use-legend}}
    <ul class="counties">
    {{#counties}}
    <li><span class="name">{{#.link}}<a href="{{link}}">{{name}}</a>{{/.link}}{{^.link}}{{name}}{{/.link}} <span class="code">{{code}}</span></span>
    {{#bar}}{{> bar}}
    <span class="percent">{{usedPercent}}%</span>{{/bar}}
    <span class="detail">{{#zh}}已用 {{used}} / 已建 {{total}}，余 {{remaining}} 位{{/zh}}{{#en}}{{used}} of {{total}} used, {{remaining}} places left{{/en}}</span></li>
    {{/counties}}
    </ul>
    {{#.division}}<p><a href="{{division}}">{{#zh}}全市概况：各区市容量与可用年限、逐月用量、惠民减免、奖补、规划监测、疑点{{/zh}}{{#en}}All of it: capacity and how long it lasts, use by month, free services, awards, the plan monitor, anomalies{{/en}}</a></p>{{/.division}}
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
    <td class="bar">{{#bar}}{{> bar}}{{/bar}}</td>
    {{#figures}}<td>{{.}}</td>{{/figures}}</tr>
    {{/kinds}}{{/counties}}
    </tbody>
    <tfoot><tr><th scope="row" colspan="3">{{#zh}}合计{{/zh}}{{#en}}Total{{/en}}</th>{{#total}}<td>{{.}}</td>{{/total}}</tr></tfoot>
    </table>
    </div>
    <p class="remark">{{#zh}}单位：墓位、格位或生态葬区。“余位”以可安放的骨灰份数计，分为可新办的和已有人持有的；暂停销售的设施没有可新办的位，关闭的设施没有余位。{{/zh}}{{#en}}Counted in plots, niches or pools. Places left are in portions of ashes: open to anybody, or held by somebody. A facility whose sales are suspended has none open, one that is closed has none left.{{/en}}</p>
    {{#.capacityPosition}}<p class="source">{{#zh}}汇总至日志第 {{capacityPosition}} 位{{/zh}}{{#en}}As of position {{capacityPosition}} of the log{{/en}}</p>{{/.capacityPosition}}
    </section>
    {{/hasCapacity}}

    {{#showsEntitlement}}<section aria-labelledby="entitlement">
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
    {{#.entitlementPosition}}<p class="source">{{#zh}}汇总至日志第 {{entitlementPosition}} 位{{/zh}}{{#en}}As of position {{entitlementPosition}} of the log{{/en}}</p>{{/.entitlementPosition}}
    {{/hasEntitlement}}
    {{^hasEntitlement}}<p class="empty">{{#zh}}尚无资格数据。{{/zh}}{{#en}}No entitlement yet.{{/en}}</p>{{/hasEntitlement}}
    </section>{{/showsEntitlement}}

    <section aria-labelledby="newest">
    <h2 id="newest">{{#zh}}最新登记的事件{{/zh}}{{#en}}Newest events{{/en}}</h2>
    {{> events}}
    </section>
    """#
}
