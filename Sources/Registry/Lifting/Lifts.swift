import CanonicalJSON

// Every step of every schema that has got a newer version. Why the versions differ is told in the schemas themselves,
// `Schemas/events/<type>/v<n>.schema.json`; what comes of old events, in the corpus beside them.

extension CremationCompleted {
  public static var lifts: [Lift] { [fuelWithItsMeasure] }

  /// 1 → 2: fuel was counted in millilitres.
  private static let fuelWithItsMeasure: Lift = { data throws(PayloadError) in
    let millilitres = try data.takeIfPresent("fuel_ml", as: Count.self)
    try data.add("fuel", millilitres.map { ["measure": "litre", "qty_milli": .integer(Int64($0.value))] })
  }
}

extension DeathCertificateRecorded {
  public static var lifts: [Lift] { [mediumOfTheCertificate, kindOfItsNumber] }

  /// 1 → 2: a certificate was on paper, or else the electronic licence.
  private static let mediumOfTheCertificate: Lift = { data throws(PayloadError) in
    let isElectronic = try data.take("electronic", as: Bool.self)
    try data.add("medium", isElectronic ? "electronic" : "paper")
  }

  /// 2 → 3: the form of 2013 had regional serials only; what the number of a form of 2026 was, nobody said.
  private static let kindOfItsNumber: Lift = { data throws(PayloadError) in
    try data.add("number_kind", data["regime"] == "2013" ? "regional_serial" : nil)
  }
}

extension FacilityLicensed {
  public static var lifts: [Lift] { [townWhereItLies] }

  /// 1 → 2: nobody said in which town.
  private static let townWhereItLies: Lift = { data throws(PayloadError) in
    try data.add("town", nil)
  }
}

extension FactCorrected {
  public static var lifts: [Lift] { [versionOfTheRestatedData] }

  /// 1 → 2: no type had a second version.
  private static let versionOfTheRestatedData: Lift = { data throws(PayloadError) in
    try data.add("data_version", 1)
  }

  /// A correction of any version, or the proposal of one, may restate its fact in an old version of the fact's own type.
  static func liftRestated(in correction: inout JSONObject) throws(PayloadError) {
    guard let type = correction["target_type"]?.stringValue.flatMap(FactType.init(_:)),
      let data = correction["data"], case .integer(let number)? = correction["data_version"],
      let version = Int(exactly: number).flatMap(DataVersion.init(_:))
    else { return }
    guard let schema = DataSchema(type.payload, version: version) else {
      let last = type.payload.version
      let known = Bilingual(zh: "\(type) 已有的版本，最新为 \(last)", en: "a version of \(type); the latest is \(last)")
      throw PayloadError(.mismatch(expected: known), at: [.member("data_version")])
    }
    do {
      correction["data"] = try schema.lift(data)
    } catch {
      throw .from(error, decoding: type.payload, at: .member("data"))
    }
    correction["data_version"] = .integer(Int64(type.payload.version.value))
  }
}

extension PartUnsealed {
  public static var lifts: [Lift] { [roleOfWhoeverSees] }

  /// 1 → 2: only the registry's own operator could unseal.
  private static let roleOfWhoeverSees: Lift = { data throws(PayloadError) in
    try data.add("role", nil)
  }
}

extension PopulationImported {
  public static var lifts: [Lift] { [kindOfPopulation] }

  /// 1 → 2: residents and registered people were not told apart.
  private static let kindOfPopulation: Lift = { data throws(PayloadError) in
    try data.add("kind", "not_stated")
  }
}
