@testable import Reports
@testable import Rules

extension Report {
  /// The report with the advice that belongs to it.
  init(advised review: Review, language: Language) {
    self.init(review, advice: advise(review), language: language)
  }
}
