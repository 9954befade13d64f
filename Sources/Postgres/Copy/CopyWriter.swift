/// Writes into a `COPY … FROM STDIN`, in pieces of 64 kB: see ``Connection/copyIn(_:_:)``.
public struct CopyWriter: ~Copyable {
  private let session: Session
  private var buffer: [UInt8] = []
  private var isBinary = false

  init(_ session: Session) {
    self.session = session
  }

  /// Writes one row; the statement must say `(FORMAT binary)`. Each value must have exactly the type of its column.
  /// Not to be mixed with ``write(_:)``.
  public mutating func row<each T: PostgresEncodable>(_ values: repeat each T) throws(PostgresError) {
    beginRow()
    buffer.appendCopyRow(repeat each values)
    try sendIfFull()
  }

  /// Writes a row made before.
  public mutating func row(_ row: CopyRow) throws(PostgresError) {
    beginRow()
    buffer.append(contentsOf: row.bytes)
    try sendIfFull()
  }

  /// Writes bytes as they are: text, CSV, or a whole binary stream. They may end anywhere.
  public mutating func write(_ bytes: some Sequence<UInt8>) throws(PostgresError) {
    buffer.append(contentsOf: bytes)
    try sendIfFull()
  }

  private mutating func beginRow() {
    if !isBinary { buffer.append(contentsOf: [UInt8].copyHeader) }
    isBinary = true
  }

  private mutating func sendIfFull() throws(PostgresError) {
    guard buffer.count >= Session.copyChunkSize else { return }
    try session.putCopy(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func finish() throws(PostgresError) {
    if isBinary { buffer.append(contentsOf: [UInt8].copyTrailer) }
    try session.putCopy(buffer)
  }
}
