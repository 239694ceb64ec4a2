// The signs as the formatter writes them.

extension Token.Sign {
  var spelling: Phrase {
    switch self {
    case .leftParenthesis: Phrase("（", "(")
    case .rightParenthesis: Phrase("）", ")")
    case .leftBracket: Phrase("[", "[")
    case .rightBracket: Phrase("]", "]")
    case .comma: Phrase("、", ",")
    case .colon: Phrase("：", ":")
    case .dot: Phrase(".", ".")
    case .plus: Phrase("+", "+")
    case .minus: Phrase("-", "-")
    case .times: Phrase("×", "*")
    case .dividedBy: Phrase("÷", "/")
    case .equal: Phrase("=", "=")
    case .notEqual: Phrase("≠", "!=")
    case .less: Phrase("<", "<")
    case .lessOrEqual: Phrase("≤", "<=")
    case .greater: Phrase(">", ">")
    case .greaterOrEqual: Phrase("≥", ">=")
    }
  }
}
