import Glibc

/// The clock that stamps entries, and how far it may jump between two of them.
public struct LogClock: Sendable {
  /// Reads the time. Called inside the lock.
  public let now: @Sendable () -> Timestamp
  /// How many milliseconds the clock may lie before the last entry.
  public let backLimit: Int64
  /// How many milliseconds the clock may lie after the last entry.
  public let aheadLimit: Int64

  /// A clock that may lie 5 minutes before the last entry or 30 days after it.
  ///
  /// Nothing but the last entry tells what the clock read before, and a log that was idle looks
  /// like a clock that jumped: a limit of a day would refuse work after every weekend, and an
  /// office that vouches for its clock each Monday soon vouches for anything. Thirty days let the
  /// longest holidays pass and still stop a clock that is years ahead, which would put every later
  /// entry into the future, for time never runs backwards. The age of the checkpoint file is no
  /// second witness: the same clock dated it.
  public init(
    backLimit: Int64 = 5 * 60_000, aheadLimit: Int64 = 30 * 24 * 3_600_000,
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
      throw .clockJumpedAhead(last: "\(last)", now: "\(reading)")
    }
    if last.milliseconds - reading.milliseconds > backLimit {
      guard let reference = try reference(),
        reference.milliseconds - reading.milliseconds <= backLimit
      else { throw .clockWentBack(last: "\(last)", now: "\(reading)") }
    }
    return max(reading, last)
  }
}
