import Registry

/// What the log holds against a cemetery, by kind; each with the events behind it. The template reads the properties by name.
struct EvidenceSection {
  let id: String
  let title: String
  let rows: [FindingRow]
  let hasRows: Bool
  let count: String
  /// How many of what were looked through.
  let among: String

  init(_ id: String, _ title: String, _ rows: [FindingRow], among: String) {
    (self.id, self.title, self.rows, self.among) = (id, title, rows, among)
    hasRows = !rows.isEmpty
    count = Figures.grouped(Int64(rows.count))
  }
}

/// The rows of the read models that bear on a cemetery.
struct InspectionEvidence: Sendable {
  /// Nil, as plots and steps are, where they are not for the visitor.
  let findings: [RowRecord]?
  let plots: [RowRecord]?
  let expired: [RowRecord]
  /// Steps of decedents at the cemetery.
  let steps: [RowRecord]?
  /// Findings about the cases of these.
  let ofCases: [RowRecord]

  static var most: Int { 50_000 }

  /// The rules that have a section of their own.
  private static let own: Set<String> = ["N1", "N13", "N21", "N22"]
}

extension Services {
  func evidence(against cemetery: Code, _ city: VisitedCity) async throws -> InspectionEvidence {
    let here = ["facility": [cemetery.text]]
    let most = InspectionEvidence.most
    let steps = try await records("custody_trace", "trace", city, matching: here, limit: most)
    let cases = Set((steps ?? []).compactMap { $0["case_id"] }).sorted().map { "case/\($0)" }
    let ofCases =
      cases.isEmpty
      ? []
      : try await records(
        "anomalies",
        "finding",
        city,
        matching: ["subject": cases, "rule": ["N1", "N13"]],
        limit: most
      ) ?? []
    let expired = here.merging(["state": ["expired"], "kind": ["use_right", "maintenance_fee"]]) { first, _ in first }
    return InspectionEvidence(
      findings: try await records("anomalies", "finding", city, matching: here, limit: most),
      plots: try await records("plot_capacity", "plot", city, matching: here, limit: most),
      expired: try await records("expiries", "expiry", city, matching: expired, limit: most) ?? [],
      steps: steps,
      ofCases: ofCases
    )
  }
}

extension InspectionEvidence {
  func sections(_ address: PageAddress) -> [EvidenceSection] {
    let language = address.language
    let findings = self.findings ?? []
    func counted(_ number: Int, _ zh: String, _ en: String) -> String {
      let figure = Figures.grouped(Int64(number))
      return language.choose(Bilingual(zh: "核查 \(figure) \(zh)", en: "\(figure) \(en) looked through"))
    }
    func found(_ rules: Set<String>) -> [FindingRow] {
      findings.filter { rules.contains($0["rule"] ?? "") }.map { FindingRow($0, address) }
    }
    let inPlots = plots.map { counted($0.count, "个墓位、格位", "plots and niches") } ?? ""
    let cases = steps.map { Set($0.compactMap { $0["case_id"] }).count }
    let title = { (zh: String, en: String) in language.choose(Bilingual(zh: zh, en: en)) }
    let sections: [EvidenceSection?] = [
      EvidenceSection("papers", title("无凭据出售", "Sold without papers"), found(["N22"]), among: inPlots),
      EvidenceSection("area", title("超面积", "Over the area limit"), found(["N21"]), among: inPlots),
      plots.map { plots in
        EvidenceSection("full", title("超容量安放", "Over-full"), overfull(plots, address), among: inPlots)
      },
      EvidenceSection(
        "expired",
        title("到期未续", "Expired and not renewed"),
        expired.map { FindingRow(expired: $0, address) },
        among: inPlots
      ),
      cases.map { cases in
        EvidenceSection(
          "certificates",
          title("有火化证明而无火化记录", "Certificates without a cremation"),
          ofCases.map { FindingRow($0, address) },
          among: counted(cases, "位在此安放的逝者", "decedents placed here")
        )
      },
      EvidenceSection(
        "others",
        title("其他疑点", "Other anomalies"),
        findings.filter { !Self.own.contains($0["rule"] ?? "") }.map { FindingRow($0, address) },
        among: counted(findings.count, "条未了结的疑点", "open findings")
      ),
    ]
    return sections.compactMap(\.self)
  }

  /// Plots with more in them than they have places.
  private func overfull(_ plots: [RowRecord], _ address: PageAddress) -> [FindingRow] {
    plots.filter { $0["capacity"] != nil && $0.number("occupants") > $0.number("capacity") }.map { plot in
      let id = plot["plot_id"] ?? ""
      let placed = (steps ?? []).filter { $0["place"] == id }
      return FindingRow(overfull: plot, placed.compactMap { $0["event_id"] }, address)
    }
  }
}

extension FindingRow {
  fileprivate init(overfull plot: RowRecord, _ events: [String], _ address: PageAddress) {
    let (occupants, capacity) = (plot.number("occupants"), plot.number("capacity"))
    let fact = Bilingual(zh: "安放 \(occupants)，容量 \(capacity)", en: "\(occupants) placed, room for \(capacity)")
    self.init(
      rule: "A4",
      title: Bilingual(zh: "超容量", en: "over-full"),
      subject: "plot/\(plot["plot_id"] ?? "")",
      since: "—",
      fact: fact,
      events: events,
      address
    )
  }

  fileprivate init(expired row: RowRecord, _ address: PageAddress) {
    let kind = row.text("kind", address.language) ?? ""
    let days = Figures.grouped(-row.number("days_left"))
    self.init(
      rule: "P5",
      title: Bilingual(zh: kind, en: kind),
      subject: "right/\(row["item"] ?? "")",
      since: row["ends_on"] ?? "—",
      fact: Bilingual(zh: "已到期 \(days) 天", en: "expired \(days) days ago"),
      events: [row["event_id"]].compactMap(\.self),
      address
    )
  }

  private init(
    rule: String,
    title: Bilingual,
    subject: String,
    since: String,
    fact: Bilingual,
    events: [String],
    _ address: PageAddress
  ) {
    self.rule = rule
    severity = "—"
    self.title = address.language.choose(title)
    self.subject = subject
    subjectLink = address.to(StreamName(parsing: subject).map(StreamPath.of) ?? "/")
    self.since = since
    self.fact = address.language.choose(fact)
    evidence = Self.events(events, address)
  }
}
