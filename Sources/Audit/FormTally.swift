internal import Registry

/// Forms by their series and numbers, each with the position of the event that told of it: counted one by one, apart from the
/// registry's own arithmetic of ranges.
struct FormTally {
  private var received: [FormSerial.Series: [(numbers: Range<Int>, position: Int)]] = [:]
  private var spent: [FormSerial.Series: [Int: Int]] = [:]

  /// - Returns: where forms of the range have been received before; nil where none has.
  mutating func receive(_ range: FormRange, at position: Int) -> Int? {
    guard let numbers = range.numbers else { return position }
    let others = received[range.first.series, default: []]
    received[range.first.series, default: []].append((numbers, position))
    return others.first { $0.numbers.overlaps(numbers) }?.position
  }

  func isReceived(_ series: FormSerial.Series, _ number: Int) -> Bool {
    received[series]?.contains { $0.numbers.contains(number) } == true
  }

  /// - Returns: where it has been spent before.
  mutating func spend(_ series: FormSerial.Series, _ number: Int, at position: Int) -> Int? {
    if let earlier = spent[series]?[number] { return earlier }
    spent[series, default: [:]][number] = position
    return nil
  }

  var receivedCount: Int { received.values.joined().reduce(0) { $0 + $1.numbers.count } }

  /// Received and not spent.
  var blank: [FormSerial.Series: RangeSet<Int>] {
    var blank: [FormSerial.Series: RangeSet<Int>] = [:]
    for (series, ranges) in received {
      var numbers = RangeSet<Int>()
      for range in ranges { numbers.insert(contentsOf: range.numbers) }
      for number in spent[series, default: [:]].keys { numbers.remove(contentsOf: number..<number + 1) }
      if !numbers.isEmpty { blank[series] = numbers }
    }
    return blank
  }
}
