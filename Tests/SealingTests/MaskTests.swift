import Sealing
import Testing

@Suite struct MaskTests {
  @Test(arguments: [
    ("name", "王建国", "王**"), ("name", "王五", "王*"), ("name", "王", "*"), ("name", "", "*"), ("name", "欧阳修远", "欧**"),
    ("name", "Katherine Johnson", "K**"), ("id_number", "371002194912310021", "3710**********0021"),
    ("id_number", "11010519491231002X", "1101**********002X"), ("id_number", "E12345678", "*********"),
    ("id_number", "H0123456789X", "H012****789X"), ("certificate_number", "1234", "****"),
    ("telephone", "13800000000", "138****0000"), ("telephone", "110", "****"),
    ("telephone", "06315230000", "063****0000"),
    ("bank_account", "6217000000000000001", "***************0001"), ("bank_account", "12345678", "****5678"),
    ("bank_account", "1234567", "*******"), ("address", "威海市环翠区文化路1号", "威海市环翠***"),
    ("address", "", "***"), ("address", "村", "***"), ("nickname", "anything", "***"),
  ])
  func hides(_ member: String, _ text: String, _ masked: String) {
    #expect(Mask.member(member, text) == masked)
  }

  /// What is shown is always less than what is hidden, or a telephone's well-known ends.
  @Test(arguments: ["name", "id_number", "certificate_number", "bank_account", "address"])
  func neverShowsAll(_ member: String) {
    for length in 0...60 {
      let text = String(repeating: "7", count: length)
      let shown = Mask.member(member, text).filter { $0 == "7" }.count
      #expect(
        shown == 0 || shown < length && length - shown >= (member == "name" ? 1 : 4)
          || member == "address" && shown * 2 <= length
      )
    }
  }
}
