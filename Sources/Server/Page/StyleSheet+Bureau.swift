/// Charts, maps of places, and what the pages of divisions and facilities have besides.
extension StyleSheet {
  static let bureau = #"""
    figure { margin: 0 0 1.2rem; }
    figcaption { margin: 0 0 .4rem; font-weight: 600; font-size: .95rem; }
    details { margin: .5rem 0 0; font-size: .9rem; }
    summary { color: #12605a; cursor: pointer; width: max-content; max-width: 100%; }
    details table { width: auto; margin: .4rem 0 0; }
    svg.chart { display: block; width: 100%; max-width: 50rem; min-width: 36rem; height: auto; }
    .chart text { font: 13px "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui,
      sans-serif; fill: #1c2b2a; }
    .chart .middle { text-anchor: middle; fill: #51615f; }
    .chart .end { text-anchor: end; }
    .chart .grid { stroke: #d5dddb; }
    .chart .axis { stroke: #51615f; }
    .chart rect { stroke: #fff; stroke-width: .5; }
    .chart rect.free { stroke: #9fb0ad; }
    .chart rect.value { fill: #1f4e49; }
    .chart rect.second { fill: #c58a2c; }
    .chart rect.expected { fill: #dbe9e6; stroke: #1f4e49; stroke-dasharray: 3 2; stroke-width: 1; }
    .chart rect.target { fill: #a3201b; }
    .rows tbody th { min-width: 7rem; text-align: left; vertical-align: top; white-space: normal; }
    .rows tr.total > * { border-top: 2px solid var(--band); font-weight: 600; }
    table.narrow { width: auto; min-width: min(24rem, 100%); }
    table.narrow th, table.narrow td { padding-right: 1.5rem; }
    .source { margin: .5rem 0 0; color: var(--soft); font-size: .85rem; }
    .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .6rem 1.25rem; margin: 0; }
    .facts dt { color: var(--soft); font-size: .9rem; }
    .facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
    .states { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; margin: 0; padding: 0; list-style: none; }
    .states span { display: inline-block; width: 1.6rem; height: 1.6rem; margin-right: .3rem; border: 1px solid #9fb0ad;
      text-align: center; line-height: 1.5rem; font-size: .85rem; }
    .map { width: auto; border-collapse: separate; border-spacing: 2px; font-size: .85rem; }
    .map caption { padding: 0 0 .4rem; text-align: left; color: var(--soft); }
    .map th { padding: 0 .3rem; border: 0; color: var(--soft); font-weight: 400; text-align: center; }
    .map tbody th { position: sticky; left: 0; background: #fff; text-align: right; white-space: nowrap; }
    .map td { padding: 0; border: 1px solid #9fb0ad; text-align: center; }
    .map td:empty { border-color: transparent; }
    .map a { display: block; min-width: 1.6rem; height: 1.6rem; line-height: 1.6rem; color: inherit; text-decoration: none; }
    .map a:hover { outline: 2px solid #1c2b2a; }
    .map .free, .states .free { background: #fff; color: #51615f; }
    .map .reserved, .states .reserved { background: #f1dca8; color: #1c2b2a; }
    .map .granted, .states .granted { background: #cfe6e1; color: #1c2b2a; }
    .map .partly, .states .partly { background: linear-gradient(135deg, #8cc0b6 50%, #e3f1ee 50%); color: #1c2b2a; }
    .map .full, .states .full { background: #1f4e49; color: #fff; }
    .map .expired, .states .expired { color: #1c2b2a; background: repeating-linear-gradient(45deg, #f6cfc7 0 4px, #fbe9e5 4px 8px); }
    .map .blocked, .states .blocked { color: #1c2b2a; background: repeating-linear-gradient(90deg, #d3d6d9 0 3px, #eceeef 3px 6px); }
    .map .decommissioned, .states .decommissioned { background: #fff; color: #51615f; text-decoration: line-through; }
    @media (max-width: 48rem) {
      .rows tbody th { min-width: 9rem; }
      .tiles { grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); }
      .facts { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
    }
    @media print {
      details { display: none; }
      svg.chart { min-width: 0; max-width: 42rem; }
      figure, tr { break-inside: avoid; }
      .map td, .states span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      .map a { min-width: 1rem; height: 1.1rem; line-height: 1.1rem; }
    }

    """#
}
