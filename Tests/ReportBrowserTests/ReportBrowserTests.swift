import Reports
import Rules
import Testing

@Suite(
  "Reports in a browser", .serialized,
  .enabled(
    if: Browser.installed != nil,
    "no browser is installed: apt-get install -y chromium fonts-noto-cjk"), .oneBrowser)
struct ReportBrowserTests {
  let browser: Browser
  let reviews: [Review]
  /// One review for each decision: what pages are made of differs most between them.
  let samples: [Review]

  init() throws {
    browser = try #require(Browser.current)
    reviews = try Self.judged.get()
    try #require(!reviews.isEmpty)
    let all = reviews
    samples = Decision.allCases.compactMap { decision in
      all.first { $0.decision == decision }
    }
  }

  // Every test looks at the same pages, which are made once.
  private static let judged = Result { try SampleReviews.all() }
  private static let advised = ((try? judged.get()) ?? []).map { (review: $0, advice: advise($0)) }
  private static let chinesePages = pages(.chinese)
  private static let englishPages = pages(.english)

  /// The forms of one review for each decision.
  private static func pages(_ language: Language) -> [String] {
    Decision.allCases.compactMap { decision in
      advised.first { $0.review.decision == decision }
    }.flatMap { forms($0.review, $0.advice, language) }
  }

  private func pages(_ language: Language) -> [String] {
    language == .chinese ? Self.chinesePages : Self.englishPages
  }

  /// A report alone, with its opinion for paper, and the opinion alone.
  private static func forms(
    _ review: Review, _ advice: Advice, _ language: Language
  ) -> [String] {
    let opinion = Opinion(review, advice: advice, language: language)
    return [
      Report(review, advice: advice, language: language).html(), opinion.htmlOfBothForms(),
      opinion.html(),
    ]
  }

  private func index(_ language: Language) -> String {
    HTMLIndex(
      Self.advised.map {
        HTMLIndex.Entry($0.review, advice: $0.advice, language: language, number: 1, page: "a.html")
      }, language: language
    ).text
  }

  @Test("The browser builds the document that was written", arguments: Language.allCases)
  func document(_ language: Language) throws {
    for text in pages(language) {
      try browser.show(text)
      let written = text.elementCounts
      for element in ["section", "article", "details", "svg", "li", "blockquote"] {
        let count = try browser.look("return document.querySelectorAll('\(element)').length;")
        #expect(count == "\(written[element, default: 0])", "\(element)")
      }
    }
  }

  @Test("A page that is too wide is seen to be")
  func probe() throws {
    let page = "<body style=\"margin: 0\"><p style=\"width: 600px\">wide</p>"
    try browser.show(page, width: 390)
    #expect(try browser.look("return document.documentElement.scrollWidth;") == "600")
  }

  @Test("Nothing is wider than the screen", arguments: Language.allCases, [390, 1200])
  func width(_ language: Language, _ width: Int) throws {
    for page in pages(language) + [index(language)] {
      try browser.show(page, width: width)
      let found = try browser.look(
        """
        for (const details of document.querySelectorAll("details")) details.open = true;
        return document.documentElement.scrollWidth;
        """)
      #expect(found == "\(width)")
    }
  }

  @Test("No word is broken within itself on a phone", arguments: Language.allCases)
  func wholeWords(_ language: Language) throws {
    for page in pages(language) + [index(language)] {
      try browser.show(page, width: 390)
      let broken = try browser.look(
        """
        for (const details of document.querySelectorAll("details")) details.open = true;
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const broken = [];
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          if (text.parentElement.closest("code, pre, svg, .unseen, .place, .value, .source")) continue;
          for (const word of text.data.matchAll(/\\b[A-Za-z]{2,20}\\b/g)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
            if (lines.size > 1) broken.push(word[0]);
          }
        }
        return broken.slice(0, 5).join(" ");
        """)
      #expect(broken == "")
    }
  }

