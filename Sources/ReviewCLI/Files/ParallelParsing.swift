import Dispatch
import Rules

/// Parses texts on all cores; the texts do not depend on one another.
enum ParallelParsing {
  static func parse(_ texts: [IndexedText]) -> [ParsedText] {
    let slots = Slots(count: texts.count)
    DispatchQueue.concurrentPerform(iterations: texts.count) { place in
      slots[place] = ParsedText(texts[place].source, index: texts[place].index)
    }
    return slots.values()
  }

  /// One place for each result. Each place is written by one thread, and all are read after the
  /// last thread has ended, so that no two touch the same memory at one time.
  private final class Slots: @unchecked Sendable {
    private let storage: UnsafeMutableBufferPointer<ParsedText?>

    init(count: Int) {
      storage = .allocate(capacity: count)
      storage.initialize(repeating: nil)
    }

    deinit {
      storage.deinitialize()
      storage.deallocate()
    }

    subscript(index: Int) -> ParsedText? {
      get { storage[index] }
      set { storage[index] = newValue }
    }

    func values() -> [ParsedText] { storage.compactMap { $0 } }
  }
}
