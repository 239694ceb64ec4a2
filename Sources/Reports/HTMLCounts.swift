import Rules

/// How many projects of an index share something, as bars: the most frequent first.
struct HTMLCounts {
  let title: String
  /// What was counted, each with its number of projects.
  private let counts: [(name: String, count: Int)]
  private let total: Int

  /// The most bars that are drawn.
  private static let limit = 12

  /// - Parameter names: What each project has; what it has twice counts once.
  /// - Returns: nil when no project has any.
  init?(_ title: String, of names: [[String]]) {
    var counts: [String: Int] = [:]
    for name in names.flatMap({ Set($0) }) { counts[name, default: 0] += 1 }
    self.init(title, counts.map { (name: $0.key, count: $0.value) }, of: names.count)
  }

  /// - Parameter total: The number of projects.
  /// - Returns: nil when no project has any.
  init?(_ title: String, _ counts: [(name: String, count: Int)], of total: Int) {
    guard !counts.isEmpty else { return nil }
    self.title = title
    self.counts = counts.sorted { left, right in
      left.count != right.count
        ? left.count > right.count : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    self.total = total
  }

  func write(to html: inout HTMLWriter) {
    html.block("section") { html in
      html.block("h3", title)
      html.block("ul", [.class("bars")]) { html in
        for (name, count) in counts.prefix(Self.limit) {
          html.pair(name) { html in
            HTMLBar(low: share(count), high: share(count)).write(to: &html)
            html.inline("span", [.class("figure")], "\(count)")
          }
        }
      }
    }
  }

  /// In per cent of the projects.
  private func share(_ count: Int) -> ExactNumber {
    ExactNumber(count).hundredfold?.divided(by: ExactNumber(total)) ?? .zero
  }
}
