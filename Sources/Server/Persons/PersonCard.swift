import FoundationEssentials
import FrontDoor
import Registry

/// What is sealed of one person in a case, masked or in clear. The template reads the properties by name.
struct PersonCard {
  struct Part {
    struct Member {
      let name: String
      let value: String
    }

    let event: Link
    let occurred: String
    let members: [Member]
  }

  /// `逝者 P-7`
  let name: String
  /// As the form sends it.
  let person: String
  /// Of its heading, and of the fields of its form.
  let id: String
  let parts: [Part]
  let isErased: Bool
  let mayUnseal: Bool
  let purpose: String
  let basis: String

  init(_ parts: [PersonalData], number: Int, _ form: TypedForm?, mayUnseal: Bool, _ address: PageAddress) {
    let language = address.language
    let first = parts.first
    person = first?.person.text ?? ""
    let words = first.map { language.choose(SealedWords.person(of: $0.type)) } ?? ""
    let role = words.prefix(1).uppercased() + words.dropFirst()
    // The decedent of a case whom nobody has identified is known by the case alone.
    name = person.contains("/") ? role : "\(role) \(person)"
    id = "person-\(number)"
    isErased = parts.allSatisfy(\.isErased)
    self.mayUnseal = mayUnseal && !isErased
    let isAsked = form?["person"] == person
    purpose = isAsked ? form?["purpose"] ?? "" : ""
    basis = isAsked ? form?["legal_basis"] ?? "" : ""
    self.parts = parts.map { Part($0, address) }
  }
}

extension PersonCard.Part {
  init(_ data: PersonalData, _ address: PageAddress) {
    let name = EventNames.name(of: data.type, in: address.language)
    self.init(
      event: Link(name, address.to("/log/events/\(data.event.text)")),
      occurred: String(data.occurredAt.text.prefix(16)).replacing("T", with: " "),
      members: data.members.map { member in
        Member(name: address.language.choose(SealedWords.of(member.name).label), value: member.text)
      }
    )
  }
}
