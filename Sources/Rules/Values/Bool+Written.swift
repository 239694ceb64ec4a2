extension Bool {
  /// Yes or no as a cell has it; nil for anything else.
  init?(written text: String) {
    switch text {
    case "是", "yes", "true": self = true
    case "否", "no", "false": self = false
    default: return nil
    }
  }
}
