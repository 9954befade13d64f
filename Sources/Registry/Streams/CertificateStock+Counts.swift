// What a home has left, for whoever looks at its stock.

extension FormRange {
  /// How many forms; none where the ends do not belong together.
  public var count: Int { numbers?.count ?? 0 }
}

extension CertificateStockState {
  /// The forms of one delivery, and what became of them.
  public struct Delivery: Sendable {
    public let received: Fact<StockReceived>
    public let used: Int
    public let spoiled: Int
    public let writtenOff: Int
    public let left: [FormRange]

    public var leftCount: Int { left.reduce(0) { $0 + $1.count } }
  }

  /// In the order in which they came in.
  public var deliveries: [Delivery] {
    let blank = blank()
    return receipts.map { receipt in
      let forms = receipt.data.forms
      let own = FormSet([forms])
      let gone = writtenOff.reduce(0) { $0 + $1.data.forms.shared(with: forms) }
      return Delivery(
        received: receipt,
        used: used.keys.count { forms.contains($0) },
        spoiled: spoiled.keys.count { forms.contains($0) },
        writtenOff: gone,
        left: own.subtracting(own.subtracting(blank)).ranges
      )
    }
  }

  /// The forms that may be used: blank, and found by the last count.
  public var usable: [FormRange] { blank().subtracting(missing).ranges }

  public var usableCount: Int { usable.reduce(0) { $0 + $1.count } }

  /// The forms that the last count did not find and that nothing has explained since.
  public var missed: [FormRange] { blank().subtracting(blank().subtracting(missing)).ranges }
}

extension FormRange {
  fileprivate func shared(with other: FormRange) -> Int {
    guard first.series == other.first.series, let numbers, let others = other.numbers else { return 0 }
    return numbers.clamped(to: others).count
  }
}
