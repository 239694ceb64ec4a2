import Rules

/// The style sheet of the pages: Chinese typography, phone to desktop, A4.
///
/// Colours have a contrast of at least 4.5 to 1 on their ground (WCAG 2.2, 1.4.3), and no meaning
/// rests on colour alone.
enum HTMLStyle {
  static let sheet: StaticString = """

    :root {
      color-scheme: light;
      --ink: #1c2127; --soft: #535d69; --rule: #d5dae1; --ground: #fff; --tint: #f5f7f9;
      --link: #0b4f8a;
      --refuse: #a01818; --suspend: #8f3a00; --supplement: #735000; --conditional: #0b4f8a;
      --approve: #17603a;
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 3rem; max-width: 68rem;
      background: var(--ground); color: var(--ink);
      font-size: 1rem; line-height: 1.7;
      line-break: strict; overflow-wrap: anywhere; text-autospace: normal;
      text-spacing-trim: trim-start;
    }
    [lang] { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC",
      "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
    [lang=zh-CN] { font-family: "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
      "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif; }
    h1, h2, h3, h4, h5 { line-height: 1.35; text-wrap: balance; margin: 0; }
    h1 { font-size: 1.75rem; }
    h2 { font-size: 1.3rem; margin: 0 0 .75rem; }
    h3 { font-size: 1.05rem; margin: 1.5rem 0 .6rem; }
    h4 { font-size: 1.05rem; }
    h5 { font-size: .85rem; color: var(--soft); margin: 0 0 .35rem; break-after: avoid; }
    p { margin: .25rem 0; }
    ul, ol, dl, dd, blockquote, figure { margin: 0; padding: 0; }
    ul { list-style: none; }
    a { color: var(--link); text-underline-offset: .2em; }
    a:focus-visible, summary:focus-visible, button:focus-visible, input:focus-visible,
    select:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas,
      "Noto Sans Mono CJK SC", "Noto Sans Mono", monospace; font-size: .85em; }
    code, .place { color: var(--soft); }
    q { quotes: "「" "」"; }
    small { font-size: .82em; color: var(--soft); font-weight: normal; }
    h3 small { margin-inline-start: .75em; }
    .count { color: var(--soft); font-weight: normal; }
    .rule { font-variant-numeric: tabular-nums; white-space: nowrap; }
    .element { color: var(--soft); font-weight: normal; }
    .sign { font-family: "Noto Sans Symbols2", "Segoe UI Symbol", "Apple Symbols", sans-serif; }
    .legend, .note, .more, .asked, .related, .none { font-size: .88rem; color: var(--soft); }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap; }
    .defs { position: absolute; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem 1rem; }

    header.page { margin-bottom: 1.25rem; }
    .kind { color: var(--soft); margin: 0 0 .25rem; }
    footer.page { border-top: 1px solid var(--rule); margin-top: 2.5rem; padding-top: 1rem;
      font-size: .85rem; color: var(--soft); }
    main > section { margin-top: 2.25rem; }
    main > section > h2 { border-bottom: 2px solid var(--ink); padding-bottom: .3rem; }

    .refuse { --tone: var(--refuse); } .suspend { --tone: var(--suspend); }
    .supplement { --tone: var(--supplement); } .conditional { --tone: var(--conditional); }
    .approve { --tone: var(--approve); }
    main > .decision { margin-top: 0; border: 2px solid var(--tone);
      border-inline-start-width: .6rem; border-radius: .4rem; padding: 1rem 1.25rem;
      display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .75rem 2rem; }
    main > .decision > h2, .decision h2 { border: 0; padding: 0; margin: 0; font-size: .9rem;
      color: var(--soft); font-weight: normal; }
    .decision .word { font-size: 2.1rem; line-height: 1.25; color: var(--tone); margin: 0; }
    .decision .word .sign { margin-inline-end: .4em; }
    .figures { display: grid; grid-template-columns: repeat(2, auto); gap: .1rem 1.75rem;
      align-content: start; }
    .figures div { display: flex; justify-content: space-between; gap: 1rem; }
    .figures dt { color: var(--soft); overflow-wrap: normal; }
    .figures dd { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .reasons, .decision > .note, .decision > .more { grid-column: 1 / -1; }
    .reasons { border-top: 1px solid var(--rule); padding-top: .6rem;
      padding-inline-start: 1.5rem; }

    nav { margin-top: 1.25rem; font-size: .92rem; }
    nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }

    .pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr));
      gap: .35rem 2rem; }
    .pairs div { border-bottom: 1px solid var(--rule); padding-bottom: .3rem; }
    .pairs .wide { grid-column: 1 / -1; }
    .pairs dt, .digests dt { font-size: .82rem; color: var(--soft); }
    .digests div { padding: .2rem 0; }

    .bars > div { display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); gap: .25rem 1rem;
      align-items: center; padding: .25rem 0; }
    .bars dt { display: flex; justify-content: space-between; gap: .5rem; align-items: baseline; }
    .bars dd { display: grid; grid-template-columns: minmax(0, 1fr) 7.5rem; gap: 1rem;
      align-items: center; }
    .bars .total { font-weight: 600; padding-bottom: .5rem; }
    .figure { font-variant-numeric: tabular-nums; text-align: end; white-space: nowrap; }
    svg.bar { width: 100%; height: .9rem; display: block; }
    .total svg.bar { height: 1.3rem; }
    svg .track { fill: #e9edf1; } svg .sure { fill: #27597f; } svg .open { fill: url(#hatch); }
    svg .pale { fill: #dbe6ef; } svg .dark { fill: #5f8aa9; }
    .graded { margin-top: .75rem; break-inside: avoid; }

    svg.numbers { width: 100%; height: 84px; display: block; overflow: visible; }
    svg.numbers:not(.crowded) { height: 66px; }
    .line { max-width: 40rem; margin-top: .75rem; break-inside: avoid; }
    svg .axis { stroke: #8b96a2; stroke-width: 2; }
    svg line.range { stroke: var(--refuse); stroke-width: 8; stroke-linecap: round; }
    svg circle.value { fill: var(--ink); stroke: #fff; stroke-width: 2; }
    svg line.worst, svg line.limit { stroke: var(--suspend); stroke-width: 3; }
    svg line.best { stroke: var(--approve); stroke-width: 3; stroke-dasharray: 4 2; }
    svg text { font-size: 13px; fill: var(--ink); font-variant-numeric: tabular-nums; }
    svg text.value { font-weight: 700; }
    svg text.worst, svg text.limit { fill: var(--suspend); } svg text.best { fill: var(--approve); }
    figcaption { display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; font-size: .85rem; }
    .key::before { content: ""; display: inline-block; margin-inline-end: .45em; }
    .key.value::before { width: .7em; height: .7em; border-radius: 50%; background: var(--ink); }
    .key.worst::before, .key.limit::before { height: .9em; border-inline-start: 3px solid
      var(--suspend); vertical-align: -.1em; }
    .key.best::before { height: .9em; border-inline-start: 3px dashed var(--approve);
      vertical-align: -.1em; }
    .towards { color: var(--soft); }

    article.finding { border: 1px solid var(--rule); border-inline-start: .4rem solid
      var(--refuse); border-radius: .3rem; padding: .9rem 1.1rem; margin-top: .9rem; }
    article.finding > header { break-inside: avoid; break-after: avoid; margin-bottom: .75rem; }
    .marks { display: flex; flex-wrap: wrap; gap: .3rem .6rem; margin-top: .4rem;
      font-size: .88rem; }
    .marks li { border: 1px solid var(--rule); border-radius: .25rem; padding: 0 .5rem; }
    .marks .outcome { border-color: var(--refuse); color: var(--refuse); font-weight: 600; }
    .marks .outcome::before { content: "✗ "; }
    .marks .unverified { border-style: dashed; border-color: var(--supplement);
      color: var(--supplement); }
    .sides { display: grid; grid-template: "clause evidence" auto "why evidence" 1fr
      / minmax(0, 3fr) minmax(0, 2fr); gap: .75rem 2.25rem; }
    .clause { grid-area: clause; break-inside: avoid; }
    .evidence { grid-area: evidence; } .why { grid-area: why; }
    blockquote { border-inline-start: 3px solid var(--rule); padding-inline-start: .75rem;
      margin-bottom: .6rem; break-inside: avoid; }
    blockquote footer { font-size: .85rem; color: var(--soft); }
    cite { font-style: normal; }
    .facts > div { padding: .3rem 0; border-bottom: 1px solid var(--rule); break-inside: avoid;
      font-size: .92rem; display: flex; flex-wrap: wrap; gap: 0 .9rem; align-items: baseline; }
    .facts dt, .facts .source { flex-basis: 100%; }
    .facts > div:last-child { border: 0; }
    .facts dt b { font-weight: normal; }
    .facts .value { font-weight: 600; }
    .facts .place, .facts .source { font-size: .85rem; color: var(--soft); }
    .explanation { font-size: .94rem; }
    .explanation .heading { font-weight: 600; margin-top: .6rem; break-after: avoid; }
    .explanation > ul { list-style: disc; padding-inline-start: 1.5rem; }
    .condition { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); padding: .2rem 0;
      break-inside: avoid; }
    .explanation .below { padding-inline-start: 1.2rem; }
    .condition .sign { font-weight: 700; }
    .holds .sign { color: var(--approve); } .fails .sign { color: var(--refuse); }
    .condition.open .sign { color: var(--supplement); }
    .drawing { display: flex; flex-wrap: wrap; gap: .15rem .6rem; }
    .piece { display: flex; flex-direction: column; max-width: 100%; }
    .piece .value { border-inline-start: 2px solid #8b96a2; margin-inline-start: .3em;
      padding-inline-start: .5em; line-height: 1.45; }
    .related, .remarks { margin-top: .5rem; }
    .remarks { font-size: .88rem; color: var(--soft); }

    details.finding { border-bottom: 1px solid var(--rule); padding: .4rem 0; }
    details.finding[open] { padding-bottom: 1rem; }
    details.finding > .sides { margin-top: .6rem; }
    summary { cursor: pointer; }
    summary .asks { display: block; font-size: .85rem; color: var(--soft);
      padding-inline-start: 1.1em; }
    .fold > summary { color: var(--link); }

    ol.missing, ol.repairs { padding-inline-start: 2rem; }
    ol.missing > li, ol.repairs > li { padding: .35rem 0; border-bottom: 1px solid var(--rule);
      break-inside: avoid; }
    ol.missing > li > div { display: inline-block; vertical-align: top; width: 52%; }
    ol.missing > li > .asked { display: inline-block; vertical-align: top; width: 46%; margin: 0; }
    ol.missing p, ol.repairs p { font-size: .9rem; }
    del { color: var(--soft); } ins { text-decoration: none; font-weight: 600; }
    .reached { color: var(--tone); }
    .reached .sign { margin-inline-end: .3em; }
    .judgements > li { padding: .5rem 0; border-bottom: 1px solid var(--rule);
      break-inside: avoid; }
    pre.checkpoint { white-space: pre-wrap; background: var(--tint); padding: .75rem 1rem; }

    .tally { display: flex; flex-wrap: wrap; gap: .75rem; }
    .tally li { border: 1px solid var(--rule); border-inline-start: .4rem solid var(--tone);
      border-radius: .3rem; padding: .4rem .9rem; min-width: 8rem; }
    .tally b { display: block; font-size: 1.6rem; line-height: 1.3; color: var(--tone); }
    .filters { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; margin-bottom: .75rem; }
    .filters label { display: flex; gap: .5rem; align-items: center; }
    input, select, th button { font: inherit; color: inherit; }
    input, select { border: 1px solid #76818d; border-radius: .25rem; padding: .2rem .5rem;
      background: var(--ground); min-width: 0; }
    table { border-collapse: collapse; width: 100%; }
    caption { text-align: start; color: var(--soft); font-size: .88rem; padding-bottom: .4rem; }
    th, td { text-align: start; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid
      var(--rule); vertical-align: top; }
    th { font-size: .88rem; overflow-wrap: normal; border-bottom: 2px solid var(--ink); }
    th button { background: none; border: 0; padding: 0; cursor: pointer; font-weight: 600;
      text-decoration: underline dotted; text-underline-offset: .25em; }
    [aria-sort=ascending] button::after { content: " ▲"; }
    [aria-sort=descending] button::after { content: " ▼"; }
    td.number { font-variant-numeric: tabular-nums; }
    td .outcome { color: var(--tone); font-weight: 600; white-space: nowrap; }

    @media (max-width: 40rem) {
      body { padding-top: 1rem; }
      h1 { font-size: 1.4rem; }
      main > .decision { grid-template-columns: minmax(0, 1fr); padding: .85rem 1rem; }
      .decision .word { font-size: 1.8rem; }
      .figures { grid-template-columns: minmax(0, 1fr); }
      .sides { grid-template: "clause" "evidence" "why" / minmax(0, 1fr); }
      .bars > div { grid-template-columns: minmax(0, 1fr); }
      .bars dd { grid-template-columns: minmax(0, 1fr) 7.5rem; gap: .6rem; }
      .bars dt { justify-content: start; }
      article.finding { padding: .75rem .85rem; }
      .pairs { grid-template-columns: minmax(0, 1fr); }
      .pairs div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .75rem;
        align-items: baseline; }
      ol.missing > li > div, ol.missing > li > .asked { display: block; width: auto; }
      .stacked thead { position: absolute; clip-path: inset(50%); }
      .stacked, .stacked caption, .stacked tbody, .stacked tr, .stacked td { display: block; }
      .stacked tr { border-bottom: 1px solid var(--rule); padding: .5rem 0; }
      .stacked td { border: 0; padding: .05rem 0; }
      .stacked td[data-name]::before { content: attr(data-name) " "; color: var(--soft);
        font-size: .85rem; }
    }

    @page { size: A4; margin: 16mm 15mm 18mm;
      @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt;
        color: #535d69; } }
    @media print {
      html { font-size: 9.5pt; }
      body { padding: 0; max-width: none; line-height: 1.55; }
      nav, .skip, .filters, .fold > summary, details.remarks { display: none; }
      a { color: inherit; text-decoration: none; }
      main > section { margin-top: 1.5rem; }
      main > section > h2, h3 { break-after: avoid; }
      .pairs { grid-template-columns: repeat(3, minmax(0, 1fr)); }
      .decision, .bars { break-inside: avoid; }
      summary { list-style: none; }
      .fold::details-content { content-visibility: visible; display: block; height: auto; }
      details.finding { padding: .15rem 0; break-inside: avoid; }
      details.finding[open] { break-inside: auto; }
      .key::before { print-color-adjust: exact; }
    }

    """
}
