import Glibc

@main
struct Main {
  /// Runs synchronously and leaves by `exit`: an asynchronous main costs a static binary 5 ms.
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow is then an error the audit log can take back, not the end.
    signal(SIGXFSZ, SIG_IGN)
    Terminal.claimDescriptors()
    var tool = ReviewTool(
      files: FileStore.disk, terminal: Terminal.standard(), environment: Environment.process())
    let status = tool.run(words)
    // Rules and their texts are thousands of objects; the end of the process frees them at once.
    withExtendedLifetime(tool) {
      exit(Terminal.closeOutput() ? status.rawValue : ExitStatus.unavailable.rawValue)
    }
  }

  /// The command line, in which a path need not be UTF-8.
  private static var words: [String] {
    UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).dropFirst()
      .compactMap { $0.map { PathName.word(bytes: $0) } }
  }
}
