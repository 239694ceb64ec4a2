/// What projects that are alike in what existence rests on cannot have, and what is open of it.
final class BulkExistence {
  /// By container, and by field.
  let isAbsent: [Bool]
  let isFieldLeftOut: [Bool]
  let openContainers: [Int: BulkCauses]
  let openFields: [Int: BulkCauses]

  init(
    isAbsent: [Bool], isFieldLeftOut: [Bool], openContainers: [Int: BulkCauses],
    openFields: [Int: BulkCauses]
  ) {
    (self.isAbsent, self.isFieldLeftOut) = (isAbsent, isFieldLeftOut)
    (self.openContainers, self.openFields) = (openContainers, openFields)
  }

  /// Whether no cause is a number that one record gave it.
  var isOfRecord: Bool {
    openContainers.values.allSatisfy { $0.isOfRecord }
      && openFields.values.allSatisfy { $0.isOfRecord }
  }
}
