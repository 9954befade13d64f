import CanonicalJSON
import Registry

/// Values of a read model's row.
extension JSONObject {
  func text(_ name: String) -> String? { self[name]?.stringValue }

  func number(_ name: String) -> Int64? {
    if case .integer(let value) = self[name] { value } else { nil }
  }

  /// Nothing where there is no value, for sums.
  func count(_ name: String) -> Int64 { number(name) ?? 0 }

  func flag(_ name: String) -> Bool? {
    if case .bool(let value) = self[name] { value } else { nil }
  }

  func isWithin(_ division: DivisionCode, _ name: String = "division") -> Bool {
    text(name).flatMap { DivisionCode($0) }.map { $0.isWithin(division) } ?? false
  }
}

extension [JSONObject] {
  func sum(_ name: String) -> Int64 { reduce(0) { $0 + $1.count(name) } }

  /// Rows by what a member says, in the order in which that first comes.
  func grouped(by name: String) -> [(key: String, rows: [JSONObject])] {
    var places: [String: Int] = [:]
    var groups: [(key: String, rows: [JSONObject])] = []
    for row in self {
      let key = row.text(name) ?? ""
      if let place = places[key] {
        groups[place].rows.append(row)
      } else {
        places[key] = groups.count
        groups.append((key, [row]))
      }
    }
    return groups
  }
}
