import Registry

/// What event types are called on pages.
enum EventNames {
  /// The type's own name where there is no other: a newer program may have written it.
  static func name(of type: String, in language: Language) -> String {
    switch language {
    case .chinese: chinese[type] ?? type
    case .english: spaced(type)
    }
  }

  /// `CremationCompleted` reads "Cremation completed".
  private static func spaced(_ type: String) -> String {
    type.enumerated().map { $0.offset > 0 && $0.element.isUppercase ? " \($0.element.lowercased())" : "\($0.element)" }
      .joined()
  }

  /// As domain.md 4.3 and the events' own comments have them.
  private static let chinese = [
    "AshesPlaced": "骨灰安葬（放）", "AshesScattered": "骨灰撒散", "CaseOpened": "建案", "ClaimApproved": "补助批准",
    "ClaimPaid": "补助支付", "ClaimRejected": "补助不予批准", "ClaimSubmitted": "补助申领", "ClaimVerified": "补助核实",
    "ConclusionIssued": "年检结论", "CremationAuthorised": "火化确认", "CremationCertificateIssued": "火化证明签发",
    "CremationCompleted": "火化完成", "CustodyOpened": "骨灰入管", "DeathCertificateRecorded": "死亡证明登记",
    "DivisionChanged": "区划变更", "EvidenceAttached": "补充证据", "FacilityLicensed": "设施许可（备案）",
    "FacilityStatusChanged": "设施状态变更", "HoldPlaced": "限制处置", "HoldReleased": "解除限制",
    "IdentityVerified": "身份核验", "InspectionOpened": "年检启动", "PlotBlocked": "墓位停用", "PlotRangeCreated": "墓位建立",
    "PlotReserved": "墓位预留", "PlotUnblocked": "墓位恢复", "PolicyPublished": "政策发布", "PopulationImported": "人口数据导入",
    "RectificationAccepted": "整改验收", "ReservationReleased": "取消预留", "ResidencyRecorded": "户籍与居住登记",
    "SectionOpened": "墓区启用", "SelfCheckSubmitted": "年检自查", "ServiceItemDelivered": "服务项目",
    "SiteCheckRecorded": "现场检查", "UseRightGranted": "使用权确立",
    "AshesReleased": "骨灰领取", "AshesRelocated": "骨灰迁移", "AshesStored": "骨灰寄存", "FacilityGraded": "殡仪馆等级评定",
    "MaintenanceFundSet": "维护基金", "PlotDecommissioned": "墓位撤销", "PlotResized": "墓位改建", "PriceListPublished": "价目公示",
    "ServiceAreaAssigned": "服务范围", "StorageRenewed": "骨灰续存", "UseRightRenewed": "使用权续期", "UseRightReturned": "使用权退还",
    "UseRightSucceeded": "使用权继承",
  ]

  static var typesWithChineseName: Set<String> { Set(chinese.keys) }
}
