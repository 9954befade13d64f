/// What is still to happen, the earliest first: a binary heap. Of two things at one second, the one planned first comes first.
struct EventQueue<Element: Sendable>: Sendable {
  private struct Entry {
    let moment: Moment
    let order: Int
    let element: Element

    func precedes(_ other: Entry) -> Bool {
      moment == other.moment ? order < other.order : moment < other.moment
    }
  }

  private var heap: [Entry] = []
  private var planned = 0

  var earliest: Moment? { heap.first?.moment }

  mutating func plan(_ element: Element, at moment: Moment) {
    heap.append(Entry(moment: moment, order: planned, element: element))
    planned += 1
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeEarliest() -> (moment: Moment, element: Element)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return (first.moment, first.element) }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].precedes(heap[least]) {
        least = child
      }
      guard least != parent else { return (first.moment, first.element) }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
