import CLibPQ

extension Session {
  /// Waits until notifications have come; `nil` if the task is cancelled before.
  func notifications() throws(PostgresError) -> [Notification.Message]? {
    while !Task.isCancelled {
      guard PQconsumeInput(handle) == 1, isAlive else { throw connectionError(.connectionLost) }
      var messages: [Notification.Message] = []
      while let notification = PQnotifies(handle) {
        defer { PQfreemem(notification) }
        messages.append(
          Notification.Message(
            channel: String(cString: notification.pointee.relname),
            payload: String(cString: notification.pointee.extra),
            processID: notification.pointee.be_pid
          )
        )
      }
      if !messages.isEmpty { return messages }
      wait()
    }
    return nil
  }
}
