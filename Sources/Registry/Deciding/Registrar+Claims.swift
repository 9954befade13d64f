extension Registrar {
  /// What it means that a claim was held already: the rule whose uniqueness the claim stands for.
  ///
  /// - Parameters:
  ///   - claim: the claim that the log refused.
  ///   - holder: the stream that holds it.
  ///   - subject: the stream that the refused submission was for.
  /// - Returns: what to answer the sender whose decision lost the claim.
  public static func refusal(
    claimTaken claim: Claim,
    heldBy holder: StreamName,
    for subject: StreamName
  ) -> Refusal {
    switch claim.kind {
    case .person: d1OneCasePerPerson(holder)
    case .certificate: d2CertificateUsedOnce(holder)
    case .cremationCertificate: d7NumberUsedOnce(claim, holder)
    case .portion: a1PortionOnce(claim, holder)
    case .place:
      [.ashCustody, .decedentCase].contains(subject.kind)
        ? a4PlaceOccupied(claim, holder) : p7PlaceInUse(claim, holder)
    case .plot: p8PlotHeld(claim, holder)
    case .award: m3OncePerDecedent(claim, holder)
    case .settlement: m6DecisionInOneBatch(claim, holder)
    case .draw: i5AnnouncedOnce(claim)
    case .payRef: m5PayRefOnce(claim, holder)
    case .plate: r2HearseOnce(holder)
    case .review: .l2IdReused(claim.key)
    }
  }
}

/// D1: one open case per person; a second report belongs to the first case.
private func d1OneCasePerPerson(_ holder: StreamName) -> Refusal {
  Refusal(
    rule: .d1,
    fact: Bilingual(
      zh: "同一身份证件的逝者已有个案 \(holder)",
      en: "There is a case for the person of that document already: \(holder)."
    ),
    remedy: Bilingual(
      zh: """
        请在该个案中继续办理，本案以 CaseClosed 结案（outcome 为 duplicate，of_case 为该个案）；\
        遗体在本案的，由对方如此结案，无名遗体则以 IdentityResolved 并案（merged_case_id 为该个案）
        """,
      en: """
        Go on with that case and close this one: CaseClosed, outcome duplicate, of_case that case. If the body is \
        here, its home closes that one so; or merge it by IdentityResolved with merged_case_id, if this one was unknown.
        """
    )
  )
}

/// D2: a death certificate is used for one case.
private func d2CertificateUsedOnce(_ holder: StreamName) -> Refusal {
  Refusal(
    rule: .d2,
    fact: Bilingual(zh: "该死亡证明已在 \(holder) 使用", en: "This death certificate has been used for \(holder)."),
    remedy: Bilingual(
      zh: "请核对证明编号；确为同一逝者的，请在该个案中办理；疑似冒用的，请报告民政部门",
      en: "Check its number; for the same decedent go on with that case, and report a suspected misuse."
    )
  )
}

/// D7: a certificate's number is given once.
private func d7NumberUsedOnce(_ claim: Claim, _ holder: StreamName) -> Refusal {
  Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "火化证明编号 \(claim.key) 已用于 \(holder)",
      en: "The cremation certificate number \(claim.key) is that of \(holder)."
    ),
    remedy: Bilingual(zh: "请核对证明编号", en: "Check the number on the certificate.")
  )
}

/// A1: a portion comes into custody once.
private func a1PortionOnce(_ claim: Claim, _ holder: StreamName) -> Refusal {
  Refusal(
    rule: .a1,
    fact: Bilingual(
      zh: "骨灰份号 \(claim.key)（个案/份号）已登记为 \(holder)",
      en: "The portion \(claim.key) (case/number) is recorded as \(holder)."
    ),
    remedy: Bilingual(
      zh: "请核对份号；每份骨灰只入管一次",
      en: "Check the portion's number; each comes into custody once."
    )
  )
}

/// A4 (and A2): a position holds one portion, so occupants never exceed the capacity.
private func a4PlaceOccupied(_ claim: Claim, _ holder: StreamName) -> Refusal {
  let (plot, position) = claim.plotAndPosition
  return Refusal(
    rule: .a4,
    fact: Bilingual(
      zh: "墓位 \(plot) 第 \(position) 位已由 \(holder) 占用",
      en: "Position \(position) of the plot \(plot) is occupied by \(holder)."
    ),
    remedy: Bilingual(
      zh: "请填写空闲的位置；墓位已满的，请另选墓位",
      en: "Give a free position; if the plot is full, choose another."
    )
  )
}

