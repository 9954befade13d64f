import CanonicalJSON
import TestSupport

/// The steps of the schemas backwards, where an old version could say the same. Written by hand: they share nothing with
/// what lifts.
extension Happening {
  /// As a sender would have written it whose program is old; itself where no old version could say it.
  func written(inOldVersionBy random: inout SeededGenerator) -> Happening {
    var old = self
    if type == "FactCorrected" {
      guard let restated = data["data"] else { return self }
      let (version, inner) = Self.lowered(restated, of: data.text("target_type"), by: &random)
      guard let version else { return self }
      old.data = data.adding("data", inner)
      if version == 1, random.chance(50) {
        old.version = 1
      } else {
        old.data = old.data.adding("data_version", .integer(Int64(version)))
      }
      return old
    }
    (old.version, old.data) = Self.lowered(data, of: type, by: &random)
    return old
  }

  private static func lowered(_ data: JSON, of type: String, by random: inout SeededGenerator) -> (Int?, JSON) {
    switch type {
    case "CremationCompleted":
      guard let fuel = data["fuel"] else { return (1, data) }
      guard fuel.text("measure") == "litre" else { return (nil, data) }
      return (1, data.without("fuel").adding("fuel_ml", fuel["qty_milli"] ?? 0))
    case "PopulationImported":
      return data.text("kind") == "not_stated" ? (1, data.without("kind")) : (nil, data)
    case "FacilityLicensed": return data["town"] == nil ? (1, data) : (nil, data)
    // Of no read model's interest are the medium and the kind of the number, so these histories have none.
    case "DeathCertificateRecorded": return (random.chance(50) ? 1 : 2, data)
    default: return (nil, data)
    }
  }
}

extension JSON {
  fileprivate func without(_ name: String) -> JSON {
    guard case .object(var object) = self else { return self }
    object[name] = nil
    return .object(object)
  }
}
