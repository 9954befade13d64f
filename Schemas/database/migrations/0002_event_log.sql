SET LOCAL ROLE registry_owner;

-- A node is one registry (a city, say), numbered by its six-digit division code. A node's events are written in one
-- place only; the events of other nodes arrive by replication.
CREATE TABLE registry.node (
  node integer PRIMARY KEY,
  name text NOT NULL
);

-- The last position of a node, and the row that append locks: whoever holds it is the only writer. One version of
-- this row dies with every append; a nearly empty page lets the next one prune it without touching an index.
CREATE TABLE registry.head (
  node integer PRIMARY KEY REFERENCES registry.node,
  position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
  recorded_at timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 10);

-- The log. The columns before the event are taken from it by append. Columns stand in the order that wastes no
-- padding; names compare by their bytes, which no new version of a
-- collation can reorder under an index. The event is json, not jsonb: json keeps the exact bytes, which the leaf commits to.
CREATE TABLE registry.event (
  node integer NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  position bigint NOT NULL CHECK (position >= 1),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  event_id uuid NOT NULL,
  leaf bytea NOT NULL,
  stream text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  event json NOT NULL,
  -- The node comes last, for it is the same throughout a partition: were it first, a plan made while a partition is
  -- empty could take any of the three indexes for any look-up.
  PRIMARY KEY (position, node),
  UNIQUE (stream, version, node),
  UNIQUE (event_id, node)
) PARTITION BY LIST (node);

-- Uniqueness across streams: who holds (kind, key), and since which event.
CREATE TABLE registry.claim (
  node integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  stream text COLLATE "C" NOT NULL,
  PRIMARY KEY (node, kind, key)
);

-- One row of append's answer: one for each event of a unit that was appended or is a duplicate, one for each unit
-- that was turned down.
CREATE TYPE registry.append_answer AS (
  unit integer,            -- number of the unit within the call, from 1
  outcome text,            -- appended, duplicate, reused, conflict, claimed or rejected
  event_id uuid,           -- appended, duplicate: the event; reused: the id that belongs to other content
  stream text,             -- conflict: the stream that moved; claimed: the holder
  version integer,         -- conflict: the version found, 0 for none
  expected integer,        -- conflict: the version asked for
  position bigint,         -- claimed: the event that took the claim
  recorded_at timestamptz,
  claim_kind text,         -- claimed, and rejected for a claim that is not held
  claim_key text,
  reason text              -- rejected: empty, malformed, too_large or not_held
);

-- Parameters of append_unit.
CREATE TYPE registry.stream_version AS (stream text, version integer);
CREATE TYPE registry.claim_name AS (kind text, key text);

RESET ROLE;
