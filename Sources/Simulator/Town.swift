/// A town or sub-district of a simulated county: made up, name and code. No source has the codes of the real ones, so these are
/// higher than those usually are.
struct Town: Sendable, Equatable {
  let code: String
  let nameZh: String
  let nameEn: String

  /// Where the county's own facilities stand (街道, from 001 on).
  static func centre(of county: City.County, _ division: String) -> Town {
    Town(
      code: "\(division)090",
      nameZh: "\(county.nameZh)中心街道（模拟）",
      nameEn: "Central Sub-district of \(county.nameEn) (simulated)"
    )
  }

  /// The others (镇, from 100 on), by turns.
  static func number(_ number: Int, of county: City.County, _ division: String) -> Town {
    let number = (number - 1) % county.towns + 1
    return Town(
      code: division + Digits.padded(150 + number, 3),
      nameZh: "\(county.nameZh)第\(number)镇（模拟）",
      nameEn: "Town No. \(number) of \(county.nameEn) (simulated)"
    )
  }
}
