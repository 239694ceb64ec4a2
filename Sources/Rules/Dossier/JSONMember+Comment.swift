extension JSONMember {
  /// The key of a remark for whoever reads the file, as in JSON Schema 2020-12, core, section 8.3.
  static let commentKey = "$comment"

  /// Whether it says something of the file itself, a remark or its schema, and nothing of the
  /// project.
  var isAnnotation: Bool { key == Self.commentKey || key == "$schema" }
}
