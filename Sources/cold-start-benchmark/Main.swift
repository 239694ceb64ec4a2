import Glibc

/// Times whole runs of a program, from its start to its end.
///
///     cold-start-benchmark PROGRAM ARGUMENT...
///     cold-start-benchmark .build/release/review evaluate d.json
///
/// After two runs that warm the caches up it makes thirty, one after another, and prints the
/// shortest, the median and the longest time on the clock, and the median of the processor time.
@main
enum Main {
  private static let runs = 30

  private struct Run {
    let wall: Int
    let processor: Int
  }

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    guard !words.isEmpty else {
      print("usage: cold-start-benchmark PROGRAM ARGUMENT...")
      exit(64)
    }
    var measured: [Run] = []
    for number in 0..<(runs + 2) {
      guard let run = run(words) else {
        print("cold-start-benchmark: cannot start \(words[0])")
        exit(1)
      }
      if number >= 2 { measured.append(run) }
    }
    let walls = measured.map { $0.wall }.sorted()
    let processors = measured.map { $0.processor }.sorted()
    let (median, last) = (runs / 2, runs - 1)
    print(
      "\(runs) runs: shortest \(milliseconds(walls[0])), median \(milliseconds(walls[median])), "
        + "longest \(milliseconds(walls[last])); processor \(milliseconds(processors[median]))")
  }

  /// One run with its outputs thrown away; nil when the program does not start.
  private static func run(_ words: [String]) -> Run? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [1, 2] as [Int32] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    let arguments = words.map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    let environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var id = pid_t()
    let start = nanoseconds()
    guard posix_spawnp(&id, words[0], &actions, nil, arguments, environment) == 0 else {
      return nil
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(id, &status, 0, &usage) < 0, errno == EINTR {}
    return Run(
      wall: nanoseconds() - start,
      processor: microseconds(usage.ru_utime, usage.ru_stime) * 1_000)
  }

  private static func microseconds(_ user: timeval, _ system: timeval) -> Int {
    (user.tv_sec + system.tv_sec) * 1_000_000 + Int(user.tv_usec + system.tv_usec)
  }

  private static func nanoseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
  }

  private static func milliseconds(_ nanoseconds: Int) -> String {
    let hundredths = nanoseconds / 10_000
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) ms"
  }
}
