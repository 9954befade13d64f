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
  /// Given the log.
  private(set) var expected: @Sendable ([Happening]) -> [Expected]

  /// `expected` is given the facts as they stand, in the order of the log.
  init(model: String, events: any RandomEvents.Type, expected: @escaping @Sendable ([Happening]) -> [Expected]) {
    (self.model, self.events) = (model, events)
    self.expected = { expected($0.standing) }
  }

  /// Of a read model about the record itself: `expected` is given all that was recorded, amendments and what they amend.
  static func ofRecord(
    model: String,
    events: any RandomEvents.Type,
    expected: @escaping @Sendable ([Happening]) -> [Expected]
  ) -> ModelTrial {
    var trial = ModelTrial(model: model, events: events) { _ in [] }
    trial.expected = expected
    return trial
  }

  var testDescription: String { model }

  func history(seed: UInt64, count: Int) -> [Happening] { History.random(events, seed: seed, count: count) }

  static let all: [ModelTrial] = [
    .anomalies,
    .custodyTrace,
    .dataQuality,
    .expiries,
    .freeServiceEntitlement,
    .indicators,
    .inspectionWorklist,
    .plotCapacity,
    .settlement,
    .subsidies,
  ]
}

extension ModelTrial {
  static let plotCapacity = ModelTrial(model: "plot_capacity", events: PlaceAndCaseEvents.self) { facts in
    let model = CapacityModel(facts)
    return ["2026-01-01", "2026-03-01"].map {
      Expected(relation: "plot_capacity.by_section", columns: CapacityModel.columns, day: $0, rows: model.rows(on: $0))
    }
      + ["2025-01-20", "2026-06-15"].map {
        let columns = CapacityModel.forecastColumns
        return Expected(
          relation: "plot_capacity.forecast_by_facility",
          columns: columns,
          day: $0,
          rows: model.forecast(on: $0)
        )
      }
      + ["2024-12-31", "2026-06-15"].map {
        Expected(
          relation: "plot_capacity.demand_by_division",
          columns: DemandModel.columns,
          day: $0,
          rows: DemandModel(facts, on: $0).rows(model.remainingPlaces(on: $0))
        )
      }
      + [
        Expected(
          relation: "plot_capacity.consumption",
          columns: CapacityModel.consumptionColumns,
          rows: model.consumption()
        )
      ]
  }

  static let freeServiceEntitlement = ModelTrial(model: "free_service_entitlement", events: PlaceAndCaseEvents.self) {
    let model = EntitlementModel($0)
    let views = [
      ("entitlement", EntitlementModel.columns, model.rows()),
      ("decided_against_due", EntitlementModel.decidedColumns, model.decided()),
      ("unclaimed", EntitlementModel.unclaimedColumns, model.unclaimed()),
      ("under_newest_policy", EntitlementModel.newestColumns, model.underNewest()),
    ]
    return views.map { Expected(relation: "free_service_entitlement.\($0.0)", columns: $0.1, rows: $0.2) }
  }

  static let custodyTrace = ModelTrial(model: "custody_trace", events: CustodyEvents.self) { facts in
    let model = CustodyModel(facts)
    let trace = Expected(relation: "custody_trace.trace", columns: CustodyModel.traceColumns, rows: model.trace())
    return [trace]
      + ["2026-01-02", "2026-01-30", "2026-03-04"].flatMap { day in
        [
          Expected(
            relation: "custody_trace.gap",
            columns: CustodyModel.gapColumns,
            day: day,
            rows: model.gapRows(on: day)
          ),
          Expected(
            relation: "custody_trace.decedent",
            columns: CustodyModel.decedentColumns,
            day: day,
            rows: model.decedents(on: day)
          ),
          Expected(
            relation: "custody_trace.by_facility",
            columns: CustodyModel.facilityColumns,
            day: day,
            rows: model.facilities(on: day)
          ),
        ]
      }
  }

  static let expiries = ModelTrial(model: "expiries", events: ExpiryEvents.self) { facts in
    let model = ExpiryModel(facts)
    return ["2026-01-01", "2026-02-28", "2026-09-01"].map { day in
      Expected(relation: "expiries.expiry", columns: ExpiryModel.columns, day: day, rows: model.rows(on: day))
    }
  }

  static let indicators = ModelTrial(model: "indicators", events: IndicatorEvents.self) { facts in
    ["2020-02-29", "2021-01-01", "2099-12-31"].flatMap { day in
      let model = IndicatorModel(facts, on: day)
      return [(view: "indicator", asThen: false), ("indicator_as_then", true)].map {
        Expected(
          relation: "indicators.\($0.view)",
          columns: IndicatorModel.columns,
          day: day,
          rows: model.rows(asThen: $0.asThen)
        )
      }
    }
  }
}
