import Registry

/// What event types are called where people read them.
public enum EventNames {
  /// The type's own name where there is no other: a newer program may have written it.
  static func name(of type: String, in language: Language) -> String {
    switch language {
    case .chinese: chinese[type] ?? type
    case .english: spaced(type)
    }
  }

  /// Both names on one line: `火化完成 CremationCompleted`.
  public static func both(_ type: String) -> String { chinese[type].map { "\($0) \(type)" } ?? type }

  /// `CremationCompleted` reads "Cremation completed".
  private static func spaced(_ type: String) -> String {
    type.enumerated().map { $0.offset > 0 && $0.element.isUppercase ? " \($0.element.lowercased())" : "\($0.element)" }
      .joined()
  }

  /// As domain.md 4.3 and the events' own comments have them.
  private static let chinese = [
    "AmendmentDecided": "更正审批", "AmendmentProposed": "更正申请", "AmendmentWithdrawn": "更正申请撤回",
    "AnomalyRaised": "异常", "EventVoided": "撤销", "FactCorrected": "更正", "AshesPlaced": "骨灰安葬（放）",
    "AshesReleased": "骨灰领取", "AshesRelocated": "骨灰迁移",
    "AshesScattered": "骨灰撒散", "AshesStored": "骨灰寄存", "AwardClaimed": "已申领补助", "BatchLineAdded": "结算明细",
    "BatchOpened": "结算批次建立", "BatchPaid": "结算支付", "BatchReviewed": "结算审核", "BodyBuried": "遗体安葬",
    "BodyCollected": "遗体接运", "BodyDonated": "遗体捐献", "BodyReleasedOut": "遗体运出", "CaseClosed": "结案",
    "CaseOpened": "建案", "ClaimAppealed": "补助申诉", "ClaimApproved": "补助批准", "ClaimPaid": "补助支付",
    "ClaimPaymentFailed": "补助支付退回", "ClaimRecovered": "补助追回到账", "ClaimRejected": "补助不予批准",
    "ClaimResubmitted": "补助补正提交", "ClaimReturned": "补助退回补正", "ClaimSubmitted": "补助申领",
    "ClaimSupplemented": "补助补差批准",
    "ClaimVerified": "补助核实", "ConclusionAppealed": "年检结论申诉", "ConclusionIssued": "年检结论",
    "ConclusionRevised": "年检结论变更", "CremationAuthorised": "火化确认",
    "CremationCertificateIssued": "火化证明签发", "CremationCertificateReissued": "火化证明补发",
    "CremationCompleted": "火化完成", "CustodyOpened": "骨灰入管", "DeathCertificateRecorded": "死亡证明登记",
    "DeathCertificateReissued": "死亡证明补发", "DeathCountImported": "死亡人数导入",
    "DivisionChanged": "区划变更", "DocumentFiled": "年检材料归档",
    "DrawAnnounced": "抽取公告", "DuplicateFound": "发现重复个案", "EcoFormMapPublished": "生态安葬方式认定", "EvidenceAttached": "补充证据",
    "FacilityGraded": "殡仪馆等级评定",
    "FacilityLicensed": "设施许可（备案）",
    "FacilityStatusChanged": "设施状态变更", "FindingClosed": "整治结案", "FindingOpened": "发现问题",
    "HearseRegistered": "接运车登记", "HearseRetired": "接运车注销", "HoldPlaced": "限制处置",
    "HoldReleased": "解除限制", "IdentityResolved": "身份查明", "IdentityVerified": "身份核验",
    "InspectionOpened": "年检启动", "InspectionSampled": "年检抽取", "InspectorTieDeclared": "检查人员利害关系申报",
    "KeepingEnded": "存放结束",
    "KeepingExtended": "延期存放", "KeepingStarted": "遗体存放", "MaintenanceFundSet": "维护基金",
    "OrderIssued": "责令改正", "PenaltyImposed": "行政处罚", "PlotBlocked": "墓位停用",
    "PlotDecommissioned": "墓位撤销", "PlotRangeCreated": "墓位建立", "PlotReserved": "墓位预留",
    "PlotResized": "墓位改建", "PlotUnblocked": "墓位恢复", "PolicyPublished": "政策发布",
    "PopulationImported": "人口数据导入", "PriceListPublished": "价目公示", "RecoveryOpened": "启动追回",
    "RectificationAccepted": "整改验收", "RectificationOrdered": "责令整改", "RectificationOverdue": "整改逾期",
    "ReservationReleased": "取消预留", "ResidencyRecorded": "户籍与居住登记", "ReviewCompleted": "复核完成",
    "PartUnsealed": "解封查看", "PersonErased": "个人信息删除", "ReviewOpened": "复核启动", "SectionOpened": "墓区启用",
    "SelfCheckSubmitted": "年检自查", "ServiceAreaAssigned": "服务范围", "ServiceItemDelivered": "服务项目",
    "ServiceCataloguePublished": "服务项目目录",
    "SiteCheckRecorded": "现场检查", "StockReceived": "空白证明领入", "StockReconciled": "空白证明盘点",
    "StockSpoiled": "空白证明作废", "StockUsed": "空白证明使用", "StockWrittenOff": "空白证明核销",
    "StocktakeChecked": "骨灰盘点", "StorageRenewed": "骨灰续存", "SubmissionsRefused": "未予登记",
    "UnclaimedAshesDisposed": "无人认领骨灰处理",
    "UnclaimedAshesNoticePublished": "无人认领骨灰公告", "UnclaimedNoticePublished": "无人认领公告",
    "UnitInstalled": "火化机启用", "UnitRan": "火化机运行", "UnitRetired": "火化机报废",
    "UnitRetrofitted": "火化机改造", "UnitTested": "火化机检测", "UseRightGranted": "使用权确立",
    "UseRightRenewed": "使用权续期", "UseRightReturned": "使用权退还", "UseRightSucceeded": "使用权继承",
    "WaiverBatched": "减免列入结算", "WaiverDecided": "减免认定", "WaiverReversed": "减免撤销",
    "ZoneDesignated": "火化区划定",
  ]

  static var typesWithChineseName: Set<String> { Set(chinese.keys) }
}
