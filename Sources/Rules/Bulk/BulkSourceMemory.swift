/// What records use of which source, by the facts that it follows from.
///
/// A stock that names the same sources over and over, as one that is judged again whenever a rule
/// changes, makes the texts, names and keys of them once.
struct BulkSourceMemory {
  struct Entry {
    let sources: [ClaimedSource]
    let excess: [Excess]
    /// With the project, once it was asked for.
    var uses: ClaimedSources?
  }

  /// By how much a dossier uses more of a source than there is.
  struct Excess {
    let source: Int
    /// In the row of its element.
    let place: Int
    /// nil: it does not fit.
    let fact: BulkFact?
  }

  private var table = BulkByteTable()
  private var entries: [Entry] = []
  private var size = 0
  /// That of the record at hand.
  private(set) var current = 0

  /// How many are kept, and how many bytes of their facts.
  private static let limit = 512
  private static let sizeLimit = 1 << 22

  var entry: Entry { entries[current] }

  /// Whether the facts were seen before; what follows from them is ``entry`` then.
  mutating func find(_ facts: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let known = table.value(of: facts, tag: 0) else { return false }
    current = known
    return true
  }

  /// The facts must not have been seen before.
  mutating func add(_ facts: UnsafeBufferPointer<UInt8>, _ entry: Entry) {
    if entries.count == Self.limit || size > Self.sizeLimit {
      (table, size) = (BulkByteTable(), 0)
      entries.removeAll(keepingCapacity: true)
    }
    current = entries.count
    table.insert(facts, tag: 0, value: current)
    entries.append(entry)
    size += facts.count
  }

  mutating func keep(_ uses: ClaimedSources) { entries[current].uses = uses }
}
