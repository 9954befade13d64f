extension PageTemplates {
  /// The table of several cities.
  static let cities = #"""
    <!doctype html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{#zh}}殡葬登记 · 清明{{/zh}}{{#en}}Funeral and cemetery registries · Qingming{{/en}}</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body>
    <header>
    <div class="inner">
    <p class="mark" aria-hidden="true">清明</p>
    <div>
    <h1>{{#zh}}各市殡葬登记{{/zh}}{{#en}}Funeral and cemetery registries{{/en}}</h1>
    <p>{{#zh}}每市一本日志，只增不改；点城市名看该市明细{{/zh}}{{#en}}A log of its own for each city, only ever added to; a city's name leads to its page{{/en}}</p>
    </div>
    <nav aria-label="{{#zh}}语言{{/zh}}{{#en}}Language{{/en}}">{{#zh}}<a href="{{other}}" lang="en" hreflang="en">English</a>{{/zh}}{{#en}}<a href="{{other}}" lang="zh-CN" hreflang="zh-CN">中文</a>{{/en}}</nav>
    </div>
    </header>
    <main>
    {{#isSimulated}}
    <p class="notice"><strong>{{#zh}}模拟数据{{/zh}}{{#en}}Simulated data{{/en}}</strong> {{#zh}}本页所有逝者、经办人和数字均由程序生成，不涉及任何真实个人；政策及行政区划取自公开文件。{{/zh}}{{#en}}All decedents, officers and figures on this page are made by a program; no real person is in them. Policies and divisions are taken from published documents.{{/en}}</p>
    {{/isSimulated}}
    <section aria-labelledby="cities">
    <h2 id="cities">{{#zh}}各市概况{{/zh}}{{#en}}The cities{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="cities">
    <table>
    <thead><tr>
    <th scope="col">{{#zh}}城市{{/zh}}{{#en}}City{{/en}}</th><th scope="col" class="bar">{{#zh}}墓位与格位使用{{/zh}}{{#en}}Use of plots and niches{{/en}}</th>
    <th scope="col">{{#zh}}已登记事件{{/zh}}{{#en}}Events{{/en}}</th><th scope="col">{{#zh}}已建{{/zh}}{{#en}}Created{{/en}}</th>
    <th scope="col">{{#zh}}空闲{{/zh}}{{#en}}Free{{/en}}</th><th scope="col">{{#zh}}已安葬{{/zh}}{{#en}}Occupied{{/en}}</th>
    <th scope="col">{{#zh}}余位{{/zh}}{{#en}}Places left{{/en}}</th><th scope="col">{{#zh}}已减免（元）{{/zh}}{{#en}}Waived (CNY){{/en}}</th>
    <th scope="col">{{#zh}}汇总{{/zh}}{{#en}}Figures{{/en}}</th>
    </tr></thead>
    <tbody>
    {{#cities}}<tr><th scope="row"><a href="{{link}}">{{name}}</a></th>
    <td class="bar">{{#bar}}<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{{label}}">{{#segments}}<rect class="{{kind}}" x="{{x}}" y="0" width="{{width}}" height="10"/>{{/segments}}</svg>{{/bar}}</td>
    {{#figures}}<td>{{.}}</td>{{/figures}}<td>{{state}}</td></tr>{{/cities}}
    </tbody>
    <tfoot><tr><th scope="row" colspan="2">{{#zh}}合计{{/zh}}{{#en}}Total{{/en}}</th>{{#total}}<td>{{.}}</td>{{/total}}<td></td></tr></tfoot>
    </table>
    </div>
    <p class="remark">{{#zh}}单位：墓位、格位或生态葬区；“余位”是还能安放骨灰的位数。{{/zh}}{{#en}}Counted in plots, niches or pools; places left are those that ashes can still be placed in.{{/en}}</p>
    </section>
    </main>
    <footer>
    <p>{{#zh}}时间均为北京时间，本页生成于 {{shownAt}}。本服务只应答本机，尚未设登录。{{/zh}}{{#en}}Times are those of China (UTC+8); this page was made at {{shownAt}}. This server answers this machine only and has no sign-in yet.{{/en}}</p>
    <p>{{#zh}}数据接口：{{/zh}}{{#en}}Data: {{/en}}<a href="/v1/capacity">/v1/capacity</a> · <a href="/openapi.json">/openapi.json</a> · <a href="/metrics">/metrics</a></p>
    </footer>
    </body>
    </html>

    """#
}
