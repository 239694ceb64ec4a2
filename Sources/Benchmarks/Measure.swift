import Glibc
import Rules

/// The time that something takes.
enum Measure {
  /// The median of the seconds of processor time of several runs.
  static func seconds(runs: Int = 5, _ body: () -> Void) -> Double {
    let times = (0..<runs).map { _ in
      let start = now(CLOCK_PROCESS_CPUTIME_ID)
      body()
      return now(CLOCK_PROCESS_CPUTIME_ID) - start
    }
    return times.sorted()[runs / 2]
  }

  /// The seconds that a program takes on the clock; nil when it does not start.
  static func seconds(running words: [String]) -> Double? {
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
    let start = now(CLOCK_MONOTONIC)
    guard posix_spawnp(&id, words[0], &actions, nil, arguments, environment) == 0 else {
      return nil
    }
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return now(CLOCK_MONOTONIC) - start
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// What was measured, printed line by line.
struct Results {
  private var figures: [(name: String, value: Double, unit: String)] = []

  /// What stands before the names of the figures that follow; empty for nothing.
  private var heading = ""

  mutating func title(_ heading: String) { self.heading = heading.isEmpty ? "" : heading + ": " }

  mutating func add(_ figure: String, _ value: Double, _ unit: String) {
    let name = heading + figure
    figures.append((name, value, unit))
    let shown = Self.text(value)
    let columns = (name.utf8.count < 52 ? String(repeating: " ", count: 52 - name.utf8.count) : " ")
    let room = String(repeating: " ", count: max(1, 12 - shown.utf8.count))
    print(name + columns + room + shown + " " + unit)
  }

  /// Writes the figures as JSON; false, with a message, when they cannot be written.
  func save(to path: String) -> Bool {
    var json = JSONWriter(style: .pretty)
    json.array { json in
      for figure in figures {
        json.object { json in
          json.member("name", figure.name)
          json.member("value") { $0.number(Self.text(figure.value)) }
          json.member("unit", figure.unit)
        }
      }
    }
    json.endLine()
    guard let file = fopen(path, "wb") else {
      print("benchmarks: \(path) cannot be written")
      return false
    }
    let count = fwrite(json.bytes, 1, json.bytes.count, file)
    return fclose(file) == 0 && count == json.bytes.count
  }

  /// Three significant digits or more.
  private static func text(_ value: Double) -> String {
    guard value < 100 else { return "\(Int(value.rounded()))" }
    let thousandths = Int((value * 1_000).rounded())
    let fraction = String(thousandths % 1_000 + 1_000).dropFirst()
    return "\(thousandths / 1_000).\(fraction)"
  }
}
