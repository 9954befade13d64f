import CanonicalJSON
import Registry

/// A part of a place, with its rows: a division, a town, a facility, or all facilities whose town is not stated.
struct DivisionPart {
  let key: String
  let name: String
  let link: String
  let rows: [JSONObject]
}

extension DivisionFigures {
  /// What a place is told apart into: the next level below it that there is.
  enum Level {
    case divisions, towns, facilities
  }

  /// Where what lies in no town is listed, on the same page.
  static let townNotStated = "town-not-stated"

  /// What is in this place, each with its rows.
  func parts(of rows: [JSONObject]) -> [DivisionPart] {
    switch level {
    case .divisions: divisions(of: rows)
    case .towns: towns(of: rows)
    case .facilities: facilities(of: rows)
    }
  }

  /// What is in this place with its sections; of a county and a town also what has none, such as a funeral home.
  var partsWithSections: [DivisionPart] {
    let told = parts(of: rows(.sections))
    return isCounty ? complete(told, parts(of: listed { _ in true })) : told
  }

  /// The facilities that lie in a town which nobody has stated, with their sections.
  var partsOfNoTown: [DivisionPart] {
    let told = facilities(of: rows(.sections).filter { town(of: $0) == nil })
    return complete(told, facilities(of: listed { town(of: $0) == nil }))
  }

  private func listed(_ isMeant: (JSONObject) -> Bool) -> [JSONObject] {
    facilities.sorted { $0.key < $1.key }.map(\.value).filter(isMeant)
  }

  private func complete(_ told: [DivisionPart], _ all: [DivisionPart]) -> [DivisionPart] {
    all.map { part in
      told.first { $0.key == part.key } ?? DivisionPart(key: part.key, name: part.name, link: part.link, rows: [])
    }
  }

  func facilities(of rows: [JSONObject]) -> [DivisionPart] {
    rows.grouped(by: "facility").map { id, rows in
      let name = facilities[id].map(page.name(ofFacility:)) ?? id
      return DivisionPart(key: id, name: name, link: page.page(ofFacility: id), rows: rows)
    }
  }

  private func divisions(of rows: [JSONObject]) -> [DivisionPart] {
    let groups = rows.map { row -> (code: String, row: JSONObject) in
      let code = row.text("division").flatMap { DivisionCode($0) }
      return (code.flatMap { DivisionLevels.part(of: division, with: $0)?.text } ?? division.text, row)
    }
    return Dictionary(grouping: groups) { $0.code }.sorted { $0.key < $1.key }.map { code, rows in
      DivisionPart(
        key: code,
        name: page.name(ofDivision: code),
        link: page.page(ofDivision: code),
        rows: rows.map(\.row)
      )
    }
  }

  /// In the order of their codes; what names no town comes last.
  private func towns(of rows: [JSONObject]) -> [DivisionPart] {
    let groups = Dictionary(grouping: rows) { town(of: $0) }
    let stated = groups.compactMap { town, rows in
      town.map { DivisionPart(key: $0, name: page.name(ofTown: $0), link: page.page(ofTown: $0), rows: rows) }
    }
    let others = groups[nil] ?? []
    let name = page.words("未注明乡镇", "Town not stated")
    return stated.sorted { $0.key < $1.key }
      + (others.isEmpty ? [] : [DivisionPart(key: "", name: name, link: "#\(Self.townNotStated)", rows: others)])
  }

  /// The town of the facility that a row is about.
  func town(of row: JSONObject) -> String? {
    row.text("facility").flatMap { facilities[$0] }.flatMap { $0.text("town") }
  }
}
