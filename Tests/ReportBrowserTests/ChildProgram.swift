import Glibc

/// Another program, started and waited for.
enum ChildProgram {
  /// Runs a program found on the path; what it writes is dropped.
  ///
  /// - Returns: Its exit status; -1 when a signal ended it.
  static func run(_ words: [String], home: String) throws -> Int32 {
    try status(of: start(words, home: home))
  }

  /// Starts a program found on the path; what it writes is dropped.
  ///
  /// - Parameter descriptors: What it finds open, besides the three usual ones: our descriptor by
  ///   the number it has there.
  static func start(
    _ words: [String], home: String, descriptors: [Int32: Int32] = [:]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The threads of the tests block signals, and a program must be able to get those that end it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    for (number, own) in descriptors {
      posix_spawn_file_actions_adddup2(&actions, own, number)
    }
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    let arguments = words.map { strdup($0) } + [nil]
    let variables = [strdup("PATH=\(path)"), strdup("HOME=\(home)"), nil]
    defer { for text in arguments + variables { free(text) } }
    var child: pid_t = 0
    let error = posix_spawnp(&child, words[0], &actions, &attributes, arguments, variables)
    guard error == 0 else { throw BrowserFailure(step: words[0], status: error) }
    return child
  }

  /// Waits until a program has ended.
  ///
  /// - Returns: Its exit status; -1 when a signal ended it.
  static func status(of child: pid_t) throws -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw BrowserFailure(step: "waitpid", status: errno) }
    }
    // The low seven bits name a signal, the next eight hold the exit status.
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
  }
}
