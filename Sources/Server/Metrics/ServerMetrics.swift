import FrontDoor
import Registry
import Synchronization

/// What the server counts, from its start on. Labels come from short fixed lists, never from what a client sent.
final class ServerMetrics: Sendable {
  struct Request: Hashable, Comparable {
    let method: String
    /// The matched route, such as `/v1/cases/{id}`; a path would name a case.
    let route: String
    let status: Int

    static func < (left: Request, right: Request) -> Bool {
      (left.route, left.method, left.status) < (right.route, right.method, right.status)
    }
  }

  struct Submission: Hashable, Comparable {
    let outcome: String
    /// Empty unless refused.
    let rule: String

    static func < (left: Submission, right: Submission) -> Bool {
      (left.outcome, left.rule) < (right.outcome, right.rule)
    }
  }

  /// Where the log of one city and its read models stand.
  struct Log {
    let city: String
    let head: Int64
    let standings: [Standing]
  }

  private struct State {
    var requests: [Request: Histogram] = [:]
    var submissions: [Submission: Int64] = [:]
    var failures: Int64 = 0
    var lastFailed = false
  }

  private let state = Mutex(State())

  func count(_ request: Request, took duration: Duration) {
    state.withLock { $0.requests[request, default: Histogram()].observe(duration) }
  }

  func count(_ answers: [Answer]) {
    state.withLock { state in
      state.lastFailed = false
      for answer in answers {
        state.submissions[Submission(answer), default: 0] += 1
      }
    }
  }

  /// A call that got no answers: the database is away, say.
  func countFailure() {
    state.withLock { state in
      state.failures += 1
      state.lastFailed = true
    }
  }

  /// Everything counted so far, and the logs that could be read: none while the database is away.
  func text(_ logs: [Log]) -> String {
    let state = state.withLock { $0 }
    var text = PrometheusText()
    text.requests(state.requests)
    text.submissions(state.submissions, failures: state.failures, lastFailed: state.lastFailed)
    text.database(logs)
    text.projections(logs)
    return text.text
  }
}

extension PrometheusText {
  fileprivate mutating func requests(_ requests: [ServerMetrics.Request: Histogram]) {
    let name = "qingming_http_request_duration_seconds"
    metric(name, .histogram, "Time from a request's head to its answer, by matched route.")
    for (request, histogram) in requests.sorted(by: { $0.key < $1.key }) {
      let (method, route, status) = (request.method, request.route, String(request.status))
      for (bound, count) in histogram.cumulative {
        let bound = Self.number(bound)
        sample("\(name)_bucket", ["method": method, "route": route, "status": status, "le": bound], count)
      }
      sample("\(name)_sum", ["method": method, "route": route, "status": status], histogram.sum)
      sample("\(name)_count", ["method": method, "route": route, "status": status], histogram.count)
    }
  }

  fileprivate mutating func submissions(
    _ submissions: [ServerMetrics.Submission: Int64],
    failures: Int64,
    lastFailed: Bool
  ) {
    metric("qingming_submissions_total", .counter, "Answers to submissions, by outcome and refusing rule.")
    for (submission, count) in submissions.sorted(by: { $0.key < $1.key }) {
      sample("qingming_submissions_total", ["outcome": submission.outcome, "rule": submission.rule], count)
    }
    metric("qingming_submission_failures_total", .counter, "Calls that got no answer at all.")
    sample("qingming_submission_failures_total", [:], failures)
    metric("qingming_submission_last_failed", .gauge, "1 if the last call with submissions got no answer at all.")
    sample("qingming_submission_last_failed", [:], lastFailed ? Int64(1) : 0)
  }

  fileprivate mutating func database(_ logs: [ServerMetrics.Log]) {
    metric("qingming_database_up", .gauge, "1 if the log could be read for this answer.")
    sample("qingming_database_up", [:], logs.isEmpty ? Int64(0) : 1)
    if logs.isEmpty { return }
    metric("qingming_log_position", .counter, "Events in the log: the position of the last one.")
    for log in logs { sample("qingming_log_position", ["city": log.city], log.head) }
  }

  fileprivate mutating func projections(_ logs: [ServerMetrics.Log]) {
    let gauges: [(name: String, help: String, value: (Standing) -> Int64)] = [
      ("position", "The last event that the read model has applied.", { $0.position }),
      ("lag_events", "Events of the log that it has not applied yet.", { $0.head - $0.position }),
      ("lag_seconds", "How long the oldest of these has been waiting.", { $0.lagSeconds }),
      ("events_per_second", "Rate of the last batches while working.", { $0.rate }),
      ("parked_streams", "Streams that wait for an event to be mended.", { $0.parked }),
    ]
    for gauge in gauges {
      let name = "qingming_projection_\(gauge.name)"
      metric(name, .gauge, gauge.help)
      for log in logs {
        for standing in log.standings {
          sample(name, ["city": log.city, "projection": standing.model], gauge.value(standing))
        }
      }
    }
    let failing = "qingming_projection_failing"
    metric(failing, .gauge, "1 while a batch cannot be applied, with the SQLSTATE of the last failure.")
    for log in logs {
      for standing in log.standings {
        sample(
          failing,
          ["city": log.city, "projection": standing.model, "error": standing.errorCode ?? ""],
          standing.failures > 0 ? Int64(1) : 0
        )
      }
    }
  }
}

extension ServerMetrics.Submission {
  fileprivate init(_ answer: Answer) {
    switch answer.outcome {
    case .accepted: self.init(outcome: "accepted", rule: "")
    case .repeated: self.init(outcome: "repeated", rule: "")
    case .refused(let refusal): self.init(outcome: "refused", rule: refusal.rule.rawValue)
    }
  }
}
