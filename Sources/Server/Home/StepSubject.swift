import FrontDoor
import Registry

/// What a step is entered about, with what is on record of it.
enum StepSubject: Sendable {
  case beginning
  /// A case, and the blank certificates of its home where the step takes one.
  case file(CaseFile, stock: StockFile? = nil)
  case ashes(AshesDesk, in: PlotStanding?)
  case stock(StockFile?)
  /// A plot, and the ashes for which somebody looks for one.
  case plot(PlotStanding, for: AshesDesk?)
  case right(Code, UseRightState)
  case inspection(InspectionDesk)
  /// What a cemetery has, and the section that is looked at.
  case places(Code?)

  /// The case that it is of.
  var file: CaseFile? {
    switch self {
    case .file(let file, _): file
    case .ashes(let ashes, _): ashes.file.caseFile
    case .plot(_, let ashes): ashes?.file.caseFile
    default: nil
    }
  }

  var custody: CaseFile.Custody? {
    switch self {
    case .ashes(let ashes, _): ashes.file.custody
    case .plot(_, let ashes): ashes?.file.custody
    default: nil
    }
  }

  var plot: PlotStanding? {
    switch self {
    case .ashes(_, let plot): plot
    case .plot(let plot, _): plot
    default: nil
    }
  }

  /// The page that shows it.
  var path: String {
    switch self {
    case .beginning: "/home"
    case .file(let file, _): "/home/cases/\(file.id)"
    case .ashes(let ashes, _): ashes.path
    case .stock: "/home/stock"
    case .plot(let plot, _): plot.path
    case .right(let contract, _): "/home/rights/\(contract)"
    case .inspection(let inspection): inspection.path
    case .places: "/home/places"
    }
  }

  /// The form of a step.
  func path(of type: String) -> String {
    switch self {
    case .beginning: "/home/begin"
    case .stock: "/home/stock/\(type)"
    default: "\(path)/steps/\(type)"
    }
  }

  /// What the addresses of its pages carry on.
  var carried: [(String, String?)] {
    switch self {
    case .ashes(let ashes, let plot): ashes.carried + [("plot", plot?.id.text)]
    case .plot(_, let ashes): ashes.map { [("ashes", $0.id.text)] + $0.carried } ?? []
    case .places(let section): [("section", section?.text)]
    default: []
    }
  }

  /// The stream that a step's event goes to; `key` is the number of the record, where the form asks for it.
  func stream(of step: EntryStep, key: String?, organisation: Code) -> StreamName? {
    if step.record != .subject {
      guard let key = key.flatMap({ Code($0) })?.text else { return nil }
      return StreamName(step.stream, step.stream == .section ? "\(organisation)/\(key)" : key)
    }
    switch self {
    case .beginning, .places: return nil
    case .file(let file, _): return StreamName(step.stream, file.id.text)
    case .ashes(let ashes, _): return StreamName(.ashCustody, ashes.id.text)
    case .stock: return StreamName(.certificateStock, organisation.text)
    case .plot(let plot, _): return StreamName(.plot, plot.id.text)
    case .right(let contract, _): return StreamName(.useRight, contract.text)
    case .inspection(let inspection): return inspection.stream
    }
  }

  /// Where one looks when a step is recorded.
  func afterwards(_ step: EntryStep, _ stream: StreamName) -> (path: String, carried: [(String, String?)]) {
    switch self {
    case .beginning: ("/home/cases/\(stream.key)", [])
    // What came into a place is shown with the case by its home, which closes the case then.
    case .ashes where step.type == "StocktakeChecked": ("/home/stocktake", [])
    // What has left is another's, and not shown here any more.
    case .ashes(let ashes, _) where !ashes.isOfOwnCase && EntryStep.leaving.contains(step.type): ("/home", [])
    case .ashes(let ashes, _): ashes.isOfOwnCase ? ("/home/cases/\(ashes.file.caseFile.id)", []) : (path, ashes.carried)
    case .places: (path, [("section", stream.key.split(separator: "/").last.map(String.init))])
    default: (path, carried)
    }
  }

  var name: Bilingual {
    switch self {
    case .beginning: HomeNav.today
    case .file(let file, _): Bilingual(zh: "个案 \(file.id)", en: "Case \(file.id)")
    case .ashes(let ashes, _): Bilingual(zh: "骨灰 \(ashes.id)", en: "Ashes \(ashes.id)")
    case .stock: HomeNav.stock
    case .plot(let plot, _): plot.name
    case .right(let contract, _): Bilingual(zh: "合同 \(contract)", en: "Contract \(contract)")
    case .inspection(let inspection): inspection.name
    case .places: HomeNav.places
    }
  }

  /// The way to the page that shows it.
  func trail(_ address: PageAddress) -> [Link] {
    let own = Link(address.language.choose(name), address.to(path, carried))
    let today = Link(address.language.choose(HomeNav.today), address.to("/home"))
    switch self {
    case .beginning: return [own]
    case .inspection: return [Link(address.language.choose(WorklistModel.name), address.to("/inspections")), own]
    case .ashes(let ashes, _) where ashes.isOfOwnCase:
      let file = StepSubject.file(ashes.file.caseFile)
      return [today, Link(address.language.choose(file.name), address.to(file.path)), own]
    default: return [today, own]
    }
  }

  /// What is missing before a step can be entered, by what is on record; empty when it may be. The rules have the last word
  /// when it is sent.
  func missing(for type: String) -> [Bilingual] {
    switch self {
    case .beginning, .stock, .places: []
    case .file(let file, _): CaseStanding(file).missing(for: type)
    case .ashes(let ashes, _):
      ashes.steps.contains(type)
        ? [] : [Bilingual(zh: "这份骨灰\(ashes.state.zh)", en: "these ashes are \(ashes.state.en)")]
    case .plot(let plot, _):
      plot.steps.contains(type) ? [] : [Bilingual(zh: "墓位现在\(plot.standing.zh)", en: "the plot is \(plot.standing.en)")]
    case .right(_, let right): right.returned == nil ? [] : [Bilingual(zh: "使用权已退还", en: "the right was returned")]
    case .inspection(let inspection): inspection.missing(for: type)
    }
  }
}
