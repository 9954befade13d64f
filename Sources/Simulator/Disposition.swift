/// Where ashes go, by the registry's names of burial forms. River burial is absent: Weihai has none.
enum Disposition: String, Sendable {
  case plotStandard = "plot_standard"
  case smallFlatStone = "small_flat_stone"
  case tree
  case flowerBed = "flower_bed"
  case lawn
  case wall
  case tower
  case columbariumNiche = "columbarium_niche"
  case deepNoMound = "deep_no_mound"
  case scatterLand = "scatter_land"
  case sea
  case ashesNotKept = "ashes_not_kept"

  /// By weight in a thousand; three in five are land-saving, as the city's own aim for 2020 (over half) asks for.
  static let mix: [(weight: Int, element: Disposition)] = [
    (400, .plotStandard), (150, .smallFlatStone), (235, .columbariumNiche), (40, .wall), (15, .tower), (70, .tree),
    (30, .flowerBed), (10, .lawn), (8, .deepNoMound), (27, .sea), (3, .scatterLand), (12, .ashesNotKept),
  ]

  /// Nil for scatterings, which take no plot.
  func use(_ random: inout SeededRandom) -> PlotUse? {
    switch self {
    case .plotStandard: random.pick([(330, .single), (600, .double), (70, .family)])
    case .smallFlatStone: .flatStone
    case .columbariumNiche: .niche
    case .wall: .wall
    case .tower: .tower
    case .tree: .treePool
    case .flowerBed: .flowerPool
    case .lawn: .lawnPool
    case .deepNoMound: .deepPool
    case .scatterLand, .sea, .ashesNotKept: nil
    }
  }

  var isScattering: Bool {
    switch self {
    case .scatterLand, .sea, .ashesNotKept: true
    default: false
    }
  }

  var degradable: Bool {
    switch self {
    case .tree, .flowerBed, .lawn, .deepNoMound: true
    default: false
    }
  }

  var marker: String {
    switch self {
    case .plotStandard: "upright"
    case .smallFlatStone: "flat"
    case .tree, .flowerBed, .wall: "collective"
    default: "none"
    }
  }
}

/// What a section of a cemetery or columbarium is laid out for.
enum PlotUse: Int, CaseIterable, Sendable {
  case single, double, family, flatStone, niche, wall, tower, treePool, flowerPool, lawnPool, deepPool
  case bodySingle, bodyDouble
  /// Of a township that is no cremation area.
  case bodyTown

  /// The registry's kind of plot.
  var kind: String {
    switch self {
    case .single, .flatStone: "single"
    case .double: "double"
    case .family: "family"
    case .niche, .wall, .tower: "niche"
    case .treePool, .flowerPool, .lawnPool, .deepPool: "eco_pool"
    case .bodySingle, .bodyTown: "body_single"
    case .bodyDouble: "body_double"
    }
  }

  var isPool: Bool { kind == "eco_pool" }
  var isEco: Bool { isPool || self == .flatStone || kind == "niche" }

  var nameZh: String {
    switch self {
    case .single: "单穴区"
    case .double: "双穴区"
    case .family: "家庭合葬区"
    case .flatStone: "小型卧碑区"
    case .niche: "骨灰安放厅"
    case .wall: "壁葬区"
    case .tower: "塔葬区"
    case .treePool: "树葬区"
    case .flowerPool: "花坛葬区"
    case .lawnPool: "草坪葬区"
    case .deepPool: "深埋不留坟头区"
    case .bodySingle: "遗体单穴区"
    case .bodyDouble: "遗体双穴区"
    case .bodyTown: "遗体节地区"
    }
  }

  /// The section's code, before its number.
  var letter: String {
    switch self {
    case .single: "D"
    case .double: "S"
    case .family: "J"
    case .flatStone: "W"
    case .niche: "G"
    case .wall: "B"
    case .tower: "T"
    case .treePool: "SZ"
    case .flowerPool: "HT"
    case .lawnPool: "CP"
    case .deepPool: "SM"
    case .bodySingle: "YD"
    case .bodyDouble: "YS"
    case .bodyTown: "YX"
    }
  }

  /// Places in a unit.
  var capacity: Int {
    switch self {
    case .single, .flatStone, .wall, .tower, .bodySingle, .bodyTown: 1
    case .double, .niche, .bodyDouble: 2
    case .family: 4
    case .treePool, .lawnPool: 40
    case .flowerPool: 24
    case .deepPool: 30
    }
  }

  /// Ash plots stay within the strictest limits read for any province (0.5 and 0.8 m²), so within the national 1 m² too;
  /// body plots within the national 4 and 6 m².
  var areaCm2: Int {
    switch self {
    case .single: 5_000
    case .double, .family: 8_000
    case .flatStone: 4_000
    case .niche, .wall, .tower: 1_200
    case .treePool, .lawnPool: 100_000
    case .flowerPool, .deepPool: 60_000
    case .bodySingle, .bodyTown: 38_000
    case .bodyDouble: 58_000
    }
  }

  var stoneHeightMm: Int? {
    switch self {
    case .single, .double, .family: 600
    case .flatStone: 100
    case .bodySingle, .bodyDouble, .bodyTown: 500
    default: nil
    }
  }

  /// Units of a whole city of 20,000 deaths a year.
  var cityUnits: Int {
    switch self {
    case .single: 6_500
    case .double: 9_500
    case .family: 1_300
    case .flatStone: 6_500
    case .niche: 13_000
    case .wall: 1_800
    case .tower: 900
    case .treePool: 96
    case .flowerPool: 60
    case .lawnPool: 24
    case .deepPool: 24
    case .bodySingle: 160
    case .bodyTown: 480
    case .bodyDouble: 100
    }
  }

  /// Units in a row.
  var rowLength: Int {
    switch self {
    case .single: 24
    case .double: 20
    case .family, .bodyDouble: 10
    case .flatStone: 30
    case .niche: 60
    case .wall: 50
    case .tower: 36
    case .treePool, .flowerPool, .lawnPool, .deepPool: 4
    case .bodySingle, .bodyTown: 12
    }
  }

  /// Yuan for a use right of 20 years.
  var priceYuan: ClosedRange<Int> {
    switch self {
    case .single: 6_000...18_000
    case .double: 9_800...36_000
    case .family: 18_000...48_000
    case .flatStone: 1_800...4_800
    case .niche, .tower: 800...4_600
    case .wall: 1_200...3_600
    default: 0...0
    }
  }
}
