import Testing

@testable import Rules

@Suite("Invisible characters")
struct VisibleControlsTests {
  @Test(
    "What shows nothing is shown as a sign",
    arguments: [
      ("甲\n乙", "甲␤乙"), ("a\r\nb", "a␍␤b"), ("a\tb", "a␉b"), ("\u{1B}[2J", "␛[2J"),
      ("\u{0}\u{7}\u{7F}", "␀␇␡"), ("\u{85}\u{9B}31m", "⟨U+0085⟩⟨U+009B⟩31m"),
      ("\u{202E}\u{2066}\u{200F}\u{61C}", "⟨U+202E⟩⟨U+2066⟩⟨U+200F⟩⟨U+061C⟩"),
      ("\u{200B}\u{FEFF}\u{AD}\u{2060}", "⟨U+200B⟩⟨U+FEFF⟩⟨U+00AD⟩⟨U+2060⟩"),
      ("\u{2028}\u{2029}\u{FE0F}\u{3164}", "⟨U+2028⟩⟨U+2029⟩⟨U+FE0F⟩⟨U+3164⟩"),
      ("\u{E0041}\u{115F}\u{34F}", "⟨U+E0041⟩⟨U+115F⟩⟨U+034F⟩"),
      ("某 数据\u{3000}中心，𠀋 e\u{301} é ＡＢ ｱ", "某 数据\u{3000}中心，𠀋 e\u{301} é ＡＢ ｱ"),
    ])
  func signs(_ text: String, _ expected: String) {
    #expect(text.withVisibleControls.unicodeScalars.elementsEqual(expected.unicodeScalars))
    #expect(text.withVisibleControls.withVisibleControls == text.withVisibleControls)
  }

  @Test("No character of Cc, Cf, Zl or Zp, and none that a font may ignore, is left")
  func everyScalar() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      let expected =
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: properties.isDefaultIgnorableCodePoint
        }
      if scalar.isInvisible != expected { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test("JSON keeps the value and shows none of them")
  func json() throws {
    let text = "甲\u{1B}\u{9B}\u{202E}\u{2028}\u{7F}\u{E0041}\n\"\\乙"
    var json = JSONWriter(style: .compact)
    json.string(text)
    #expect(
      json.text == #""甲\u001b\u009b\u202e\u2028\u007f\udb40\udc41\n\"\\乙""#)
    let source = SourceText(path: "a.json", text: json.text)
    #expect(JSONReader.read(source, index: 0).node?.kind == .string(text))
  }
}
