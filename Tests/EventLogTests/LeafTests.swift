import EventLog
import Foundation
import Postgres
import Testing

@Suite struct LeafTests {
  /// The line is put together and hashed here: nothing of the database's own is used.
  @Test func leafIsTheHashOfTheLine() async throws {
    let fixture = try await LogFixture.make()
    _ = try await fixture.log.append([unit("a", 1), unit("a", 2, note: "清明 \\u0041 é"), unit("b", 1)])
    let connection = try await fixture.open(as: fixture.application)
    // A whole second must still show six digits.
    let superuser = try await fixture.open()
    try await superuser.execute("UPDATE registry.head SET recorded_at = '2998-12-31T23:59:59.000000Z'")
    _ = try await fixture.log.append(unit("a", 3))
    let rows = try await connection.query(
      "SELECT position, recorded_at, event, leaf, line FROM registry.event JOIN registry.line l USING (node, position, leaf) ORDER BY 1"
    )
    let entries = try rows.decode(Int64.self, PostgresTimestamp.self, [UInt8].self, [UInt8].self, [UInt8].self)
    #expect(entries.count == 4)
    for (position, recordedAt, event, leaf, line) in entries {
      let tail = #","position":\#(position),"recordedAt":"\#(rfc3339(recordedAt))"}"#
      let expected = Array(#"{"event":"#.utf8) + event + Array(tail.utf8)
      #expect(line == expected)
      #expect(sha256([0] + expected) == hex(leaf))
    }
    #expect(rfc3339(entries[3].1) == "2998-12-31T23:59:59.000000Z")
    await connection.close()
    await superuser.close()
  }

  @Test func ourSHA256KnowsThePublishedVectors() {
    // FIPS 180-4, and the leaf hashes of the empty leaf and of 00 in transparency-dev/merkle.
    #expect(sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let twoBlocks = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
    #expect(sha256(twoBlocks) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(sha256([0]) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    #expect(sha256([0, 0]) == "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7")
  }

  private func rfc3339(_ timestamp: PostgresTimestamp) -> String {
    let (seconds, microseconds) = timestamp.microsecondsSince1970.quotientAndRemainder(dividingBy: 1_000_000)
    let text = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    return text.dropLast() + String(format: ".%06d", Int(microseconds)) + "Z"
  }

  private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

  /// FIPS 180-4, word for word.
  private func sha256(_ message: [UInt8]) -> String {
    var hash: [UInt32] = [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    var padded = message + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = message.count * 8
    for shift in stride(from: 56, through: 0, by: -8) { padded.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    let constants = roundConstants()
    for block in stride(from: 0, to: padded.count, by: 64) {
      var w = [UInt32](repeating: 0, count: 64)
      for t in 0..<16 { w[t] = padded[(block + 4 * t)..<(block + 4 * t + 4)].reduce(0) { $0 << 8 | UInt32($1) } }
      for t in 16..<64 {
        let small0 = rotated(w[t - 15], 7) ^ rotated(w[t - 15], 18) ^ w[t - 15] >> 3
        let small1 = rotated(w[t - 2], 17) ^ rotated(w[t - 2], 19) ^ w[t - 2] >> 10
        w[t] = small1 &+ w[t - 7] &+ small0 &+ w[t - 16]
      }
      var v = hash
      for t in 0..<64 {
        let big1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)
        let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
        let first = v[7] &+ big1 &+ choice &+ constants[t] &+ w[t]
        let big0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)
        let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
        v = [first &+ big0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
      }
      for index in 0..<8 { hash[index] &+= v[index] }
    }
    return hash.map { String(format: "%08x", $0) }.joined()
  }

  private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private func roundConstants() -> [UInt32] {
    let primes = (2...311).filter { n in (2..<n).allSatisfy { n % $0 != 0 } }
    return primes.map { prime in
      let root = cbrt(Double(prime))
      // A double has 53 bits: 3 before the point leave enough for 32 behind it.
      return UInt32((root - root.rounded(.down)) * 4_294_967_296)
    }
  }
}
