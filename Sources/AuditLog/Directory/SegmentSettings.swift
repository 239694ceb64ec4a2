/// Which of the full segments hold settings: a line each, with its root and `1`, or `0` for none.
///
/// ```
/// e378d95553ba207eadda…690eb 0
/// c9b602f7c1bbaa14b89f…0aa1c 1
/// ```
/// A setting holds for all that comes after it, so that without the file each evaluation would read
/// the whole log for the few there are. A segment with another root is looked through anew, the
/// settings are always read from the lines themselves, and the file may be deleted at any time. It is
/// believed as far as old segments are when a log is opened by its newest lines; like
/// ``SegmentRoots`` it is not synced.
struct SegmentSettings {
  let directory: LogDirectory

  private struct Mark {
    let root: Digest
    let holdsSettings: Bool
  }

  /// The segments in which settings may stand, of a log of `size` lines; the last one is always
  /// among them.
  func segments(before size: Int) throws(AuditLogError) -> [Int] {
    let count = directory.layout.segment(of: size)
    let roots = try SegmentRoots(directory: directory).roots(of: count)
    let kept = try read()
    var marks: [Mark] = []
    for (segment, root) in roots.enumerated() {
      let isKept = segment < kept.count && kept[segment].root == root
      marks.append(
        isKept ? kept[segment] : Mark(root: root, holdsSettings: try holdsSettings(segment)))
    }
    if !zip(marks, kept).allSatisfy({ $0.root == $1.root }) || marks.count != kept.count {
      let text = marks.map { "\($0.root.hexadecimal) \($0.holdsSettings ? 1 : 0)\n" }.joined()
      try? directory.root.replaceUnsynced(LogDirectory.segmentSettingsName, with: Array(text.utf8))
    }
    return marks.indices.filter { marks[$0].holdsSettings } + [count]
  }

  /// Gives each setting of a segment to `body`, up to line `end` of the log.
  func forEach(
    in segment: Int, before end: Int, _ body: (Setting) -> Void
  ) throws(AuditLogError) {
    let layout = directory.layout
    var stream = LineStream(
      directory, from: layout.firstLine(of: segment),
      at: SegmentPosition(segment: segment, offset: 0))
    try stream.forEachLine(before: min(end, layout.firstLine(of: segment + 1))) {
      sequence, line throws(AuditLogError) in
      // Members are sorted, so the line of a setting begins with its name or with what is noted of its
      // author, and few others do.
      guard line.starts(with: "{\"name\":".utf8) || line.starts(with: "{\"more\":".utf8),
        let facts = try? LineScanner(line.bindMemory(to: UInt8.self).span),
        facts.operation == .setting
      else { return }
      let entry = try LogEntry(line: Array(line), place: "entry \(sequence)")
      if case .setting(let setting) = entry.record { body(setting) }
    }
  }

  private func holdsSettings(_ segment: Int) throws(AuditLogError) -> Bool {
    var holds = false
    try forEach(in: segment, before: .max) { _ in holds = true }
    return holds
  }

  /// What the file says; nothing when it is missing or garbled.
  private func read() throws(AuditLogError) -> [Mark] {
    let bytes = try directory.root.contents(of: LogDirectory.segmentSettingsName) ?? []
    let lines = bytes.split(separator: 0x0A)
    let marks = lines.compactMap { line -> Mark? in
      let parts = line.split(separator: 0x20)
      guard parts.count == 2, parts[1].count == 1,
        let root = Digest(hexadecimal: String(decoding: parts[0], as: UTF8.self)),
        let mark = parts[1].first, mark == UInt8(ascii: "0") || mark == UInt8(ascii: "1")
      else { return nil }
      return Mark(root: root, holdsSettings: mark == UInt8(ascii: "1"))
    }
    return marks.count == lines.count ? marks : []
  }
}
