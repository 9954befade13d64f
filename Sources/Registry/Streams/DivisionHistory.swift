// What becomes of divisions 区划沿革: pure, from the events of `reference/divisions`.

/// Follows a division through mergers, upgrades and new numbers. Of one that was divided nobody can say which part a
/// figure is of: it stays what it was.
public struct DivisionHistory: Equatable, Sendable {
  private struct Step: Equatable {
    let day: LocalDate
    let successor: DivisionCode
  }

  private var steps: [DivisionCode: [Step]] = [:]

  /// - Parameter changes: In the order of the log: of two changes of one division on one day the later one counts.
  public init(_ changes: [DivisionChanged]) {
    for change in changes {
      for division in change.fromCodes {
        steps[division, default: []].removeAll { $0.day == change.effectiveOn }
        guard change.to.count == 1, let successor = change.to.first?.code, successor != division else { continue }
        steps[division, default: []].append(Step(day: change.effectiveOn, successor: successor))
      }
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
}
