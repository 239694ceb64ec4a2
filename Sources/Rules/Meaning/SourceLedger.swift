/// A list whose elements are sources: what one project uses of a source no other can use.
///
/// ```
/// 台账 产能置换.来源 「产能置换来源」
///   来源编号 编号
///   来源名称 企业、设备
///   来源日期 关停日期
///   使用数量 产能
///   来源总量 总产能
///   名称后缀 有限责任公司、有限公司、公司
///   超出数量 超出
/// ```
/// A source is known by its number; one without a number by its names and its date. Fields are
/// indices into ``Vocabulary/fields``.
public struct SourceLedger: Sendable, Equatable {
  public let list: Int
  public let title: Phrase
  public internal(set) var number: Int?
  /// What a source without a number is known by, the enterprise first.
  public internal(set) var names: [Int] = []
  public internal(set) var date: Int?
  /// How much of the source the project uses.
  public internal(set) var amount: Int
  /// How much the source has; nil, and where it is not given: it is used whole.
  public internal(set) var whole: Int?
  /// The field of the enclosing list that keeps accounts apart: one boiler is a source of SO2 and
  /// of NOx.
  public internal(set) var part: Int?
  /// What may stand at the end of a name and is no part of it, the longest first.
  public internal(set) var endings: [String] = []
  /// The field that says by how much a dossier uses more of a source than there is.
  public internal(set) var excess: Int?

  /// What is read of a source.
  var fields: [Int] { [amount] + [number, date, whole, part].compactMap { $0 } + names }
}
