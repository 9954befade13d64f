import EventLog

/// The log's claim, which the domain's own would hide: the module `EventLog` cannot be named beside its type of that name.
typealias LogClaim = Claim
