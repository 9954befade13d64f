import CanonicalJSON
import Registry

/// A fact as a form has it, and what the form makes of it.
extension TypedForm {
  /// What a statement says, as it is typed.
  init(stating statement: FactStatement, _ contract: EventContract) {
    self.init()
    self["time"] = EventContract.Field.Kind.instant.text(of: .string(statement.time))
    for field in contract.fields { state(statement.data.value(at: field.parts), field, at: "data.\(field.path)") }
  }

  private mutating func state(_ value: JSON?, _ field: EventContract.Field, at name: String) {
    guard case .rows(let columns) = field.kind else {
      self[name] = value.flatMap { field.kind.text(of: $0) }
      return
    }
    for (index, row) in (value?.elements ?? []).enumerated().prefix(Self.mostRows) {
      guard case .object(let row) = row else { continue }
      for column in columns { state(row.value(at: column.parts), column, at: "\(name).\(index).\(column.path)") }
    }
  }

  /// What the fact should say. What was not typed over stays as it was written, also where no form asks for it; a row whose
  /// fields were all emptied goes.
  func restating(_ statement: FactStatement, _ contract: EventContract) -> FactStatement {
    let shown = TypedForm(stating: statement, contract)
    var new = statement
    for field in contract.fields {
      let was = statement.data.value(at: field.parts)
      new.data.put(restate(was, field, at: "data.\(field.path)", shown), at: field.parts)
    }
    if self["time"] != shown["time"] {
      new.time = EventContract.Field.Kind.instant.value(of: self["time"] ?? "").stringValue ?? ""
    }
    return new
  }

  private func restate(_ was: JSON?, _ field: EventContract.Field, at name: String, _ shown: TypedForm) -> JSON? {
    guard case .rows(let columns) = field.kind else {
      return self[name] == shown[name] ? was : self[name].map { field.kind.value(of: $0) }
    }
    if values(under: name) == shown.values(under: name) { return was }
    let old = was?.elements ?? []
    let (typed, before) = (Set(typedRows(under: name)), Set(shown.typedRows(under: name)))
    let rows = typed.union(old.indices).sorted().compactMap { index -> JSON? in
      if before.contains(index), !typed.contains(index) { return nil }
      var row = JSONObject()
      if old.indices.contains(index) {
        guard case .object(let object) = old[index] else { return old[index] }
        row = object
      }
      for column in columns {
        let value = restate(row.value(at: column.parts), column, at: "\(name).\(index).\(column.path)", shown)
        row.put(value, at: column.parts)
      }
      return .object(row)
    }
    return rows.isEmpty && !field.isRequired ? nil : .array(rows)
  }
}

extension EventContract.Field {
  fileprivate var parts: [String] { path.split(separator: ".").map(String.init) }
}

extension JSON {
  fileprivate var elements: [JSON] {
    if case .array(let values) = self { values } else { [] }
  }
}
