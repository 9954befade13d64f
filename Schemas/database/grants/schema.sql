-- The application writes through append and nowhere else; everyone who follows the log may read it. Nobody but the
-- owner has any other right, and nobody is a member of the owner.
REVOKE ALL ON SCHEMA registry FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA registry FROM PUBLIC, registry_app, registry_worker, registry_reader;
GRANT USAGE ON SCHEMA registry TO registry_app, registry_worker, registry_reader;
GRANT SELECT ON registry.event, registry.line, registry.head, registry.claim, registry.voucher, registry.node, registry.migration
  TO registry_app, registry_worker, registry_reader;
