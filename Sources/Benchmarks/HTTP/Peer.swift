import Foundation
import Hummingbird
import Logging
import Postgres

/// What the registry is held against, a process of its own on the same framework and the same cluster: an answer that takes
/// nothing (`GET /hello`), and a plain INSERT for each request, without rules, order or checks (`POST /insert`).
struct Peer {
  static let command = "peer"
  /// As many as the server of the registry has for what it writes.
  private static let connections = 8

  let configuration: Configuration
  let logger: Logger

  static let table = """
    CREATE SCHEMA bench;
    CREATE TABLE bench.plain (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id uuid NOT NULL UNIQUE,
      stream text NOT NULL UNIQUE, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), event json NOT NULL)
    """

  /// Serves until it is interrupted.
  func run() async throws {
    let pool = ConnectionPool(configuration, maximum: Self.connections, logger: logger)
    let router = Router()
    router.get("hello") { _, _ in #"{"hello":"world"}"# }
    router.post("insert") { request, _ in
      let body = try await request.body.collect(upTo: 1 << 16)
      let event = PostgresJSON(Array(body.readableBytesView))
      try await pool.execute(
        """
        INSERT INTO bench.plain (event_id, stream, event)
        SELECT (e ->> 'id')::uuid, e ->> 'subject', e FROM (SELECT \(event)::json AS e) s
        """
      )
      return Response(status: .created, body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"outcome":"accepted"}"#)))
    }
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { say("listening on http://127.0.0.1:\($0.localAddress?.port ?? 0)") },
      logger: logger
    )
    try await application.runService()
    await pool.close()
  }
}