/// P7: a plot is made smaller, returned or decommissioned only where nobody lies.
private func p7PlaceInUse(_ claim: Claim, _ holder: StreamName) -> Refusal {
  let (plot, position) = claim.plotAndPosition
  return Refusal(
    rule: .p7,
    fact: Bilingual(
      zh: "墓位 \(plot) 第 \(position) 位安放着 \(holder)",
      en: "In the plot \(plot), position \(position), lies \(holder)."
    ),
    remedy: Bilingual(
      zh: "有人安葬的位置不能缩减、退还或撤销；请先以 AshesRelocated 迁出，或保留到该位置",
      en: "Such a position is not given up: relocate the ashes first by AshesRelocated, or keep that many places."
    )
  )
}

extension Claim {
  /// The parts of a place's key.
  fileprivate var plotAndPosition: (String, String) {
    let parts = key.split(separator: "#", maxSplits: 1).map(String.init)
    return (parts.first ?? key, parts.count > 1 ? parts[1] : "")
  }
}

/// P8: a plot is blocked, reserved or granted, one of them and once.
private func p8PlotHeld(_ claim: Claim, _ holder: StreamName) -> Refusal {
  let isRight = holder.kind == .useRight
  return Refusal(
    rule: .p8,
    fact: Bilingual(
      zh: isRight ? "墓位 \(claim.key) 的使用权已由 \(holder) 持有" : "墓位 \(claim.key) 已停用或已预留",
      en: isRight ? "The plot \(claim.key) is held under \(holder)." : "The plot \(claim.key) is blocked or reserved."
    ),
    remedy: Bilingual(
      zh: "请另选空闲的墓位，或核对墓位编号",
      en: "Choose a free plot, or check the number."
    )
  )
}

/// M3: an award once per decedent and scheme.
private func m3OncePerDecedent(_ claim: Claim, _ holder: StreamName) -> Refusal {
  Refusal(
    rule: .m3,
    fact: Bilingual(
      zh: "该逝者在该政策下已有申领 \(holder)（政策/个案：\(claim.key)）",
      en: "This decedent's award is claimed by \(holder) already (policy/case: \(claim.key))."
    ),
    remedy: Bilingual(
      zh: "每位逝者每项政策只奖补一次；请在原申领中继续，原申领被驳回后方可重新申领",
      en: "One award per decedent and scheme: go on with that claim; only after its rejection claim again."
    )
  )
}

/// M5: a payment pays one claim.
private func m5PayRefOnce(_ claim: Claim, _ holder: StreamName) -> Refusal {
  Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: "支付凭证 \(claim.key) 已用于 \(holder)",
      en: "The payment reference \(claim.key) has paid \(holder)."
    ),
    remedy: Bilingual(zh: "请核对支付凭证号", en: "Check the payment reference.")
  )
}

/// R2: a hearse is registered once at a time.
private func r2HearseOnce(_ holder: StreamName) -> Refusal {
  Refusal(
    rule: .r2,
    fact: Bilingual(
      zh: "该号牌的接运车已登记为 \(holder)",
      en: "The hearse with this plate is registered as \(holder)."
    ),
    remedy: Bilingual(
      zh: "请核对号牌；车辆转给他人使用的，原登记须先提交 HearseRetired",
      en: "Check the plate; when a hearse changes hands, its old registration ends by HearseRetired first."
    )
  )
}

/// M6: a decision is in at most one batch that is not paid yet, or paid.
private func m6DecisionInOneBatch(_ claim: Claim, _ holder: StreamName) -> Refusal {
  Refusal(
    rule: .m6,
    fact: Bilingual(
      zh: "减免认定 \(claim.key) 已列入批次 \(holder)",
      en: "The waiver decision \(claim.key) is a line of \(holder)."
    ),
    remedy: Bilingual(
      zh: "同一认定只结算一次；在该批次审核中被剔除后，方可列入另一批次",
      en: "A decision is settled once; only after that batch's review has rejected the line may another batch take it."
    )
  )
}

/// I5: a round of a division and year is announced once, so that nobody draws until it pleases them.
private func i5AnnouncedOnce(_ claim: Claim) -> Refusal {
  Refusal(
    rule: .i5,
    fact: Bilingual(
      zh: "该轮抽取已经公告或抽取（区划/年度/轮次：\(claim.key)）",
      en: "This round has been announced, or drawn, already (division/year/round: \(claim.key))."
    ),
    remedy: Bilingual(
      zh: "公告和抽取结果不得更换；确需增加检查的，请另行公告下一轮",
      en: "Neither an announcement nor a draw is ever replaced; for more inspections announce a further round."
    )
  )
}
