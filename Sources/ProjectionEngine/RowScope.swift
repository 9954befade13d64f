/// Beyond which no row of a view is shown: some divisions, and one organisation in them where it is given.
public struct RowScope: Sendable {
  /// A kind of record that rows are about.
  public enum Record: String, Sendable {
    case decedentCase = "case"
    case claim
    /// Of any kind, as the column `stream` names it.
    case stream

    /// The names of the streams of a row `v` into which somebody may have entered something, in SQL.
    var streams: [String] {
      switch self {
      case .decedentCase: ["'case/' || v.case_id", "'waiver/' || v.case_id"]
      case .claim: ["'claim/' || v.claim_id"]
      case .stream: ["v.stream"]
      }
    }
  }

  /// What the codes of the divisions, and of the organisations in them, begin with.
  let divisions: [String]
  let organisation: String?
  /// Of which record a row is: it lies where somebody lies who has entered something into the record, or where the record's
  /// facility lies. Nil: it lies where its division lies, or its organisation.
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
      // The streams are named before the log is looked at: an expression in its own condition could tell of rows that the policy
      // hides, so the server would ask the policy of every event first.
      let entered = """
        EXISTS (
          SELECT FROM unnest(ARRAY[\(record.streams.joined(separator: ", "))]) AS s (stream)
          JOIN registry.event e ON e.node = v.node AND e.stream = s.stream
          WHERE \(holds("(e.event ->> 'source')")))
        """
      return record == .stream ? own(or: entered) : entered
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

  /// As `access.holds_stream` has it: policies and reference data are everybody's, what is a facility's bears its code.
  private func own(or entered: String) -> String {
    """
    CASE WHEN split_part(v.stream, '/', 1) IN ('policy', 'reference') THEN true
      WHEN split_part(v.stream, '/', 1) IN
        ('facility', 'section', 'plot', 'unit', 'batch', 'inspection', 'stock', 'submitter')
      THEN \(holds("split_part(v.stream, '/', 2)"))
      ELSE \(entered) END
    """
  }

  /// Whether an organisation's code is one of them.
  private func holds(_ code: String) -> String {
    organisation == nil
      ? "\(code) ^@ ANY (a.divisions)" : "(\(code) = a.organisation AND \(code) ^@ ANY (a.divisions))"
  }
}
