/// The style of forms, and of what a funeral home prints.
extension StyleSheet {
  static let home = #"""
    .desk { display: grid; grid-template-columns: minmax(0, 2fr) minmax(16rem, 1fr); gap: 0 1.5rem; align-items: start; }
    .entry-form { max-width: 40rem; }
    .entry-form fieldset { margin: 0 0 1.2rem; padding: .8rem 1rem .2rem; border: 1px solid var(--line); background: #fafcfb; }
    .entry-form legend { padding: 0 .4rem; font-weight: 600; }
    .field { margin: 0 0 1.1rem; }
    .field label { display: block; margin: 0 0 .25rem; font-weight: 600; }
    .field p { margin: .25rem 0 0; font-size: .9rem; }
    .must { margin-left: .3rem; padding: 0 .35rem; border: 1px solid #8b8f94; color: var(--soft); font-size: .78rem; font-weight: 400; }
    .entry { display: flex; align-items: center; gap: .5rem; }
    .field input, .field select, .field textarea { font: inherit; width: 100%; min-height: 2.6rem; padding: .35rem .6rem;
      color: var(--ink); background: #fff; border: 1px solid #6f807e; border-radius: 3px; }
    .field select { width: auto; max-width: 100%; min-width: 12rem; }
    .field input[inputmode=decimal], .field input[type=date], .field input[type=datetime-local] { max-width: 15rem; }
    .lines .line { display: flex; flex-wrap: wrap; gap: 0 1rem; }
    .lines .line .field { flex: 1 1 9rem; }
    .lines .line .lines { flex: 1 1 100%; margin: 0 0 .8rem; }
    .numbers { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 1rem; padding: 0; list-style: none; }
    .numbers a { display: inline-block; min-width: 2.75rem; padding: .5rem .4rem; text-align: center; border: 1px solid #6f807e;
      border-radius: 3px; text-decoration: none; }
    .unit { white-space: nowrap; }
    select:focus-visible { outline: 3px solid #d98e04; outline-offset: 2px; }
    .wrong { padding: .6rem .8rem .1rem; border-left: 4px solid #a3201b; background: #fdf4f3; }
    .act { display: flex; flex-wrap: wrap; align-items: center; gap: .8rem 1.5rem; margin: 1.4rem 0 .6rem; }
    .act button, a.act-link { font: inherit; font-weight: 600; display: inline-block; min-height: 2.75rem; padding: .5rem 1.6rem;
      color: #fff; background: var(--band); border: 0; border-radius: 3px; cursor: pointer; text-decoration: none; }
    .refusal { border-color: #a3201b; border-left-width: 6px; background: #fdf4f3; }
    .refusal h2 { border-color: #a3201b; color: #a3201b; }
    .refusal dl, .rules dl { margin: 0; }
    .refusal dl div { margin: 0 0 .6rem; } .refusal dt { color: var(--soft); font-size: .9rem; } .refusal dd { margin: 0; }
    .rules dl div { display: grid; grid-template-columns: 3rem 1fr; gap: .2rem .6rem; padding: .5rem 0; border-top: 1px solid var(--line); }
    .rules dt { font-weight: 600; } .rules dd { margin: 0; }
    .rules .broken { background: #fdf4f3; color: #a3201b; }
    .done-notice { margin: 0 0 1.5rem; padding: .7rem 1rem; background: #eef7f1; border: 1px solid #5b9a8f; border-left-width: 6px; }
    .done-notice:focus { outline: none; }
    .stages { max-width: 58rem; margin: 0; padding: 0; list-style: none; }
    .stages li { display: grid; grid-template-columns: 7rem minmax(0, 1fr) auto; gap: .2rem 1rem; align-items: center;
      padding: .55rem 0; border-top: 1px solid var(--line); }
    .stages .state { font-weight: 600; }
    .stages .next { background: #f3f8f7; } .stages .next .state { color: #12605a; }
    .stages .waits, .stages .waits .state { color: var(--soft); font-weight: 400; }
    .tiles + .question { margin-top: 1.2rem; }
    .answers td { white-space: normal; overflow-wrap: anywhere; } .answers td.figure, .answers td.code { white-space: nowrap; }
    .letter { font-size: 1.02rem; }
    .letter .sum { margin: .6rem 0 1rem; font-size: 1.25rem; }
    .letter .sum strong { font-size: 1.6rem; font-variant-numeric: tabular-nums; }
    .letter ul { margin: .4rem 0 .8rem; padding-left: 1.4rem; }
    @media (max-width: 64rem) { .desk { grid-template-columns: minmax(0, 1fr); } }
    @media (max-width: 48rem) { .stages li { grid-template-columns: 1fr; } .field select { width: 100%; } }
    @media print {
      .act, .no-print, .visitor { display: none; }
      .letter { font-size: 11pt; }
      body:has(.letter) .trail, body:has(.letter) footer p + p { display: none; }
      .letter h3 { margin: .5rem 0 .1rem; } .letter p { margin: .1rem 0 .4rem; }
    }

    """#
}
