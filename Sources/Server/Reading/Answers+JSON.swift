public import CanonicalJSON

// One form for HTTP and the command line.

extension ModelRows {
  /// `{"by", "rows", "asOf": {"position"}, "lag": {"events", "head", "seconds"}}`; the rows are summed up by `grouping`.
  public func json(by grouping: String) -> JSON {
    standing.json(with: [("by", .string(grouping)), ("rows", .array(rows.map { .object($0) }))])
  }
}

/// What several cities answer to one question.
public enum CityAnswers {
  /// Of one city its own answer, of several `{"by", "cities": [{"city", …}]}`, for each has a log and a position of its own.
  public static func json(_ answers: [(city: String, rows: ModelRows)], by grouping: String) -> JSON {
    if answers.count == 1, let only = answers.first { return only.rows.json(by: grouping) }
    let cities = answers.map { answer -> JSON in
      guard case .object(var object) = answer.rows.json(by: grouping) else { return .null }
      object["city"] = .string(answer.city)
      return .object(object)
    }
    return ["by": .string(grouping), "cities": .array(cities)]
  }
}

extension CaseEntitlement {
  /// `{"case", "items": [{…, "criteria": […]}], "asOf", "lag"}`, nil when the read model knows no such case.
  public func json(of id: String) -> JSON? {
    guard let items else { return nil }
    let explained = items.map { item in
      var item = item
      let criteria = criteria.filter { $0["item_code"] == item["item_code"] }
      item["criteria"] = .array(criteria.map { .object($0) })
      return JSON.object(item)
    }
    return standing.json(with: [("case", .string(id)), ("items", .array(explained))])
  }
}

extension Standing {
  fileprivate func json(with members: [(String, JSON)]) -> JSON {
    var object = JSONObject()
    for (name, value) in members { object[name] = value }
    object["asOf"] = ["position": .integer(position)]
    object["lag"] = lag
    return .object(object)
  }
}
