import Rules

/// A heading and its items, in the forms that they can take on a page.
struct OpinionList {
  enum Kind { case rulings, clashes, causes, measures, asks }

  /// One form, and the words of the items in it.
  struct Setting {
    let form: Opinion.ListForm
    let items: [String]
    /// Whether the annex tells more of each item.
    let isBrief: Bool

    init(_ form: Opinion.ListForm, _ items: [String], isBrief: Bool = false) {
      self.form = form
      let ended = form == .series ? items.map { $0.withoutEnd } : items
      self.items = ended.map { $0.withVisibleControls }
      self.isBrief = isBrief
    }

    /// That of the heading and of all items.
    fileprivate var height: Int {
      (isBrief ? 2 : 1) * OfficialPage.line + form.height(of: items)
    }

    /// That of the heading, the first item and a line that counts the others.
    fileprivate var leastHeight: Int {
      (items.count > 1 || isBrief ? 2 : 1) * OfficialPage.line
        + form.height(of: Array(items.prefix(1)))
    }
  }

  let kind: Kind
  let heading: Phrase
  /// From the roomiest to the tightest; the last ones may say less of each item.
  let settings: [Setting]

  init(_ kind: Kind, _ heading: Phrase, _ settings: [Setting]) {
    (self.kind, self.heading, self.settings) = (kind, heading, settings)
  }
}

// What stands on the two pages, and in which form: every cause and every ask shows there, in fewer
// words before it is only counted.

extension OpinionSource {
  struct Layout {
    let parts: [Opinion.Part]
    /// The lists that the annex tells in full.
    let abridged: [OpinionList.Kind]
  }

  /// The last paragraphs are ``Opinion/Part/closing``, so that a seal stands on no page without words.
  var layout: Layout {
    var room = PageRoom()
    room.takeFrame(titleLines: title.count, signatories: signatories.count)
    room.take(height: OfficialPage.height(ofLine: addressee + source.words.colon))
    room.take(
      height: OfficialPage.height(
        ofSignature: Self.signature(of: office.name, source.language)))
    let (opening, closing) = (opening, closing)
    room.take(opening + closing)
    room.take(endnotes: endnotes)
    let all = chosen(from: self.lists, in: room.free)
    let lists = Array(all.prefix(shownLists(all, in: room.free)))
    let left = all.dropFirst(lists.count)
    let leftWords = left.map { list in
      say("\(list.heading.chinese)见附件。", "\(list.heading.english): see the annex.")
    }
    room.take(leftWords)
    var parts: [Opinion.Part] = [.paragraphs(opening)]
    var abridged = left.map { $0.kind }
    for (position, list) in lists.enumerated() {
      let setting = list.setting
      room.take(lines: 1)
      // What follows shows at least its first.
      let next = lists[(position + 1)...].map { $0.setting.leastHeight }.reduce(0, +)
      let (shown, rest) = room.fill(
        with: setting.items, setting.form, keeping: next, isFollowed: setting.isBrief)
      let words = self.rest(rest, isAll: shown.isEmpty, isBrief: setting.isBrief)
      if words != nil { abridged.append(list.kind) }
      parts.append(
        .list(
          heading: heading(position, list.heading), items: shown, form: setting.form, rest: words))
    }
    return Layout(parts: parts + [.closing(leftWords + closing)], abridged: abridged)
  }

  /// How many of the lists show: what is wrong comes before how to put it right, and where the heads
  /// of all are too much, the first has an item at least.
  private func shownLists(_ lists: [ChosenList], in free: Int) -> Int {
    let heights = lists.map { $0.setting.height }
    let whole = heights.reduce(0, +)
    if whole > free, lists.count > 1, lists[lists.count - 1].kind == .measures,
      whole - heights[lists.count - 1] + OfficialPage.line <= free,
      // A part of the measures is better than none.
      whole - heights[lists.count - 1] + lists[lists.count - 1].setting.leastHeight > free
    {
      return lists.count - 1
    }
    return lists.map { $0.setting.leastHeight }.reduce(0, +) <= free ? lists.count : 1
  }

  private typealias ChosenList = (
    kind: OpinionList.Kind, heading: Phrase, setting: OpinionList.Setting
  )

