/// How long the lists of a dossier may be.
///
/// Each element is told with its reasons under each rule that speaks of it, in 10 KB and more: a thousand main
/// products under the shipped rules are 40 MB of a page, and 5 s of one processor.
public enum ListLimit {
  /// In one list.
  public static let elements = 1_000
  /// In all lists of a dossier together, those in other lists included.
  public static let inAll = 1_500
}
