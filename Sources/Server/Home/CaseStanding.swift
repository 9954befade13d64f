import FrontDoor
import Registry

/// What is on record of a case, as far as the next step goes by it.
struct CaseStanding: Sendable {
  /// How the body left for good.
  enum Departure: String, Sendable {
    case cremated, buried = "buried_body", donated, releasedOut = "released_out"
  }

  var isClosed = false
  var isHeld = false
  var isCertified = false
  var isIdentified = false
  var hasResidency = false
  var isKept = false
  var isAuthorised = false
  var departure: Departure?
  var hasCertificate = false
  /// Of the ashes: how many the cremation gave, came into custody, are in custody or stored, and lie in a place.
  var portions = 0
  var opened = 0
  var kept = 0
  var placed = 0
}

extension CaseStanding {
  init(_ file: CaseFile) {
    let state = file.state
    isClosed = state.closed != nil
    isHeld = file.status == .held
    isCertified = state.certificate != nil
    isIdentified = state.isIdentified
    hasResidency = state.residency != nil
    isKept = state.keeping != nil
    isAuthorised = state.authorisation != nil
    departure =
      switch state.departure {
      case .cremated: .cremated
      case .buried: .buried
      case .donated: .donated
      case .releasedOut: .releasedOut
      case nil: nil
      }
    hasCertificate = state.cremationCertificate != nil
    portions = state.cremation?.data.ashPortions.value ?? 0
    opened = file.custodies.count
    kept = file.custodies.count { $0.isKept }
    placed = file.custodies.count { $0.state.disposed != nil }
  }

  /// A row of `custody_trace.open_case`.
  init(_ row: RowRecord) {
    isCertified = row.isTrue("certified")
    isIdentified = row.isTrue("identified")
    isAuthorised = row.isTrue("authorised")
    isKept = row["body_state"] == "kept"
    hasCertificate = row["cert_no"] != nil
    portions = Int(row.number("ash_portions"))
    opened = Int(row.number("portions_opened"))
    kept = Int(row.number("portions_kept"))
    placed = Int(row.number("portions_placed"))
    switch row["body_state"] {
    case "cremated": departure = .cremated
    case "buried": departure = .buried
    case "donated": departure = .donated
    case "released_out": departure = .releasedOut
    default: break
    }
  }
}

extension CaseFile.Custody {
  /// Whether somebody keeps it for whoever has a claim to it.
  var isKept: Bool {
    switch state.disposition {
    case .inCustody, .stored: true
    default: false
    }
  }
}

extension CaseStanding {
  /// What the home does next; nil where it waits for others, or is done.
  var next: String? {
    if isClosed { return nil }
    switch departure {
    case nil:
      if !isCertified { return "DeathCertificateRecorded" }
      if !isIdentified { return "IdentityVerified" }
      return isAuthorised ? "CremationCompleted" : "CremationAuthorised"
    case .cremated:
      if !hasCertificate { return "CremationCertificateIssued" }
      if opened < portions { return "CustodyOpened" }
      if kept > 0 { return "AshesReleased" }
      return placed < portions ? nil : "CaseClosed"
    case .buried, .donated, .releasedOut: return "CaseClosed"
    }
  }

  /// What the next step waits for, where the home is not the one to do it.
  var awaits: Bilingual? {
    guard !isClosed, next == nil else { return nil }
    return Bilingual(
      zh: "骨灰已交给家属，等安葬（放）或撒散登记后结案",
      en: "The ashes were handed over; the case is closed when they have their place"
    )
  }

  /// What is missing before a step can be entered, by the state of the case; empty when it may be. The rules have the
  /// last word when it is sent.
  func missing(for type: String) -> [Bilingual] {
    var missing: [Bilingual] = []
    func need(_ holds: Bool, _ zh: String, _ en: String) {
      if !holds { missing.append(Bilingual(zh: zh, en: en)) }
    }
    need(!isClosed || type == "CremationCertificateReissued", "个案已结案", "the case is closed")
    let isHere = departure == nil
    switch type {
    case "DeathCertificateRecorded": need(!isCertified, "已登记过", "it is on record already")
    case "BodyCollected": need(isHere, "遗体已不在", "the body has left")
    case "KeepingStarted":
      need(isHere, "遗体已不在", "the body has left")
      need(!isKept, "已在存放中", "it is being kept already")
    case "KeepingEnded": need(isKept, "不在存放中", "it is not being kept")
    case "CremationAuthorised", "CremationCompleted":
      need(isHere, "遗体已不在", "the body has left")
      need(isCertified, "先登记死亡证明", "the death certificate comes first")
      need(isIdentified, "先核验身份", "the identity is checked first")
      need(!isHeld, "限制处置尚未解除", "a hold is open")
      if type == "CremationCompleted" { need(isAuthorised, "先登记火化确认", "the cremation is confirmed first") }
    case "BodyReleasedOut", "BodyDonated":
      need(isHere, "遗体已不在", "the body has left")
      need(!isHeld, "限制处置尚未解除", "a hold is open")
    case "CremationCertificateIssued":
      need(departure == .cremated, "先登记火化完成", "the cremation comes first")
      need(!hasCertificate, "已签发过", "it was issued already")
    case "CremationCertificateReissued": need(hasCertificate, "尚未签发过", "none was issued yet")
    case "CustodyOpened":
      need(departure == .cremated, "先登记火化完成", "the cremation comes first")
      need(departure != .cremated || opened < portions, "骨灰已全部入管", "all portions are in custody")
    case "CaseClosed":
      need(departure != nil, "遗体尚未火化、运出或捐献", "the body is still here")
      need(departure != .cremated || placed >= max(portions, 1), "骨灰尚未全部有去处", "the ashes have not all their place")
    default: break
    }
    return missing
  }
}
