import Hummingbird
import Registry

/// Which part of a list a page shows, and the way to the others. The part `pager` reads the properties by name.
struct Pager {
  let words: String
  let earlier: Link?
  let later: Link?

  /// Nil where the page shows all. The list's other parts are at a path, with their number in a parameter, under a heading.
  init?(_ page: RecordPage, at path: String, _ parameter: String, under heading: String, _ address: PageAddress) {
    guard !page.isWhole else { return nil }
    let first = (page.number - 1) * page.size + 1
    let (from, to) = (Figures.grouped(Int64(first)), Figures.grouped(Int64(first + page.rows.count - 1)))
    let total = Figures.grouped(Int64(page.total))
    let language = address.language
    words = language.choose(
      Bilingual(zh: "共 \(total) 项，这里是第 \(from)–\(to) 项。", en: "\(total) in all; these are \(from) to \(to).")
    )
    func link(_ name: Bilingual, _ number: Int) -> Link {
      let given = number == 1 ? nil : String(number)
      return Link(language.choose(name), address.to(path, [(parameter, given)]) + "#\(heading)")
    }
    earlier = page.number > 1 ? link(Bilingual(zh: "上一页", en: "Before these"), page.number - 1) : nil
    let isLast = first + page.rows.count > page.total
    later = isLast ? nil : link(Bilingual(zh: "下一页", en: "After these"), page.number + 1)
  }
}

extension PageTemplates {
  /// A ``Pager``.
  static let pager = #"""
    <p class="remark">{{words}}{{#earlier}} <a rel="prev" href="{{address}}">{{name}}</a>{{/earlier}}{{#later}} <a rel="next" href="{{address}}">{{name}}</a>{{/later}}</p>

    """#
}

extension Request {
  /// Which part of a list is asked for, from 1.
  /// - Throws: `bad-parameter`.
  func part(_ name: String) throws(Problem) -> Int {
    try parameter(name, "1…") { Int($0).flatMap { (1...1_000_000).contains($0) ? $0 : nil } } ?? 1
  }
}
