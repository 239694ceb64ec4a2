import AuditLog

/// A time as an office of China reads its clock: UTC+8, all year.
struct OfficeTime {
  private let text: String

  init(_ time: Timestamp) {
    text = Timestamp(milliseconds: time.milliseconds + 8 * 3_600_000).description
  }

  /// `2026-09-30T16:15:02.123`, of which any beginning is a time too.
  var full: String { String(text.dropLast()) }

  /// `2026-09-30`.
  var date: String { String(text.prefix(10)) }

  /// `2026-09-30 16:15:02`.
  var minuteAndSecond: String { date + " " + text.dropFirst(11).prefix(8) }
}
