/// The system calls that the log makes.
public enum SystemCall: String, CaseIterable, Sendable {
  case open, close, makeDirectory, read, write, synchronizeData, synchronize, truncate, status
  case rename, unlink, list, lock, unlock
  case connect, listen, send, receive
}

/// A system call that failed, with its `errno` and the path as it was given.
public struct SystemCallFailure: Error, Equatable, Sendable, CustomStringConvertible {
  public let call: SystemCall
  public let code: Int32
  public var path: String

  /// A failure of `call` with the `errno` value `code`.
  public init(_ call: SystemCall, _ code: Int32, path: String = "") {
    (self.call, self.code, self.path) = (call, code, path)
  }

  public var description: String {
    "cannot \(words) \(path): \(ErrorNumber.message(code))"
  }

  private var words: String {
    switch call {
    case .open, .close, .read, .write, .truncate, .rename, .lock, .unlock, .list: call.rawValue
    case .makeDirectory: "make the directory"
    case .synchronizeData, .synchronize: "write to the disk"
    case .status: "look at"
    case .unlink: "remove"
    case .connect: "connect to"
    case .listen: "listen at"
    case .send: "send to"
    case .receive: "receive from"
    }
  }
}
