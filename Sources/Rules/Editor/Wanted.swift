/// What can be written at one place.
enum Wanted {
  case keywords([Keyword])
  /// A keyword that begins a line of a declaration, or a declaration.
  case clauses
  case declarations
  /// A value that a condition or a calculation begins with; nil: of any type.
  case operand(ValueType?)
  /// One of the choices of a list, or a set of them.
  case choices(Int)
  /// A unit that measures what these dimensions do; nil: any.
  case units(Dimensions?)
  /// A key of a table that a parameter is looked up in.
  case keys(parameter: Int)
  case lists
  case documents
  /// A section of the document that stands before it.
  case sections
  case quotation
  case consequences, dimensions, columns, tables, rulesets, rules, newRule, caseTitles, parameters
  case types, verdicts, decisions, categories, places, confidences
  /// A fact of a case, and then its value.
  case facts
  case factValue(String)
  case fields
}
