import FrontDoor
import Registry

extension StepSubject {
  /// What is on record already, as a form has it.
  func text(_ known: EntryStep.Known, _ now: Instant) -> String? {
    let state = file?.state
    switch known {
    case .signer: return state?.authorisation?.data.signerRef.text ?? file.map { "S-\($0.id)" }
    case .certificateNumber: return state?.cremationCertificateNo?.text
    case .portions: return (state?.cremation?.data.ashPortions.value).map { String($0) }
    case .nextPortion:
      let taken = Set(file?.custodies.map { $0.state.opened.data.portionNo.value } ?? [])
      return (1...20).first { !taken.contains($0) }.map { String($0) }
    case .blankForm: return stock?.state.usable.first?.first.text
    case .ashes:
      guard state?.cremation != nil, let file else { return nil }
      return file.custodies.map(\.id.text).joined(separator: ", ")
    case .outcome: return file.flatMap { CaseStanding($0).departure?.rawValue }
    case .stocktake: return "PD-\(now.localDate.text.filter { $0 != "-" })"
    case .plot:
      if let plot { return plot.id.text }
      if case .placed(let placement)? = custody?.state.disposition { return placement.place.plot.text }
      return nil
    case .place: return plot?.free.map { String($0) }
    case .contract: return plot?.right?.contract.text
    case .formOfPlot: return plot.flatMap(\.usualForm)?.rawValue
    case .holder:
      if case .released(let release)? = custody?.state.disposition { return release.data.toPersonRef.text }
      return nil
    case .caseID: return file?.id.text
    case .notice: return custody?.state.notice?.eventID.text
    case .checklist: return inspection?.version
    case .openItems:
      let failed = inspection?.state?.failedItems.map(\.text) ?? []
      return failed.isEmpty ? nil : failed.joined(separator: ", ")
    case .blankForms, .checklistItems: return nil
    }
  }

  /// The number of the record that a step goes to, where the form asks for one that there is.
  var namedRecord: String? {
    switch self {
    case .places(let section): section?.text
    case .plot(let plot, _): plot.right?.state.granted.data.decedentCaseId?.text
    default: nil
    }
  }

  /// The same for what a form has rows of, by the names of their fields.
  func rows(_ known: EntryStep.Known) -> [[String: String]] {
    switch known {
    case .blankForms:
      let ranges = (stock?.state.usable ?? []) + (stock?.state.missed ?? [])
      return ranges.map { ["first": $0.first.text, "last": $0.last.text] }
    case .checklistItems: return inspection?.checklist.map { ["item": $0.item.text] } ?? []
    default: return []
    }
  }

  private var stock: StockFile? {
    switch self {
    case .stock(let stock), .file(_, let stock): stock
    default: nil
    }
  }

  private var inspection: InspectionDesk? {
    if case .inspection(let inspection) = self { inspection } else { nil }
  }
}

extension AnnualInspectionState {
  /// The items whose last check on site found them failing, each once, in the order in which they were first checked.
  fileprivate var failedItems: [Code] {
    var items: [Code] = []
    for check in siteChecks where !items.contains(check.data.item) { items.append(check.data.item) }
    return items.filter { item in siteChecks.last { $0.data.item == item }?.data.finding == .fail }
  }
}

extension PlotStanding {
  /// The form of burial that a plot of its kind is for, where that goes without saying.
  fileprivate var usualForm: BurialForm? {
    switch kind {
    case .niche: .columbariumNiche
    case .single, .double, .family: .plotStandard
    case .ecoPool, .bodySingle, .bodyDouble: nil
    }
  }
}
