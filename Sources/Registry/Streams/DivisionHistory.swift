// What becomes of divisions 区划沿革: pure, from the events of `reference/divisions`.

/// Follows a division through mergers, upgrades and new numbers. Of one that was divided nobody can say which part a
/// figure is of: it stays what it was.
public struct DivisionHistory: Equatable, Sendable {
  private struct Step: Equatable {
    let day: LocalDate
    let successor: DivisionCode
  }

  private var steps: [DivisionCode: [Step]] = [:]
  /// The days on which a code was given.
  private var given: [DivisionCode: [LocalDate]] = [:]

  /// - Parameter changes: In the order of the log: of two changes of one division on one day the later one counts.
  public init(_ changes: [DivisionChanged] = []) {
    for change in changes { record(change) }
  }

  mutating func record(_ change: DivisionChanged) {
    for division in change.to { given[division.code, default: []].append(change.effectiveOn) }
    for division in change.fromCodes {
      steps[division, default: []].removeAll { $0.day == change.effectiveOn }
      guard change.to.count == 1, let successor = change.to.first?.code, successor != division else { continue }
      steps[division, default: []].append(Step(day: change.effectiveOn, successor: successor))
    }
  }

  /// What had become, by `day`, of the division that bore a code on the day `since`.
  public func division(_ code: DivisionCode, since: LocalDate, on day: LocalDate) -> DivisionCode {
    var (code, since) = (code, since)
    // As many as the read models take: divisions that become each other on one day come to an end.
    for _ in 0..<16 {
      let next = steps[code]?.filter { $0.day >= since }.min { $0.day < $1.day }
      guard let next, next.day <= day else { break }
      (code, since) = (next.successor, next.day)
    }
    return code
  }

  /// Divisions that are no more and have become, by `day`, one that is `other` or lies in it; in the order of their codes.
  /// Not those whose code has been given again.
  public func former(of other: DivisionCode, on day: LocalDate) -> [DivisionCode] {
    steps.keys.filter { code in
      guard !code.isWithin(other), let first = steps[code]?.map(\.day).min() else { return false }
      if given[code]?.contains(where: { first <= $0 && $0 <= day }) == true { return false }
      return division(code, since: first, on: day).isWithin(other)
    }.sorted { $0.text < $1.text }
  }

  /// The last day by which some division bore a code that was written down on a day: old papers name divisions that are
  /// no more.
  fileprivate func lastBorne(_ code: DivisionCode, by day: LocalDate) -> LocalDate {
    guard let end = steps[code]?.map(\.day).filter({ $0 < day }).max() else { return day }
    return given[code]?.contains { end <= $0 && $0 <= day } == true ? day : end
  }
}

/// A division by the code that somebody wrote down on a day, and what has become of it since.
public struct Locality: Equatable, Sendable {
  public let code: DivisionCode
  private let writtenOn: LocalDate
  private let history: DivisionHistory

  public init(_ code: DivisionCode, writtenOn day: LocalDate, _ history: DivisionHistory) {
    (self.code, writtenOn, self.history) = (code, day, history)
  }

  /// Another one in the same history.
  func other(_ code: DivisionCode, writtenOn day: LocalDate) -> Locality { Locality(code, writtenOn: day, history) }

  /// Its code on a day.
  public func code(on day: LocalDate) -> DivisionCode {
    history.division(code, since: history.lastBorne(code, by: writtenOn), on: day)
  }

  /// Whether it is or lies in another one, as divisions were on a day; or on the first one by which both had been written
  /// down, since nobody can say which part of a division an earlier one had been.
  public func isWithin(_ other: Locality, on day: LocalDate) -> Bool {
    let day = max(day, writtenOn, other.writtenOn)
    return code(on: day).isWithin(other.code(on: day))
  }

  /// As it was written down, and what it is on a day.
  func told(on day: LocalDate) -> String {
    let now = code(on: day)
    return now == code ? code.text : "\(code)→\(now)"
  }
}

extension Locality {
  /// Where a facility lies.
  public init(_ licence: FacilityLicensed, _ history: DivisionHistory) {
    self.init(licence.division, writtenOn: licence.validFrom, history)
  }
}

extension Knowledge {
  mutating func divisions() throws(Undecided) -> DivisionHistory {
    try state(ReferenceDataState.self, of: .divisions)?.divisionHistory ?? DivisionHistory()
  }
}
