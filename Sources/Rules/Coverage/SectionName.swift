/// The name of a section of a policy text as a citation writes it: 三（一）, 前言, 附件.
///
/// Half-width brackets and white space make no difference: 三 (一) is 三（一）.
public struct SectionName: Sendable, Hashable {
  public let text: String

  /// What stands before the first heading.
  static let preface = SectionName("前言")

  init(_ written: String) {
    var text = ""
    for scalar in written.unicodeScalars where !PolicyText.isBlank(scalar) {
      switch scalar {
      case "(": text.unicodeScalars.append("（")
      case ")": text.unicodeScalars.append("）")
      default: text.unicodeScalars.append(scalar)
      }
    }
    self.text = text
  }

  /// Whether another section is this one or stands inside it: 三（一） stands in 三.
  func contains(_ other: SectionName) -> Bool {
    other == self || other.text.hasPrefix(text + "（")
  }
}
