/// Beyond which no row of a view is shown: some divisions, and one organisation in them where it is given.
public struct RowScope: Sendable {
  /// A kind of record that rows are about.
  public enum Record: String, Sendable {
    case decedentCase = "case"
    case claim

    /// The kinds of streams into which somebody may have entered something.
    var streams: [String] {
      switch self {
      case .decedentCase: ["case", "waiver"]
      case .claim: ["claim"]
      }
    }
  }

  /// What the codes of the divisions, and of the organisations in them, begin with.
  let divisions: [String]
  let organisation: String?
  /// Of which record the column `<record>_id` is: a row lies where somebody lies who has entered something into the record.
  /// Nil: it lies where its division lies, or its organisation.
  let record: Record?

  public init(divisions: [String], organisation: String?, record: Record? = nil) {
    (self.divisions, self.organisation, self.record) = (divisions, organisation, record)
  }

  /// The columns that name an organisation, of which a view has one at most.
  private static let organisations = ["facility", "home", "submitter"]

  /// The condition on a row `v` of a view with these columns, with the columns `divisions` and `organisation` of `a`, in SQL.
  ///
  /// - Throws: ``ProjectionError/Code/noDivision`` where its rows tell nothing of where they lie.
  func condition(on columns: [String], of view: ProjectionDefinition.View) throws(ProjectionError) -> String {
    if let record {
      let names = record.streams.map { "'\($0)/' || v.\(record.rawValue)_id" }.joined(separator: ", ")
      return """
        EXISTS (
          SELECT FROM registry.event e
          WHERE e.node = v.node AND e.stream IN (\(names))
            AND \(holds("(e.event ->> 'source')")))
        """
    }
    let own = Self.organisations.first(where: columns.contains).map { holds("v.\($0)") }
    // What names a division alone is not one organisation's.
    if organisation != nil { return own ?? "false" }
    let division = columns.contains("division") ? "v.division ^@ ANY (a.divisions)" : nil
    switch (division, own) {
    case (let division?, let own?): return "(\(division) OR v.division IS NULL AND \(own))"
    case (let condition?, nil), (nil, let condition?): return condition
    case (nil, nil): throw ProjectionError(.noDivision, "the rows of \(view.name) tell no division")
    }
  }

  /// Whether an organisation's code is one of them.
  private func holds(_ code: String) -> String {
    organisation == nil
      ? "\(code) ^@ ANY (a.divisions)" : "(\(code) = a.organisation AND \(code) ^@ ANY (a.divisions))"
  }
}
