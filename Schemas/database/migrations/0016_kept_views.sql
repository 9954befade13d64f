SET LOCAL ROLE registry_owner;

-- Views that take long over a large registry are computed now and then by a worker, and their rows kept in tables beside
-- those of the read model: `kept_<view>`. This says of each which position of the log, and which day, its rows are of.
CREATE TABLE projection.kept (
  schema text NOT NULL REFERENCES projection.definition ON DELETE CASCADE,
  view text NOT NULL,
  node integer NOT NULL,
  position bigint NOT NULL,
  day date NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (schema, view, node)
);

RESET ROLE;
