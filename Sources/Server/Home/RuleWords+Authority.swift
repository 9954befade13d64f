import Registry

extension RuleWords {
  /// Of what authorities decide, pay, find, draw and publish: no step of a home or cemetery meets these rules.
  static let authorities = facilities.merging(money) { $1 }.merging(findings) { $1 }.merging(privacy) { $1 }

  private static let facilities = [
    "F1": Bilingual(zh: "等级只评殡仪馆。", en: "Grades are for funeral homes."),
    "F2": Bilingual(zh: "价目表不为空，每个项目只列一次。", en: "A price list is not empty, and names each item once."),
    "F3": Bilingual(zh: "维护基金从墓位、格位销售收入中提取。", en: "A maintenance fund comes out of the sales of plots and niches."),
    "F5": Bilingual(zh: "认定至少说明一种安葬方式，每种只说一次。", en: "A definition speaks of some forms, of each once."),
    "F6": Bilingual(
      zh: "政策施行之日起许可的设施，性质须为该政策所允许；此前许可的不受影响。",
      en: "What is licensed from a policy's day on is of a nature that it allows; who was licensed before goes on."
    ),
    "F7": Bilingual(zh: "乡镇代码以其所在县的代码开头。", en: "A town's code begins with that of its county."),
  ]

  private static let money = [
    "M1": Bilingual(
      zh: "同一个案、同一政策只有一个有效认定；减免不超过已提供服务的标价和政策的限额，各行与合计相符，不以已知不实的情况为据。",
      en: """
        One active decision per case and policy; no more is waived than was delivered and than the policy allows, the sums \
        add up, and nothing rests on what is known to be otherwise.
        """
    ),
    "M2": Bilingual(
      zh: "按政策自身的日期依据选用版本并写明；金额为所引条款的金额，并在期限之内。",
      en:
        "The version is chosen by the policy's own kind of day, and cited; the amount is the cited rule's, within its deadline."
    ),
    "M3": Bilingual(
      zh: "同一逝者同一项奖补只领一次；互相排斥的不能兼领。",
      en: "An award once per decedent and scheme; of awards that exclude each other only one."
    ),
    "M4": Bilingual(
      zh: "奖补按实际安葬的骨灰和方式核定，须符合所引条款。",
      en: "An award is for ashes that have come to rest, in the form and manner that the cited rule names."
    ),
    "M5": Bilingual(
      zh: "支付以核定额为准，只付一次；追回不超过已付。",
      en: "What was approved is paid, once; no more is asked back than was paid."
    ),
    "M6": Bilingual(
      zh: "结算明细各对应一个有效认定，一个认定只进一个批次，审核逐行只说一次。",
      en:
        "A line of a batch settles one decision that stands, a decision is in one batch, and a review speaks of every line once."
    ),
  ]

  private static let findings = [
    "E1": Bilingual(zh: "问题须写明所涉记录的编号。", en: "A finding names its record by its key."),
    "E2": Bilingual(zh: "先责令改正，再处罚；同一问题只罚一次。", en: "An order to put it right comes before the penalty, which is one."),
    "E3": Bilingual(zh: "处罚的法制审核由另一人进行。", en: "Somebody else reviews the legality of a penalty."),
    "E4": Bilingual(
      zh: "发现问题的人不自行核实、销号；已处罚的不能按不成立销号。",
      en: "Whoever opened a finding does not close it, and one that was punished is not unfounded."
    ),
    "I5": Bilingual(
      zh: "随机抽取先公告、再抽取，种子为日志中紧随公告的事件的叶散列；名单、人数与公告一致，任何人重算结果相同。",
      en: """
        A random draw is announced first; its seed is the leaf of the event right behind the announcement, its lists are those \
        announced, and whoever draws again gets the same.
        """
    ),
  ]

  private static let privacy = [
    "V1": Bilingual(
      zh: "查看个人信息须写明目的和法律依据。",
      en: "Whoever looks at personal data says what for, and on which legal ground."
    ),
    "V2": Bilingual(zh: "删除个人信息须由另一人批准。", en: "An erasure is approved by somebody else."),
    "V3": Bilingual(zh: "没有加密保存的，无从查看或删除。", en: "What is not sealed can neither be shown nor erased."),
    "V4": Bilingual(zh: "已删除的不能恢复。", en: "An erased person stays so."),
  ]
}
