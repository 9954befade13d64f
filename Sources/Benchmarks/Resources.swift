import Foundation

/// What processes have used.
enum Resources {
  /// Of this process, on all cores.
  static var processorSeconds: Double {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// How long a program took from start to end, and how much it held resident at most.
  struct Run {
    let seconds: Double
    let residentMiB: Double
  }

  /// Runs a program whose output nobody wants. The kernel tells of each child by itself what it held.
  static func run(_ arguments: [String]) throws -> Run {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let start = ContinuousClock.now
    var pid: pid_t = 0
    guard posix_spawnp(&pid, arguments[0], &actions, nil, &words, environ) == 0 else {
      throw BenchmarkFailure("\(arguments[0]) cannot be run")
    }
    var (status, usage) = (Int32(0), rusage())
    while wait4(pid, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw BenchmarkFailure("\(arguments[0]) is lost") }
    }
    guard status == 0 else { throw BenchmarkFailure("\(arguments.joined(separator: " ")) failed: \(status)") }
    return Run(seconds: (ContinuousClock.now - start) / .seconds(1), residentMiB: Double(usage.ru_maxrss) / 1_024)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
}
