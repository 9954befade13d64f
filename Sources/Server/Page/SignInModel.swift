import Registry

/// Where one signs in. The template reads the properties by name.
struct SignInModel: PageModel {
  static let template = "sign-in"

  /// Somebody to choose.
  struct Choice {
    let title: String
    let task: String
    /// Where the choice is sent to.
    let address: String
  }

  let frame: Frame
  let people: [Choice]
  let hasPeople: Bool

  /// From there one goes on to the `target`, or to where one's own work begins.
  init(_ people: [LocalDesk.Person], to target: String?, _ address: PageAddress) {
    let language = address.language
    let heading = language.choose(Bilingual(zh: "登录", en: "Sign in"))
    frame = Frame(address, heading: heading, trail: [Link(heading)])
    self.people = people.map { person in
      Choice(
        title: language.choose(person.title),
        task: language.choose(person.task),
        address: PageAddress.written("/sign-in", [("person", person.name), ("to", target)])
      )
    }
    hasPeople = !people.isEmpty
  }
}
