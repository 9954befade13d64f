import CanonicalJSON

extension PlainLedger {
  struct Case {
    var certificate: String?
    var person: String?
    var isIdentified = false
    var isAuthorised = false
    /// Open holds, by the event that placed them.
    var holds: Set<String> = []
    /// The steps that a hold forbids, with the moment that counts for it.
    var steps: [(id: String, time: String)] = []
    /// Those that were taken under a hold which was reported only afterwards, and are to be remarked, once.
    var unremarked: [String] = []
    var remarked: Set<String> = []
    /// Where the body went.
    var end: String?
    var portions = 0
    var hasCremationCertificate = false
    var isClosed = false
    var isDuplicate = false
  }

  mutating func applyToCase(_ entry: Entry) {
    if entry.type == "CaseOpened" {
      expect(cases[entry.key] == nil, entry, "opened twice")
      cases[entry.key] = Case()
      return
    }
    guard var file = cases[entry.key] else { return fault("\(entry.type): no case \(entry.key)") }
    if !["AwardClaimed", "DuplicateFound"].contains(entry.type) { expect(!file.isClosed, entry, "the case is closed") }
    switch entry.type {
    case "DeathCertificateRecorded":
      expect(file.end == nil && file.certificate == nil, entry, "too late, or a second one")
      file.certificate = entry.data.text("cert_key_hash")
    case "IdentityVerified":
      expect(file.end == nil, entry, "the body is gone")
      file.isIdentified = entry.data.text("id_check") != "failed"
      file.person = file.isIdentified ? entry.data.text("id_hash") : nil
    case "HoldPlaced":
      let forbidden = file.steps.filter { entry.time <= $0.time }.map(\.id)
      expect(file.end == nil || forbidden.last == file.steps.last?.id, entry, "the body was gone")
      file.unremarked = forbidden.filter { !file.remarked.contains($0) }
      file.holds.insert(entry.id)
    case "AnomalyRaised":
      let remarked = entry.data.list("event_ids").map { $0.stringValue ?? "" }
      expect(entry.data.text("rule_id") == "D4" && remarked == file.unremarked, entry, "another remark than on a hold")
      file.remarked.formUnion(remarked)
      file.unremarked = []
    case "HoldReleased":
      expect(file.holds.remove(entry.data.text("hold_event_id")) != nil, entry, "no such hold")
    case "CremationAuthorised":
      expect(file.end == nil && !file.isAuthorised, entry, "too late, or a second one")
      expect(file.certificate != nil && file.isIdentified && file.holds.isEmpty, entry, "papers or a hold")
      file.isAuthorised = true
      file.steps.append((entry.id, entry.time))
    case "CremationCompleted":
      leave(&file, entry, "cremated")
      expect(file.isAuthorised, entry, "not authorised")
      file.portions = entry.data.number("ash_portions")
      run(entry)
    case "BodyBuried":
      leave(&file, entry, "buried")
      let plot = entry.data.text("plot_id")
      lie("case/\(entry.key)", of: entry.key, in: plot, entry.data.number("position_no"), entry)
    case "CremationCertificateIssued":
      expect(file.end == "cremated" && !file.hasCremationCertificate, entry, "not cremated, or a second one")
      expect(cremationNumbers.insert(entry.data.text("cert_no")).inserted, entry, "the number twice")
      expect(forms.insert(entry.data.text("form_serial")).inserted, entry, "the form twice")
      file.hasCremationCertificate = true
    case "CaseClosed":
      let other = entry.data.text("of_case")
      expect(file.end == nil && other != entry.key && cases[other]?.isDuplicate == false, entry, "no duplicate")
      file.isClosed = true
      file.isDuplicate = true
    case "AwardClaimed", "DuplicateFound": break
    default: fault("\(entry.type) was not expected")
    }
    cases[entry.key] = file
    noTwoOfOne(entry)
  }

  private mutating func leave(_ file: inout Case, _ entry: Entry, _ end: String) {
    expect(file.end == nil, entry, "the body is gone: \(file.end ?? "")")
    expect(file.certificate != nil && file.isIdentified, entry, "papers")
    expect(file.holds.isEmpty, entry, "held")
    file.end = end
    file.steps.append((entry.id, end == "cremated" ? entry.data.text("started_at") : entry.time))
  }

  /// A cremator burns one body at a time.
  private mutating func run(_ entry: Entry) {
    let unit = entry.data.text("unit_id")
    let (start, end) = (entry.data.text("started_at"), entry.data.text("ended_at"))
    let overlaps = runs[unit, default: []].contains { $0.start < end && start < $0.end }
    expect(!overlaps, entry, "\(unit) was in use")
    runs[unit, default: []].append((start, end))
  }

  /// One open case to a person, and to a certificate.
  private mutating func noTwoOfOne(_ entry: Entry) {
    let others = cases.filter { $0.key != entry.key && !$0.value.isDuplicate }.values
    guard let own = cases[entry.key], !own.isDuplicate else { return }
    expect(own.person == nil || !others.contains { $0.person == own.person }, entry, "a person with two cases")
    let certificate = own.certificate
    expect(
      certificate == nil || !others.contains { $0.certificate == certificate },
      entry,
      "a certificate in two cases"
    )
  }
}
