/// The value of a condition in Kleene's strong three-valued logic.
///
/// `unknown` means that the facts at hand do not settle it; it is never read as false.
public enum Truth: Sendable, CaseIterable {
  case `true`
  case `false`
  case unknown

  public init(_ value: Bool) { self = value ? .true : .false }

  public static prefix func ! (operand: Truth) -> Truth {
    switch operand {
    case .true: .false
    case .false: .true
    case .unknown: .unknown
    }
  }

  public static func && (left: Truth, right: Truth) -> Truth {
    if left == .false || right == .false { return .false }
    return left == .true && right == .true ? .true : .unknown
  }

  public static func || (left: Truth, right: Truth) -> Truth {
    if left == .true || right == .true { return .true }
    return left == .false && right == .false ? .false : .unknown
  }
}
