/// What the day of a home and that of a cemetery have alike.
extension PageTemplates {
  /// A ``DayDone`` in `done`.
  static let dayDone = #"""
    {{#done}}<p class="done-notice" role="status">{{#wasBefore}}<strong>{{#zh}}已经登记过了。{{/zh}}{{#en}}It is recorded already.{{/en}}</strong> {{#zh}}同一张表单提交了两次，只登记了一次。{{/zh}}{{#en}}The same form was sent twice, and recorded once.{{/en}}{{/wasBefore}}{{^wasBefore}}<strong>{{#zh}}已登记。{{/zh}}{{#en}}Recorded.{{/en}}</strong>{{/wasBefore}}</p>{{/done}}

    """#

  /// A ``DeskFinder`` in `finder`.
  static let deskFinder = #"""
    {{#finder}}<form method="post" action="{{action}}" class="question"><label>{{label}} <input name="number" value="{{asked}}" size="22" maxlength="64" autocomplete="off" required></label> <button type="submit">{{#zh}}查找{{/zh}}{{#en}}Find{{/en}}</button> <a href="{{persons}}">{{#zh}}按证件号码查找{{/zh}}{{#en}}Find by an ID number{{/en}}</a></form>
    {{#.failure}}<p class="notice" role="alert">{{failure}}</p>{{/.failure}}
    {{#.notFound}}<p class="notice" role="status">{{notFound}}</p>{{/.notFound}}
    {{#hasFound}}<ul class="plain">{{#found}}<li><a href="{{address}}">{{name}}</a></li>{{/found}}</ul>{{/hasFound}}{{/finder}}

    """#

  /// What runs out: ``TodayModel/Due``s in `dues`, under a heading `due`.
  static let dueRows = #"""
    <div class="scroll" tabindex="0" role="region" aria-labelledby="due"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}事项{{/zh}}{{#en}}What{{/en}}</th><th scope="col">{{#zh}}还有{{/zh}}{{#en}}Left{{/en}}</th><th scope="col">{{#zh}}对象{{/zh}}{{#en}}About{{/en}}</th><th scope="col">{{#zh}}日期{{/zh}}{{#en}}Day{{/en}}</th></tr></thead>
    <tbody>{{#dues}}<tr><th scope="row">{{what}}</th><td>{{#isOverdue}}<strong class="overdue">{{left}}</strong>{{/isOverdue}}{{^isOverdue}}{{left}}{{/isOverdue}}</td><td class="long">{{#about}}{{#.address}}<a href="{{address}}">{{name}}</a>{{/.address}}{{^.address}}{{name}}{{/.address}}{{/about}}</td><td>{{day}}</td></tr>
    {{/dues}}</tbody>
    </table></div>

    """#

  /// ``TodayModel/Refused`` in `refused`, under a heading `refused`.
  static let refusedRows = #"""
    <div class="scroll" tabindex="0" role="region" aria-labelledby="refused"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</th><th scope="col">{{#zh}}规则和办法{{/zh}}{{#en}}Rule, and what it asks{{/en}}</th><th scope="col">{{#zh}}最近被拒{{/zh}}{{#en}}Last refused{{/en}}</th><th scope="col" class="figure">{{#zh}}次数{{/zh}}{{#en}}Times{{/en}}</th><th scope="col">{{#zh}}编号末八位{{/zh}}{{#en}}Id ends in{{/en}}</th></tr></thead>
    <tbody>{{#refused}}<tr><th scope="row">{{type}}</th><td class="long"><strong>{{rule}}</strong> {{words}}</td><td>{{day}}</td><td class="figure">{{times}}</td><td class="code">{{id}}</td></tr>
    {{/refused}}</tbody>
    </table></div>
    <p class="remark">{{#zh}}日志只记被拒的规则，不记内容。请在业务软件或原表里按编号找到那一行，改好后再报。{{/zh}}{{#en}}The log keeps the rule and not what was said. Find the line by its id in your program or table, mend it and send it again.{{/en}}</p>

    """#
}
