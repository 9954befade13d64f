import CanonicalJSON
import EventLog
import Postgres
import Registry

extension ReadModels: BureauReading {
  /// As many read at once as leave the connections to others.
  private static var width: Int { 3 }

  func answers(_ questions: [BureauQuestion]) async throws(ReadError) -> BureauAnswers {
    // Those that take long come first.
    let slow: Set<BureauQuery> = [.indicators, .targets, .findings, .expiries, .forecasts]
    let ordered = questions.sorted { one, other in
      (slow.contains(one.query) ? 0 : 1, one.query.rawValue) < (
        slow.contains(other.query) ? 0 : 1, other.query.rawValue
      )
    }
    var waiting = ordered[...]
    let read = await withTaskGroup(of: (BureauQuery, Result<ModelRows, ReadError>).self) { group in
      var answers: [(BureauQuery, Result<ModelRows, ReadError>)] = []
      for question in waiting.prefix(Self.width) { group.addTask { await rows(of: question) } }
      waiting = waiting.dropFirst(Self.width)
      for await answer in group {
        answers.append(answer)
        if let next = waiting.popFirst() { group.addTask { await rows(of: next) } }
      }
      return answers
    }
    var answers: [BureauQuery: ModelRows] = [:]
    for (query, answer) in read {
      do throws(ReadError) {
        answers[query] = try answer.get()
      } catch {
        // One read model may come later than the others.
        guard error.code == .notReady else { throw error }
      }
    }
    return BureauAnswers(answers)
  }

  private func rows(of question: BureauQuestion) async -> (BureauQuery, Result<ModelRows, ReadError>) {
    do throws(ReadError) {
      let rows = try await kept.rows(of: question) { question throws(ReadError) in
        try await read(as: question.reader) { [node = node.rawValue, query = question.query] connection in
          let standing =
            try query.view.map { try connection.standing(of: $0.name, in: $0.model, node: node) }
            ?? connection.standing(of: query.model, node: node)
          return ModelRows(standing: standing, rows: try connection.query(query.sql(node: node)).map { try $0.json() })
        }
      }
      return (question.query, .success(rows))
    } catch {
      return (question.query, .failure(error))
    }
  }

  /// How far back the newest events are looked for that somebody may see, or that a division has sent: neither is in a
  /// column.
  static var lookedThrough: Int64 { 5_000 }

  func newest(
    _ count: Int,
    from sources: [String],
    as reader: Reader?
  ) async throws(ReadError) -> [NewEvent] {
    try await read(as: reader) { [node = node.rawValue] connection in
      try connection.query(
        """
        SELECT e.position, e.type, e.stream, e.occurred_at, e.recorded_at
        FROM (
          SELECT position, type, stream, occurred_at, recorded_at, event ->> 'source' AS source FROM registry.event
          WHERE node = \(node)
            AND position > (SELECT position - \(Self.lookedThrough) FROM registry.head WHERE node = \(node))
        ) e
        WHERE e.source ^@ ANY (\(sources)) ORDER BY e.position DESC LIMIT \(Int64(count))
        """
      ).decode(Int64.self, String.self, String.self, PostgresTimestamp.self, PostgresTimestamp.self)
        .map { NewEvent(position: $0, type: $1, stream: $2, occurredAt: $3, recordedAt: $4) }
    }
  }

  func expiring(
    in facility: Code,
    kinds: [String],
    limit: Int,
    as reader: Reader?
  ) async throws(ReadError) -> [JSONObject] {
    try await read(as: reader) { [node = node.rawValue] connection in
      try connection.query(
        """
        SELECT ends_on, days_left, state, kind, kind_zh, kind_en, subject, item, event_id
        FROM expiries.due
        WHERE node = \(node) AND facility = \(facility.text) AND kind = ANY (\(kinds)) AND state <> 'valid'
        ORDER BY ends_on, item LIMIT \(Int64(limit))
        """
      ).map { try $0.json() }
    }
  }
}
