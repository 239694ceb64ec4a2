/// Packs files into an archive that every program opens, without compressing them.
///
///     var archive = ZIPArchive()
///     archive.add("[Content_Types].xml", types)
///     archive.add("word/document.xml", document)
///     let bytes = archive.finished()
///
/// The form of ISO/IEC 21320-1 (PKWARE APPNOTE 6.3), method 0, names in UTF-8. Every entry bears the
/// same time, so that the same files give the same bytes. Names are relative and use `/`; each
/// stands once. Content of 4 GiB and more than 65 535 files would need another form and stop the
/// program.
public struct ZIPArchive: Sendable {
  /// The entries so far, each behind its header.
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  public init() {}

  /// Adds a file; they stand in the order of the calls.
  public mutating func add(_ name: String, _ content: [UInt8]) {
    let start = UInt32(bytes.count)
    let common = Self.description(of: content, nameLength: UInt16(name.utf8.count))
    bytes.append(littleEndian: Self.entrySignature)
    bytes += common
    bytes += name.utf8
    bytes += content

    directory.append(littleEndian: Self.directorySignature)
    directory.append(littleEndian: Self.version)
    directory += common
    // No comment, the first disk, no attributes within or without.
    directory.append(littleEndian: UInt16(0))
    directory.append(littleEndian: UInt16(0))
    directory.append(littleEndian: UInt16(0))
    directory.append(littleEndian: UInt32(0))
    directory.append(littleEndian: start)
    directory += name.utf8
    count += 1
  }

  /// Adds a file of text in UTF-8.
  public mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

  /// The whole archive, with its directory behind the files.
  public func finished() -> [UInt8] {
    var end: [UInt8] = []
    end.append(littleEndian: Self.endSignature)
    // This disk, and that of the directory.
    end.append(littleEndian: UInt16(0))
    end.append(littleEndian: UInt16(0))
    end.append(littleEndian: count)
    end.append(littleEndian: count)
    end.append(littleEndian: UInt32(directory.count))
    end.append(littleEndian: UInt32(bytes.count))
    // No comment.
    end.append(littleEndian: UInt16(0))
    return bytes + directory + end
  }

  /// What a file's header and its entry in the directory have in common.
  private static func description(of content: [UInt8], nameLength: UInt16) -> [UInt8] {
    let size = UInt32(content.count)
    var common: [UInt8] = []
    common.append(littleEndian: version)
    common.append(littleEndian: namesAreUTF8)
    common.append(littleEndian: stored)
    common.append(littleEndian: midnight)
    common.append(littleEndian: firstDay)
    common.append(littleEndian: CRC32.checksum(of: content))
    common.append(littleEndian: size)
    common.append(littleEndian: size)
    common.append(littleEndian: nameLength)
    // No extra field.
    common.append(littleEndian: UInt16(0))
    return common
  }

  // APPNOTE 4.3.7, 4.3.12 and 4.3.16; 4.4.3 to 4.4.6.
  private static let entrySignature: UInt32 = 0x0403_4B50
  private static let directorySignature: UInt32 = 0x0201_4B50
  private static let endSignature: UInt32 = 0x0605_4B50
  private static let version: UInt16 = 20
  private static let namesAreUTF8: UInt16 = 1 << 11
  private static let stored: UInt16 = 0
  private static let midnight: UInt16 = 0
  /// 1980-01-01, the first day that the form has.
  private static let firstDay: UInt16 = 1 << 5 | 1
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: UInt16) {
    for shift in [0, 8] { append(UInt8(truncatingIfNeeded: value >> UInt16(shift))) }
  }

  fileprivate mutating func append(littleEndian value: UInt32) {
    for shift in [0, 8, 16, 24] { append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
  }
}
