@testable import Registry

extension Snapshot {
  /// Where a stream stands at a moment, in a few words.
  func summary(of stream: StreamName, at time: Instant) -> String {
    guard let version = version(of: stream), version > 0 else { return "does not exist" }
    let codes = stream.codes
    switch stream.kind {
    case .decedentCase: return codes.first.flatMap(decedentCase).map { $0.summary(at: time) } ?? ""
    case .ashCustody: return codes.first.flatMap(ashCustody)?.summary ?? ""
    case .useRight: return codes.first.flatMap(useRight)?.summary ?? ""
    case .subsidyClaim: return codes.first.flatMap(subsidyClaim)?.summary ?? ""
    case .serviceWaiver: return codes.first.flatMap(serviceWaiver)?.summary ?? ""
    case .facility: return codes.first.flatMap(facility)?.status(on: time.localDate).rawValue ?? ""
    case .plot: return PlotID(stream.key).flatMap(plot)?.summary ?? ""
    default: return "\(version) event(s)"
    }
  }
}

extension DecedentCaseState {
  fileprivate func summary(at time: Instant) -> String {
    var parts = [status(at: time).rawValue]
    if let other = closed?.data.ofCase { parts.append("of \(other)") }
    if isUnknown { parts.append("unknown person") }
    if let person { parts.append("person \(person.ref)") }
    return parts.joined(separator: ", ")
  }
}

extension AshCustodyState {
  fileprivate var summary: String {
    place + (notice == nil ? "" : ", notice running") + (disposal == nil ? "" : ", unclaimed")
  }

  private var place: String {
    switch disposition {
    case .inCustody: "in_custody"
    case .stored(let storage): "stored at \(storage.stored.data.facilityId) until \(storage.until)"
    case .released: "released"
    case .placed(let placement): "placed in \(placement.place.plot), position \(placement.place.position)"
    case .relocating: "relocating"
    case .scattered(let scattering): "scattered (\(scattering.form.rawValue))"
    }
  }
}

extension UseRightState {
  fileprivate var summary: String { "to \(lastDay), held by \(holder)\(returned == nil ? "" : ", returned")" }
}

extension SubsidyClaimState {
  fileprivate var summary: String {
    "\(status.rawValue)\(approval.map { ", version \($0.version), \(approvedFen) fen, \(paidFen) paid" } ?? "")"
  }
}

extension ServiceWaiverState {
  fileprivate var summary: String {
    let told = decisions.map { "\($0.fact.data.totalWaivedFen) fen waived\($0.isActive ? "" : ", reversed")" }
    return (["\(items.count) item(s) delivered"] + told).joined(separator: "; ")
  }
}

extension PlotState {
  fileprivate var summary: String {
    if blocked != nil { return "blocked" }
    if decommissioned != nil { return "decommissioned" }
    return reservation.map { "reserved for \($0.data.forRef)" } ?? "not blocked or reserved"
  }
}
