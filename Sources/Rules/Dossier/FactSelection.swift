/// The facts and lists of a dossier that something rests on; the others need not be read.
package final class FactSelection: Sendable {
  /// By field, and by list.
  let isFieldRead: [Bool]
  let isListRead: [Bool]

  init(fields: [Bool], lists: [Bool]) { (isFieldRead, isListRead) = (fields, lists) }

  /// All that any of several selections has.
  static func joining(_ selections: [FactSelection]) -> FactSelection? {
    guard let first = selections.first, selections.count > 1 else { return selections.first }
    var (fields, lists) = (first.isFieldRead, first.isListRead)
    for other in selections.dropFirst() {
      for field in fields.indices where other.isFieldRead[field] { fields[field] = true }
      for list in lists.indices where other.isListRead[list] { lists[list] = true }
    }
    return FactSelection(fields: fields, lists: lists)
  }
}
