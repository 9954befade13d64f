/// Amendments: the form that proposes one, the proposal, and those that are open.
extension PageTemplates {
  /// What would change: ``TimelineEntry/Note/Change`` in `changes`.
  static let changes = #"""
    <div class="scroll" tabindex="0" role="region" aria-label="{{#zh}}改动{{/zh}}{{#en}}What would change{{/en}}"><table class="rows narrow changes">
    <thead><tr><th scope="col">{{#zh}}项目{{/zh}}{{#en}}What{{/en}}</th><th scope="col">{{#zh}}原登记{{/zh}}{{#en}}As it stands{{/en}}</th><th scope="col">{{#zh}}更正为{{/zh}}{{#en}}As proposed{{/en}}</th></tr></thead>
    <tbody>{{#changes}}<tr><th scope="row">{{name}}</th><td class="long"><del>{{old}}</del></td><td class="long"><ins>{{new}}</ins></td></tr>{{/changes}}</tbody>
    </table></div>

    """#

  static let amend = #"""
    {{#hasNav}}{{> home-nav}}{{/hasNav}}
    {{> refused}}
    {{#isOvertaken}}<p class="notice">{{#zh}}您打开表单之后，这个事实又更正过。{{/zh}}{{#en}}The fact has been corrected since you opened this form. {{/en}}<a href="{{anew}}">{{#zh}}按现在的记载重新填写{{/zh}}{{#en}}Begin again with what stands now{{/en}}</a></p>{{/isOvertaken}}
    {{#showsChanges}}<section aria-labelledby="changes"{{#isChecked}} class="checked"{{/isChecked}}>
    <h2 id="changes">{{#zh}}改动（尚未提交）{{/zh}}{{#en}}What would change (nothing is sent yet){{/en}}</h2>
    {{#hasChanges}}{{> changes}}{{/hasChanges}}
    {{^hasChanges}}<p class="empty">{{#zh}}与现在的记载相同，没有改动。{{/zh}}{{#en}}Nothing: it says what stands already.{{/en}}</p>{{/hasChanges}}
    </section>{{/showsChanges}}
    <div class="desk">
    <section aria-labelledby="form">
    <h2 id="form">{{#isVoiding}}{{#zh}}撤销的理由{{/zh}}{{#en}}Why it never was{{/en}}{{/isVoiding}}{{^isVoiding}}{{#zh}}实际是怎样的{{/zh}}{{#en}}What it really was{{/en}}{{/isVoiding}}</h2>
    {{#isVoiding}}<p>{{#zh}}撤销是说这件事没有发生过。只是有几项登记错了的，请提出更正。{{/zh}}{{#en}}To void it says that it never happened. Where only some of it is wrong, propose a correction.{{/en}}</p>
    <dl class="facts">{{#stands}}<div><dt>{{name}}</dt><dd>{{value}}</dd></div>{{/stands}}</dl>{{/isVoiding}}
    {{^isVoiding}}<p>{{#zh}}表中是现在的记载，只改登记错了的项目。{{/zh}}{{#en}}The form has what stands. Change only what is wrong.{{/en}}</p>{{/isVoiding}}
    <form method="post" action="{{action}}" class="entry-form" enctype="multipart/form-data">
    <input type="hidden" name="id" value="{{id}}">
    <input type="hidden" name="at" value="{{at}}">
    <input type="hidden" name="replaces" value="{{replaces}}">
    {{#.evidenceDigest}}<input type="hidden" name="evidence_digest" value="{{evidenceDigest}}">{{/.evidenceDigest}}
    {{#time}}{{> field}}{{/time}}
    {{#required}}{{> field}}{{/required}}
    {{#hasOptional}}<fieldset><legend>{{#zh}}有才填{{/zh}}{{#en}}Only where there is any{{/en}}</legend>
    {{#optional}}{{> field}}{{/optional}}</fieldset>{{/hasOptional}}
    {{#hasNumbers}}<fieldset><legend>{{#zh}}号码登记错了的，填正确的号码（加密保存，不进日志）{{/zh}}{{#en}}The right number, where a wrong one was recorded (kept encrypted, never in the log){{/en}}</legend>
    {{#numbers}}{{> field}}{{/numbers}}</fieldset>{{/hasNumbers}}
    {{#reason}}{{> field}}{{/reason}}
    {{#document}}{{> field}}{{/document}}
    {{#hasDivisions}}<datalist id="divisions">{{#divisions}}<option value="{{code}}">{{name}}</option>{{/divisions}}</datalist>{{/hasDivisions}}
    <p class="act">{{^isVoiding}}<button type="submit" name="act" value="check" class="second">{{#zh}}先看改动{{/zh}}{{#en}}Look at the changes{{/en}}</button> {{/isVoiding}}<button type="submit" name="act" value="send">{{#zh}}提交申请{{/zh}}{{#en}}Propose it{{/en}}</button> <a href="{{back}}">{{#zh}}不提了，返回{{/zh}}{{#en}}Go back without it{{/en}}</a></p>
    <p class="small">{{#zh}}按两次按钮也只是一个申请。批准之前不生效，原记载始终保留。{{/zh}}{{#en}}Pressed twice, it is one proposal. It takes effect when it is approved, and what was recorded is kept for ever.{{/en}}</p>
    </form>
    </section>
    <section aria-labelledby="rules" class="rules">
    <h2 id="rules">{{#zh}}要过的规则{{/zh}}{{#en}}The rules{{/en}}</h2>
    <dl>{{#rules}}<div{{#isBroken}} class="broken"{{/isBroken}}><dt>{{id}}</dt><dd>{{words}}</dd></div>{{/rules}}</dl>
    <p>{{#zh}}可由下列人员审批：{{deciders}}；但不能是 {{authors}}。{{/zh}}{{#en}}It may be decided by {{deciders}}, but not by {{authors}}.{{/en}}</p>
    </section>
    </div>
    """#

  /// A ``ProposalCard``, without its heading.
  static let proposalCard = #"""
    <p><span class="badge {{kind}}">{{state}}</span> {{#record}}<a href="{{address}}">{{name}}</a>{{/record}} · {{#fact}}{{#zh}}原事件{{/zh}}{{#en}}the event{{/en}} <a href="{{address}}">{{name}}</a>{{/fact}}</p>
    {{#isVoiding}}<p class="voids">{{#zh}}申请说这件事没有发生过；批准后原事件不再有效。{{/zh}}{{#en}}It says that this never happened. Approved, the event does not stand any more.{{/en}}</p>{{/isVoiding}}
    {{^isVoiding}}{{#hasChanges}}{{> changes}}{{/hasChanges}}{{^hasChanges}}<p class="empty">{{#zh}}与申请时的记载没有不同。{{/zh}}{{#en}}Nothing is different from what stood when it was proposed.{{/en}}</p>{{/hasChanges}}{{/isVoiding}}
    <dl class="facts">
    <div><dt>{{#zh}}理由{{/zh}}{{#en}}Reason{{/en}}</dt><dd>{{reason}}</dd></div>
    <div><dt>{{#zh}}证据{{/zh}}{{#en}}Evidence{{/en}}</dt><dd>{{#.evidence}}SHA-256 <span class="code digest">{{evidence}}</span>{{/.evidence}}{{^.evidence}}{{#zh}}无{{/zh}}{{#en}}none{{/en}}{{/.evidence}}</dd></div>
    <div><dt>{{#zh}}提出{{/zh}}{{#en}}Proposed{{/en}}</dt><dd>{{author}} ({{source}}) · {{proposed}}{{#isOpen}} · {{#zh}}已等 {{days}} 天{{/zh}}{{#en}}{{days}} days ago{{/en}}{{/isOpen}}</dd></div>
    {{#isOpen}}<div><dt>{{#zh}}谁可以审批{{/zh}}{{#en}}Who may decide{{/en}}</dt><dd>{{#zh}}{{deciders}}；但不能是 {{excluded}}（登记、更正过该事实或提出申请的人，规则 L4）{{/zh}}{{#en}}{{deciders}}; but not {{excluded}}, who recorded or corrected the fact, or proposed this (rule L4){{/en}}</dd></div>{{/isOpen}}
    {{#.endedBy}}<div><dt>{{state}}</dt><dd>{{endedBy}} · {{endedAt}}{{#endReason}} · {{endReason}}{{/endReason}} · <a href="{{end}}">{{#zh}}该事件{{/zh}}{{#en}}the event{{/en}}</a>{{#amendment}} · <a href="{{amendment}}">{{#zh}}据此登记的更正{{/zh}}{{#en}}the amendment that came of it{{/en}}</a>{{/amendment}}</dd></div>{{/.endedBy}}
    </dl>
    {{#.barred}}<p class="notice">{{barred}}</p>{{/.barred}}
    {{#mayDecide}}<form method="post" action="{{decide}}" class="entry-form decision">
    {{#acts}}<input type="hidden" name="decision" value="{{decision}}"><input type="hidden" name="at" value="{{at}}">
    <div class="field"><label for="reason-{{decision}}">{{#zh}}审批理由（不予批准的必须写明）{{/zh}}{{#en}}Why (needed to decline){{/en}}</label>
    <span class="entry"><input id="reason-{{decision}}" type="text" name="reason" value="{{reason}}" maxlength="500" autocomplete="off"></span></div>{{/acts}}
    <p class="act"><button type="submit" name="result" value="approved">{{#zh}}批准{{/zh}}{{#en}}Approve{{/en}}</button> <button type="submit" name="result" value="declined" class="second">{{#zh}}不予批准{{/zh}}{{#en}}Decline{{/en}}</button></p>
    </form>{{/mayDecide}}
    {{#mayWithdraw}}<form method="post" action="{{withdraw}}" class="entry-form decision">
    {{#acts}}<input type="hidden" name="withdrawal" value="{{withdrawal}}"><input type="hidden" name="at" value="{{at}}">{{/acts}}
    <p class="act"><button type="submit" class="second">{{#zh}}撤回申请{{/zh}}{{#en}}Withdraw it{{/en}}</button></p>
    </form>{{/mayWithdraw}}

    """#

  static let proposal = #"""
    {{#hasNav}}{{> home-nav}}{{/hasNav}}
    {{#.done}}<p class="done-notice" role="status"><strong>{{done}}</strong></p>{{/.done}}
    {{> refused}}
    <section aria-labelledby="proposal">
    <h2 id="proposal">{{#zh}}申请和现状{{/zh}}{{#en}}What is proposed, and where it stands{{/en}}</h2>
    {{#card}}{{> proposal-card}}{{/card}}
    <p class="small">{{#zh}}批准后由系统按申请原文登记更正，审批人不能改动其中任何一项（规则 L6）。{{/zh}}{{#en}}Approved, the registry records the amendment word for word as it was proposed; whoever approves alters nothing of it (rule L6).{{/en}} <a href="{{list}}">{{#zh}}全部待审批的申请{{/zh}}{{#en}}All that wait for a decision{{/en}}</a></p>
    </section>
    """#

  static let proposals = #"""
    {{#hasNav}}{{> home-nav}}{{/hasNav}}
    <p>{{#zh}}登记有误的，由一人提出更正或撤销，另一人登录审批。批准人不能是登记、更正过该事实的人，也不能是提出的人（规则 L4）。要提出更正，请打开个案、设施或事件的时间线，在该事件下点“提出更正”。{{/zh}}{{#en}}A mistake is amended by two: one proposes it, another signs in and decides. Whoever approves has neither recorded nor corrected the fact, nor proposed the amendment (rule L4). To propose one, open the timeline of the case, the facility or the event, and choose “Propose a correction” there.{{/en}}</p>
    {{#cities}}{{#groups}}<section aria-labelledby="{{id}}">
    <h2 id="{{id}}">{{name}}{{#zh}}（{{count}}）{{/zh}}{{#en}} ({{count}}){{/en}}</h2>
    <ol class="timeline">{{#cards}}<li class="event"><h3><a href="{{link}}">{{name}}</a></h3>
    {{> proposal-card}}</li>{{/cards}}</ol>
    </section>{{/groups}}
    {{#.empty}}<p class="empty">{{empty}}</p>{{/.empty}}
    {{#.cut}}<p class="remark">{{cut}}</p>{{/.cut}}
    {{#table}}<p class="source"><a href="{{address}}">{{name}}</a></p>{{/table}}
    {{/cities}}
    """#
}
