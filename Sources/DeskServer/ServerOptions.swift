/// What `review-desk` was asked for.
struct ServerOptions: Sendable, Equatable {
  /// 0: any that is free.
  var port = 0
  var audit: String?
  var rules: [String] = []
  var userHeader: String?
  /// The page; nil: the one beside the program.
  var page: String?
  /// The program that judges; nil: the one beside the program.
  var review: String?

  /// What is wrong with the words, in both languages.
  struct Problem: Error, Equatable {
    let text: String
  }

  init(_ words: [String]) throws(Problem) {
    var rest = words[...]
    while let word = rest.popFirst() {
      var (name, value) = (word, String?.none)
      if let equals = word.firstIndex(of: "="), word.hasPrefix("--") {
        (name, value) = (String(word[..<equals]), String(word[word.index(after: equals)...]))
      }
      func next() throws(Problem) -> String {
        guard let given = value ?? rest.popFirst() else {
          throw Problem(text: "`\(name)` 后面缺值 / `\(name)` needs a value")
        }
        return given
      }
      switch name {
      case "--port":
        let text = try next()
        guard let number = Int(text), (0...65_535).contains(number) else {
          throw Problem(text: "端口是 0 到 65535 的数 / a port is a number from 0 to 65535")
        }
        port = number
      case "--audit": audit = try next()
      case "--rules":
        var path = try next()
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        rules.append(path)
      case "--user-header": userHeader = try Self.headerName(next())
      case "--page": page = try next()
      case "--review": review = try next()
      default: throw Problem(text: "没有选项 `\(word)` / there is no option `\(word)`")
      }
    }
  }

  /// RFC 9110, section 5.1: a token.
  private static func headerName(_ text: String) throws(Problem) -> String {
    let isToken = text.utf8.allSatisfy {
      (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
    }
    guard isToken, !text.isEmpty else {
      throw Problem(text: "`\(text)` 不是请求头的名称 / `\(text)` is no name of a header")
    }
    return text
  }
}
