import HTTPTypes
import Registry

/// A form whose sender has to sign in again first. The template reads the properties by name.
struct SignedOutModel: PageModel {
  static let template = "signed-out"

  let frame: Frame
  let status = HTTPResponse.Status.unauthorized
  /// Where the form is sent to.
  let action: String
  /// What was typed.
  let fields: [WhenModel.Hidden]
  /// Whether a file was with it, which has to be chosen again.
  let hadDocument: Bool
  let signIn: String

  init(_ form: TypedForm, hadDocument: Bool, _ address: PageAddress) {
    let heading = address.language.choose(Bilingual(zh: "登录已过期", en: "You are not signed in any more"))
    frame = Frame(address, heading: heading, trail: [Link(heading)])
    action = address.without([])
    fields = form.all.map { WhenModel.Hidden(name: $0.name, value: $0.value) }
    self.hadDocument = hadDocument
    signIn = address.to("/sign-in")
  }
}

extension PageTemplates {
  static let signedOut = #"""
    <section aria-labelledby="again">
    <h2 id="again">{{#zh}}您填写的内容还在{{/zh}}{{#en}}What you typed is still here{{/en}}</h2>
    <p>{{#zh}}还没有登记。请先在新窗口登录，再回到这一页按“重新提交”。{{/zh}}{{#en}}Nothing was recorded. Sign in in another window, come back to this page and submit again.{{/en}}</p>
    <p><a href="{{signIn}}" target="_blank" rel="noopener">{{#zh}}在新窗口登录{{/zh}}{{#en}}Sign in in another window{{/en}}</a></p>
    <form method="post" action="{{action}}"{{#hadDocument}} enctype="multipart/form-data"{{/hadDocument}}>{{#fields}}<input type="hidden" name="{{name}}" value="{{value}}">{{/fields}}
    {{#hadDocument}}<div class="field"><label for="document">{{#zh}}文件请重新选择{{/zh}}{{#en}}Choose the file again{{/en}}</label> <input id="document" type="file" name="document" required></div>{{/hadDocument}}
    <p class="act"><button type="submit">{{#zh}}我已登录，重新提交{{/zh}}{{#en}}I have signed in: submit again{{/en}}</button></p></form>
    </section>
    """#
}
