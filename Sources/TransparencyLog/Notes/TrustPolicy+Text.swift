/// The lines of a policy; C2SP tlog-policy.
extension TrustPolicy {
  public static let longest = 1 << 16

  /// - Throws: ``NoteError/malformedPolicy(line:_:)``, with the line that cannot be read.
  public init(_ bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.longest else { throw .tooLarge(limit: Self.longest) }
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x09 }) else { throw .controlCharacter }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    self.init()
    var (hasQuorum, count) = (false, 0)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      count += 1
      let words = line.split { $0 == " " || $0 == "\t" }.map { String($0) }
      guard let keyword = words.first, !keyword.hasPrefix("#") else { continue }
      let rest = Array(words.dropFirst())
      do throws(Flaw) {
        switch keyword {
        case "log": try addLog(rest)
        case "witness": try addWitness(rest)
        case "group": try addGroup(rest)
        case "quorum":
          guard !hasQuorum else { throw Flaw(text: "quorum 重复 a second quorum") }
          hasQuorum = true
          try setQuorum(rest)
        default: throw Flaw(text: "不认识 \(keyword) what is \(keyword)?")
        }
      } catch {
        throw .malformedPolicy(line: count, error.text)
      }
    }
    guard hasQuorum else { throw .malformedPolicy(line: count, "没有 quorum 行 no quorum") }
  }

  struct Flaw: Error { let text: String }

  private static func key(_ text: String, _ algorithm: VerifierKey.Algorithm) throws(Flaw) -> VerifierKey {
    do throws(NoteError) {
      let key = try VerifierKey(text)
      guard key.algorithm == algorithm else { throw NoteError.malformedKey }
      return key
    } catch {
      throw Flaw(text: error.description)
    }
  }

  private mutating func addLog(_ words: [String]) throws(Flaw) {
    guard (1...2).contains(words.count) else { throw Flaw(text: "log <vkey> [<url>]") }
    let key = try Self.key(words[0], .ed25519)
    guard !logs.contains(where: { $0.publicKey == key.publicKey }) else { throw Flaw(text: "密钥重复 a key named twice") }
    logs.append(key)
  }

  private mutating func addWitness(_ words: [String]) throws(Flaw) {
    guard (2...3).contains(words.count) else { throw Flaw(text: "witness <name> <vkey> [<url>]") }
    let key = try Self.key(words[1], .cosignature)
    try checkNew(words[0])
    guard !witnesses.contains(where: { $0.key.publicKey == key.publicKey }) else {
      throw Flaw(text: "密钥重复 a key named twice")
    }
    witnesses.append(Witness(name: words[0], key: key, url: words.count == 3 ? words[2] : nil))
  }

  private mutating func addGroup(_ words: [String]) throws(Flaw) {
    guard words.count >= 3 else { throw Flaw(text: "group <name> all|any|<k> <name>...") }
    let members = Array(words.dropFirst(2))
    try checkNew(words[0])
    let threshold =
      switch words[1] {
      case "all": members.count
      case "any": 1
      default: Int(decimal: words[1]) ?? 0
      }
    guard (1...members.count).contains(threshold) else {
      throw Flaw(text: "门槛不在 1 至 \(members.count) 之间 a threshold from 1 to \(members.count) is needed")
    }
    for (place, member) in members.enumerated() {
      try checkKnown(member)
      guard !members[..<place].contains(member), !groups.contains(where: { $0.members.contains(member) }) else {
        throw Flaw(text: "\(member) 已在组中 \(member) is a member already")
      }
    }
    groups.append(Group(name: words[0], threshold: threshold, members: members))
  }

  private mutating func setQuorum(_ words: [String]) throws(Flaw) {
    guard words.count == 1 else { throw Flaw(text: "quorum <name>") }
    guard words[0] != "none" else { return }
    try checkKnown(words[0])
    quorum = words[0]
  }

  private func isKnown(_ name: String) -> Bool {
    witnesses.contains { $0.name == name } || groups.contains { $0.name == name }
  }

  private func checkNew(_ name: String) throws(Flaw) {
    guard name != "none", !isKnown(name) else { throw Flaw(text: "名称 \(name) 已用 the name \(name) is taken") }
  }

  private func checkKnown(_ name: String) throws(Flaw) {
    guard isKnown(name) else { throw Flaw(text: "前面没有 \(name) no \(name) before this line") }
  }
}
