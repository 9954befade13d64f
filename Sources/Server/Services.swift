import EventLog
import FrontDoor
import Registry

/// Takes submissions in. ``FrontDoor`` does.
protocol Reception: Sendable {
  func submit(_ lines: [[UInt8]]) async throws(FrontDoorError) -> [Answer]
}

extension FrontDoor: Reception {}

/// Shows what is recorded of a case. ``EventLog`` does.
protocol CaseFiles: Sendable {
  func caseFile(_ id: Code) async throws(FrontDoorError) -> CaseFile?
}

extension EventLog: CaseFiles {}

/// Reads what is projected, and where the read models stand. ``ReadModels`` does.
protocol Reading: Sendable {
  func capacity(by grouping: CapacityGrouping) async throws(ReadError) -> ModelRows
  func entitlement(of caseID: String) async throws(ReadError) -> CaseEntitlement
  func standings() async throws(ReadError) -> [Standing]
  /// The last position of the log.
  func head() async throws(ReadError) -> Int64
  func overview(newest count: Int) async throws(ReadError) -> Overview
}

/// What the routes need.
struct Services: Sendable {
  let office: Office
  let reception: any Reception
  let cases: any CaseFiles
  let reading: any Reading
  /// Schemas/http/openapi.yaml.
  let contract: [UInt8]
  let page: OverviewPage
  let metrics = ServerMetrics()
}
