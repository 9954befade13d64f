public import Access
import FoundationEssentials
public import FrontDoor
import Hummingbird
import HummingbirdCore
import Registry

/// A request that may be answered: who sends it, and what the route is to them.
struct Visit: Sendable {
  let principal: Principal
  /// ``AccessTables/Cell/all`` or `scope`.
  let cell: AccessTables.Cell
  /// A role in which they may.
  let role: Role
  let tables: AccessTables
  /// What stands with whatever they submit.
  var voucher: Voucher?

  /// A view as the visitor may read it: the role that they do it in, and which rows. Nil when no role of theirs may.
  func reading(_ model: String, _ view: String) -> (role: Role, rows: AccessTables.Rows?)? {
    guard let row = tables.view(model, view), let (cell, role) = row.best(of: principal.roles) else { return nil }
    return (role, cell == .all ? nil : row.rows)
  }

  /// In what role they may ask for a page; nil where none of theirs may.
  func roleOpening(_ page: String) -> Role? { tables.route("GET", page)?.best(of: principal.roles)?.role }
}

/// Carries the visit to the route.
protocol VisitContext: RequestContext {
  var visit: Visit? { get set }
  /// The address that the connection comes from; nil where there is none.
  var peer: String? { get }
}

extension VisitContext {
  /// The visit; every route that is not open has one.
  /// - Throws: 401, should it be missing all the same.
  var visitor: Visit {
    get throws(Problem) {
      guard let visit else { throw .notSignedIn(nil) }
      return visit
    }
  }
}

/// The context of a request that came over a socket.
struct RegistryContext: VisitContext {
  var coreContext: CoreRequestContextStorage
  var visit: Visit?
  let peer: String?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}

/// What a submitter may enter is asked for every line.
extension Submitter: SubmissionAuthority {}
