import Testing

@testable import ReviewCLI

/// However many work at once, the products come in the order of the work, each once.
@Suite("Work in several threads")
struct ConveyorTests {
  @Test("Products come in the order of the work", arguments: [1, 2, 3, 8], [0, 1, 5, 200])
  func order(_ jobs: Int, _ count: Int) {
    let conveyor = Conveyor<Int, Int>(jobs: jobs) {
      { number in
        // Some work takes long, so that what comes later is ready first.
        (0..<(number % 7 == 0 ? 20_000 : 10)).reduce(number) { $0 &* 31 &+ $1 }
      }
    }
    var products: [Int] = []
    for number in 0..<count { conveyor.put(number) { products.append($0) } }
    conveyor.finish(with: count) { products.append($0) }
    let alone = (0...count).map { number in
      (0..<(number % 7 == 0 ? 20_000 : 10)).reduce(number) { $0 &* 31 &+ $1 }
    }
    #expect(products == alone)
  }

  @Test("Only so many are under way, and each thread has a worker of its own")
  func bounds() {
    let conveyor = Conveyor<Int, Int>(jobs: 2) {
      var seen = 0
      return { _ in
        seen += 1
        return seen
      }
    }
    var products: [Int] = []
    for number in 0..<100 {
      conveyor.put(number) { products.append($0) }
      #expect(number - products.count < 8)
    }
    conveyor.drain { products.append($0) }
    // Two workers that count what they did come to a hundred together.
    #expect(products.count == 100 && products.filter { $0 == 1 }.count <= 2)
  }
}

@Suite("Progress")
struct ProgressTests {
  @Test("It tells the number, the rate and the time left, now and then")
  func line() {
    var progress = Progress(total: 1_000, at: 0)
    #expect(progress.count(100, at: 100_000_000) == nil)
    let line = progress.count(100, at: 1_000_000_000)
    #expect(line?.chinese == "2 份 · 2 份/秒 · 20 % · 还需 4 秒")
    #expect(line?.english == "2 dossiers · 2/s · 20 % · 4 s left")
    #expect(progress.count(100, at: 1_100_000_000) == nil)
  }

  @Test("Of a stream whose end nobody knows it tells no time")
  func endless() {
    var progress = Progress(total: nil, at: 0)
    #expect(progress.count(100, at: 500_000_000)?.chinese == "1 份 · 2 份/秒")
  }
}
