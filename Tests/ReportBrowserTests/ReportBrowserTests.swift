import Rules
import Testing

@Suite(
  "Reports in a browser", .serialized,
  .enabled(
    if: Browser.installed != nil,
    "no browser is installed: apt-get install -y chromium fonts-noto-cjk"))
struct ReportBrowserTests {
  let browser: Browser
  let reviews: [Review]
  /// One review for each decision: what pages are made of differs most between them.
  let samples: [Review]

  init() throws {
    browser = try #require(Browser.installed)
    reviews = try SampleReviews.all()
    try #require(!reviews.isEmpty)
    let all = reviews
    samples = Decision.allCases.compactMap { decision in
      all.first { $0.decision == decision }
    }
  }

  private func index(_ language: Language) -> String {
    HTMLIndex(reviews.map { HTMLIndex.Entry($0, page: "a.html") }, language: language).text
  }

  @Test("The browser builds the document that was written", arguments: Language.allCases)
  func document(_ language: Language) throws {
    for review in samples {
      let text = HTMLReport(review, language: language).text
      let document = try browser.document(of: text)
      for element in ["<section", "<article", "<details", "<svg", "<dl", "<li", "<blockquote"] {
        #expect(document.count(of: element) == text.count(of: element), "\(element)")
      }
    }
  }

  @Test("A page that is too wide is seen to be")
  func probe() throws {
    let page = "<body style=\"margin: 0\"><p style=\"width: 600px\">wide</p>"
    let probe = PageProbe(page, width: 390, "return page.documentElement.scrollWidth;")
    #expect(try probe.answer(in: browser) == "600")
  }

  @Test("Nothing is wider than the screen", arguments: Language.allCases, [390, 1200])
  func width(_ language: Language, _ width: Int) throws {
    let pages = samples.map { HTMLReport($0, language: language).text } + [index(language)]
    for page in pages {
      let probe = PageProbe(
        page, width: width,
        """
        for (const details of page.querySelectorAll("details")) details.open = true;
        return page.documentElement.scrollWidth;
        """)
      #expect(try probe.answer(in: browser) == "\(width)")
    }
  }

  @Test("A picture of the page is not blank", arguments: [390, 1200])
  func picture(_ width: Int) throws {
    let page = HTMLReport(samples[0], language: .chinese).text
    let picture = try browser.screenshot(of: page, width: width, height: 1600)
    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    // A blank page of this size takes less than 10 kB.
    #expect(picture.count > 50_000)
  }

  @Test("It prints")
  func paper() throws {
    let paper = try browser.print(HTMLReport(samples[0], language: .chinese).text)
    #expect(paper.starts(with: "%PDF-".utf8))
    #expect(paper.count > 50_000)
  }

  @Test("The index sorts by score, up and down")
  func sorting() throws {
    let probe = PageProbe(
      index(.chinese), width: 1200,
      """
      const order = () => Array.from(page.querySelectorAll("#table tbody tr"))
        .map(row => Number(row.cells[3].dataset.order));
      const isSorted = list => list.every((value, at) => at === 0 || list[at - 1] <= value);
      const heading = page.querySelectorAll("#table th")[3];
      heading.firstChild.click();
      const up = isSorted(order()) + " " + heading.getAttribute("aria-sort");
      heading.firstChild.click();
      return up + ", " + isSorted(order().reverse()) + " " + heading.getAttribute("aria-sort");
      """)
    #expect(try probe.answer(in: browser) == "true ascending, true descending")
  }

  @Test("The index filters by words and by decision")
  func filtering() throws {
    let probe = PageProbe(
      index(.chinese), width: 1200,
      """
      const words = page.getElementById("words"), kind = page.getElementById("kind");
      const shown = () => page.getElementById("shown").textContent;
      words.value = page.querySelector("#table tbody a").textContent;
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
    #expect(try probe.answer(in: browser) == "1 0 \(approved)")
  }
}

extension String {
  /// How often a mark that begins with `<` occurs.
  fileprivate func count(of mark: String) -> Int {
    var count = 0
    var rest = self[...]
    while let start = rest.firstIndex(of: "<") {
      if rest[start...].hasPrefix(mark) { count += 1 }
      rest = rest[rest.index(after: start)...]
    }
    return count
  }
}
