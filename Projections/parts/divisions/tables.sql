-- What a division is called from a day on.
CREATE TABLE division (
  node integer,
  division code,
  effective_on date,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  PRIMARY KEY (node, division, effective_on)
);

-- What a division became on a day; NULL when it was divided or abolished.
CREATE TABLE succession (
  node integer,
  division code,
  effective_on date,
  successor code,
  PRIMARY KEY (node, division, effective_on)
);
