import Glibc

/// A directory on the real disk that goes away with the value.
final class TemporaryFolder {
  let path: String

  init() {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/audit-log-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? parent
  }

  deinit { _ = Command.run("rm", ["-rf", path]) }
}

/// Another program, run to its end.
enum Command {
  struct Result {
    var status: Int32
    var output: String
  }

  /// Starts a program found in PATH; `output` is the file that gets its standard output and error.
  static func start(_ program: String, _ arguments: [String], output: String) -> pid_t? {
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
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var argv = ([program] + arguments).map { strdup($0) }
    argv.append(nil)
    defer { for argument in argv { free(argument) } }
    var process = pid_t()
    return posix_spawnp(&process, program, &actions, &attributes, argv, environ) == 0
      ? process : nil
  }

  /// The exit status, or 128 plus the signal that ended the process.
  static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  /// Runs a program to its end; `nil` when it cannot be started.
  static func run(_ program: String, _ arguments: [String]) -> Result? {
    var template = Array("/tmp/audit-log-output-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    close(file)
    let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    defer { unlink(path) }
    guard let process = start(program, arguments, output: path) else { return nil }
    let status = wait(for: process)
    return Result(status: status, output: String(decoding: contents(of: path), as: UTF8.self))
  }

  static func contents(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(file, &buffer, buffer.count), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  static func write(_ bytes: [UInt8], to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { return }
    _ = Glibc.write(file, bytes, bytes.count)
    close(file)
  }
}