  /// The roomiest forms that stand on the two pages together: of two lists the later one is tightened
  /// first, and every list once before one of them twice.
  private func chosen(from lists: [OpinionList], in free: Int) -> [ChosenList] {
    var settings = lists.map { $0.settings[0] }
    var heights = settings.map { $0.height }
    func isTooMuch() -> Bool {
      let slack = settings.contains { $0.form == .table } ? OfficialPage.rowSlack : 0
      return heights.reduce(0, +) + slack > free
    }
    for level in 1..<Self.levels {
      for index in lists.indices.reversed() where level < lists[index].settings.count {
        guard isTooMuch() else { break }
        settings[index] = lists[index].settings[level]
        heights[index] = settings[index].height
      }
    }
    return zip(lists, settings).map { ($0.kind, $0.heading, $1) }
  }

  /// The most settings a list has.
  private static let levels = 5

  // MARK: - Lists

  /// The lists in the order of their weight, none of them empty.
  private var lists: [OpinionList] {
    let ruled = rulings.all.map { source.text(of: $0) }
    let settled = Self.lists(
      .rulings, Phrase("改判的事项", "What was overruled"),
      [.init(.running, ruled), .init(.table, ruled)])
    let (told, brief) = (causes, briefCauses)
    let failing = Self.lists(
      .causes, causesHeading,
      [
        .init(.running, told), .init(.table, told), .init(.table, brief, isBrief: true),
        .init(.series, brief, isBrief: true), .init(.series, bareCauses, isBrief: true),
      ])
    let clashing = Self.lists(
      .clashes, Phrase("须查清是否重复使用的来源", "Sources that may be used more than once"),
      [
        .init(.running, clashes), .init(.table, clashes),
        .init(.series, briefClashes, isBrief: true),
      ])
    guard isNotice else {
      let measures = measures
      return settled + failing + clashing
        + Self.lists(
          .measures, Phrase("整改要求与期限", "Measures and deadlines"),
          [.init(.running, measures), .init(.table, measures), .init(.series, measures)])
    }
    let asking = asks.flatMap { group in
      Self.lists(
        .asks, group.heading,
        [.init(.table, group.items), .init(.series, group.names, isBrief: true)])
    }
    // What is wrong is put right first where it alone keeps a notice open.
    return settled + clashing
      + (!told.isEmpty && failsToSupplement ? failing + asking : asking + failing)
  }

  private static func lists(
    _ kind: OpinionList.Kind, _ heading: Phrase, _ settings: [OpinionList.Setting]
  ) -> [OpinionList] {
    settings[0].items.isEmpty ? [] : [OpinionList(kind, heading, settings)]
  }

  private var failsToSupplement: Bool {
    review.findings.contains {
      $0.verdict == .notMet && $0.unverified.isEmpty
        && $0.effect(in: program.vocabulary) >= .supplement
    }
  }

  private var causesHeading: Phrase {
    if isNotice { return Phrase("须改正的事项", "What must be put right") }
    return rulings.all.isEmpty
      ? Phrase("不符合的事项", "What is not met")
      : Phrase("按规则不符合的事项", "What is not met by the rules")
  }

  /// The sources that something is wrong with: who uses how much, and what settles it.
  private var clashes: [String] { review.ledger.compactMap { $0.note?[source.language] } }

  /// `产能置换来源 NX-TH-2023-017 重复使用`
  private var briefClashes: [String] {
    review.ledger.compactMap { balance in
      balance.said.map { said in
        "\(balance.title[source.language]) \(balance.source) \(said[source.language])"
      }
    }
  }

  // MARK: - Words

  private static let chineseNumerals = ["一", "二", "三", "四", "五", "六"]

  private func heading(_ position: Int, _ words: Phrase) -> String {
    say("\(Self.chineseNumerals[position])、\(words.chinese)", "\(position + 1). \(words.english)")
  }

  private func rest(_ count: Int, isAll: Bool, isBrief: Bool) -> String? {
    guard count > 0 else {
      return isBrief ? say("逐项的依据和详情见附件。", "The annex tells more of each.") : nil
    }
    return isAll
      ? say("共 \(count) 项，见附件。", "There are \(count): see the annex.")
      : say("其余 \(count) 项见附件。", "For \(count) more see the annex.")
  }
}
