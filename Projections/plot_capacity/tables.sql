-- Facts: what the events say, one row for each thing they speak of.

CREATE TABLE section (
  node integer,
  facility code,
  section code,
  name_zh text NOT NULL,
  kind text NOT NULL,         -- of its plots: single, double, family, niche, eco_pool, body_single, body_double
  designed bigint NOT NULL,
  eco boolean NOT NULL,
  PRIMARY KEY (node, facility, section)
);

-- In which town the licence says that a facility lies.
CREATE TABLE facility_town (
  node integer,
  facility code,
  town code,                  -- nine digits, those of the division in the licence first. NULL where it is not stated
  name_zh text,
  name_en text,
  licensed_on date,           -- the first day of the licence
  PRIMARY KEY (node, facility)
);

-- A plot, niche or eco pool. What happened to a plot may be known before the plot is laid out: its capacity is NULL
-- until then, and it counts nowhere.
CREATE TABLE plot (
  node integer,
  plot_id code,               -- facility/section/row/number
  facility code GENERATED ALWAYS AS (split_part(plot_id, '/', 1)) STORED,
  section code GENERATED ALWAYS AS (split_part(plot_id, '/', 2)) STORED,
  "row" code GENERATED ALWAYS AS (split_part(plot_id, '/', 3)) STORED,
  laid_out_places integer,    -- places in it when it was laid out
  resized_places integer,     -- and since works were last done on it
  capacity integer GENERATED ALWAYS AS (
    CASE WHEN laid_out_places IS NOT NULL THEN coalesce(resized_places, laid_out_places) END) STORED,
  blocked boolean NOT NULL DEFAULT false,
  reserved boolean NOT NULL DEFAULT false,
  decommissioned boolean NOT NULL DEFAULT false,
  -- Derived from these, from the use rights and from the placements:
  occupants integer NOT NULL DEFAULT 0,
  right_until date,           -- the last day of the use right that ends last; NULL when nobody holds one
  -- Exactly one of these at a time, so that they add up to what was created (rule P8).
  state text NOT NULL DEFAULT 'free'
    CHECK (state IN ('free', 'reserved', 'blocked', 'granted', 'occupied', 'decommissioned')),
  PRIMARY KEY (node, plot_id)
) WITH (fillfactor = 80);
-- Almost always empty.
CREATE INDEX plot_not_laid_out ON plot (node, plot_id) WHERE laid_out_places IS NULL;
CREATE INDEX plot_row ON plot (node, facility, section, "row");
CREATE INDEX plot_right_until ON plot (node, right_until) WHERE right_until IS NOT NULL;

-- A use right, by its contract. Its plot is the one that it was granted for; NULL until that is known.
CREATE TABLE use_right (
  node integer,
  contract code,
  plot_id code,
  last_day date,              -- as granted or last renewed
  returned boolean NOT NULL DEFAULT false,
  PRIMARY KEY (node, contract)
);
CREATE INDEX use_right_plot ON use_right (node, plot_id);

-- Where a portion of ashes has come to lie, each time that it was placed or moved.
CREATE TABLE movement (
  node integer,
  remains code,               -- the stream of a portion of ashes, or of a case for a body
  position bigint,            -- of the event, in the log
  plot_id code,               -- NULL when it was only taken out
  place integer,              -- 1 to the plot's capacity
  on_day date NOT NULL,
  left_on date,               -- the day of its next movement
  last boolean NOT NULL DEFAULT true,  -- where it lies now
  PRIMARY KEY (node, remains, position)
);
CREATE INDEX movement_plot ON movement (node, plot_id) INCLUDE (place) WHERE last;

-- Derived rows: a row of plots, counted. Small enough to count again whenever one of its plots is touched.
CREATE TABLE row_count (
  node integer,
  facility code,
  section code,
  "row" code,
  created bigint NOT NULL,
  free bigint NOT NULL,
  reserved bigint NOT NULL,
  blocked bigint NOT NULL,
  granted_unoccupied bigint NOT NULL,
  occupied bigint NOT NULL,   -- at least one place taken
  decommissioned bigint NOT NULL,
  full_units bigint NOT NULL, -- no place left
  places_in_free bigint NOT NULL,  -- places of plots that nobody holds
  places_in_held bigint NOT NULL,  -- empty places of plots that are reserved, granted or occupied
  PRIMARY KEY (node, facility, section, "row")
) WITH (fillfactor = 80);

-- The plots of which amended streams spoke, while a batch is applied that amends them.
CREATE TABLE retracted_plot (
  node integer,
  plot_id code,
  PRIMARY KEY (node, plot_id)
);

-- The plots to which the batch says that something happened. A right tells its plot when it is granted, and never
-- again; ashes that come to a place leave the one where they were. OFFSET 0 keeps the planner from turning these
-- look-ups around, to read all of a table.
CREATE VIEW touched_plot AS
SELECT b.node, substr(b.stream, length('plot/') + 1)::code AS plot_id
FROM batch b
WHERE b.type IN (
  'PlotBlocked', 'PlotUnblocked', 'PlotReserved', 'ReservationReleased', 'PlotResized', 'PlotDecommissioned')
UNION
SELECT b.node, r.plot_id
FROM batch b
CROSS JOIN LATERAL (
  SELECT u.plot_id FROM use_right u
  WHERE u.node = b.node AND u.contract = substr(b.stream, length('right/') + 1) AND u.plot_id IS NOT NULL OFFSET 0
) r
WHERE b.type IN ('UseRightGranted', 'UseRightRenewed', 'UseRightReturned')
UNION
SELECT b.node, l.plot_id
FROM batch b
CROSS JOIN LATERAL (
  SELECT m.plot_id FROM movement m
  WHERE m.node = b.node AND m.remains = b.stream AND m.plot_id IS NOT NULL OFFSET 0
) l
WHERE b.type IN ('AshesPlaced', 'AshesRelocated', 'BodyBuried', 'UnclaimedAshesDisposed')
UNION
SELECT r.node, r.plot_id FROM retracted_plot r;

-- The rows of plots in which the batch changes anything.
CREATE VIEW touched_row AS
SELECT t.node, split_part(t.plot_id, '/', 1)::code AS facility, split_part(t.plot_id, '/', 2)::code AS section,
  split_part(t.plot_id, '/', 3)::code AS "row"
FROM touched_plot t
UNION
SELECT b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), b.data ->> 'row'
FROM batch b
WHERE b.type = 'PlotRangeCreated';
