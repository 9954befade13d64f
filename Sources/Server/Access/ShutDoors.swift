import Access
import Registry

/// Takes the links out of a page that lead its visitor to what is shut to them: their names stay. It is done to the whole page,
/// so that no model of a page has to think of it.
struct ShutDoors {
  let visit: Visit
  let cities: [VisitedCity]

  /// HTML as the templates write it: addresses in double quotes, no link in a link.
  func withoutShutLinks(_ html: String) -> String {
    var rest = html[...]
    var open = ""
    while let start = rest.firstRange(of: "<a ") {
      guard let end = rest[start.upperBound...].firstIndex(of: ">") else { break }
      let tag = rest[start.lowerBound...end]
      open += rest[..<start.lowerBound]
      rest = rest[rest.index(after: end)...]
      guard let path = Self.path(in: tag), !mayOpen(path) else {
        open += tag
        continue
      }
      guard let close = rest.firstRange(of: "</a>") else { break }
      open += rest[..<close.lowerBound]
      rest = rest[close.upperBound...]
    }
    return open + rest
  }

  /// Of an address of this server, without its query.
  private static func path(in tag: Substring) -> Substring? {
    guard let start = tag.firstRange(of: "href=\"/") else { return nil }
    let address = tag[tag.index(before: start.upperBound)...]
    return address.prefix { !"\"?#".contains($0) }
  }

  /// Whether some role of the visitor's may ask for what stands at a path, and it lies in their reach as far as the path
  /// tells: who has entered something into a case is not looked up.
  private func mayOpen(_ path: Substring) -> Bool {
    let segments = path.split(separator: "/")
    // What is only sent to leads nowhere.
    guard let route = visit.tables.route("GET", segments) else { return visit.tables.route("POST", segments) == nil }
    if route.cells.values.allSatisfy({ $0 == .open }) { return true }
    guard let (cell, role) = route.best(of: visit.principal.roles) else { return false }
    return cell == .all || cities.contains { $0.mayHold(segments, of: route.path, as: role) }
  }
}

extension VisitedCity {
  fileprivate func mayHold(_ segments: [Substring], of route: String, as role: Role) -> Bool {
    let reach = reaches[role]
    if route.hasSuffix("/read-models/{model}/{view}") {
      let names = segments.suffix(2).map(String.init)
      return reader(of: names[1], in: names[0]) != nil
    }
    switch segments.first {
    case "divisions":
      let town = TownCode(String(segments[1]))
      guard let code = town?.county ?? DivisionCode(String(segments[1])) else { return true }
      // What contains the visitor's own division leads to it.
      return reach.holds(division: code) || town == nil && visit.principal.division.isWithin(code)
    case "facilities", "plots": return reach.holds(organisation: segments[1])
    case "inspections":
      return segments.count < 3 || segments[1] == "draws" || reach.holds(organisation: segments[1])
    case "streams":
      return StreamName(parsing: segments.dropFirst().joined(separator: "/")).map(reach.mayHold) ?? true
    default: return true
    }
  }
}
