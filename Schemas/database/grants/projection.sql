-- Workers run the projections and own their schemas; everybody may see where they stand. Inspectors replay them, in
-- temporary tables of their session.
REVOKE ALL ON SCHEMA projection FROM PUBLIC;
GRANT USAGE ON SCHEMA projection TO registry_app, registry_worker, registry_reader;
GRANT SELECT ON projection.definition, projection.checkpoint, projection.parked, projection.status, projection.why
  TO registry_app, registry_worker, registry_reader;
GRANT SELECT ON projection.batch, projection.amendment TO registry_worker, registry_inspector;
GRANT SELECT ON projection.newly_parked TO registry_worker;
GRANT SELECT ON projection.kept TO registry_worker, registry_reader;
GRANT INSERT, UPDATE, DELETE ON projection.definition, projection.checkpoint, projection.parked, projection.kept
  TO registry_worker;
GRANT EXECUTE ON FUNCTION projection.take_lead(text, integer),
  projection.advance(text, integer, bigint, integer),
  projection.install(text, integer, text[], text[], text, text, text, boolean),
  projection.publish(text), projection.drop_retired(), projection.resume(text, integer, text),
  projection.keep_tables(text, text[]), projection.keep(text, text, integer)
  TO registry_worker;
GRANT EXECUTE ON FUNCTION projection.fill_schema(text, text, text, text),
  projection.apply(text, integer, bigint, bigint, text[], text[]),
  projection.apply_restating(text, integer, bigint, bigint, text[], text[]), projection.analyze(text)
  TO registry_worker, registry_inspector;
GRANT EXECUTE ON FUNCTION projection.show_replay(text, text), projection.stage(text, text, text, date),
  projection.narrow(integer, text[], bigint), projection.apply_narrowed(integer, bigint, bigint, text[]),
  projection.note_changes(), projection.replayed_tables()
  TO registry_inspector;
