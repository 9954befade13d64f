/// The style of proposals and their forms.
extension StyleSheet {
  static let amending = #"""
    .act button.second { color: #12605a; background: #fff; border: 1px solid #12605a; }
    .checked { border-left: 6px solid #5b9a8f; }
    .changes { max-width: 58rem; } .rows.changes td.long { min-width: 8rem; }
    .scroll:has(.changes) { margin: 0 0 1rem; }
    .digest { overflow-wrap: anywhere; }
    .decision { margin: .8rem 0 0; padding: .8rem 0 0; border-top: 1px solid var(--line); }
    .decision .act { margin: .6rem 0 0; }
    .badge.open { border-color: #d9b65a; background: #fff8e6; color: #664400; }
    .badge.approved { border-color: #5b9a8f; background: #eef7f1; color: #12605a; }
    .voids { font-weight: 600; }

    """#
}
