import Registry

/// A field of a form. The template reads the properties by name.
struct FormField {
  struct Option {
    let value: String
    let name: String
    let isChosen: Bool
  }

  let id: String
  let name: String
  let label: String
  let help: String?
  let value: String
  let isRequired: Bool
  let isSelect: Bool
  /// Of what has lines: a box of so many.
  let lines: String?
  let options: [Option]
  /// `text`, `date`, `datetime-local`, `month` or `file`.
  let kind: String
  /// `decimal` for figures.
  let keyboard: String?
  /// Behind the field, such as 元.
  let unit: String?
  /// The id of a list that it offers.
  let list: String?
  /// What the refusal says of it.
  let trouble: String?
  /// Whether it is read out with a help or a trouble.
  let describedBy: String?
  /// Of what there may be several of: a row of fields for each, under the label.
  var rows: [Row] = []
  var hasRows: Bool = false

  struct Row {
    let legend: String
    let fields: [FormField]
  }
}

/// Makes the fields of a form.
struct FieldMaker {
  let type: String
  let form: TypedForm
  let refusal: RefusalWords?
  let teller: FieldTeller
  /// Rows that are left blank for more.
  var spareRows = 0

  private var language: Language { teller.address.language }

  func field(_ field: EventContract.Field) -> FormField {
    self.field(field, called: label(of: field))
  }

  private func field(_ field: EventContract.Field, called label: String, within depth: Int = 0) -> FormField {
    if case .rows(let columns) = field.kind { return rows(of: field, columns, called: label, within: depth) }
    let choices = options(of: field)
    var kind = "text"
    switch field.kind {
    case .instant: kind = "datetime-local"
    case .day: kind = "date"
    case .month: kind = "month"
    default: break
    }
    return make(
      "data.\(field.path)",
      label,
      help: help(of: field, label),
      isRequired: field.isRequired,
      options: choices,
      kind: kind,
      keyboard: field.isFigure ? "decimal" : nil,
      unit: unit(of: field),
      isLong: field.kind == .texts,
      list: field.kind == .division ? "divisions" : field.member == "unit_id" ? "cremators" : nil
    )
  }

  /// A row may have rows of its own, one of them to spare.
  private func rows(
    of field: EventContract.Field,
    _ columns: [EventContract.Field],
    called label: String,
    within depth: Int
  ) -> FormField {
    let typed = (form.typedRows(of: field).last ?? -1) + 1
    let count = min(typed + (depth == 0 ? spareRows : min(spareRows, 1)), TypedForm.mostRows)
    let words = Bilingual(zh: "空着的行不登记", en: "Rows that are left blank are not entered")
    let help = depth == 0 ? language.choose(words) : nil
    var made = make("data.\(field.path)", label, help: help, isRequired: false)
    made.hasRows = true
    made.rows = (0..<count).map { index in
      let fields = columns.map { column in
        self.field(
          EventContract.Field(
            path: "\(field.path).\(index).\(column.path)",
            kind: column.kind,
            isRequired: false,
            help: Bilingual(zh: "", en: "")
          ),
          called: teller.name(of: column.member, in: type),
          within: depth + 1
        )
      }
      return FormField.Row(legend: "\(label) \(index + 1)", fields: fields)
    }
    return made
  }

  /// A member of the sealed part.
  func sealed(_ name: String) -> FormField {
    let words = SealedWords.of(name)
    return make(
      "sealed.\(name)",
      language.choose(words.label),
      help: words.help.map(language.choose),
      isRequired: name == "certificate_number",
      keyboard: name == "telephone" ? "tel" : nil
    )
  }

  func make(
    _ name: String,
    _ label: String,
    help: String? = nil,
    isRequired: Bool,
    options: [FormField.Option]? = nil,
    kind: String = "text",
    keyboard: String? = nil,
    unit: String? = nil,
    isLong: Bool = false,
    list: String? = nil
  ) -> FormField {
    let id = name.replacing(".", with: "-")
    let trouble = refusal?.names(name) == true ? refusal?.fact : nil
    let described = (help == nil ? [] : ["\(id)-help"]) + (trouble == nil ? [] : ["\(id)-trouble"])
    return FormField(
      id: id,
      name: name,
      label: label,
      help: help,
      value: kind == "file" ? "" : form[name] ?? "",
      isRequired: isRequired,
      isSelect: options != nil,
      lines: isLong ? String(max(3, (form[name] ?? "").split(whereSeparator: \.isNewline).count + 1)) : nil,
      options: options ?? [],
      kind: kind,
      keyboard: keyboard,
      unit: unit,
      list: list,
      trouble: trouble,
      describedBy: described.isEmpty ? nil : described.joined(separator: " ")
    )
  }

