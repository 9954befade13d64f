import Access
import HTTPTypes
import Registry
import Testing

@testable import Server

/// How fast an organisation may ask.
@Suite struct RequestRatesTests {
  private let home = Code.known("371002-BYG-01")
  private let other = Code.known("371082-BYG-01")

  @Test func whatIsUsedUpComesBack() throws {
    let rates = RequestRates(perSecond: 10, atOnce: 3)
    let start = ContinuousClock.now
    for _ in 0..<3 { #expect(rates.take(home, at: start) == nil) }
    let wait = try #require(rates.take(home, at: start))
    #expect(wait > .milliseconds(99) && wait <= .milliseconds(101))
    // Asking in vain costs nothing.
    #expect(rates.take(home, at: start) == wait)
    #expect(rates.take(home, at: start + .milliseconds(101)) == nil)
    #expect(rates.take(home, at: start + .milliseconds(102)) != nil)
    // After a pause, so many at once and no more.
    let later = start + .seconds(60)
    #expect((0..<5).map { _ in rates.take(home, at: later) == nil } == [true, true, true, false, false])
  }

  @Test func oneDoesNotUseUpWhatIsAnothers() {
    let rates = RequestRates(perSecond: 1, atOnce: 1)
    let now = ContinuousClock.now
    #expect(rates.take(home, at: now) == nil && rates.take(home, at: now) != nil)
    #expect(rates.take(other, at: now) == nil)
  }

  @Test func whoAsksTooFastIsToldWhenToComeBack() async throws {
    let client = TestClient(try .stub(rates: RequestRates(perSecond: 1, atOnce: 2)))
    for _ in 0..<2 { #expect(try await client.get("/v1/capacity").status == 200) }
    let refused = try await client.get("/v1/capacity")
    #expect(refused.status == 429 && refused.problem == "too-many-requests")
    #expect(refused.headers[.retryAfter] == "1")
    // Whoever watches the server does not wait.
    #expect(try await client.get("/healthz").status == 200)
  }
}
