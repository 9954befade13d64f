import CanonicalJSON
import Simulator
import Testing

@Suite struct DeterminismTests {
  @Test func sameSeedSameBytes() throws {
    let first = LineDigest.of(try SimulatedCity.make(cases: 120, seed: 7))
    let second = LineDigest.of(try SimulatedCity.make(cases: 120, seed: 7))
    #expect(first == second)
    #expect(first.lines > 1000)
  }

  @Test func anotherSeedAnotherCity() throws {
    let first = LineDigest.of(try SimulatedCity.make(cases: 60, seed: 7))
    #expect(first != LineDigest.of(try SimulatedCity.make(cases: 60, seed: 8)))
  }

  /// Two iterators of one simulation share nothing, and skipping leads to where reading leads.
  @Test func iteratorsAreIndependent() throws {
    let simulation = try SimulatedCity.make(cases: 60)
    var reading = simulation.makeIterator()
    var skipping = simulation.makeIterator()
    for _ in 0..<900 {
      let (line, skipped) = (reading.next(), skipping.skip())
      #expect(line != nil && skipped)
    }
    let (read, other) = (reading.next(), skipping.next())
    #expect(read == other)
    #expect(reading.tally == skipping.tally)
  }

  @Test(arguments: [0, 1, 15, 50, 97, 400])
  func estimateIsClose(cases: Int) throws {
    let simulation = try SimulatedCity.make(cases: cases)
    let count = simulation.reduce(0) { sum, _ in sum + 1 }
    #expect(abs(simulation.estimatedCount - count) <= max(3, count / 100))
    #expect(simulation.tally().lines == count)
  }
}
