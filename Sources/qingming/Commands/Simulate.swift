import ArgumentParser
import Foundation
import Simulator

/// Writes a simulated city's submissions to standard output.
struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a simulated city's submissions, one CloudEvents object a line",
    discussion: """
      The data are invented: no person, number or facility in them is real. The same
      city, scale and seed give the same bytes. With --frauds, standard error has
      the streams of what was planted, a line for each kind.

      Examples:
        qingming simulate --city weihai --scale 0.01 > weihai.ndjson
        qingming simulate --city jinan --scale 0.01 | qingming submit - --city jinan
        qingming simulate --city yantai --years 2 --from 2019-10-01 > yantai.ndjson
        qingming simulate --city weihai --frauds odd-fuel,late-entry \\
          > audit.ndjson 2> planted.txt
      """
  )

  @Option(help: ArgumentHelp("The city: \(City.names).", valueName: "name"))
  var city = City.weihai

  @OptionGroup var options: SimulationOptions
  @OptionGroup var place: DataOptions

  func run() async throws {
    let simulation = try options.simulation(of: city, schemas: place.installation().documents)
    var chunk = Data()
    var lines = simulation.makeIterator()
    while let line = lines.next() {
      chunk.append(contentsOf: line)
      chunk.append(UInt8(ascii: "\n"))
      if chunk.count > 1 << 16 {
        try FileHandle.standardOutput.write(contentsOf: chunk)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    try FileHandle.standardOutput.write(contentsOf: chunk)
    let planted = lines.tally.planted.sorted { $0.key.rawValue < $1.key.rawValue }
    for (fraud, streams) in planted {
      try FileHandle.standardError.write(
        contentsOf: Data("\(fraud.rawValue)\t\(streams.joined(separator: " "))\n".utf8)
      )
    }
  }
}
