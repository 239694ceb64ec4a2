import CMicrohttpd
import Glibc

/// The sockets: GNU libmicrohttpd on the loopback interface, a thread a connection.
final class Server: @unchecked Sendable {
  /// How many bytes are read of a body; the request has none yet.
  private let limit: @Sendable (Request) -> Int
  private let respond: @Sendable (Request) -> Response
  private var daemon: OpaquePointer?

  /// How many ask at once, and for how many seconds one may be silent.
  private static let (connections, seconds): (UInt32, UInt32) = (32, 120)

  init(
    limit: @escaping @Sendable (Request) -> Int,
    respond: @escaping @Sendable (Request) -> Response
  ) {
    (self.limit, self.respond) = (limit, respond)
  }

  /// The port it answers on; nil: the port is taken.
  func start(port: Int) -> Int? {
    let context = Unmanaged.passRetained(self).toOpaque()
    daemon = desk_start(
      UInt16(port), Self.connections, Self.seconds,
      { context, connection, url, method, _, upload, count, state in
        let server = Unmanaged<Server>.fromOpaque(context!).takeUnretainedValue()
        return server.take(connection, url!, method!, upload, count!, state!)
      },
      { _, _, state, _ in
        if let body = state?.pointee { Unmanaged<Body>.fromOpaque(body).release() }
      }, context)
    return daemon.map { Int(desk_port($0)) }
  }

  /// The bytes of a request as they come.
  private final class Body {
    let limit: Int
    var bytes: [UInt8] = []
    var isTooLong = false

    init(limit: Int) { self.limit = limit }
  }

  private func take(
    _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>, _ method: UnsafePointer<CChar>,
    _ upload: UnsafePointer<CChar>?, _ count: UnsafeMutablePointer<Int>,
    _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  ) -> MHD_Result {
    guard let known = state.pointee else {
      let head = Request(
        String(cString: method), String(cString: url), headers: Self.headers(connection))
      state.pointee = Unmanaged.passRetained(Body(limit: limit(head))).toOpaque()
      return desk_continue()
    }
    let body = Unmanaged<Body>.fromOpaque(known).takeUnretainedValue()
    if count.pointee > 0 {
      if body.bytes.count + count.pointee > body.limit {
        (body.isTooLong, body.bytes) = (true, [])
      } else if !body.isTooLong, let upload {
        body.bytes += UnsafeRawBufferPointer(start: upload, count: count.pointee)
      }
      count.pointee = 0
      return desk_continue()
    }
    let request = Request(
      String(cString: method), String(cString: url), headers: Self.headers(connection),
      body: body.bytes, isTooLong: body.isTooLong)
    return Self.send(respond(request), connection)
  }

  private final class HeaderList { var items: [(name: String, value: String)] = [] }

  private static func headers(_ connection: OpaquePointer?) -> [(name: String, value: String)] {
    let list = HeaderList()
    desk_headers(
      connection,
      { context, _, name, value in
        guard let context, let name, let value else { return desk_continue() }
        Unmanaged<HeaderList>.fromOpaque(context).takeUnretainedValue().items.append(
          (String(cString: name), String(cString: value)))
        return desk_continue()
      }, Unmanaged.passUnretained(list).toOpaque())
    return list.items
  }

  private static func send(_ response: Response, _ connection: OpaquePointer?) -> MHD_Result {
    let reply = response.body.withUnsafeBytes { desk_response($0.count, $0.baseAddress) }
    defer { MHD_destroy_response(reply) }
    for (name, value) in Response.headers + [("Content-Type", response.type)] {
      MHD_add_response_header(reply, name, value)
    }
    return MHD_queue_response(connection, UInt32(response.status), reply)
  }
}
