import ArgumentParser
import Foundation
import Simulator

/// Writes a simulated city's submissions to standard output.
struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a simulated city's submissions, one CloudEvents object a line",
    discussion: """
      The data are invented: no person, number or facility in them is real. The same city, scale and seed give the same bytes.

      Examples:
        qingming simulate --cases 200 > weihai.ndjson
        qingming simulate --cases 200 | qingming submit -
      """
  )

  @OptionGroup var city: CityOptions
  @OptionGroup var place: DataOptions

  func run() async throws {
    let simulation = try city.simulation(policies: place.installation().policies)
    var chunk = Data()
    for line in simulation {
      chunk.append(contentsOf: line)
      chunk.append(UInt8(ascii: "\n"))
      if chunk.count > 1 << 16 {
        try FileHandle.standardOutput.write(contentsOf: chunk)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    try FileHandle.standardOutput.write(contentsOf: chunk)
  }
}
