import Glibc

/// Works on things in several threads, and hands the products over in the order of the things.
///
///     put(a) put(b) put(c) …  ─▶  a, b, c are worked on at once  ─▶  a′ b′ c′ …
///
/// Only so many things are under way at a time, so that memory stays bounded whatever the number:
/// who puts in more waits, and takes out what is ready meanwhile. With one job there are no threads.
final class Conveyor<Work: Sendable, Product: Sendable> {
  typealias Worker = (Work) -> Product

  private let jobs: Int
  private let makeWorker: @Sendable () -> Worker
  private lazy var ownWorker = makeWorker()
  private let slots: Slots<Work, Product>
  private var threads: [pthread_t] = []
  private var underWay = 0

  /// - Parameters:
  ///   - jobs: The number of threads.
  ///   - makeWorker: Called once in each thread; what a worker remembers is its own.
  init(jobs: Int, makeWorker: @escaping @Sendable () -> Worker) {
    self.jobs = jobs
    self.makeWorker = makeWorker
    slots = Slots(count: jobs * 4)
  }

  deinit {
    slots.close()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Takes work in, and hands over what is ready if there is no room.
  func put(_ work: Work, _ give: (Product) -> Void) {
    if jobs > 1, threads.isEmpty { startThreads() }
    guard !threads.isEmpty else { return give(ownWorker(work)) }
    if underWay == slots.count {
      give(slots.take())
      underWay -= 1
    }
    slots.put(work)
    underWay += 1
  }

  /// Hands over all that is under way.
  func drain(_ give: (Product) -> Void) {
    while underWay > 0 {
      give(slots.take())
      underWay -= 1
    }
  }

  /// Takes the last work in, and hands over all that is under way.
  ///
  /// Threads that run have their workers at hand; for little work none is started.
  func finish(with work: Work, _ give: (Product) -> Void) {
    guard !threads.isEmpty else { return give(ownWorker(work)) }
    put(work, give)
    drain(give)
  }

  /// Starts as many threads as the system grants; without any the work is done here.
  private func startThreads() {
    let (slots, makeWorker) = (slots, makeWorker)
    let body = ThreadBody {
      let worker = makeWorker()
      while let (place, work) = slots.next() { slots.finish(place, worker(work)) }
    }
    for _ in 0..<jobs {
      guard let thread = body.start() else { return }
      threads.append(thread)
    }
  }
}

/// What a thread does.
private final class ThreadBody: Sendable {
  private let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }

  /// Starts a thread that no signal reaches; nil when the system grants none.
  func start() -> pthread_t? {
    Signals.held {
      var thread = pthread_t()
      let body = Unmanaged.passRetained(self)
      let error = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, body.toOpaque())
      guard error == 0 else {
        body.release()
        return nil
      }
      return thread
    }
  }
}

/// A ring of places in which work lies until it is a product and is taken.
///
/// INVARIANT: `taken` ≤ `begun` ≤ `given`, and no two of them are further apart than there are places.
private final class Slots<Work: Sendable, Product: Sendable>: @unchecked Sendable {
  private enum Place {
    case empty
    case waiting(Work)
    case busy
    case done(Product)
  }

  let count: Int
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let workCame = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let productCame = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var places: [Place]
  private var (given, begun, taken) = (0, 0, 0)
  private var isClosed = false

  init(count: Int) {
    self.count = count
    places = Array(repeating: .empty, count: count)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(workCame, nil)
    pthread_cond_init(productCame, nil)
  }

  deinit {
    pthread_cond_destroy(productCame)
    pthread_cond_destroy(workCame)
    pthread_mutex_destroy(lock)
    productCame.deallocate()
    workCame.deallocate()
    lock.deallocate()
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  /// There must be room.
  func put(_ work: Work) {
    locked {
      places[given % count] = .waiting(work)
      given += 1
      pthread_cond_signal(workCame)
    }
  }

  /// The product of the oldest work, waited for; there must be one under way.
  func take() -> Product {
    locked {
      while true {
        if case .done(let product) = places[taken % count] {
          places[taken % count] = .empty
          taken += 1
          return product
        }
        pthread_cond_wait(productCame, lock)
      }
    }
  }

  /// The oldest work nobody has begun, waited for; nil when there will be no more.
  func next() -> (place: Int, work: Work)? {
    locked {
      while true {
        if isClosed { return nil }
        if begun < given, case .waiting(let work) = places[begun % count] {
          let place = begun % count
          places[place] = .busy
          begun += 1
          return (place, work)
        }
        pthread_cond_wait(workCame, lock)
      }
    }
  }

  func finish(_ place: Int, _ product: Product) {
    locked {
      places[place] = .done(product)
      pthread_cond_signal(productCame)
    }
  }

  /// Lets the threads end.
  func close() {
    locked {
      isClosed = true
      pthread_cond_broadcast(workCame)
    }
  }
}
