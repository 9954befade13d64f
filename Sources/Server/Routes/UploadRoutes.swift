import HTTPTypes
import Hummingbird
import Registry

/// `/home/upload` and `/home/uploads/{id}`: a file of submissions, and line by line what became of it.
struct UploadRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func choose(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let desk = try await services.desk(for: request, context.visitor)
      return UploadModel(desk, address.of(desk.office))
    }
  }

  /// Leads on to the report, which may be reloaded without sending the file again.
  func take(_ request: Request, _ context: Context) async throws -> Response {
    await services.form(request, context) { address in try await taken(request, context, address) }
  }

  private func taken(_ request: Request, _ context: Context, _ address: PageAddress) async throws -> PageOutcome {
    let desk = try await services.desk(for: request, context.visitor)
    let file = try await UploadedFile.read(request)
    let report = UploadReport(file, await services.answers(to: file.lines, desk, context.logger), desk)
    services.reports.keep(report)
    return .elsewhere(address.of(desk.office).to("/home/uploads/\(report.id)"))
  }

  func report(_ request: Request, _ context: Context) async throws -> Response {
    let desk = try? await services.desk(for: request, context.visitor)
    let report = desk.flatMap { desk in context.parameters.get("id").flatMap { services.reports.report($0, of: desk) } }
    if let report, request.uri.queryParameters["format"] == "csv" {
      var response = Response(bytes: Array(report.csv.utf8), type: "text/csv; charset=utf-8; header=present")
      response.headers[.contentDisposition] = "attachment; filename=\"answers-\(report.id).csv\""
      return response
    }
    return await services.page(request, context) { address in
      let desk = try await services.desk(for: request, context.visitor)
      guard let report else { throw Problem.noReport }
      let show = try request.parameter("show", "refused, all") { ["refused", "all"].contains($0) ? $0 : nil }
      let from = try request.parameter("from", "0…") { Int($0).flatMap { $0 >= 0 ? $0 : nil } } ?? 0
      return UploadReportModel(
        report,
        showing: (show ?? (report.count("refused") > 0 ? "refused" : "all")) == "all",
        from: from,
        services.pages.vocabulary,
        desk,
        address.of(desk.office)
      )
    }
  }
}
