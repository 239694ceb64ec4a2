/// The number that opens a paragraph and makes it a section of its own.
///
///     一、总体要求                 a chapter
///     （一）重点行业绿色升级工程。   an item of the chapter before it
///     - 附件：1. ……               the list of annexes, or an annex
enum SectionMarker: Equatable {
  case chapter(String)
  case item(String)
  case annex(String)

  private static let digits: Set<Unicode.Scalar> = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百",
  ]

  /// The marker at the start of a paragraph; nil when there is none.
  ///
  /// - Parameter letters: The paragraph without white space.
  init?(_ letters: ArraySlice<Unicode.Scalar>) {
    var rest = letters
    if rest.first == "（" || rest.first == "(" {
      rest.removeFirst()
      let number = rest.prefix { Self.digits.contains($0) }
      rest = rest.dropFirst(number.count)
      guard !number.isEmpty, rest.first == "）" || rest.first == ")" else { return nil }
      self = .item(Self.text(number))
      return
    }
    let number = rest.prefix { Self.digits.contains($0) }
    if !number.isEmpty {
      guard rest.dropFirst(number.count).first == "、" else { return nil }
      self = .chapter(Self.text(number))
      return
    }
    if rest.first == "-" { rest.removeFirst() }
    guard rest.starts(with: "附件".unicodeScalars) else { return nil }
    rest = rest.dropFirst(2)
    let annex = rest.prefix { $0.properties.numericType == .decimal || Self.digits.contains($0) }
    rest = rest.dropFirst(annex.count)
    guard rest.isEmpty || rest.first == "：" || rest.first == ":" else { return nil }
    self = .annex(Self.text(annex))
  }

  /// 1 for a chapter and an annex, 2 for an item.
  var level: Int {
    switch self {
    case .chapter, .annex: 1
    case .item: 2
    }
  }

  private static func text(_ letters: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: letters)
    return text
  }
}
