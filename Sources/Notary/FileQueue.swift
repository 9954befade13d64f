internal import Dispatch

/// Runs an actor's jobs one by one on a thread that may block: whoever writes a file waits for the disk, and the cooperative pool
/// has no more threads than there are cores.
final class FileQueue: SerialExecutor {
  private let queue = DispatchQueue(label: "notary")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
