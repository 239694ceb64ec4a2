import Glibc
import Synchronization
import Testing

@testable import DeskServer

/// A clock that is set by hand, and what was done to engines.
private final class Workshop: Sendable {
  let time = Mutex(0)
  let made = Mutex(0)
  let ended = Mutex<[Int]>([])

  /// A pool of engines that answer with a call and their number, and stop at an empty call.
  func pool(perPage: Int = 1) -> EnginePool {
    EnginePool(
      perPage: perPage, now: { [self] in time.withLock { $0 } },
      make: { [self] in
        let number = made.withLock { made in
          made += 1
          return made
        }
        return StockEngine(
          answer: { $0.isEmpty ? nil : $0 + [UInt8(number)] },
          end: { [self] in ended.withLock { $0.append(number) } })
      })
  }
}

@Suite("Engines of the desk's server")
struct EngineTests {
  private let workshop = Workshop()

  @Test("A name has one engine, which answers call by call")
  func names() {
    let pool = workshop.pool()
    #expect(pool.answer("a", [7]) == .bytes([7, 1]))
    #expect(pool.answer("b", [7]) == .bytes([7, 2]))
    #expect(pool.answer("a", [8]) == .bytes([8, 1]))
    #expect(workshop.ended.withLock { $0 } == [])
  }

  @Test("An engine that stopped is ended, and another one takes its name")
  func stopped() {
    let pool = workshop.pool()
    #expect(pool.answer("a", [7]) == .bytes([7, 1]))
    #expect(pool.answer("a", []) == .stopped)
    #expect(workshop.ended.withLock { $0 } == [1])
    #expect(pool.answer("a", [7]) == .bytes([7, 2]))
    pool.end("a")
    pool.end("a")
    #expect(workshop.ended.withLock { $0 } == [1, 2])
  }

  @Test("So many run and no more, until one is ended or nobody asks it for long")
  func bounds() {
    let pool = workshop.pool()
    for name in ["a", "b", "c", "d"] { #expect(pool.answer(name, [0]) != .full) }
    #expect(pool.answer("e", [0]) == .full)
    pool.end("b")
    #expect(pool.answer("e", [0]) == .bytes([0, 5]))
    #expect(pool.answer("f", [0]) == .full)
    workshop.time.withLock { $0 = 500 }
    #expect(pool.answer("a", [0]) == .bytes([0, 1]))
    workshop.time.withLock { $0 = 1_000 }
    #expect(pool.answer("f", [0]) == .bytes([0, 6]))
    #expect(Set(workshop.ended.withLock { $0 }) == [2, 3, 4, 5])
  }

  @Test("An engine that cannot be started has stopped")
  func none() {
    #expect(EnginePool(perPage: 1) { nil }.answer("a", [0]) == .stopped)
    #expect(StockEngine.program("/nowhere/review", []) == nil)
  }

  @Test("A call goes through the pipes whole, behind its length", arguments: [0, 1, 255, 40_000])
  func pipes(_ count: Int) throws {
    // It says what it hears.
    let engine = try #require(StockEngine.program("/bin/cat", []))
    let call = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(engine.answer(call) == call)
    #expect(engine.answer([1, 2, 3]) == [1, 2, 3])
    engine.end()
    #expect(engine.answer([1]) == nil)
  }

  @Test("A program that ends in the middle of a call has stopped")
  func broken() throws {
    // As the server does: who writes to it is told.
    signal(SIGPIPE, SIG_IGN)
    let engine = try #require(StockEngine.program("/bin/true", []))
    #expect(engine.answer([1]) == nil)
    engine.end()
  }
}