  /// A member of an object in the data is called after both.
  func label(of field: EventContract.Field) -> String {
    let names = field.path.split(separator: ".").map { teller.name(of: String($0), in: type) }
    return names.joined(separator: language.choose(Bilingual(zh: "：", en: ": ")))
  }

  /// What follows the first words of the description, unless it only lists the codes.
  private func help(of field: EventContract.Field, _ label: String) -> String? {
    if case .choice = field.kind { return nil }
    switch field.kind {
    case .list: return language.choose(Bilingual(zh: "多个编号用逗号隔开", en: "Several with commas between"))
    case .texts: return language.choose(Bilingual(zh: "每行一项", en: "One a line"))
    case .division: return language.choose(Bilingual(zh: "六位区划代码，可从列表中选", en: "Six digits; choose from the list"))
    default: break
    }
    let whole = language.choose(field.help)
    let plain = whole.last.map { "。.".contains($0) } == true ? String(whole.dropLast()) : whole
    if ["first", "last", "serial", "form_serial"].contains(field.member) {
      return language.choose(Bilingual(zh: "照证明上印的流水号填写", en: "As it is printed on the form"))
    }
    if field.member.hasSuffix("uscc") {
      return language.choose(Bilingual(zh: "统一社会信用代码，18 位", en: "Unified social credit code, 18 characters"))
    }
    let rest = (plain.hasPrefix(label) ? plain.dropFirst(label.count) : plain[...]).drop { "；，：、,;:. ".contains($0) }
    return rest.count > 3 && field.unitWords == nil ? String(rest) : nil
  }

  private func unit(of field: EventContract.Field) -> String? { field.unitWords.map(language.choose) }

  /// Nil for what is typed.
  private func options(of field: EventContract.Field) -> [FormField.Option]? {
    let codes: [(String, String)]
    switch field.kind {
    case .choice(let list):
      codes = list.map { ($0, teller.vocabulary.word(for: $0, of: field.member, in: type).map(language.choose) ?? $0) }
    case .flag:
      codes = [
        ("true", language.choose(Bilingual(zh: "是", en: "yes"))),
        ("false", language.choose(Bilingual(zh: "否", en: "no"))),
      ]
    default: return nil
    }
    let chosen = form["data.\(field.path)"]
    let blank = FormField.Option(
      value: "",
      name: language.choose(Bilingual(zh: "请选择", en: "choose")),
      isChosen: chosen == nil
    )
    return [blank] + codes.map { FormField.Option(value: $0.0, name: $0.1, isChosen: $0.0 == chosen) }
  }
}

extension EventContract.Field {
  var isFigure: Bool {
    if case .number = kind { true } else { false }
  }

  /// In what a figure is written.
  fileprivate var unitWords: Bilingual? {
    guard isFigure else { return nil }
    switch member.split(separator: "_").last {
    case "fen": return Bilingual(zh: "元", en: "yuan")
    case "m": return Bilingual(zh: "公里", en: "km")
    case "days": return Bilingual(zh: "天", en: "days")
    case "ml": return Bilingual(zh: "升", en: "litres")
    default: return nil
    }
  }
}

/// What the members of the sealed part are called.
enum SealedWords {
  static func of(_ name: String) -> (label: Bilingual, help: Bilingual?) {
    switch name {
    case "id_number":
      (
        Bilingual(zh: "证件号码", en: "ID number"),
        Bilingual(zh: "身份证号码要经得起校验；无证件的不填", en: "A citizen's number must pass its check; none where there is no paper")
      )
    case "certificate_number":
      (
        Bilingual(zh: "死亡证明编号", en: "Number of the death certificate"),
        Bilingual(zh: "2026 年版式一般就是身份证号码", en: "On the form of 2026 it is mostly the citizen's number")
      )
    case "bank_account": (Bilingual(zh: "银行账号", en: "Bank account"), nil)
    case "name": (Bilingual(zh: "姓名", en: "Name"), nil)
    case "telephone": (Bilingual(zh: "电话", en: "Telephone"), nil)
    case "address": (Bilingual(zh: "住址", en: "Address"), nil)
    default: (Bilingual(zh: name, en: name), nil)
    }
  }

  /// Whose they are.
  static func person(of type: String) -> Bilingual {
    switch type {
    case "CremationAuthorised": Bilingual(zh: "签字人", en: "who signs")
    case "DeathCertificateRecorded", "DeathCertificateReissued", "IdentityResolved", "IdentityVerified":
      Bilingual(zh: "逝者", en: "the decedent")
    default: Bilingual(zh: "领取人", en: "who receives it")
    }
  }
}
