import CanonicalJSON

// Papers, forms and furnaces.
extension AnomalyModel {
  func papers() -> [Finding] {
    let cremations = last("CremationCompleted")
    let papers = Dictionary(grouping: all("CremationCertificateIssued", "CremationCertificateReissued"), by: \.key)
    var found: [Finding] = []
    for (id, own) in papers where cremations[id] == nil {
      let since = own.map(\.day).min() ?? ""
      found.append(Finding(rule: "N1", subject: "case/\(id)", facility: opened(id), since: since, evidence: own))
    }
    for (id, cremation) in cremations where papers[id] == nil {
      let ended = String(cremation.data.text("ended_at").prefix(10))
      guard Self.number(ended) + 7 < Self.number(today) else { continue }
      found.append(
        Finding(rule: "N2", subject: "case/\(id)", facility: "F1", since: ended, evidence: [cremation])
      )
    }
    let runs = all("UnitRan").filter {
      cremations[$0.data.text("case_id")]?.id.text != $0.data.text("cremation_event_id")
    }
    for (id, own) in Dictionary(grouping: runs, by: { $0.data.text("case_id") }) {
      let since = own.map { String($0.data.text("ended_at").prefix(10)) }.min() ?? ""
      found.append(Finding(rule: "N3", subject: "case/\(id)", facility: "F1", since: since, evidence: own))
    }
    // Buried bodies, and certificates of the same case or the same person.
    let numbers = persons("id_hash")
    for (id, own) in papers {
      let burials = last("BodyBuried").filter {
        $0.key == id || numbers[id] != nil && numbers[id] == numbers[$0.key]
      }.values
      let pairs = burials.flatMap { burial in own.filter { burial.day <= $0.day }.map { (burial, $0) } }
      guard let since = pairs.map(\.1.day).min() else { continue }
      let evidence = pairs.flatMap { [$0, $1] }
      found.append(Finding(rule: "N13", subject: "case/\(id)", facility: opened(id), since: since, evidence: evidence))
    }
    return found
  }

