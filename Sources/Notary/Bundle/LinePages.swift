import EventLog

/// The lines of a bundle as the log has them, some thousands at a time.
struct LinePages {
  private static let pageSize = 4_096

  /// Still to be read, the last first; nil for all.
  private var positions: [Position]?
  private let end: Position
  private var after = Position.start

  /// - Parameters:
  ///   - positions: ascending; nil for all.
  ///   - end: the last one.
  init(_ positions: [Int]?, upTo end: Int) {
    self.positions = positions.map { $0.filter { $0 <= end }.reversed().map { Position(rawValue: Int64($0)) } }
    self.end = Position(rawValue: Int64(end))
  }

  /// Nil at the end.
  mutating func next(of log: EventLog) async throws(NotaryError) -> [LoggedLeaf]? {
    do throws(EventLogError) {
      if let wanted = positions?.suffix(Self.pageSize) {
        positions?.removeLast(wanted.count)
        return wanted.isEmpty ? nil : try await log.leaves(at: Array(wanted))
      }
      let page = try await log.leaves(after: after, limit: Self.pageSize).filter { $0.event.position <= end }
      guard let last = page.last else { return nil }
      after = last.event.position
      return page
    } catch {
      throw .log(error)
    }
  }
}
