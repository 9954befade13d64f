import EventLog
import FrontDoor
import Hummingbird
import Logging

/// Turns whatever a route throws into problem details, and logs what nobody foresaw by its type alone.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
  let paths: PathTable

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let problem: Problem
    do {
      return try await next(request, context)
    } catch let error as Problem {
      problem = error
    } catch let error as FrontDoorError {
      context.logger.error("no answer from the registry", metadata: ["error": "\(error)"])
      problem = Problem(error)
    } catch let error as ReadError {
      context.logger.error("nothing can be read", metadata: ["error": "\(error)"])
      problem = Problem(error)
    } catch let error as EventLogError {
      context.logger.error("the log cannot be read", metadata: ["error": "\(error)"])
      problem = Problem(error)
    } catch let error as HTTPError where error.status == .notFound {
      let methods = paths.methods(at: request.uri.path)
      problem = methods.isEmpty ? .notFound : .methodNotAllowed(allowed: methods)
    } catch {
      // An error's own words may hold data.
      context.logger.error("unexpected error", metadata: ["error.type": "\(type(of: error))"])
      problem = .internalError
    }
    return problem.response(from: request, context: context)
  }
}
