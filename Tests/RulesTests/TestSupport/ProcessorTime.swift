import Glibc

/// How much longer some work takes when there is more to do, by the processor time of the thread
/// it runs in, so that other work on the machine does not count.
enum ProcessorTime {
  /// The time of the large work in times that of the small work, the best of several runs of each.
  static func growth(small: () throws -> Void, large: () throws -> Void) rethrows -> Double {
    // What is made once for all is not measured.
    try small()
    let before = try best(of: 3, small)
    return try best(of: 2, large) / before
  }

  private static func best(of runs: Int, _ work: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs {
      let start = seconds
      try work()
      best = min(best, seconds - start)
    }
    return best
  }

  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
