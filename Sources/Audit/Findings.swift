internal import Notary

/// What is found to be wrong, the first so many.
struct Findings {
  private(set) var all: [Finding] = []

  mutating func add(_ kind: Finding.Kind, at position: Int?, _ zh: String, _ en: String) {
    if all.count < LogAudit.Report.most { all.append(Finding(kind, position: position, "\(zh) \(en)")) }
  }
}
