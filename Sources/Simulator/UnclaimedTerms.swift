internal import CanonicalJSON

/// Days after which simulated ashes count as unclaimed, and that their notice runs. Invented: no source was found that says
/// what any of the four cities does.
enum UnclaimedTerms {
  static let unknown = 60
  static let anybody = 180
  static let notice = 60
}

extension Document {
  /// A policy that no bureau has published, and that says so.
  static func unclaimedAshes(of city: City) -> Document {
    func rule(_ id: String, _ whose: String, days: Int) -> JSON {
      [
        "filing": true, "forms": ["tree", "sea"], "rule_id": .string(id), "term_count": .integer(days),
        "term_unit": "day", "whose": .string(whose),
      ]
    }
    return Document(
      id: "unclaimed-ashes",
      type: "PolicyPublished",
      stream: "policy/unclaimed-ashes",
      data: [
        "date_basis": "service", "scheme": "unclaimed_ashes", "scope_divisions": [.string(city.code)],
        "source": "模拟用，虚构：没有查到当地的规定 (invented for the simulation: no local rule was found)",
        "title_en": "Unclaimed ashes (simulated)", "title_zh": "无人认领骨灰处理办法（模拟）",
        "unclaimed": [
          rule("simulated-unknown", "unknown_person", days: UnclaimedTerms.unknown),
          rule("simulated-anybody", "anybody", days: UnclaimedTerms.anybody),
        ],
        "valid_from": "2000-01-01", "version": 1,
      ]
    )
  }
}
