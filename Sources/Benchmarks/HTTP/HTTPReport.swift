/// What was measured over HTTP, as people and as programs read it.
struct HTTPReport {
  /// What the server held in memory, in MiB, after so many requests.
  struct Memory: Sendable {
    let requests: Int
    let now: Double
    let most: Double
  }

  let settings: Settings
  let results: [HTTPResult]
  let memory: [Memory]

  /// Prints a table.
  /// - Returns: flat figures by name.
  func figures() -> [String: Double] {
    var figures: [String: Double] = [:]
    say("| over HTTP, \(HTTPLoad.clients) clients | requests | failed | a second | p50, ms | p99, ms | max, ms |")
    say("|---|---|---|---|---|---|---|")
    for result in results {
      let (key, latencies) = (result.series.key, result.latencies)
      let times = [latencies.p50, latencies.p99, latencies.maximum].map { "\(tenths($0))" }.joined(separator: " | ")
      say(
        "| \(result.series.title) | \(result.series.count) | \(result.failed) | \(Int(result.perSecond)) | \(times) |"
      )
      if let complaint = result.complaint { say(complaint) }
      figures["\(key)_failed"] = Double(result.failed)
      figures["\(key)_per_second"] = result.perSecond.rounded()
      figures.merge(latencies.figures(key, "at_\(HTTPLoad.clients)")) { $1 }
    }
    for (name, peer) in [
      ("http_submit", "peer_insert"), ("http_stream", "peer_insert"), ("http_read_case", "peer_hello"),
    ] {
      guard let own = figures["\(name)_per_second"], let other = figures["\(peer)_per_second"] else { continue }
      figures["\(name)_against_\(peer)"] = (own / other * 100).rounded() / 100
      say("\(name) against \(peer): \((own / other * 100).rounded() / 100)")
    }
    for (nth, sample) in memory.enumerated() {
      figures["http_memory_mib_\(nth)"] = tenths(sample.now)
      figures["http_requests_\(nth)"] = Double(sample.requests)
      say("server after \(sample.requests) requests: \(Int(sample.now)) MiB resident, at most \(Int(sample.most)) MiB")
    }
    return figures
  }

  private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
