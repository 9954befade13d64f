import Testing

/// How a read model is tried: with random events of the types that it reads, against what it must show of them, computed
/// event by event in plain Swift, with none of its SQL.
struct ModelTrial: Sendable, CustomTestStringConvertible {
  /// Of a relation, the rows by some of its columns, sorted.
  struct Expected {
    let relation: String
    let columns: [String]
    var day: String? = nil
    let rows: [[String]]
  }

  let model: String
  let events: any RandomEvents.Type
  /// Given the facts as they stand, in the order of the log.
  let expected: @Sendable ([Happening]) -> [Expected]

  var testDescription: String { model }

  func history(seed: UInt64, count: Int) -> [Happening] { History.random(events, seed: seed, count: count) }

  static let all: [ModelTrial] = [
    .anomalies,
    .inspectionWorklist,
    .plotCapacity,
    .freeServiceEntitlement,
  ]
}

extension ModelTrial {
  static let plotCapacity = ModelTrial(model: "plot_capacity", events: PlaceAndCaseEvents.self) { facts in
    let model = CapacityModel(facts)
    return ["2026-01-01", "2026-03-01"].map {
      Expected(relation: "plot_capacity.by_section", columns: CapacityModel.columns, day: $0, rows: model.rows(on: $0))
    }
  }

  static let freeServiceEntitlement = ModelTrial(model: "free_service_entitlement", events: PlaceAndCaseEvents.self) {
    [
      Expected(
        relation: "free_service_entitlement.entitlement",
        columns: EntitlementModel.columns,
        rows: EntitlementModel($0).rows()
      )
    ]
  }
}
