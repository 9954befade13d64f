internal import CanonicalJSON

/// What the simulated people are called and where they live: all invented, and the same whenever the same person is named.
enum Persons {
  /// Some of a person's `name`, `telephone` and `address`.
  static func details(_ reference: String, _ members: String...) -> [String: JSON] {
    var random = SplitMix64(
      state: reference.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    )
    let name = one(of: surnames, &random) + one(of: given, &random) + one(of: given, &random)
    // No telephone number in China begins with 1000, and the street is in no town.
    let telephone = "1000" + Digits.padded(Int(random.next() % 10_000_000), 7)
    let address = "模拟市虚构街\(random.next() % 300 + 1)号\(random.next() % 30 + 1)室"
    let all = ["name": JSON.string(name), "telephone": .string(telephone), "address": .string(address)]
    return all.filter { members.contains($0.key) }
  }

  private static func one(of characters: [Character], _ random: inout SplitMix64) -> String {
    String(characters[Int(random.next() % UInt64(characters.count))])
  }

  private static let surnames = Array("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")
  private static let given = Array("建国秀英桂兰志强玉珍凤文明海霞春华淑芳永平学军立新德金福生宝忠孝义仁信安康宁和顺")
}

extension JSON {
  /// A sealed part.
  static func sealed(_ details: [String: JSON], _ numbers: [String: JSON] = [:]) -> JSON {
    var object = JSONObject()
    for (name, value) in details.merging(numbers, uniquingKeysWith: { $1 }) { object[name] = value }
    return .object(object)
  }
}
