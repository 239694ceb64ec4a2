import Foundation
import Testing

@testable import Spreadsheet

/// The files of `Tests/Spreadsheets`, and workbooks made here.
enum SampleFile {
  static let workbooks = [
    "openpyxl", "dates-1904", "wps-title-units", "excel-two-sheets", "formulas-not-computed",
    "libreoffice",
  ]

  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appending(path: "Spreadsheets/\(name)")))
  }

  /// A workbook with sheets of the given XML, all of one part.
  static func workbook(_ sheet: String, count: Int = 1) -> [UInt8] {
    let sheets = String(
      repeating: #"<sheet name="S" r:id="rId1" xmlns:r="r"/>"#, count: count)
    return StoredZIP.archive([
      (
        "xl/workbook.xml",
        Array(
          "<workbook><sheets>\(sheets)</sheets></workbook>".utf8)
      ),
      (
        "xl/_rels/workbook.xml.rels",
        Array(
          #"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#
            .utf8)
      ),
      ("xl/worksheets/sheet1.xml", Array(sheet.utf8)),
    ])
  }
}

/// A ZIP file of parts that are not deflated.
enum StoredZIP {
  static func archive(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let name = Array(part.name.utf8)
      let sizes =
        number(Inflation.checksum(of: part.content), 4) + number(UInt(part.content.count), 4)
        + number(UInt(part.content.count), 4)
      let common = [20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + sizes + number(UInt(name.count), 2)
      directory +=
        [0x50, 0x4B, 1, 2, 20, 0] + common + number(0, 12) + number(UInt(bytes.count), 4) + name
      bytes += [0x50, 0x4B, 3, 4] + common + [0, 0] + name + part.content
    }
    let end =
      number(0, 4) + number(UInt(parts.count), 2) + number(UInt(parts.count), 2)
      + number(UInt(directory.count), 4) + number(UInt(bytes.count), 4) + [0, 0]
    return bytes + directory + [0x50, 0x4B, 5, 6] + end
  }

  private static func number(_ value: UInt, _ length: Int) -> [UInt8] {
    (0..<length).map { $0 < 8 ? UInt8(value >> (8 * UInt($0)) & 0xFF) : 0 }
  }
}

extension [UInt8] {
  /// Where a run of bytes stands last.
  func lastRange(of run: [UInt8]) -> Int? {
    indices.last { $0 + run.count <= count && self[$0..<($0 + run.count)].elementsEqual(run) }
  }
}
