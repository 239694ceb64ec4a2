import Glibc
import Rules

/// What the process was started with, and the time.
struct Environment {
  let variables: (String) -> String?
  /// Today's date where the machine stands.
  let today: () -> (year: Int, month: Int, day: Int)
  /// Nanoseconds of a clock that only goes forward.
  let nanoseconds: () -> UInt64

  /// Chinese where the locale of messages says so; nil: it says nothing that is to be followed, since
  /// machines are in English that people use in Chinese.
  var language: Language? {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { variables($0) }
      .first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .chinese : nil
  }

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
