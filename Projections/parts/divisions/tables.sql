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

-- Derived, of each division that has become another: what somebody who wrote its code on a day from `written_from` until the
-- day before `written_until` meant, from `since` until the day before `until`.
CREATE TABLE lineage (
  node integer,
  division code,
  written_from date,
  since date,
  written_until date NOT NULL,
  until date NOT NULL,
  became code NOT NULL,
  PRIMARY KEY (node, division, written_from, since)
);

-- What in the batch changes the lineage of divisions; read by those who keep what rests on it.
CREATE VIEW lineage_changed AS
SELECT b.position
FROM batch b
WHERE b.type = 'DivisionChanged' AND (json_array_length(b.data -> 'from_codes') > 0 OR EXISTS (
  SELECT FROM json_array_elements(b.data -> 'to') AS t (named)
  JOIN lineage l ON l.node = b.node AND l.division = t.named ->> 'code'));
