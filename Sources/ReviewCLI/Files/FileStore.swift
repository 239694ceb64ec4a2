import Rules

/// Where the program reads and writes files; tests hand in their own.
struct FileStore {
  /// The bytes of a file, or why there are none. `-` is standard input.
  let read: (String) throws(FileFailure) -> [UInt8]
  /// A folder and what stands in it, in the order of the paths; nil when it is no folder.
  let list: (String, FolderDepth) throws(FileFailure) -> [FolderEntry]?
  /// What stands under a name; nil when nothing does.
  let state: (String) throws(FileFailure) -> FileState?
  /// The folders that a path lies in, from its own up to the root, links followed.
  let foldersAbove: (String) throws(FileFailure) -> [FolderAbove]
  /// Begins a file that takes its place, or the place of an older one, when it is finished.
  let create: (String) throws(FileFailure) -> OutputFile
  /// Makes a folder, unless it is there.
  let makeFolder: (String) throws(FileFailure) -> Void
  /// Hands over the lines of a file one after another, in bounded memory; false ends the reading.
  let readLines: (String, (LineEvent) -> Bool) throws(FileFailure) -> Void
}

/// What comes of a file that is read line by line.
enum LineEvent {
  /// A line without its line break.
  case line(ArraySlice<UInt8>)
  /// The first bytes of a line that is longer than ``lengthLimit``; the rest of it is left out.
  case tooLong(ArraySlice<UInt8>)
  /// Nothing more has come yet: who writes at the other end may be waiting for an answer.
  case pause

  /// The longest line, in bytes: a dossier is a few thousand, and all that is read of one stays in
  /// memory.
  static let lengthLimit = 1 << 24
  /// How much is kept of a longer one, to be shown.
  static let shownLength = 120
}

/// How far below a folder its entries are wanted.
enum FolderDepth {
  case itself, everything
}

/// A folder that was listed, or a name in it.
struct FolderEntry: Equatable {
  let path: String
  /// Why the system does not say what it is, as of a link that leads nowhere; nil when it does.
  let failure: FileFailure?
  let state: FileState?

  /// Throws unless it is a plain file; a FIFO could be waited for without end.
  func requirePlain() throws(CommandFailure) {
    if let failure { throw .unavailable(failure.message) }
    guard state?.kind == .plain else {
      throw .unavailable("\(path): 不是普通文件 / not a plain file")
    }
  }
}

/// Tells one file from every other, whatever its names are.
struct FileIdentity: Hashable {
  let device: UInt64
  let number: UInt64
}

/// A folder that a file lies in.
struct FolderAbove {
  /// Without links and dots.
  let path: String
  let identity: FileIdentity
}

/// What stands under a name.
struct FileState: Equatable {
  enum Kind {
    case plain, folder
    /// What takes bytes as they come: a FIFO, a terminal, `/dev/null`.
    case stream
    /// A disk, or a socket.
    case other
    /// A link that leads nowhere.
    case nothing
  }

  let kind: Kind
  /// Whether the name is a link to it.
  let isLink: Bool
  /// Whether nobody may write into it, as into a signing key.
  let isReadOnly: Bool
  let identity: FileIdentity
  /// When it was last changed in any way, in nanoseconds, and its length in bytes.
  let version: [Int]

  var size: Int { version.last ?? 0 }
}

/// A file that is being written.
struct OutputFile {
  let write: (UnsafeBufferPointer<UInt8>) throws(FileFailure) -> Void
  /// Puts the file in its place. One that is never finished leaves nothing behind.
  let finish: () throws(FileFailure) -> Void

  func append(_ text: String) throws(FileFailure) { try append(Array(text.utf8)) }

  func append(_ bytes: [UInt8]) throws(FileFailure) {
    try bytes.withUnsafeBufferPointer(write)
  }
}

/// A file that cannot be read or written, and the system's reason.
struct FileFailure: Error, Equatable {
  let path: String
  /// An `errno`.
  let error: Int32
}

// MARK: - In the words of the commands

extension FileStore {
  func bytes(of path: String) throws(CommandFailure) -> [UInt8] {
    do throws(FileFailure) { return try read(path) } catch { throw .unavailable(error.message) }
  }

  /// What stands in a folder; nil when the path is no folder.
  func contents(
    of path: String, _ depth: FolderDepth
  ) throws(CommandFailure) -> [FolderEntry]? {
    do throws(FileFailure) { return try list(path, depth) } catch {
      throw .unavailable(error.message)
    }
  }

  /// What stands under a name; nil when nothing does.
  func state(of path: String) throws(CommandFailure) -> FileState? {
    do throws(FileFailure) { return try state(path) } catch { throw .unavailable(error.message) }
  }

  func folders(above path: String) throws(CommandFailure) -> [FolderAbove] {
    do throws(FileFailure) { return try foldersAbove(path) } catch {
      throw .unavailable(error.message)
    }
  }

  /// The text of a dossier or of parameters, in UTF-8 whatever encoding it was saved in.
  func text(of path: String) throws(CommandFailure) -> SourceText {
    SourceText(path: path, bytes: try bytes(of: path)).decoded
  }

  func forEachLine(
    of path: String, _ handle: (LineEvent) -> Bool
  ) throws(CommandFailure) {
    do throws(FileFailure) { try readLines(path, handle) } catch {
      throw .unavailable(error.message)
    }
  }

  func makeFolder(at path: String) throws(CommandFailure) {
    do throws(FileFailure) { try makeFolder(path) } catch { throw .unavailable(error.message) }
  }

  /// Replaces a file as a whole: a reader sees the old text or the new one.
  func save(_ text: String, to path: String) throws(CommandFailure) {
    try save(Array(text.utf8), to: path)
  }

  func save(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    let file = try begin(path)
    do throws(FileFailure) {
      try file.append(bytes)
      try file.finish()
    } catch {
      throw .unwritten(error)
    }
  }

  func begin(_ path: String) throws(CommandFailure) -> OutputFile {
    do throws(FileFailure) { return try create(path) } catch { throw .unwritten(error) }
  }
}

extension CommandFailure {
  /// What became of a text that could not be written.
  static func unwritten(_ failure: FileFailure) -> CommandFailure {
    failure.isReaderGone
      ? .readerGone
      : .unavailable("写不进去，结果不完整 / not written, the result is incomplete: \(failure.message)")
  }
}
