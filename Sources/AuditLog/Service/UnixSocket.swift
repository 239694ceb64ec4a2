import Glibc

/// A connection to a process on the same computer, unix(7).
///
/// The calls do not go through ``FileSystemCalls``: whatever a socket does, nothing of the log rests on
/// it.
final class UnixSocket {
  let descriptor: Int32
  let path: String

  /// Takes a descriptor over.
  init(descriptor: Int32, path: String) { (self.descriptor, self.path) = (descriptor, path) }

  deinit { close(descriptor) }

  /// Connects to whoever listens.
  static func connect(to path: String) throws(AuditLogError) -> UnixSocket {
    let socket = try make(path, waits: true)
    guard try withAddress(path, { Glibc.connect(socket.descriptor, $0, $1) }) == 0 else {
      let code = errno
      throw [ECONNREFUSED, ENOENT].contains(code)
        ? .noWriter(path: path) : socket.failure(.connect, code)
    }
    return socket
  }

  /// Listens at a path where nothing is yet. Whoever may write to the file can connect.
  static func listen(at path: String, mode: UInt32) throws(AuditLogError) -> UnixSocket {
    // Who was to be accepted may have gone, and then there is nothing to wait for.
    let socket = try make(path, waits: false)
    // Nobody connects before the file has its mode.
    let before = umask(0o777)
    let bound = try withAddress(path) { bind(socket.descriptor, $0, $1) }
    let code = errno
    umask(before)
    guard bound == 0 else { throw socket.failure(.listen, code) }
    guard chmod(path, mode) == 0, Glibc.listen(socket.descriptor, 64) == 0 else {
      throw socket.failure(.listen, errno)
    }
    return socket
  }

  /// The next connection; `nil` when none is waiting any more.
  func accept() -> UnixSocket? {
    let descriptor = Glibc.accept(self.descriptor, nil, nil)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return UnixSocket(descriptor: descriptor, path: path)
  }

  /// Who is at the other end, by the word of the kernel.
  var peer: ServicePeer? {
    var credentials = Credentials()
    var count = socklen_t(MemoryLayout<Credentials>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &count) == 0,
      count == MemoryLayout<Credentials>.size
    else { return nil }
    return ServicePeer(user: credentials.user, process: credentials.process)
  }

  /// `struct ucred` of the system, which Swift does not see.
  private struct Credentials {
    var process: Int32 = 0
    var user: UInt32 = 0
    var group: UInt32 = 0
  }

  /// How long a call may wait for the other end, in seconds.
  func limitWaiting(to seconds: Int) {
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(
        descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  func send(_ bytes: [UInt8]) throws(AuditLogError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Glibc.send(
          descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(.send, errno) }
      offset += count
    }
  }

  /// What has come; `nil` when the other end is done.
  func receive() throws(AuditLogError) -> ArraySlice<UInt8>? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(.receive, errno) }
      return count == 0 ? nil : buffer.prefix(count)
    }
  }

  private func failure(_ call: SystemCall, _ code: Int32) -> AuditLogError {
    .unavailable(SystemCallFailure(call, code, path: path))
  }

  private static func make(
    _ path: String, waits: Bool
  ) throws(AuditLogError) -> UnixSocket {
    let kind =
      Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
      | (waits ? 0 : Int32(SOCK_NONBLOCK.rawValue))
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else {
      throw .unavailable(SystemCallFailure(.connect, errno, path: path))
    }
    return UnixSocket(descriptor: descriptor, path: path)
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(AuditLogError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else {
      throw .unavailable(SystemCallFailure(.connect, ENAMETOOLONG, path: path))
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}

/// Who speaks to the writer: an account of the system, and a process of it.
public struct ServicePeer: Sendable, Equatable {
  public let user: UInt32
  public let process: Int32
}

/// Where a writer listens.
public enum WriterSocket {
  /// Whether a path is that of a socket, living or dead, rather than of a key.
  public static func isSocket(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
  }
}
