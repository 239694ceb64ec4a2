/// Whether choices are declared from the least or from the greatest.
public enum ChoiceOrder: Sendable {
  case ascending, descending
}
