public import EventLog
public import Registry

extension StreamsNamed {
  /// A facility's own stream, and those of its sections, cremators, inspections, forms and batches.
  public init(facility: Code) {
    let own = [StreamName(.facility, facility.text), StreamName(.certificateStock, facility.text)]
    self.init(
      own.map { StreamID(rawValue: $0.description) },
      beginning: ["section", "unit", "inspection", "batch"].map { "\($0)/\(facility)/" }
    )
  }
}