  /// By hand, form for form.
  func forms() -> [Finding] {
    func numbers(_ range: JSON?) -> Set<Int> {
      guard let first = Int(range?.text("first").suffix(4) ?? ""), let last = Int(range?.text("last").suffix(4) ?? "")
      else { return [] }
      return Set(first...last)
    }
    func serial(_ fact: Happening) -> Int { Int(fact.data.text("serial").suffix(4)) ?? 0 }
    var found: [Finding] = []
    for home in ["F1", "F2"] {
      let own = facts.filter { $0.stream == "stock/\(home)" }
      func add(_ rule: String, _ since: String?, _ evidence: [Happening]) {
        guard let since else { return }
        found.append(Finding(rule: rule, subject: "stock/\(home)", facility: home, since: since, evidence: evidence))
      }
      let (used, spoiled) = (own.filter { $0.type == "StockUsed" }, own.filter { $0.type == "StockSpoiled" })
      let writtenOff = own.filter { $0.type == "StockWrittenOff" }
      let received = own.filter { $0.type == "StockReceived" }
      let gone = Set((used + spoiled).map(serial)).union(writtenOff.flatMap { numbers($0.data["forms"]) })

      var gaps: [(receipt: Happening, last: String)] = []
      for receipt in received {
        let mine = used.filter { numbers(receipt.data["forms"]).contains(serial($0)) }
        let serials = mine.map(serial)
        guard let low = serials.min(), let high = serials.max(), !Set(low...high).subtracting(gone).isEmpty
        else { continue }
        gaps.append((receipt, mine.map(\.day).max() ?? ""))
      }
      add("N4", gaps.map(\.last).max(), gaps.map(\.receipt))

      let counts = own.enumerated().filter { $0.element.type == "StockReconciled" }
      if let count = counts.max(by: { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) })?.element {
        let missing = Set(count.data.list("missing").flatMap { numbers($0) })
        let left = missing.subtracting(writtenOff.flatMap { numbers($0.data["forms"]) })
        add("N5", left.isEmpty ? nil : count.day, [count])
      }

      let usedSerials = Set(used.map(serial))
      let often = Dictionary(grouping: used + spoiled, by: serial)
        .filter { $0.value.count > 1 && usedSerials.contains($0.key) }.values.flatMap(\.self)
      let both = writtenOff.flatMap { paper in
        let mine = used.filter { numbers(paper.data["forms"]).contains(serial($0)) }
        return mine.isEmpty ? [] : mine + [paper]
      }
      add("N6", (often + both).map(\.day).min(), often + both)

      let mine = Set(received.flatMap { numbers($0.data["forms"]) })
      let foreign = used.filter { !mine.contains(serial($0)) }
      add("N7", foreign.map(\.day).min(), foreign)
    }
    return found
  }

  private struct Run {
    let id, unit, from, to: String
    let fuel: Int64?
    let measure: String
    let fact: Happening

    var day: String { String(to.prefix(10)) }
    /// All begin on the hour and end before midnight.
    var minutes: Int64 {
      func number(_ text: String) -> Int64 {
        let hour = Int64(text.dropFirst(11).prefix(2)) ?? 0
        return hour * 60 + (Int64(text.dropFirst(14).prefix(2)) ?? 0)
      }
      return number(to) - number(from)
    }
  }

  private func isFar(_ value: Int64, from others: [Int64]) -> Bool {
    let median = Self.middle(others)
    let distance = max(Self.middle(others.map { abs($0 - median) }), median / 20)
    return abs(value - median) * 1_000_000 > 3_500 * 1_483 * distance
  }

  func furnace() -> [Finding] {
    let runs = last("CremationCompleted").map { id, fact in
      let data = fact.data
      return Run(
        id: id,
        unit: data.text("unit_id"),
        from: data.text("started_at"),
        to: data.text("ended_at"),
        fuel: data["fuel"]?.optionalNumber("qty_milli"),
        measure: data["fuel"]?.text("measure") ?? "",
        fact: fact
      )
    }
    var found: [Finding] = []
    func add(_ rule: String, _ run: Run, since: String, _ evidence: [Happening] = []) {
      found.append(
        Finding(rule: rule, subject: "case/\(run.id)", facility: "F1", since: since, evidence: evidence + [run.fact])
      )
    }
    let fuels = Dictionary(
      uniqueKeysWithValues: ["U1", "U2"].map { unit in
        let installed = all("UnitInstalled").last { $0.key == "F1/\(unit)" }
        return (unit, installed?.data.text("fuel") ?? "other")
      }
    )
    for run in runs {
      let others = runs.filter {
        $0.unit == run.unit && ($0.from, $0.id) < (run.from, run.id) && $0.to > run.from
      }
      if !others.isEmpty { add("N9", run, since: String(run.from.prefix(10)), others.map(\.fact)) }
      let holds = all("HoldPlaced").filter { hold in
        let until = hold.data["until"]?.stringValue
        let releases = all("HoldReleased").filter {
          $0.data.text("hold_event_id") == hold.id.text && $0.key == hold.key
        }
        return hold.key == run.id && hold.time < run.to && until.map { $0 >= run.from.prefix(10) } ?? true
          && !releases.contains { $0.time <= run.from }
      }
      if !holds.isEmpty { add("N8", run, since: String(run.from.prefix(10)), holds) }
      let own = runs.filter { $0.unit == run.unit }
      if own.count >= 21, isFar(run.minutes, from: own.map(\.minutes)) { add("N10", run, since: run.day) }
      guard let fuel = run.fuel else { continue }
      let mine = own.filter { $0.measure == run.measure }.compactMap(\.fuel)
      let peers = runs.filter { fuels[$0.unit] == fuels[run.unit] && $0.measure == run.measure }.compactMap(\.fuel)
      let isPeer = peers.count >= 21
      let isOdd =
        isPeer && isFar(fuel, from: peers)
        || !(isPeer && isFar(Self.middle(mine), from: peers)) && mine.count >= 21 && isFar(fuel, from: mine)
      if isOdd { add("N11", run, since: run.day) }
    }
    return found + months(runs.filter { $0.fuel != nil }, fuels)
  }

  /// Of a month in which the measure changed, the ten runs or more in that of most.
  private static func mostAlike(_ month: [Run]) -> [Run]? {
    let measures: [[Run]] = Dictionary(grouping: month, by: \.measure).values.filter { $0.count >= 10 }
    return measures.sorted { $0[0].measure < $1[0].measure }.sorted { $0.count > $1.count }.first
  }

  private func months(_ runs: [Run], _ fuels: [String: String]) -> [Finding] {
    let byMonth = Dictionary(grouping: runs) { "\($0.unit) \($0.day.prefix(7))" }
    let months: [(runs: [Run], mean: Int64)] = byMonth.values.compactMap { month in
      guard let alike = Self.mostAlike(month) else { return nil }
      return (alike, alike.compactMap(\.fuel).reduce(0, +) / Int64(alike.count))
    }
    return months.compactMap { month in
      let (unit, measure) = (month.runs[0].unit, month.runs[0].measure)
      let alike = months.filter { fuels[$0.runs[0].unit] == fuels[unit] && $0.runs[0].measure == measure }
      let middle = Self.middle(alike.map(\.mean))
      guard abs(month.mean - middle) * 1_000 > 300 * middle else { return nil }
      return Finding(
        rule: "N12",
        subject: "unit/F1/\(unit)",
        facility: "F1",
        since: month.runs[0].day.prefix(7) + "-01",
        evidence: month.runs.map(\.fact)
      )
    }
  }
}
