/// The style of timelines, inspections and draws.
extension StyleSheet {
  static let inspector = #"""
    h3 { margin: 1rem 0 .5rem; font-size: 1rem; }
    .heads { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: .5rem 2rem; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: .5rem 1.5rem;
      margin: 0 0 1rem; }
    .facts dt, .times dt, .fields dt { color: var(--soft); font-size: .85rem; }
    .facts dd, .times dd, .fields dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
    .line { display: block; }
    .warn, .refused, .altered, .overdue { color: #a3201b; }
    .entitled, .done { color: #12605a; } .waiting, .missing { color: #7a5200; }
    .plain { margin: .8rem 0 0; padding: 0 0 0 1.2rem; }
    .timeline { margin: 0; padding: 0; list-style: none; }
    .event { margin: 0; padding: .7rem 0 .8rem 1.1rem; border-left: 3px solid var(--line); border-top: 1px solid var(--line); }
    .event h3 { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: baseline; margin: 0 0 .4rem; }
    .event.voided { border-left-color: #a3201b; } .event.voided .fields { text-decoration: line-through; }
    .event.beyond { border-left-style: dashed; background: #f3f0e6; }
    .badge { padding: 0 .45rem; border: 1px solid #8b8f94; font-size: .8rem; font-weight: 600; }
    .badge.late { border-color: #d9b65a; background: #fff8e6; color: #664400; }
    .badge.beyond { border-style: dashed; } .badge.altered { border-color: #a3201b; }
    .times, .fields { display: flex; flex-wrap: wrap; gap: .25rem 1.6rem; margin: 0 0 .35rem; font-size: .92rem; }
    .fields { padding: .35rem 0 0; border-top: 1px dotted var(--line); }
    .fields div { max-width: 44rem; }
    .place, .amends { margin: .3rem 0 0; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
    .note { margin: .5rem 0; padding: .5rem .8rem; background: #eef4f3; border-left: 3px solid #5b9a8f; font-size: .9rem; }
    .note p { margin: 0 0 .3rem; overflow-wrap: anywhere; }
    .note th, .note td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
    del { color: #a3201b; } ins { color: #12605a; text-decoration: underline; }
    .differences tr.added > * { background: #eef7f1; } .differences tr.removed > * { background: #fbf0ef; }
    pre { margin: .5rem 0; padding: .7rem; background: #f0f3f2; overflow-x: auto; font: .82rem/1.5 ui-monospace,
      "DejaVu Sans Mono", monospace; }
    pre.raw { white-space: pre-wrap; overflow-wrap: anywhere; }
    .notice.past { margin: .8rem 0; }
    .report code, .report p .code, .report li .code, .report dd .code { overflow-wrap: anywhere; }
    .steps { margin: 0; padding: 0; list-style: none; }
    .steps > li { display: grid; grid-template-columns: 9rem 7rem 1fr; gap: .2rem 1rem; padding: .5rem 0;
      border-top: 1px solid var(--line); }
    .steps .name { font-weight: 600; } .steps p { margin: 0; }
    .evidence td, .evidence th { white-space: normal; }
    @media (max-width: 48rem) {
      .steps > li { grid-template-columns: 1fr auto; } .steps > li > div { grid-column: 1 / -1; }
      .rows td.long { min-width: 11rem; }
      .rows tbody th { white-space: normal; min-width: 8rem; overflow-wrap: anywhere; }
    }
    @media print {
      @page report { size: A4 portrait; margin: 14mm; }
      body:has(.report) { page: report; }
      .report section { break-inside: auto; } .report tr, .steps > li, .event { break-inside: avoid; }
      .report th, .report td { white-space: normal; overflow-wrap: break-word; }
      .report td.long { min-width: 0; max-width: none; }
      .report thead th, .report td .code { white-space: nowrap; } .report td.long .code { white-space: normal; }
      .report td.code { font-size: 7pt; }
      .report a { color: #000; text-decoration: none; }
      h2, h3 { break-after: avoid; }
      .notice.past { border: 1px solid #000; }
    }

    """#
}
