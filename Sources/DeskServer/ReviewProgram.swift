import Glibc

/// The program `review`, which judges and keeps the log: the server only asks it.
///
/// So the program that judges opens no socket, and what is committed here is what is committed on
/// the command line.
struct ReviewProgram: Sendable {
  /// What a run came to.
  struct Run: Sendable {
    /// As `review` says it; 4: it could not be run.
    let status: Int
    let output: [UInt8]
    let complaints: [UInt8]
  }

  /// Runs it: words, standard input, and the content of a file of parameters.
  private let runner: @Sendable (_ words: [String], _ input: [UInt8], _ parameters: [UInt8]?) -> Run

  /// - Parameter runner: For tests.
  init(_ runner: @escaping @Sendable ([String], [UInt8], [UInt8]?) -> Run) {
    self.runner = runner
  }

  init(at path: String) {
    self.init { words, input, parameters in
      ChildProcess(path: path).run(words, input: input, parameters: parameters)
    }
  }

  func run(_ words: [String], input: [UInt8] = [], parameters: [UInt8]? = nil) -> Run {
    runner(words, input, parameters)
  }
}

/// One run of a program whose streams are files that nobody else can open: none of them fills up while
/// another is read.
private struct ChildProcess {
  let path: String

  func run(_ words: [String], input: [UInt8], parameters: [UInt8]?) -> ReviewProgram.Run {
    let failed = ReviewProgram.Run(
      status: 4, output: [], complaints: Array("review 没有运行 / review could not be run\n".utf8))
    guard let source = TemporaryFile(input), let output = TemporaryFile([]),
      let complaints = TemporaryFile([])
    else { return failed }
    var words = words
    var extra: TemporaryFile?
    if let parameters {
      guard let file = TemporaryFile(parameters) else { return failed }
      // The child finds it among its own descriptors.
      words += ["--parameters", "/dev/fd/3"]
      extra = file
    }
    guard let status = spawn(words, source, output, complaints, extra) else { return failed }
    return ReviewProgram.Run(
      status: status, output: output.content, complaints: complaints.content)
  }

  private func spawn(
    _ words: [String], _ input: TemporaryFile, _ output: TemporaryFile, _ complaints: TemporaryFile,
    _ extra: TemporaryFile?
  ) -> Int? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (file, descriptor) in [(input, 0), (output, 1), (complaints, 2)] {
      posix_spawn_file_actions_adddup2(&actions, file.descriptor, Int32(descriptor))
    }
    if let extra { posix_spawn_file_actions_adddup2(&actions, extra.descriptor, 3) }
    var arguments = ([path] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    guard posix_spawn(&child, path, &actions, nil, &arguments, environ) == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return nil } }
    return status & 0x7F == 0 ? Int((status >> 8) & 0xFF) : 4
  }
}

/// A file without a name.
private final class TemporaryFile {
  let descriptor: Int32

  init?(_ content: [UInt8]) {
    var template = Array("/tmp/review-desk-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    // No other child gets it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    var rest = content[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { return nil }
      rest = rest.dropFirst(written)
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  var content: [UInt8] {
    lseek(descriptor, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}
