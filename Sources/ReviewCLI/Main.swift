import Glibc

@main
struct Main {
  /// Runs synchronously and leaves by `exit`: an asynchronous main costs a static binary 5 ms.
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow is then an error the audit log can take back, not the end.
    signal(SIGXFSZ, SIG_IGN)
    var tool = ReviewTool(
      files: FileStore.disk, terminal: Terminal.standard(), environment: Environment.process())
    let status = tool.run(Array(CommandLine.arguments.dropFirst()))
    exit(status.rawValue)
  }
}
