/// Writes the atoms of a program file, with a space between two.
final class ProgramWriter {
  private(set) var bytes: [UInt8] = []
  /// The texts that were used, which stand once and are then named by their place.
  private(set) var texts: [[UInt8]] = []
  private var places: [[UInt8]: Int] = [:]
  /// The units that were used, which stand once, too.
  private(set) var units: [UnitOfMeasure] = []
  private var placesOfUnits: [UnitOfMeasure: Int] = [:]
  private var isAtLineStart = true

  init() {}

  /// Writes what stands before the rest of a file in the same texts.
  init(before rest: ProgramWriter) { (texts, places) = (rest.texts, rest.places) }

  @discardableResult
  func raw(_ atom: some Sequence<UInt8>) -> ProgramWriter {
    if !isAtLineStart { bytes.append(UInt8(ascii: " ")) }
    isAtLineStart = false
    bytes.append(contentsOf: atom)
    return self
  }

  @discardableResult
  func word(_ word: String) -> ProgramWriter { raw(word.utf8) }

  @discardableResult
  func number(_ value: Int) -> ProgramWriter { raw(String(value).utf8) }

  @discardableResult
  func text(_ text: String) -> ProgramWriter {
    let bytes = Array(text.utf8)
    let place = places[bytes] ?? texts.count
    if place == texts.count {
      places[bytes] = place
      texts.append(bytes)
    }
    return number(place)
  }

  @discardableResult
  func kind(_ kind: some ProgramWord) -> ProgramWriter { word("\(kind.word)") }

  @discardableResult
  func unit(_ unit: UnitOfMeasure) -> ProgramWriter {
    let place = placesOfUnits[unit] ?? units.count
    if place == units.count {
      placesOfUnits[unit] = place
      units.append(unit)
    }
    return number(place)
  }

  /// A value after the number of its bytes, so that a reader may pass it over.
  @discardableResult
  func deferred(_ value: some ProgramCodable) -> ProgramWriter {
    let before = bytes
    (bytes, isAtLineStart) = ([], true)
    put(value)
    let own = bytes
    (bytes, isAtLineStart) = (before, false)
    return number(own.count).raw(own)
  }

  @discardableResult
  func put<Value: ProgramCodable>(_ value: Value) -> ProgramWriter {
    value.write(to: self)
    return self
  }

  func line(_ write: (ProgramWriter) -> Void) {
    write(self)
    bytes.append(UInt8(ascii: "\n"))
    isAtLineStart = true
  }

  /// A section: its name and its length, then an element a line.
  func section<Element: ProgramCodable>(_ name: String, _ elements: [Element]) {
    line { $0.word(name).number(elements.count) }
    for element in elements { line { $0.put(element) } }
  }
}
