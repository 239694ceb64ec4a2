import Glibc

extension ReviewTool {
  /// `review desk`: the desk on this computer. It becomes `review-desk`, which stands beside this
  /// program: the program that judges opens no socket.
  mutating func desk(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.desk.form)
    guard arguments.operands.isEmpty else {
      throw .usage("`review desk` 没有操作数 / `review desk` takes no operands")
    }
    if arguments.has("--engine") { return try answerCalls() }
    if let text = arguments["--port"] {
      guard let port = Int(text), (0...65_535).contains(port) else {
        throw .usage("`--port` 是 0 到 65535 的数 / `--port` is a number from 0 to 65535")
      }
    }
    guard let own = Self.ownPath else {
      throw .unavailable("找不到程序自己的位置 / the program cannot find itself")
    }
    let server =
      own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/review-desk"
    guard access(server, X_OK) == 0 else {
      throw .unavailable(
        "没有 `\(server)`：用 swift build -c release --product review-desk 建，与 review 放在一起"
          + " / there is no `\(server)`: build it by swift build -c release --product review-desk, and put it beside review"
      )
    }
    var passed = [server, "--review", own]
    for option in ["--port", "--audit", "--user-header", "--page"] {
      if let value = arguments[option] { passed += [option, value] }
    }
    passed += arguments.all("--rules").flatMap { ["--rules", $0] }
    var pointers = passed.map { strdup($0) } + [nil]
    execv(server, &pointers)
    throw .unavailable("`\(server)` 不能运行 / `\(server)` cannot be run")
  }

  /// The path of this program.
  private static var ownPath: String? {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
