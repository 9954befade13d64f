import CLibPQ
import Glibc

/// Runs the jobs of one actor on a thread of its own, which may therefore block in `poll(2)`.
///
/// The cooperative pool has as many threads as there are cores: two sleeping queries would stop everything on a
/// machine with two.
final class ThreadExecutor: SerialExecutor {
  private struct State: Sendable {
    var jobs: [UnownedJob] = []
    var isSleeping = false
    var isStopped = false
    var thread: pthread_t?
  }

  private let state = Locked(State())
  /// An eventfd that ends the thread's sleep, be it here or in ``Session``'s wait for the server.
  let wakeUp: Int32

  private init(wakeUp: Int32) {
    self.wakeUp = wakeUp
  }

  deinit {
    close(wakeUp)
  }

  /// Starts the thread, which ends after ``stop()``.
  static func start() throws(PostgresError) -> ThreadExecutor {
    let wakeUp = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    guard wakeUp >= 0 else { throw PostgresError(.connectionFailed, "eventfd: errno \(errno)") }
    let executor = ThreadExecutor(wakeUp: wakeUp)
    var thread = pthread_t()
    // The thread owns the executor, so that it outlives the actor for as long as a job of it is running.
    let context = Unmanaged.passRetained(executor)
    let status = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        Unmanaged<ThreadExecutor>.fromOpaque(context).takeRetainedValue().run()
        return nil
      },
      context.toOpaque()
    )
    guard status == 0 else {
      context.release()
      throw PostgresError(.connectionFailed, "pthread_create: \(status)")
    }
    pthread_detach(thread)
    return executor
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { state in
      state.jobs.append(job)
      // Inside the lock: once it is released, the job may run, end the actor, and this executor with it.
      if state.isSleeping {
        state.isSleeping = false
        eventfd_write(wakeUp, 1)
      }
    }
  }

  /// Ends the wait of a running job, so that it looks whether its task was cancelled. Harmless at any time.
  func interrupt() {
    eventfd_write(wakeUp, 1)
  }

  /// Lets the thread end when it has nothing left to do. Called once, when the actor is gone.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      eventfd_write(wakeUp, 1)
    }
  }

  func checkIsolated() {
    let thread = state.withLock { $0.thread }
    precondition(thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false, "not on the connection's thread")
  }

  private func run() {
    state.withLock { $0.thread = pthread_self() }
    while let jobs = nextJobs() {
      for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
  }

  /// All waiting jobs; sleeps while there are none; `nil` when stopped.
  private func nextJobs() -> [UnownedJob]? {
    while true {
      let (jobs, isStopped) = state.withLock { state in
        let jobs = state.jobs
        state.jobs = []
        state.isSleeping = jobs.isEmpty
        return (jobs, state.isStopped)
      }
      if !jobs.isEmpty { return jobs }
      if isStopped { return nil }
      var descriptor = pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0)
      poll(&descriptor, 1, -1)
      var count: eventfd_t = 0
      eventfd_read(wakeUp, &count)
    }
  }
}
