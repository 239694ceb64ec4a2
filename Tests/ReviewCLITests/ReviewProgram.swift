import Glibc

/// The program `review`, run as its users run it, in a folder of its own that goes away with it.
final class ReviewProgram {
  /// What a run left behind.
  struct Run {
    let status: Int32
    let output: String
    let errors: String
  }

  /// A run that goes on.
  struct Process {
    fileprivate let id: pid_t
    fileprivate let name: String
  }

  let folder: String
  private var runCount = 0

  init() {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/review-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? parent
  }

  deinit {
    guard let id = try? Self.spawn(["rm", "-rf", folder], errors: "/dev/null") else { return }
    _ = Self.wait(for: id)
  }

  /// Runs to the end. `directory` is where it runs, the folder itself when nil.
  func run(
    _ words: [String], variables: [String: String] = [:], directory: String? = nil,
    program: String? = nil
  ) throws -> Run {
    wait(for: try start(words, variables: variables, directory: directory, program: program))
  }

  /// Starts a run whose outputs are kept apart from those of other runs.
  func start(
    _ words: [String], variables: [String: String] = [:], directory: String? = nil,
    program: String? = nil
  ) throws -> Process {
    runCount += 1
    let name = "\(folder)/run-\(runCount)"
    let id = try Self.spawn(
      [program ?? Self.path] + words, variables: variables, directory: directory ?? folder,
      output: name + ".output", errors: name + ".errors")
    return Process(id: id, name: name)
  }

  func wait(for process: Process) -> Run {
    let status = Self.wait(for: process.id)
    return Run(
      status: status,
      output: String(decoding: Self.bytes(of: process.name + ".output"), as: UTF8.self),
      errors: String(decoding: Self.bytes(of: process.name + ".errors"), as: UTF8.self))
  }

  /// Ends a run at once, and waits for its end.
  func kill(_ process: Process) {
    _ = Glibc.kill(process.id, SIGKILL)
    _ = Self.wait(for: process.id)
  }

  /// Whether somebody listens at a socket in the folder.
  func listens(at name: String) -> Bool {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array("\(folder)/\(name)".utf8)
    guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }

  // MARK: - Files

  /// The bytes of a file in the folder; empty when there is none.
  func bytes(of name: String) -> [UInt8] { Self.bytes(of: "\(folder)/\(name)") }

  func write(_ bytes: [UInt8], to name: String) {
    let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { return }
    _ = Glibc.write(file, bytes, bytes.count)
    close(file)
  }

  func write(_ text: String, to name: String) { write(Array(text.utf8), to: name) }

  private static func bytes(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(file, &buffer, buffer.count), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  // MARK: - Processes

  /// Whether tests can run the program as a user who may read less.
  static let canBecomeAnother = geteuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0

  /// Whether a program is in PATH.
  static func finds(_ name: String) -> Bool {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }

  /// The program, which is built beside the tests.
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let here = String(
      decoding: buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    // The test runner lies elsewhere and loads the tests from beside the program.
    let tests = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? here
    return tests.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/review"
  }()

  private struct CannotStart: Error {
    let program: String
    let code: Int32
  }

  /// Starts a program found in PATH, with nothing of the caller's environment but PATH.
  private static func spawn(
    _ words: [String], variables: [String: String] = [:], directory: String? = nil,
    output: String = "/dev/null", errors: String
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
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
    var all = ["PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"]
    all.merge(variables) { _, new in new }
    // glibc can change the directory of a spawned process, but Swift does not see that call.
    let words = (directory.map { ["env", "-C", $0] } ?? []) + words
    let arguments = words.map { strdup($0) } + [nil]
    let environment = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var id = pid_t()
    let code = posix_spawnp(&id, words[0], &actions, &attributes, arguments, environment)
    guard code == 0 else { throw CannotStart(program: words[0], code: code) }
    return id
  }

  /// The exit status, or 128 plus the signal that ended the process.
  private static func wait(for id: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}

/// Whether the thorough, slow form of the tests is wanted.
let isLongRun = getenv("AUDIT_LONG").map { String(cString: $0) } == "1"
