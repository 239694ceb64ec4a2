/// The engine of the desk outside a page: calls go in as bytes, answers come out, as of the module.
public struct DeskSession {
  private var desk = Desk()

  public init() {}

  /// Answers a call, whose parts stand behind one another as a page writes them.
  public mutating func answer(_ call: [UInt8]) -> [UInt8] {
    call.withUnsafeBytes { desk.answer(DeskCall($0)) }
  }
}
