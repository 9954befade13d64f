-- A facility, as last licensed.
CREATE TABLE facility (
  node integer,
  facility code,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  kind code,                  -- funeral_home, columbarium, cemetery
  nature code,                -- public_benefit, commercial
  level code,                 -- city, county, town, village
  division code NOT NULL,     -- as the licence names it
  licensed_on date,           -- the first day of the licence
  licensed_until date,        -- its last day. NULL while it has no end
  PRIMARY KEY (node, facility)
);
