import EventLog
import FrontDoor
import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever a route throws into problem details.
struct ProblemMiddleware<Context: VisitContext>: RouterMiddleware {
  let paths: PathTable

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let problem: Problem
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      let methods = paths.methods(at: request.uri.path)
      problem = methods.isEmpty ? .notFound : .methodNotAllowed(allowed: methods)
    } catch {
      problem = Problem(logging: error, context.logger)
    }
    return problem.response(from: request, context: context)
  }
}

extension Problem {
  /// From whatever a route has thrown; what is not the client's fault is logged, and what nobody foresaw by its type alone.
  init(logging error: any Error, _ logger: Logger) {
    switch error {
    case let error as Problem: self = error
    case let error as FrontDoorError:
      logger.error("no answer from the registry", metadata: ["error": "\(error)"])
      self.init(error)
    case let error as ReadError:
      self.init(error)
      if status.kind == .serverError { logger.error("nothing can be read", metadata: ["error": "\(error)"]) }
    case let error as EventLogError:
      logger.error("the log cannot be read", metadata: ["error": "\(error)"])
      self.init(error)
    default:
      // An error's own words may hold data.
      logger.error("unexpected error", metadata: ["error.type": "\(type(of: error))"])
      self = .internalError
    }
  }
}
