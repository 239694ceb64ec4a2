/// How a cell of a ``SheetDrawing`` looks.
public enum CellStyle: Sendable, CaseIterable {
  case plain, title, head, section, label, remark
  /// Where something is to be entered: anything, text that no program may take for a number, a day.
  case answer, answerText, answerDate

  /// The place of the style in the workbook.
  var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  private var font: Int {
    switch self {
    case .plain, .label, .answer, .answerText, .answerDate: 0
    case .head, .section: 1
    case .title: 2
    case .remark: 3
    }
  }

  private var fill: Int {
    switch self {
    case .plain, .title, .label, .remark: 0
    case .head: 2
    case .section: 3
    case .answer, .answerText, .answerDate: 4
    }
  }

  private var hasBorder: Bool { self != .plain && self != .title }

  /// Numbers of section 18.8.30: as it is, text, and 2025-10-01 by a format of our own.
  private var format: Int {
    switch self {
    case .answerText: 49
    case .answerDate: 164
    case .plain, .title, .head, .section, .label, .remark, .answer: 0
    }
  }

  /// `xl/styles.xml`, section 18.8.
  static let part: String = {
    let names = WorkbookDrawing.names
    let fonts = [
      font(size: 10), font("<b/>", size: 10), font("<b/>", size: 16),
      font(size: 9, "<color rgb=\"FF595959\"/>"),
    ]
    let fills =
      ["none", "gray125"].map { "<fill><patternFill patternType=\"\($0)\"/></fill>" }
      + ["FFD6E4F0", "FFEDEDED", "FFFFF8E1"].map {
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"\($0)\"/><bgColor indexed=\"64\"/></patternFill></fill>"
      }
    let sides = ["left", "right", "top", "bottom"].map {
      "<\($0) style=\"thin\"><color rgb=\"FFBFBFBF\"/></\($0)>"
    }
    let borders = [
      "<border><left/><right/><top/><bottom/><diagonal/></border>",
      "<border>\(sides.joined())<diagonal/></border>",
    ]
    let formats = allCases.map { style in
      "<xf numFmtId=\"\(style.format)\" fontId=\"\(style.font)\" fillId=\"\(style.fill)\" borderId=\"\(style.hasBorder ? 1 : 0)\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>"
    }
    return WorkbookDrawing.head + "<styleSheet xmlns=\"\(names)\">"
      + "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
      + list("fonts", fonts) + list("fills", fills) + list("borders", borders)
      + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
      + list("cellXfs", formats)
      + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
      + "</styleSheet>"
  }()

  private static func font(_ weight: String = "", size: Int, _ colour: String = "") -> String {
    "<font>\(weight)<sz val=\"\(size)\"/>\(colour)<name val=\"Microsoft YaHei\"/></font>"
  }

  private static func list(_ name: String, _ items: [String]) -> String {
    "<\(name) count=\"\(items.count)\">\(items.joined())</\(name)>"
  }
}
