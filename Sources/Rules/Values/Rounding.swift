/// How a number is brought to a multiple of another one: half away from zero, up, down.
public enum Rounding: Sendable {
  case half, up, down
}
