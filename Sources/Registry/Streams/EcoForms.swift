// Stream `reference/eco-forms` 节地生态安葬方式: which forms of burial count as eco, where and from when.

// MARK: Event

/// 生态安葬方式认定 (民发〔2016〕21号 and what places made of it). A form that a document does not speak of is left out: of it
/// this document says nothing.
public struct EcoFormMapPublished: FactPayload {
  public static var stream: StreamKind { .referenceData }
  public struct Form: Codable, Equatable, Sendable {
    public var form: BurialForm
    public var countsAsEco: Bool
  }
  public var titleZh: Text
  public var titleEn: Text
  public var docNo: Text?
  /// Where the text was read.
  public var source: Text
  public var scopeDivision: DivisionCode
  public var from: LocalDate
  public var to: LocalDate?
  public var forms: [Form]
}

extension EcoFormMapPublished {
  func countsAsEco(_ form: BurialForm) -> Bool? { forms.first { $0.form == form }?.countsAsEco }

  func isInForce(on day: LocalDate) -> Bool { from <= day && to.map { day <= $0 } ?? true }
}

// MARK: What it says

/// Whether a placement counted as eco on its day, and which event says so.
public struct EcoStanding: Equatable, Sendable {
  public let countsAsEco: Bool
  public let definition: Fact<EcoFormMapPublished>
}

extension ReferenceDataState {
  /// By the definition of the smallest division around the place that speaks of the form, and of two of one division by
  /// the later one; nil when none does.
  public func ecoStanding(of form: BurialForm, in place: Locality, on day: LocalDate) -> EcoStanding? {
    func scope(_ map: EcoFormMapPublished) -> Locality { place.other(map.scopeDivision, writtenOn: map.from) }
    return ecoForms.reduce(nil) { best, next in
      guard next.data.isInForce(on: day), place.isWithin(scope(next.data), on: day),
        let countsAsEco = next.data.countsAsEco(form)
      else { return best }
      guard best.map({ scope(next.data).isWithin(scope($0.definition.data), on: day) }) ?? true else { return best }
      return EcoStanding(countsAsEco: countsAsEco, definition: next)
    }
  }
}

// MARK: Rules

/// F5: a definition speaks of some forms, of each once.
func f5FormsOnce(_ event: EcoFormMapPublished) -> Refusal? {
  var seen: Set<BurialForm> = []
  let twice = event.forms.first { !seen.insert($0.form).inserted }
  guard twice != nil || event.forms.isEmpty else { return nil }
  return Refusal(
    rule: .f5,
    fact: Bilingual(
      zh: "认定共 \(event.forms.count) 种安葬方式，重复的为 \(twice?.form.rawValue ?? "–")",
      en: "The definition has \(event.forms.count) form(s) of burial; named twice: \(twice?.form.rawValue ?? "–")."
    ),
    remedy: Bilingual(
      zh: "请逐种列出，每种一次；文件未提到的不列",
      en: "List the forms, each once; leave out those that the document does not speak of."
    )
  )
}
