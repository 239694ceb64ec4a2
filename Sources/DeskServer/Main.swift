import Glibc
import Rules

/// `review-desk`: hands the desk out on this computer, and keeps its audit trail.
@main
enum Main {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do throws(ServerOptions.Problem) {
      try serve(ServerOptions(Array(CommandLine.arguments.dropFirst())))
    } catch {
      say("review desk: \(error.text)\n")
      exit(64)
    }
  }

  private static func serve(_ options: ServerOptions) throws(ServerOptions.Problem) {
    let folder = Self.folder
    let path = options.page ?? "\(folder)/desk.html"
    guard let file = content(of: path), let page = ServedPage.page(file) else {
      throw ServerOptions.Problem(
        text: "`\(path)` 不是审查台的网页；用 Desk/build 建，或以 --page 指明 / `\(path)` is no page of the desk; "
          + "Desk/build makes it, --page names another one")
    }
    let review = options.review ?? "\(folder)/review"
    guard access(review, X_OK) == 0 else {
      throw ServerOptions.Problem(
        text: "`\(review)` 不能运行；以 --review 指明 / `\(review)` cannot be run; name it by --review")
    }
    let token = Self.token
    let box = ServiceBox()
    let server = Server(
      limit: { head in box.service?.bodyLimit(of: head) ?? 0 },
      respond: { request in
        box.service?.respond(to: request)
          ?? .refusal(503, Phrase("正在启动", "it is starting"))
      })
    guard let port = server.start(port: options.port) else {
      say("review desk: 端口 \(options.port) 被占用 / port \(options.port) is taken\n")
      exit(4)
    }
    box.service = DeskService(
      doorkeeper: Doorkeeper(port: port, token: token, userHeader: options.userHeader), page: page,
      review: ReviewProgram(at: review), log: options.audit, rules: options.rules,
      engines: EnginePool(perPage: EnginePool.processors) {
        StockEngine.program(review, ["desk", "--engine"])
      })
    say(
      "http://127.0.0.1:\(port)/\(options.userHeader == nil ? "#token=\(token)" : "")\n", on: 1)
    say(
      "审查台已开，只在这台电脑上；按 Ctrl+C 结束 / the desk is open on this computer alone; Ctrl+C ends it\n")
    while true { pause() }
  }

  /// Writes to standard error, or to another descriptor.
  private static func say(_ text: String, on descriptor: Int32 = 2) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Set once, before the address is printed.
  private final class ServiceBox: @unchecked Sendable {
    var service: DeskService?
  }

  /// The folder of the program.
  private static var folder: String {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = buffer.withUnsafeMutableBytes {
      readlink("/proc/self/exe", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    let path = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }

  private static var token: String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  private static func content(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
