import Glibc

/// A value behind a `pthread_mutex_t`.
///
/// In place of `Synchronization.Mutex`, whose slow path lies in a library that the thread sanitizer cannot see into: it
/// reports every contended lock as a race, and would hide the real ones among these.
///
/// `@unchecked Sendable`: `value` is reached through ``withLock(_:)`` only, and so by one thread at a time.
final class Locked<Value: Sendable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    // With default attributes it cannot fail on Linux.
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func withLock<R>(_ body: (inout Value) -> R) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&value)
  }
}
