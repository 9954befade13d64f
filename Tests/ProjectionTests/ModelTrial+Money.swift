extension ModelTrial {
  static let settlement = ModelTrial(model: "settlement", events: SettlementEvents.self) { facts in
    let model = SettlementModel(facts)
    let day = "2026-01-01"
    return [
      Expected(relation: "settlement.line", columns: SettlementModel.lineColumns, rows: model.lines()),
      Expected(
        relation: "settlement.by_batch",
        columns: SettlementModel.batchColumns,
        day: day,
        rows: model.batches(on: day)
      ),
      Expected(relation: "settlement.unsettled", columns: SettlementModel.unsettledColumns, rows: model.unsettled()),
      Expected(
        relation: "settlement.by_home",
        columns: SettlementModel.homeColumns,
        day: day,
        rows: model.homes(on: day)
      ),
    ]
  }

  static let subsidies = ModelTrial(model: "subsidies", events: AwardEvents.self) { facts in
    let model = SubsidyModel(facts)
    return ["2026-01-01", "2026-12-31"].flatMap { day in
      [
        Expected(relation: "subsidies.claim", columns: SubsidyModel.columns, day: day, rows: model.rows(on: day)),
        Expected(
          relation: "subsidies.by_division",
          columns: SubsidyModel.totals,
          day: day,
          rows: model.totals(on: day, asThen: false)
        ),
        Expected(
          relation: "subsidies.by_division_as_then",
          columns: SubsidyModel.totals,
          day: day,
          rows: model.totals(on: day, asThen: true)
        ),
      ]
    }
  }
}
