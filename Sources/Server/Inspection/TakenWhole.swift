import Registry

/// Lists of a draw of which everybody is taken: nothing in them is left to the lot, and whoever reads the draw is told so.
struct TakenWhole {
  private let cemeteries: Int?
  private let inspectors: Int?

  init(_ announced: DrawAnnounced) {
    cemeteries = announced.takesAllCemeteries ? announced.population.count : nil
    inspectors = announced.takesAllInspectors ? announced.pool.count : nil
  }

  init(_ sampled: InspectionSampled) {
    cemeteries = sampled.takesAllCemeteries ? sampled.population.count : nil
    inspectors = sampled.takesAllInspectors ? sampled.pool.count : nil
  }

  var words: [Bilingual] {
    let ofCemeteries = cemeteries.map {
      Bilingual(
        zh: "名录中的 \($0) 个公墓全部检查：检查谁，不由抽取决定。",
        en: "All \($0) cemeteries of the list are inspected: which ones is not decided by the draw."
      )
    }
    let ofInspectors = inspectors.map {
      Bilingual(
        zh: "名录中的 \($0) 名检查人员全部参加：由谁检查，不由抽取决定，而由列名录的人决定。",
        en:
          "All \($0) inspectors of the list take part: who inspects was decided by whoever made the list, and not by the draw."
      )
    }
    return [ofCemeteries, ofInspectors].compactMap(\.self)
  }
}
