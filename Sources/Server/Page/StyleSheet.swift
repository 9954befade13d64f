/// The pages' style. Colours keep a contrast of 4.5 to 1 or more for text, on screen and on paper.
enum StyleSheet {
  static let text = #"""
    :root { --ink: #1c2b2a; --soft: #51615f; --line: #d5dddb; --band: #1f4e49; --ground: #f5f7f6; }
    * { box-sizing: border-box; }
    body { margin: 0; color: var(--ink); background: var(--ground); font: 16px/1.6 "Source Han Sans SC", "Noto Sans CJK SC",
      "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
    a { color: #12605a; }
    header { background: var(--band); color: #fff; }
    header .inner { display: flex; align-items: center; gap: 1.25rem; }
    .inner, main, footer { max-width: 80rem; margin: 0 auto; padding: 1.25rem 1.5rem; }
    .mark { margin: 0; padding: .2rem .55rem; border: 2px solid #fff; font: 700 1.5rem/1.3 "Source Han Serif SC",
      "Noto Serif CJK SC", serif; letter-spacing: .15em; text-indent: .15em; white-space: nowrap; }
    header h1 { margin: 0; font-size: 1.5rem; line-height: 1.3; letter-spacing: .04em; }
    header p:not(.mark) { margin: .2rem 0 0; color: #d8e7e4; font-size: .9rem; }
    .skip { position: absolute; left: -100rem; padding: .4rem 1rem; background: #fff; }
    .news a { display: block; margin: 0 0 1rem; padding: .6rem 1rem; background: #fff8e8; border-left: 4px solid #d98e04; }
    .news a[hidden] { display: none; }
    .skip:focus { left: .5rem; top: .5rem; z-index: 1; }
    a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
      outline: 3px solid #d98e04; outline-offset: 2px; }
    main:focus { outline: none; }
    header .corner { margin-left: auto; white-space: nowrap; text-align: right; font-size: .9rem; }
    .visitor { margin-top: .3rem; color: #d8e7e4; }
    .visitor button { font: inherit; padding: .1rem .7rem; color: #fff; background: none; border: 1px solid #9fbdb8; border-radius: 3px; cursor: pointer; }
    .visitor .code { color: #d8e7e4; }
    .people { list-style: none; margin: 1.5rem 0; padding: 0; display: grid; gap: .8rem; max-width: 46rem; }
    .people form { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1rem; padding: .8rem 1rem; background: #fff; border: 1px solid var(--line); border-radius: 4px; }
    .people button { font: inherit; font-weight: 600; min-width: 12em; padding: .5rem 1rem; color: #fff; background: var(--band); border: 0; border-radius: 3px; cursor: pointer; }
    .language a { color: #fff; }
    .trail { max-width: 80rem; margin: 0 auto; padding: .6rem 1.5rem 0; font-size: .9rem; }
    .trail ol { display: flex; flex-wrap: wrap; gap: .2rem 0; margin: 0; padding: 0; list-style: none; }
    .trail li + li::before { content: "›"; margin: 0 .5rem; color: var(--soft); }
    h2 { margin: 0 0 .9rem; padding-left: .6rem; border-left: 4px solid var(--band); font-size: 1.1rem; }
    section { margin: 0 0 1.5rem; padding: 1.1rem 1.25rem 1.2rem; background: #fff; border: 1px solid var(--line); }
    .notice { margin: 0 0 1.5rem; padding: .7rem 1rem; background: #fff8e6; border: 1px solid #d9b65a;
      border-left-width: 4px; font-size: .95rem; }
    .remark, .small, .empty { color: var(--soft); font-size: .85rem; }
    .remark { margin: .8rem 0 0; }
    .code { color: var(--soft); font: .82rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace; font-weight: 400; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1rem; margin: 0; }
    .tiles div { padding: .2rem 0; }
    .tiles dt { color: var(--soft); font-size: .9rem; }
    .tiles dd { margin: 0; font-size: 1.5rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
    .tiles dd.small { font-size: .85rem; }
    .tiles .failing dd { color: #a3201b; }
    .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; margin: 0 0 .8rem; padding: 0; list-style: none;
      font-size: .85rem; }
    .legend span { display: inline-block; width: .85rem; height: .85rem; margin-right: .4rem; border: 1px solid #9fb0ad;
      vertical-align: -.1rem; }
    .counties { display: grid; gap: .7rem; margin: 0; padding: 0; list-style: none; }
    .counties li { display: grid; grid-template-columns: 13rem minmax(8rem, 1fr) 3.5rem 20rem; gap: .25rem 1rem;
      align-items: center; }
    .counties .name { font-weight: 600; white-space: nowrap; }
    .counties .percent { text-align: right; font-variant-numeric: tabular-nums; }
    .counties .detail { color: var(--soft); font-size: .9rem; font-variant-numeric: tabular-nums; }
    svg.bar { display: block; width: 100%; height: 1.1rem; border: 1px solid #9fb0ad; background: #eef2f1; }
    td svg.bar { height: .8rem; }
    rect.occupied { fill: #1f4e49; } rect.granted_unoccupied { fill: #5b9a8f; } rect.reserved { fill: #d9b65a; }
    rect.blocked { fill: #8b8f94; } rect.free { fill: #eef2f1; }
    .legend .occupied { background: #1f4e49; } .legend .granted_unoccupied { background: #5b9a8f; }
    .legend .reserved { background: #d9b65a; } .legend .blocked { background: #8b8f94; }
    .legend .free { background: #eef2f1; }
    .scroll { overflow-x: auto; }
    table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
    th, td { padding: .42rem .5rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
    thead th { color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--band); vertical-align: bottom; }
    tbody th, tfoot th, thead th:first-child, .capacity thead th:nth-child(2) { text-align: left; }
    tbody th { font-weight: 400; }
    tbody th[rowspan] { font-weight: 600; vertical-align: top; }
    tr.first > * { border-top: 1px solid #9fb0ad; }
    td.bar, th.bar { min-width: 6rem; text-align: left; }
    tfoot > tr > * { border-top: 2px solid var(--band); border-bottom: 0; font-weight: 600; }
    .events td, .events th { text-align: left; }
    .events td:first-child { text-align: right; } .events th:first-child { text-align: right; }
    .tabs ul { display: flex; flex-wrap: wrap; gap: .35rem .5rem; margin: 0 0 1rem; padding: 0; list-style: none; }
    .tabs a { display: inline-block; padding: .15rem .7rem; border: 1px solid var(--line); background: #fff; color: #12605a;
      text-decoration: none; font-size: .9rem; }
    .tabs a[aria-current] { background: var(--band); border-color: var(--band); color: #fff; }
    .question { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: center; font-size: .9rem; }
    .question input, .question button { font: inherit; padding: .15rem .4rem; border: 1px solid #6f807e; background: #fff;
      color: var(--ink); }
    .question button { background: var(--band); border-color: var(--band); color: #fff; padding: .15rem .9rem; }
    .question .file { margin-left: auto; }
    .rows th, .rows td { text-align: left; vertical-align: top; }
    .rows th.figure, .rows td.figure { text-align: right; }
    .rows td.long { min-width: 14rem; max-width: 26rem; white-space: normal; overflow-wrap: anywhere; }
    footer { color: var(--soft); font-size: .85rem; }
    footer p { margin: .2rem 0; }
    @media (max-width: 48rem) {
      .inner, main, footer { padding: 1rem; }
      .trail { padding: .6rem 1rem 0; }
      header .inner { flex-wrap: wrap; gap: .7rem; }
      header h1 { font-size: 1.2rem; }
      header .inner > div { flex: 1 1 12rem; }
      section { padding: 1rem; }
      .tiles div { padding: 0; }
      .counties li { grid-template-columns: 1fr auto; }
      .counties svg.bar { grid-column: 1 / -1; grid-row: 2; }
      .counties .percent { grid-column: 2; grid-row: 1; }
      .counties .detail { grid-column: 1 / -1; }
    }
    @media print {
      @page { size: A4 landscape; margin: 12mm; }
      body { background: #fff; font-size: 9.5pt; }
      header { background: #fff; color: #000; border-bottom: 2px solid #000; }
      .mark { border-color: #000; }
      header p:not(.mark) { color: #000; }
      .language, .tabs, .skip, .question { display: none; }
      .trail { padding: .3rem 1.5rem 0; } .trail a { color: #000; text-decoration: none; }
      section { border: 0; padding: 0; break-inside: avoid; }
      .scroll { overflow: visible; }
      th, td { padding: .2rem .35rem; }
      svg, rect, .legend span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """#
}
