import Glibc

/// What the process was started with, and the time.
struct Environment {
  let variables: (String) -> String?
  /// Today's date where the machine stands.
  let today: () -> (year: Int, month: Int, day: Int)
  /// Nanoseconds of a clock that only goes forward.
  let nanoseconds: () -> UInt64

  static func process() -> Environment {
    Environment(
      variables: { getenv($0).map { PathName.word(bytes: $0) } },
      today: {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
      },
      nanoseconds: {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
      })
  }
}
