public import EventLog
public import Registry

/// The blank cremation certificates of a funeral home: what came in, and what became of it.
public struct StockFile: Sendable {
  public let home: Code
  public let state: CertificateStockState

  public init(home: Code, state: CertificateStockState) {
    (self.home, self.state) = (home, state)
  }
}

extension EventLog {
  /// Reads the stock of a home; nil where it never received any forms.
  public func stockFile(of home: Code) async throws(FrontDoorError) -> StockFile? {
    let stream = StreamName(.certificateStock, home.text)
    guard let events = try await stored([stream])[stream] else { return nil }
    var snapshot = Snapshot()
    do {
      try snapshot.load(stream, events: events)
    } catch {
      throw FrontDoorError(.unreadable, "stream \(stream) cannot be read: \(error)")
    }
    return snapshot.certificateStock(home).map { StockFile(home: home, state: $0) }
  }
}
