extension Review {
  /// A province or city in the name of an office that is not the project's own; nil where the
  /// office may well be the one to sign.
  public func regionElsewhere(of office: Office) -> String? {
    guard let name = office.name, let divisions = program.vocabulary.divisions else { return nil }
    let regions = binding.place.regions
    for level in [Division.Level.province, .city] where regions.indices.contains(level.rawValue) {
      guard let own = regions[level.rawValue], !name.holds(own) else { continue }
      let named = divisions.names(at: level) { names in
        names[level.rawValue].map { name.holds($0) } ?? false
      }
      if let region = named.first, region != own { return region }
    }
    return nil
  }
}
