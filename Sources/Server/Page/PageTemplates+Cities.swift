extension PageTemplates {
  /// The table of several cities.
  static let cities = #"""
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
    <td class="bar">{{#bar}}{{> bar}}{{/bar}}</td>
    {{#figures}}<td>{{.}}</td>{{/figures}}<td>{{state}}</td></tr>{{/cities}}
    </tbody>
    <tfoot><tr><th scope="row" colspan="2">{{#zh}}合计{{/zh}}{{#en}}Total{{/en}}</th>{{#total}}<td>{{.}}</td>{{/total}}<td></td></tr></tfoot>
    </table>
    </div>
    <p class="remark">{{#zh}}单位：墓位、格位或生态葬区；“余位”是还能安放骨灰的位数。各市日志各自编号，合计是各市此刻数字之和，不对应同一个日志位置。{{/zh}}{{#en}}Counted in plots, niches or pools; places left are those that ashes can still be placed in. Each city has a log of its own: totals add up what each shows now, and stand on no one position.{{/en}}</p>
    </section>
    """#
}
