// Stream `stock/<facility>` 火化证明库存: the blank cremation certificates of a funeral home, which the MCA notice of April 2024 wants
// to be collected, registered, issued and written off.

// MARK: Events

/// 领入空白证明: a delivery of consecutive forms.
public struct StockReceived: FactPayload {
  public static var stream: StreamKind { .certificateStock }
  public var forms: FormRange
  public var deliveryNo: Text
}

/// 使用: written by the registry itself with every certificate.
public struct StockUsed: FactPayload {
  public static var stream: StreamKind { .certificateStock }
  public var serial: FormSerial
  public var caseId: Code
  public var eventId: EventID
}

/// 作废: a form spoilt in writing, before the eyes of somebody else.
public struct StockSpoiled: FactPayload {
  public static var stream: StreamKind { .certificateStock }
  public var serial: FormSerial
  public var reason: Text
  public var witnessId: Code
}

/// 核销: forms that will never be used.
public struct StockWrittenOff: FactPayload {
  public static var stream: StreamKind { .certificateStock }
  public enum Reason: String, Codable, CaseIterable, Sendable { case lost, damaged, obsolete }
  public var forms: FormRange
  public var reason: Reason
  public var docNo: Text
}

/// 盘点: the blank forms that were counted, and those that should have been there.
public struct StockReconciled: FactPayload {
  public static var stream: StreamKind { .certificateStock }
  public var counted: [FormRange]
  public var missing: [FormRange]
  public var countedBy: Code
}

// MARK: State

/// A form:
/// ```
/// received → used | spoiled | written off (all final)
///    ⇅ missing, from a reconciliation that does not find it until one that does
/// ```
public struct CertificateStockState: StreamState, Equatable {
  /// How a form has left the stock.
  public enum Spent: Equatable, Sendable {
    case used(Fact<StockUsed>)
    case spoiled(Fact<StockSpoiled>)
    case writtenOff(Fact<StockWrittenOff>)
  }

  public private(set) var receipts: [Fact<StockReceived>] = []
  public private(set) var used: [FormSerial: Fact<StockUsed>] = [:]
  public private(set) var spoiled: [FormSerial: Fact<StockSpoiled>] = [:]
  public private(set) var writtenOff: [Fact<StockWrittenOff>] = []
  /// The newest one by the time of the count, and the forms that it missed.
  public private(set) var reconciliation: Fact<StockReconciled>?
  private(set) var missing = FormSet()

  /// Nil while the form is blank.
  public func spent(_ serial: FormSerial) -> Spent? {
    if let fact = used[serial] { return .used(fact) }
    if let fact = spoiled[serial] { return .spoiled(fact) }
    return writtenOff.first { $0.data.forms.contains(serial) }.map { .writtenOff($0) }
  }

  /// The forms that must be there to be counted: at a moment, or by all that is known.
  func blank(at instant: Instant? = nil) -> FormSet {
    func happened(_ time: Instant) -> Bool { instant.map { time <= $0 } ?? true }
    let received = receipts.filter { happened($0.occurredAt) }.map(\.data.forms)
    let single =
      used.filter { happened($0.value.occurredAt) }.map(\.key)
      + spoiled.filter { happened($0.value.occurredAt) }.map(\.key)
    let gone = writtenOff.filter { happened($0.occurredAt) }.map(\.data.forms)
    return FormSet(received).subtracting(FormSet(single.map { FormRange(first: $0, last: $0) } + gone))
  }

  init?(beginning event: RecordedEvent) {
    guard event.payload is StockReceived else { return nil }
    evolve(event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as StockReceived: receipts.append(Fact(data, event))
    case let data as StockUsed: used[data.serial] = Fact(data, event)
    case let data as StockSpoiled: spoiled[data.serial] = Fact(data, event)
    case let data as StockWrittenOff: writtenOff.append(Fact(data, event))
    case let data as StockReconciled:
      if let reconciliation, event.time < reconciliation.occurredAt { return }
      reconciliation = Fact(data, event)
      missing = FormSet(data.missing)
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] { [] }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let home = matter.subject.codes.first else { throw .refused(r1NoSuchRecord(matter.subject)) }
    if let event = matter.payload as? StockReceived {
      let facility = try known.facility(home)
      try uphold(d7StockOfAFuneralHome(facility, home))
      try uphold(r3FacilityNotClosed(facility, home, on: matter.day))
      try uphold(d7RangeRunsForward(event.forms))
      try uphold(d7ReceivedOnce(state, event))
      return Outcome()
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    switch matter.payload {
    case let event as StockSpoiled:
      try uphold(d7WitnessIsAnother(event, than: matter.event.actor))
      try uphold(d7FormReceived(state, event.serial, of: home, at: matter.time))
      try uphold(d7FormIsBlank(state, event.serial))
      try uphold(d7FormNotMissing(state, event.serial, at: matter.time))
    case let event as StockWrittenOff:
      try uphold(d7RangeRunsForward(event.forms))
      try uphold(d7WrittenOffIsBlank(state, event))
    case let event as StockReconciled:
      for range in event.counted + event.missing { try uphold(d7RangeRunsForward(range)) }
      let blank = state.blank(at: matter.time)
      try uphold(d7CountedIsBlank(event, blank, at: matter.time))
      try uphold(d7MissingAsComputed(event, blank))
    case is StockUsed: throw .refused(s6WrittenByTheRegistry(matter.payload, after: CremationCertificateIssued.self))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }
}

extension Knowledge {
  /// Rule D7 for a certificate on a blank form of the home that cremated: the event that takes it out of the stock.
  mutating func useForm(
    _ serial: Code,
    of cremation: Fact<CremationCompleted>,
    _ matter: Matter
  ) throws(Undecided) -> DerivedPayload {
    let home = cremation.data.facilityId
    let stream = StreamName.certificateStock(home)
    guard let stock = try state(CertificateStockState.self, of: stream), let form = FormSerial(serial.text) else {
      throw .refused(d7NoSuchForm(serial.text, of: home))
    }
    try uphold(d7FormReceived(stock, form, of: home, at: matter.time))
    try uphold(d7FormIsBlank(stock, form))
    try uphold(d7FormNotMissing(stock, form, at: matter.time))
    return DerivedPayload(
      stream: stream,
      payload: StockUsed(serial: form, caseId: try matter.caseID, eventId: matter.event.id)
    )
  }
}
