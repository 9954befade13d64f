internal import CanonicalJSON

// Slips of the pen, found by the next pair of eyes and approved by the head of the home (rule L4).
extension CityRun {
  /// The hour of death was ten minutes earlier; it stays the same day.
  mutating func certificateCorrected(_ open: OpenCase, _ moment: Moment) -> Record? {
    let right = open.plan.death.adding(minutes: -10)
    guard let wrong = open.certificateRecord, right.day == open.plan.death.day, case .object(var data) = wrong.data
    else {
      return nil
    }
    data["death_at"] = .string(right.text)
    let isOld = hasOldProgram(open.plan)
    return amend(wrong, in: open, at: moment, "FactCorrected", version: isOld ? 1 : 2, sealed: wrong.sealed) {
      $0["target_type"] = .string(wrong.type)
      $0["data_version"] = isOld ? nil : .integer(wrong.version)
      $0["time"] = .string(wrong.moment.text)
      $0["data"] = .object(data)
    }
  }

  /// The last line of the bill once more; nothing was delivered, so nothing is counted.
  mutating func itemTwice(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard let once = open.serviceRecord else { return nil }
    let twice = desk.record(
      once.type,
      on: once.subject,
      at: moment,
      from: home(open.plan).code,
      by: staff("cashier", open.plan),
      once.data
    )
    open.serviceRecord = twice
    return twice
  }

  mutating func itemVoided(_ open: OpenCase, _ moment: Moment) -> Record? {
    open.serviceRecord.flatMap { amend($0, in: open, at: moment, "EventVoided") { _ in } }
  }

  /// The ashes had not been kept at all; somebody wrote that they went to sea. Found when the award had been paid.
  mutating func formCorrected(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard let wrong = open.scattering, let written = open.writtenForm, !open.payment.isEmpty,
      case .object(var data) = wrong.data
    else { return nil }
    open.writtenForm = nil
    let form = Disposition.ashesNotKept.rawValue
    tally.scatterings[written.rawValue, default: 0] -= 1
    tally.scatterings[form, default: 0] += 1
    data["form"] = .string(form)
    let evidence = Identifiers.digest(&open.random)
    return amend(wrong, in: open, at: moment, "FactCorrected") {
      $0["target_type"] = .string(wrong.type)
      $0["time"] = .string(wrong.moment.text)
      $0["data"] = .object(data)
      $0["reason_code"] = "audit_finding"
      $0["evidence_digest"] = .string(evidence)
    }
  }

  private mutating func amend(
    _ target: Record,
    in open: OpenCase,
    at moment: Moment,
    _ type: String,
    version: Int = 1,
    sealed: JSON? = nil,
    _ members: (inout JSONObject) -> Void
  ) -> Record {
    let home = home(open.plan).code
    var data = JSONObject()
    data["approver_id"] = .string("\(home).head-01")
    data["reason_code"] = "clerical_error"
    data["replaces_event_id"] = .string(target.id)
    data["target_event_id"] = .string(target.id)
    members(&data)
    return desk.record(
      type,
      version: version,
      on: target.subject,
      at: moment,
      from: home,
      by: staff("clerk", open.plan, other: true),
      .object(data),
      sealed: sealed
    )
  }
}
