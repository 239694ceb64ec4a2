import Reports
import Rules

/// The result of a review as the log commits to it and replay compares it: the JSON report in
/// Chinese, on one line, without a proof.
struct CanonicalResult {
  let bytes: [UInt8]

  init(_ review: Review, _ advice: Advice, digests: [Int: String]) {
    var json = JSONWriter(style: .compact)
    JSONReport(
      review, advice: advice, language: .chinese,
      origin: ReportOrigin(rulesetDigests: digests), contents: .committed
    ).write(to: &json)
    bytes = json.bytes
  }
}
