/// A text that is open in the editor.
struct OpenDocument {
  let path: String
  /// As the client writes it: another spelling would be another document to it.
  let uri: String
  var version: Int
  var bytes: [UInt8]
}
