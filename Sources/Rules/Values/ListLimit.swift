/// How long a list of a dossier may be.
public enum ListLimit {
  public static let elements = 10_000
}
