/// What a terminal shows while many dossiers are judged: how many, how fast, how long it still takes.
///
///     12,400 份 · 530 份/秒 · 41 % · 还需 34 秒
struct Progress {
  /// Of all that is to be read, in bytes; nil: it is not known.
  private let total: Int?
  private let start: UInt64
  private var shown: UInt64
  private var done = 0
  private var count = 0

  /// Between two lines, in nanoseconds.
  private static let interval: UInt64 = 200_000_000

  init(total: Int?, at now: UInt64) {
    self.total = total
    (start, shown) = (now, now)
  }

  /// Counts dossiers of some bytes together; the line to show, if it is time for one.
  mutating func count(
    _ bytes: Int, of dossiers: Int = 1, at now: UInt64
  ) -> (chinese: String, english: String)? {
    count += dossiers
    done += bytes
    guard now - shown >= Self.interval else { return nil }
    shown = now
    return line(at: now)
  }

  private func line(at now: UInt64) -> (chinese: String, english: String) {
    let seconds = max(Double(now - start) / 1e9, 0.001)
    let rate = Int(Double(count) / seconds)
    var chinese = "\(count) 份 · \(rate) 份/秒"
    var english = "\(count) dossiers · \(rate)/s"
    guard let total, total > 0, done > 0 else { return (chinese, english) }
    let share = min(Double(done) / Double(total), 1)
    let left = Int((seconds / share - seconds).rounded(.up))
    chinese += " · \(Int(share * 100)) % · 还需 \(left) 秒"
    english += " · \(Int(share * 100)) % · \(left) s left"
    return (chinese, english)
  }
}
