-- Populations and deaths of a year, as imported, with their source.
CREATE TABLE reference_count (
  node integer,
  kind code,                        -- residents, registered, population (whose is not stated), deaths
  division code,
  year integer,
  value bigint NOT NULL,
  source text NOT NULL,
  counted_on date NOT NULL,
  PRIMARY KEY (node, kind, division, year)
);
