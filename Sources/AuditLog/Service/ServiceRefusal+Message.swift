extension ServiceRefusal {
  var message: ServiceMessage {
    ServiceMessage(
      "refused", [.init("kind", .string(kind.rawValue))], bodies: lines.map { Array($0.utf8) })
  }

  /// `nil` for any other answer.
  init?(_ message: ServiceMessage) {
    guard message.name == "refused", case .string(let word)? = message["kind"],
      let kind = Kind(rawValue: word)
    else { return nil }
    self.init(kind, message.bodies.map { String(decoding: $0, as: UTF8.self) })
  }
}
