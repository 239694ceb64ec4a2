/// What the program tells the script that called it.
enum ExitStatus: Int32, Comparable {
  /// Approved or approved with conditions; checked and clean; all cases passed.
  case success = 0
  /// Refused; a case failed; coverage below what was asked.
  case refused = 1
  /// To be supplemented, or suspended.
  case open = 2
  /// An input was rejected with diagnostics.
  case rejected = 3
  /// A file, a lock or the disk is not available.
  case unavailable = 4
  /// The command line is wrong (sysexits.h, EX_USAGE).
  case usage = 64

  static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }
}
