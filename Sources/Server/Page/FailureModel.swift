/// Why there is no page. The template reads the properties by name.
struct FailureModel: PageModel {
  static let template = "failure"

  let frame: Frame
  let detail: String

  init(_ problem: Problem, _ address: PageAddress) {
    let language = address.language
    let home = language.choose(PageAddress.home)
    frame = Frame(
      address,
      heading: language.choose(problem.title),
      trail: [Link(home, address.with(city: nil).to("/")), Link(language.choose(problem.title))]
    )
    detail = language.choose(problem.detail)
  }
}
