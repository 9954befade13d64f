/// What our clusters set beyond PostgreSQL's defaults.
struct ServerSettings {
  let port: Int
  let socketDirectory: String
  let durability: PrivateCluster.Durability

  var text: String {
    let shared = """
      listen_addresses = ''
      port = \(port)
      unix_socket_directories = '\(socketDirectory)'
      unix_socket_permissions = 0700
      max_connections = 300
      shared_buffers = '256MB'
      max_wal_size = '2GB'
      wal_compression = on
      timezone = 'UTC'
      log_timezone = 'UTC'
      lc_messages = 'C'
      # Personal data may stand in parameters and must never reach a log.
      log_parameter_max_length = 0
      log_parameter_max_length_on_error = 0
      log_min_error_statement = panic

      """
    return switch durability {
    case .full: shared
    case .none: shared + "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
    }
  }
}
