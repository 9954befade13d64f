import Mustache

/// What a table shows in one place. Tables have thousands of them: the template asks for what they hold by name, where looking it
/// up by reflection took nine tenths of the time that a page of a hundred rows took.
protocol ShownCell: MustacheParent {
  var text: String { get }
  /// Where it is told in full.
  var link: String? { get }
  /// Figures stand to the right.
  var isFigure: Bool { get }
  /// It may take more than one line; what is short is never broken.
  var isLong: Bool { get }
}

extension ShownCell {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "link": link
    case "isFigure": isFigure
    case "isLong": isLong
    default: nil
    }
  }
}
