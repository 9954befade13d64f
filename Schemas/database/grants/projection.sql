-- Workers run the projections and own their schemas; everybody may see where they stand.
REVOKE ALL ON SCHEMA projection FROM PUBLIC;
GRANT USAGE ON SCHEMA projection TO registry_app, registry_worker, registry_reader;
GRANT SELECT ON projection.definition, projection.checkpoint, projection.status
  TO registry_app, registry_worker, registry_reader;
GRANT SELECT ON projection.batch TO registry_worker;
GRANT INSERT, UPDATE ON projection.definition, projection.checkpoint TO registry_worker;
GRANT EXECUTE ON FUNCTION projection.take_lead(text, integer),
  projection.advance(text, integer, bigint, integer),
  projection.install(text, integer, text[], text[], text, text, text),
  projection.publish(text), projection.analyze(text)
  TO registry_worker;
