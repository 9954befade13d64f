import EventLog
import Foundation
import FrontDoor
import HTTPTypes
import Registry
import Testing

@testable import Server

@Suite struct MetricsTests {
  @Test func whatIsCounted() {
    let metrics = ServerMetrics()
    let request = ServerMetrics.Request(method: "GET", route: "/v1/cases/{id}", status: 404)
    metrics.count(request, took: .milliseconds(3))
    metrics.count(request, took: .seconds(20))
    metrics.count([
      Answer(id: nil, outcome: .accepted(.example())), Answer(id: nil, outcome: .refused(.example("D6"))),
      Answer(id: nil, outcome: .refused(.example("D6"))),
    ])
    metrics.countFailure()
    let standing = Standing(
      model: "plot_capacity",
      position: 40,
      head: 42,
      lagSeconds: 3,
      failures: 1,
      state: "failing",
      rate: 1_200,
      parked: 2,
      errorCode: "22P02"
    )
    let lines = metrics.text([.init(city: "weihai", head: 42, standings: [standing])]).split(separator: "\n")
    let labels = #"method="GET",route="/v1/cases/{id}",status="404""#
    for line in [
      #"qingming_http_request_duration_seconds_bucket{\#(labels),le="0.0025"} 0"#,
      #"qingming_http_request_duration_seconds_bucket{\#(labels),le="0.005"} 1"#,
      #"qingming_http_request_duration_seconds_bucket{\#(labels),le="+Inf"} 2"#,
      #"qingming_http_request_duration_seconds_sum{\#(labels)} 20.003"#,
      #"qingming_http_request_duration_seconds_count{\#(labels)} 2"#,
      #"qingming_submissions_total{outcome="accepted",rule=""} 1"#,
      #"qingming_submissions_total{outcome="refused",rule="D6"} 2"#,
      "qingming_submission_failures_total 1", "qingming_submission_last_failed 1", "qingming_database_up 1",
      #"qingming_log_position{city="weihai"} 42"#,
      #"qingming_projection_position{city="weihai",projection="plot_capacity"} 40"#,
      #"qingming_projection_lag_events{city="weihai",projection="plot_capacity"} 2"#,
      #"qingming_projection_lag_seconds{city="weihai",projection="plot_capacity"} 3"#,
      #"qingming_projection_events_per_second{city="weihai",projection="plot_capacity"} 1200"#,
      #"qingming_projection_parked_streams{city="weihai",projection="plot_capacity"} 2"#,
      #"qingming_projection_failing{city="weihai",projection="plot_capacity",error="22P02"} 1"#,
    ] {
      #expect(lines.contains(line[...]), "\(line)")
    }
  }

  @Test func withoutTheDatabase() async throws {
    let client = TestClient(try .stub(reading: StubReading(failure: ReadError(.unavailable, "x"))))
    let response = try await client.get("/metrics")
    #expect(response.status == 200)
    #expect(response.type == "text/plain; version=0.0.4; charset=utf-8")
    #expect(response.text.contains("qingming_database_up 0\n"))
    #expect(!response.text.contains("qingming_log_position"))
  }

  /// Neither an address nor a method that a client made up becomes a label.
  @Test func clientsCannotMakeLabels() async throws {
    let client = TestClient(try .stub())
    _ = try await client.get("/v1/cases/C-371002-SECRET")
    _ = try await client.get("/secret/path?name=SECRET")
    _ = try await client.send(.init("SECRET")!, "/v1/capacity")
    let text = try await client.get("/metrics").text
    #expect(!text.contains("SECRET") && !text.contains("secret"))
    #expect(text.contains(#"_count{method="GET",route="/v1/cases/{id}",status="404"} 1"#))
    #expect(text.contains(#"_count{method="GET",route="NotFound",status="404"} 1"#))
    #expect(text.contains(#"_count{method="other",route="NotFound",status="405"} 1"#))
  }

  @Test func labelsAreEscaped() {
    var text = PrometheusText()
    text.metric("m", .gauge, "a \\ \"b\"\nc")
    text.sample("m", ["l": "a \\ \"b\"\nc"], Int64(1))
    #expect(text.text == "# HELP m a \\\\ \"b\"\\nc\n# TYPE m gauge\nm{l=\"a \\\\ \\\"b\\\"\\nc\"} 1\n")
    #expect([1.5, .infinity, -.infinity, .nan].map(PrometheusText.number) == ["1.5", "+Inf", "-Inf", "NaN"])
  }

  /// Prometheus' own parser for Python as the judge, where `make test` has installed it.
  @Test func prometheusReadsIt() async throws {
    let client = TestClient(try .stub())
    for path in ["/", "/v1/capacity", "/v1/cases/C-2"] { _ = try await client.get(path) }
    _ = try await client.submit(Array("[1,2]".utf8))
    let text = try await client.get("/metrics").text
    let samples = try await PrometheusJudge.samples(in: text)
    #expect(samples.contains("qingming_submissions_total outcome=accepted,rule= 2.0"))
    #expect(samples.contains("qingming_projection_lag_events city=weihai,projection=plot_capacity 2.0"))
    #expect(samples.count == text.split(separator: "\n").count { !$0.hasPrefix("#") })
  }
}
