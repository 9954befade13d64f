import HTTPTypes
import Registry

/// What was typed into a form that cannot be shown again just now: its sender has to sign in first, or nothing can be read. The
/// template reads the properties by name.
struct KeptFormModel: PageModel {
  static let template = "kept-form"

  let frame: Frame
  let status: HTTPResponse.Status
  let headers: HTTPFields
  /// Where the form is sent to.
  let action: String
  /// What was typed.
  let fields: [WhenModel.Hidden]
  /// Whether a file was with it, which has to be chosen again.
  let hadDocument: Bool
  /// Where one signs in; nil for who has.
  let signIn: String?
  let detail: String?

  /// Of somebody whose sign-in has ended.
  init(signedOut sent: SentForm, _ address: PageAddress) {
    let heading = Bilingual(zh: "登录已过期", en: "You are not signed in any more")
    self.init(sent, heading, .unauthorized, signIn: address.to("/sign-in"), address)
  }

  /// Of what cannot be answered for a while.
  init(_ sent: SentForm, _ problem: Problem, _ address: PageAddress) {
    let detail = address.language.choose(problem.detail)
    self.init(sent, problem.title, problem.status, problem.headers, detail: detail, address)
  }

  private init(
    _ sent: SentForm,
    _ heading: Bilingual,
    _ status: HTTPResponse.Status,
    _ headers: HTTPFields = [:],
    signIn: String? = nil,
    detail: String? = nil,
    _ address: PageAddress
  ) {
    let heading = address.language.choose(heading)
    frame = Frame(address, heading: heading, trail: [Link(heading)])
    (self.status, self.headers, self.signIn, self.detail) = (status, headers, signIn, detail)
    action = address.without([])
    fields = sent.form.all.map { WhenModel.Hidden(name: $0.name, value: $0.value) }
    hadDocument = sent.document != nil
  }
}

extension PageTemplates {
  static let keptForm = #"""
    <section aria-labelledby="again">
    <h2 id="again">{{#zh}}您填写的内容还在{{/zh}}{{#en}}What you typed is still here{{/en}}</h2>
    {{#.signIn}}<p>{{#zh}}还没有登记。请先在新窗口登录，再回到这一页按“重新提交”。{{/zh}}{{#en}}Nothing was recorded. Sign in in another window, come back to this page and submit again.{{/en}}</p>
    <p><a href="{{signIn}}" target="_blank" rel="noopener">{{#zh}}在新窗口登录{{/zh}}{{#en}}Sign in in another window{{/en}}</a></p>{{/.signIn}}
    {{#.detail}}<p>{{detail}}</p>
    <p>{{#zh}}这一次没有登记。请不要关闭这一页，过一会儿按“重新提交”；按几次也只登记一次。{{/zh}}{{#en}}Nothing was recorded this time. Keep this page open and submit again in a while; however often it is sent, it is recorded once.{{/en}}</p>{{/.detail}}
    <form method="post" action="{{action}}"{{#hadDocument}} enctype="multipart/form-data"{{/hadDocument}}>{{#fields}}<input type="hidden" name="{{name}}" value="{{value}}">{{/fields}}
    {{#hadDocument}}<div class="field"><label for="document">{{#zh}}文件请重新选择{{/zh}}{{#en}}Choose the file again{{/en}}</label> <input id="document" type="file" name="document" required></div>{{/hadDocument}}
    <p class="act"><button type="submit">{{#.signIn}}{{#zh}}我已登录，重新提交{{/zh}}{{#en}}I have signed in: submit again{{/en}}{{/.signIn}}{{^.signIn}}{{#zh}}重新提交{{/zh}}{{#en}}Submit again{{/en}}{{/.signIn}}</button></p></form>
    </section>
    """#
}
