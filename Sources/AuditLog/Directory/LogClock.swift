import Glibc

/// The clock that stamps entries, and how far it may jump between two of them.
public struct LogClock: Sendable {
  /// Reads the time. Called inside the lock.
  public let now: @Sendable () -> Timestamp
  /// How many milliseconds the clock may lie before the last entry.
  public let backLimit: Int64
  /// How many milliseconds the clock may lie after the last entry.
  public let aheadLimit: Int64

  /// A clock with the limits of the log's contract: 5 minutes back, a day ahead.
  public init(
    backLimit: Int64 = 5 * 60_000, aheadLimit: Int64 = 24 * 3_600_000,
    now: @escaping @Sendable () -> Timestamp
  ) {
    (self.now, self.backLimit, self.aheadLimit) = (now, backLimit, aheadLimit)
  }

  /// The clock of the machine, in UTC.
  public static let system = LogClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// The time to stamp after `last`: the clock's, but never earlier than `last`.
  ///
  /// `reference` is the reading that an operator vouched for while the clock lies behind `last`,
  /// `nil` where there is none.
  func stamp(
    _ reading: Timestamp, after last: Timestamp, reference: () throws(AuditLogError) -> Timestamp?
  ) throws(AuditLogError) -> Timestamp {
    if reading.milliseconds - last.milliseconds > aheadLimit {
      throw .clockJumpedAhead(last: last, now: reading)
    }
    if last.milliseconds - reading.milliseconds > backLimit {
      guard let reference = try reference(),
        reference.milliseconds - reading.milliseconds <= backLimit
      else { throw .clockWentBack(last: last, now: reading) }
    }
    return max(reading, last)
  }
}