  @Test(
    "axe-core finds nothing",
    .enabled(if: Accessibility.script != nil, "AXE_SCRIPT names no axe.min.js; .ci/run does"),
    arguments: Language.allCases)
  func accessibility(_ language: Language) throws {
    try browser.show("<!DOCTYPE html><title>t</title><main><img src=\"a.png\"></main>")
    let seen = try Accessibility.problems(in: browser)
    #expect(seen.contains("image-alt") && seen.contains("html-has-lang"))
    for page in pages(language) + [index(language)] {
      try browser.show(page)
      #expect(try Accessibility.problems(in: browser) == "[]")
    }
  }

  @Test("The first reason stands on the first screen")
  func firstReason() throws {
    for review in reviews {
      let report = Report(advised: review, language: .chinese)
      try browser.show(report.html(), width: 1280, height: 800)
      let bottom = try browser.look(
        """
        const reason = document.querySelector(".decision .reasons li");
        return reason === null ? 0 : Math.ceil(reason.getBoundingClientRect().bottom);
        """)
      let place = try #require(Int(bottom))
      #expect(place <= 800)
      #expect(place > 0 || review.decision == .approve)
    }
  }

  @Test("A picture of the page is not blank", arguments: [390, 1200])
  func picture(_ width: Int) throws {
    let page = Report(advised: samples[0], language: .chinese).html()
    try browser.show(page, width: width, height: 1600)
    let picture = try browser.picture()
    // Base64 of the first bytes of every PNG.
    #expect(picture.hasPrefix("iVBORw0KGgo"))
    // A blank page of this size takes less than 10 kB.
    #expect(picture.utf8.count > 70_000)
  }

  @Test("It prints")
  func paper() throws {
    try browser.show(Report(advised: samples[0], language: .chinese).html())
    let paper = try browser.print()
    // Base64 of `%PDF-`.
    #expect(paper.hasPrefix("JVBERi0"))
    #expect(paper.utf8.count > 70_000)
  }

  @Test("The index sorts by score, up and down")
  func sorting() throws {
    try browser.show(index(.chinese))
    let found = try browser.look(
      """
      const order = () => Array.from(document.querySelectorAll("#table tbody tr"))
        .map(row => Number(row.cells[3].dataset.order));
      const isSorted = list => list.every((value, at) => at === 0 || list[at - 1] <= value);
      const heading = document.querySelectorAll("#table th")[3];
      heading.firstChild.click();
      const up = isSorted(order()) + " " + heading.getAttribute("aria-sort");
      heading.firstChild.click();
      return up + ", " + isSorted(order().reverse()) + " " + heading.getAttribute("aria-sort");
      """)
    #expect(found == "true ascending, true descending")
  }

  @Test("The index filters by words and by decision")
  func filtering() throws {
    try browser.show(index(.chinese))
    let found = try browser.look(
      """
      const words = document.getElementById("words"), kind = document.getElementById("kind");
      const shown = () => document.getElementById("shown").textContent;
      words.value = document.querySelector("#table tbody a").textContent;
      words.dispatchEvent(new Event("input"));
      const first = shown();
      words.value = "no such project";
      words.dispatchEvent(new Event("input"));
      const none = shown();
      words.value = "";
      kind.value = "approve";
      kind.dispatchEvent(new Event("change"));
      return [first, none, shown()].join(" ");
      """)
    let approved = reviews.count { $0.decision == .approve }
    #expect(found == "1 0 \(approved)")
  }
}

extension String {
  /// How often each element begins, by its name; one pass over bytes, as pages are large.
  fileprivate var elementCounts: [String: Int] {
    var counts: [String: Int] = [:]
    for piece in utf8.split(separator: UInt8(ascii: "<")).dropFirst() {
      let name = piece.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      counts[String(decoding: name, as: UTF8.self), default: 0] += 1
    }
    return counts
  }
}
