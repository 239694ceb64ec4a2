/// Values by the key of a table, sorted by it and found by halving.
///
/// It stands in a program file as it stands here, so that a program that is read costs no
/// arranging.
struct KeyedValues<Value: Sendable & Equatable>: Sendable, Equatable {
  struct Entry<Key: Sendable & Equatable>: Sendable, Equatable {
    let key: Key
    let value: Value
  }

  /// In the order of the texts.
  let texts: [Entry<String>]
  /// Those whose key is no text, which are few: choices, yes and no.
  let others: [Entry<ScalarValue>]

  init(texts: [Entry<String>], others: [Entry<ScalarValue>]) {
    self.texts = texts
    self.others = others
  }

  init(_ values: [(key: ScalarValue, value: Value)]) {
    var texts: [Entry<String>] = []
    var others: [Entry<ScalarValue>] = []
    for (key, value) in values {
      if case .text(let text) = key {
        texts.append(Entry(key: text, value: value))
      } else {
        others.append(Entry(key: key, value: value))
      }
    }
    self.init(texts: texts.sorted { $0.key < $1.key }, others: others)
  }

  subscript(key: ScalarValue) -> Value? {
    guard case .text(let text) = key else { return others.first { $0.key == key }?.value }
    // INVARIANT: all keys before `low` are before the text, and none from `high` on is.
    var (low, high) = (0, texts.count)
    while low < high {
      let middle = low + (high - low) / 2
      if texts[middle].key < text { low = middle + 1 } else { high = middle }
    }
    return low < texts.count && texts[low].key == text ? texts[low].value : nil
  }
}

/// Values that are collected by their key, the keys in the order they were met.
struct GroupedValues<Value: Sendable & Equatable> {
  private var positions: [ScalarValue: Int] = [:]
  private var groups: [(key: ScalarValue, value: [Value])] = []

  mutating func append(_ value: Value, at key: ScalarValue) {
    if let position = positions[key] {
      groups[position].value.append(value)
    } else {
      positions[key] = groups.count
      groups.append((key, [value]))
    }
  }

  var byKey: KeyedValues<[Value]> { KeyedValues(groups) }
}
