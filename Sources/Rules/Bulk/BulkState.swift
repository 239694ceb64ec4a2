/// Plain memory of a judge, in which nothing is counted or checked.
///
/// It is of one thread, so that who has access to its parts is not checked either. What does not fit
/// is declined before it is written.
final class BulkState {
  /// How many variables of rules and aggregates may stand inside one another.
  static let variableLimit = 8

  /// The facts of the project, then those of elements, row by row.
  @exclusivity(unchecked) private(set) var rows: UnsafeMutablePointer<BulkFact>
  private var rowCapacity = 4_096
  @exclusivity(unchecked) private(set) var rowCount = 0
  /// The rows of the elements of all lists, list by list.
  @exclusivity(unchecked) private(set) var elements: UnsafeMutablePointer<Int32>
  private var elementCapacity = 1_024
  @exclusivity(unchecked) private(set) var elementCount = 0
  /// The element that each variable stands for.
  let bindings: UnsafeMutablePointer<BulkBinding>

  init() {
    rows = .allocate(capacity: rowCapacity)
    elements = .allocate(capacity: elementCapacity)
    bindings = .allocate(capacity: Self.variableLimit)
    bindings.initialize(repeating: .project, count: Self.variableLimit)
  }

  deinit {
    rows.deallocate()
    elements.deallocate()
    bindings.deallocate()
  }

  /// Forgets the last record.
  func clear() { (rowCount, elementCount) = (0, 0) }

  /// A new row of facts that are not given.
  func addRow(_ size: Int) -> Int {
    if rowCount + size > rowCapacity {
      let capacity = (rowCount + size) * 2
      let larger = UnsafeMutablePointer<BulkFact>.allocate(capacity: capacity)
      larger.update(from: rows, count: rowCount)
      rows.deallocate()
      (rows, rowCapacity) = (larger, capacity)
    }
    let start = rowCount
    (rows + start).initialize(repeating: BulkFact(), count: size)
    rowCount += size
    return start
  }

  /// Keeps the rows of the elements of one list together.
  ///
  /// - Returns: Where they begin among ``elements``.
  func addElements(_ found: ArraySlice<Int32>) -> Int {
    if elementCount + found.count > elementCapacity {
      let capacity = (elementCount + found.count) * 2
      let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
      larger.update(from: elements, count: elementCount)
      elements.deallocate()
      (elements, elementCapacity) = (larger, capacity)
    }
    let start = elementCount
    for row in found {
      elements[elementCount] = row
      elementCount += 1
    }
    return start
  }
}

/// The values of all nodes, and whether each is of the record and the elements at hand.
final class BulkRegisters {
  let values: UnsafeMutablePointer<BulkValue>
  /// What each is as a condition; a plain truth has a value only where ``BulkTruthCode/isLaidDown``.
  let truths: UnsafeMutablePointer<BulkTruthCode>
  /// When each was computed.
  let stamps: UnsafeMutablePointer<UInt64>
  /// Since when values of the project hold, then those of each variable; and the clock.
  let epochs: UnsafeMutablePointer<UInt64>

  init(count: Int) {
    values = .allocate(capacity: count + 1)
    values.initialize(repeating: .unknown, count: count + 1)
    truths = .allocate(capacity: count + 1)
    truths.initialize(repeating: .mixed, count: count + 1)
    stamps = .allocate(capacity: count + 1)
    stamps.initialize(repeating: 0, count: count + 1)
    epochs = .allocate(capacity: Self.clock + 1)
    epochs.initialize(repeating: 1, count: Self.clock + 1)
  }

  deinit {
    values.deallocate()
    truths.deallocate()
    stamps.deallocate()
    epochs.deallocate()
  }

  /// Nothing that was computed holds any more.
  func renew() { Self.renew(epochs, from: -1) }

  private static let clock = BulkState.variableLimit + 1

  /// What depends on a variable, or on one inside it, holds no more.
  ///
  /// - Parameter epochs: Those of the registers, so that these need not be counted.
  static func renew(_ epochs: UnsafeMutablePointer<UInt64>, from variable: Int) {
    epochs[clock] &+= 1
    for place in (variable &+ 1)..<clock { epochs[place] = epochs[clock] }
  }
}
