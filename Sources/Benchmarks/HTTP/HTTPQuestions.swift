import Foundation
import NIOCore

/// What the clients ask: submissions one by one, submissions in streams, and what people and programs read.
struct HTTPQuestions: Sendable {
  let settings: Settings
  /// Of a clerk of a funeral home, who submits.
  let home: String
  /// Of the city's bureau, which reads.
  let bureau: String
  let cases: [String]

  init(settings: Settings, home: String, bureau: String, cases: [String]) throws {
    guard !cases.isEmpty else { throw BenchmarkFailure("the simulated city has no case") }
    (self.settings, self.home, self.bureau, self.cases) = (settings, home, bureau, cases)
  }

  var warmUp: HTTPCall { HTTPCall(get: "/healthz") }

  /// The parts of the run; the memory of the server is looked at before each and after the last.
  var parts: [[HTTPSeries]] { [[singles], [streams], reads] }

  private var singles: HTTPSeries {
    let headers = authorised(home) + [("Content-Type", "application/cloudevents+json")]
    let seed = settings.seed
    return HTTPSeries(key: "http_submit", title: "a submission a request", count: settings.requests, status: 201) {
      nth in
      HTTPCall(post: Self.line(nth, seed: seed), to: "/v1/submissions?city=weihai", headers: headers)
    }
  }

  private var streams: HTTPSeries {
    let headers = authorised(home) + [("Content-Type", "application/x-ndjson")]
    let (seed, lines) = (settings.seed, settings.lines)
    return HTTPSeries(
      key: "http_stream",
      title: "streams of \(lines) submissions",
      count: max(settings.requests / lines, HTTPLoad.clients),
      lines: lines
    ) { nth in
      let body = (0..<lines).map { Self.line(nth * lines + $0, seed: seed &+ 1) }.joined(separator: "\n")
      return HTTPCall(post: body, to: "/v1/submissions?city=weihai", headers: headers)
    } isRight: { reply in
      // The last line has the sums.
      String(buffer: reply.body).hasSuffix("{\"accepted\":\(lines),\"refused\":0,\"repeated\":0}\n")
    }
  }

  private var reads: [HTTPSeries] {
    let cases = cases
    return [
      read("case", "a case", settings.reads) { "/v1/cases/\(cases[$0 % cases.count])?city=weihai" },
      read("entitlement", "the entitlement of a case", settings.reads) {
        "/v1/entitlements/\(cases[$0 % cases.count])?city=weihai"
      },
      read("capacity", "the capacity of the city", settings.reads) { _ in "/v1/capacity?city=weihai" },
      read("table", "a page with a table", settings.pages) { _ in "/read-models/plot_capacity/by_section?city=weihai" },
      read("overview", "the first page", settings.pages) { _ in "/?city=weihai" },
    ]
  }

  private func read(_ key: String, _ title: String, _ count: Int, _ path: @escaping @Sendable (Int) -> String)
    -> HTTPSeries
  {
    let headers = authorised(bureau)
    return HTTPSeries(key: "http_read_\(key)", title: title, count: count) { nth in
      HTTPCall(get: path(nth), headers: headers)
    }
  }

  /// The same clients on a server that does nothing with what it gets, or nothing but an INSERT.
  static func peer(_ settings: Settings) -> [HTTPSeries] {
    let seed = settings.seed
    return [
      HTTPSeries(key: "peer_hello", title: "peer: an answer and nothing else", count: settings.reads) { _ in
        HTTPCall(get: "/hello")
      },
      HTTPSeries(key: "peer_insert", title: "peer: a plain INSERT a request", count: settings.reads, status: 201) {
        HTTPCall(post: line($0, seed: seed &+ 2), to: "/insert", headers: [("Content-Type", "application/json")])
      },
    ]
  }

  private func authorised(_ token: String) -> [(String, String)] { [("Authorization", "Bearer \(token)")] }

  /// The opening of a case, each of one of its own.
  private static func line(_ nth: Int, seed: UInt64) -> String {
    let number = String(format: "%012x", nth)
    let run = String(format: "%08x", UInt32(truncatingIfNeeded: seed))
    return
      #"{"specversion":"1.0","id":"\#(run)-0000-7000-8000-\#(number)","source":"371002-BYG-01","actor":"clerk-001","#
      + #""type":"CaseOpened","subject":"case/C-\#(run)-\#(number)","time":"2026-09-30T09:30:00+08:00","#
      + #""dataschema":"CaseOpened/v1","data":{"facility_id":"371002-BYG-01","place_kind":"hospital","unknown_person":false}}"#
  }
}
