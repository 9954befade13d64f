import TestSupport

extension SeededGenerator {
  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }

  mutating func text() -> [UInt8] {
    let letters = Array("王李张0123456789X{}\":,路号室 \u{1F54A}")
    return Array(
      String((0..<Int.random(in: 0...120, using: &self)).map { _ in letters.randomElement(using: &self) ?? "王" }).utf8
    )
  }
}
