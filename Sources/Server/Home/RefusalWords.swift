import Registry

/// A refusal for people: members and codes by what they are called on the form. The template reads the properties by name.
struct RefusalWords {
  let rule: String
  let fact: String
  let remedy: String
  /// What the rule asks.
  let sense: String?
  /// The fields that it names.
  private let fields: Set<String>

  init(_ refusal: Refusal, of type: String, _ contract: EventContract?, _ teller: FieldTeller) {
    let language = teller.address.language
    let translator = Translator(type: type, contract: contract, teller: teller)
    rule = refusal.rule.rawValue
    let told = translator.told(language.choose(refusal.fact))
    fact = told.text
    fields = told.fields
    let isOfShape = refusal.rule.rawValue == "S8"
    let mend = Bilingual(zh: "请改好这一项再提交。", en: "Mend that field and submit again.")
    remedy = isOfShape ? language.choose(mend) : translator.told(language.choose(refusal.remedy)).text
    sense = RuleWords.of(refusal.rule.rawValue, for: type).map(language.choose)
  }

  /// Whether it is about a field.
  func names(_ field: String) -> Bool { fields.contains(field) }
}

extension RefusalWords {
  /// Puts words in the place of the codes of a text.
  private struct Translator {
    let type: String
    let contract: EventContract?
    let teller: FieldTeller

    /// The text in words, and the fields that it names.
    func told(_ text: String) -> (text: String, fields: Set<String>) {
      var (words, fields, token): (String, Set<String>, String) = ("", [], "")
      var isBehindWord = false
      func end() {
        guard !token.isEmpty else { return }
        // A full stop ends the sentence and not the name.
        let stop = token.hasSuffix(".") ? "." : ""
        let plain = String(token.dropLast(stop.count))
        if let (name, field) = word(plain) {
          // Between Chinese words there are no blanks.
          if teller.address.language == .chinese, words.last == " " { words.removeLast() }
          words += name + stop
          isBehindWord = true
          if let field { fields.insert(field) }
        } else {
          words += token
        }
        token = ""
      }
      for character in text {
        if character.isASCII, character.isLetter || character.isNumber || "._-".contains(character) {
          token.append(character)
        } else {
          end()
          let isBlank = character == " " && isBehindWord && teller.address.language == .chinese
          if !isBlank { words.append(character) }
          isBehindWord = false
        }
      }
      end()
      return (words, fields)
    }

    private func word(_ token: String) -> (String, String?)? {
      let language = teller.address.language
      if token.hasPrefix("sealed.") {
        let label = language.choose(SealedWords.of(String(token.dropFirst("sealed.".count))).label)
        return (quoted(label), token)
      }
      let path = token.hasPrefix("data.") ? String(token.dropFirst("data.".count)) : token
      // In an English sentence, `time` and `outcome` may be words like any other.
      let isName = language == .chinese || token != path || path.contains("_")
      if isName, let field = contract?.fields.first(where: { $0.path == path }) {
        let label = FieldMaker(type: type, form: TypedForm(), refusal: nil, teller: teller).label(of: field)
        return (quoted(label), "data.\(path)")
      }
      if language == .chinese, let name = Self.attributes[token] { return (quoted(name), token) }
      if EventNames.typesWithChineseName.contains(token) {
        return (quoted(EventNames.name(of: token, in: language)), nil)
      }
      return code(token).map { ($0, nil) }
    }

    /// What is around the data, of which `time` is asked for by the forms.
    private static let attributes = ["time": "办理时间", "source": "来源单位", "actor": "经办人", "subject": "记录编号"]

    private func quoted(_ text: String) -> String { "“\(text)”" }

    private func code(_ token: String) -> String? {
      // A code of digits alone, such as a form's year, is no word but a figure.
      guard teller.address.language == .chinese, token.contains(where: \.isLetter) else { return nil }
      for field in contract?.fields ?? [] {
        guard case .choice(let codes) = field.kind, codes.contains(token) else { continue }
        return teller.vocabulary.word(for: token, of: field.member, in: type)?.zh
      }
      return nil
    }
  }
}
