import CExpat

/// What a part of a workbook does with the elements of its XML.
protocol XMLHandler {
  mutating func start(_ element: String, _ attributes: [String: String])
  mutating func end(_ element: String)
  mutating func text(_ text: String)
  /// Whether it has read more than a workbook may hold.
  var isFull: Bool { get }
  /// What is said of it then.
  var failure: SpreadsheetFailure { get }
}

extension XMLHandler {
  var failure: SpreadsheetFailure { .tooLarge }
}

/// Reads XML by expat. Names come without their prefixes.
///
/// A document type is refused, so that no entity is ever expanded.
struct XMLReader {
  /// How many elements may still be read, those of all parts together.
  private var room: Int

  init(room: Int) { self.room = room }

  mutating func read<Handler: XMLHandler>(
    _ bytes: [UInt8], _ part: String, into handler: Handler
  ) throws(SpreadsheetFailure) -> Handler {
    guard let parser = XML_ParserCreate(nil) else { throw .tooLarge }
    defer { XML_ParserFree(parser) }
    let state = State(handler, parser, room: room)
    defer { room = state.room }
    XML_SetUserData(parser, Unmanaged.passUnretained(state).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let state = State.of(data), let name else { return }
        state.start(XMLReader.local(name), XMLReader.attributes(attributes))
      },
      { data, name in
        guard let state = State.of(data), let name else { return }
        state.end(XMLReader.local(name))
      })
    XML_SetCharacterDataHandler(parser) { data, text, length in
      guard let state = State.of(data), let text else { return }
      let bytes = UnsafeRawBufferPointer(start: text, count: Int(length))
      state.text(String(decoding: bytes, as: UTF8.self))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in State.of(data)?.stop() }
    let status = bytes.withUnsafeBytes { buffer in
      XML_Parse(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), 1)
    }
    withExtendedLifetime(state) {}
    if state.handler.isFull { throw state.handler.failure }
    if state.isTooDeep || state.room < 0 { throw .tooLarge }
    guard status == XML_STATUS_OK, let result = state.handler as? Handler else {
      throw .damaged(part)
    }
    return result
  }

  /// The name behind a prefix.
  private static func local(_ name: UnsafePointer<CChar>) -> String {
    var (start, place) = (name, name)
    while place.pointee != 0 {
      place += 1
      if (place - 1).pointee == CChar(UInt8(ascii: ":")) { start = place }
    }
    return String(cString: start)
  }

  private static func attributes(
    _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) -> [String: String] {
    var attributes: [String: String] = [:]
    var place = 0
    while let name = list?[place], let value = list?[place + 1] {
      attributes[local(name)] = String(cString: value)
      place += 2
    }
    return attributes
  }

  /// What the callbacks of C share.
  private final class State {
    var handler: any XMLHandler
    private let parser: XML_Parser
    private var depth = 0
    private(set) var isTooDeep = false
    private(set) var room: Int

    init(_ handler: any XMLHandler, _ parser: XML_Parser, room: Int) {
      (self.handler, self.parser, self.room) = (handler, parser, room)
    }

    static func of(_ data: UnsafeMutableRawPointer?) -> State? {
      data.map { Unmanaged<State>.fromOpaque($0).takeUnretainedValue() }
    }

    func start(_ element: String, _ attributes: [String: String]) {
      depth += 1
      room -= 1
      if depth > SpreadsheetLimit.depth { isTooDeep = true }
      handler.start(element, attributes)
      if handler.isFull || isTooDeep || room < 0 { stop() }
    }

    func end(_ element: String) {
      depth -= 1
      handler.end(element)
    }

    func text(_ text: String) {
      handler.text(text)
      if handler.isFull { stop() }
    }

    func stop() { XML_StopParser(parser, XML_Bool(XML_FALSE)) }
  }
}
