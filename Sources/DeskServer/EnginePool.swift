import Glibc
import Synchronization

/// The engines of the pages that are open, each known to its page by a name of its own.
final class EnginePool: Sendable {
  enum Answer: Equatable {
    case bytes([UInt8])
    /// So many engines run that no other one is started.
    case full
    /// The engine stopped, or could not be started.
    case stopped
  }

  private struct Entry {
    let engine: StockEngine
    /// When it was last asked, in seconds.
    var asked: Int
  }

  /// How many one page makes use of: one for each processor.
  let perPage: Int
  private let make: @Sendable () -> StockEngine?
  private let now: @Sendable () -> Int
  private let entries = Mutex<[String: Entry]>([:])

  /// Several people may have a stock open, and somebody may leave without a word: an engine that nobody
  /// asks for so many seconds makes room.
  private static let (pages, idleSeconds) = (4, 600)

  /// - Parameter now: Seconds on a clock that nobody sets.
  init(
    perPage: Int, now: @escaping @Sendable () -> Int = EnginePool.seconds,
    make: @escaping @Sendable () -> StockEngine?
  ) {
    (self.perPage, self.now, self.make) = (perPage, now, make)
  }

  /// Asks an engine; the first call under a name starts one.
  func answer(_ name: String, _ call: [UInt8]) -> Answer {
    let found = entries.withLock {
      entries -> (engine: StockEngine?, ended: [StockEngine], isFull: Bool) in
      let time = now()
      let idle = entries.filter { $0.value.asked + Self.idleSeconds < time && $0.key != name }
      for key in idle.keys { entries[key] = nil }
      let ended = idle.values.map { $0.engine }
      if entries[name] == nil {
        guard entries.count < perPage * Self.pages else { return (nil, ended, true) }
        entries[name] = make().map { Entry(engine: $0, asked: time) }
      }
      entries[name]?.asked = time
      return (entries[name]?.engine, ended, false)
    }
    for engine in found.ended { engine.end() }
    guard !found.isFull else { return .full }
    if let bytes = found.engine?.answer(call) { return .bytes(bytes) }
    end(name)
    return .stopped
  }

  /// Ends the engine of a name, if there is one.
  func end(_ name: String) {
    entries.withLock { $0.removeValue(forKey: name)?.engine }?.end()
  }

  private static let seconds: @Sendable () -> Int = {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }

  /// The processors that this program may use.
  static var processors: Int { max(1, min(16, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }
}
