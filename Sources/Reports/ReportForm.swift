import Rules

/// What a review is drawn as, as far as its words depend on it.
public enum ReportForm: Sendable {
  /// Lines for a terminal and for programs.
  case text
  /// A row of a table.
  case table
  case page
  /// What an office signs.
  case paper

  /// Whether facts are called by words alone: `pue` for `dataCentre.pue`, 电能利用效率PUE for
  /// 电能利用效率PUE（数据中心.PUE）.
  ///
  /// A text is read beside the dossier and by programs: its names can be typed behind `--set` and `explain` as
  /// they stand. A table and a page are for people, who know no paths in English; in Chinese the label leads, and a
  /// path behind it tells facts of one label apart. A paper goes to those who never see the dossier's keys.
  public func callsFactsByWords(in language: Language) -> Bool {
    switch self {
    case .text: false
    case .table, .page: language == .english
    case .paper: true
    }
  }
}
