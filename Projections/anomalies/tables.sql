-- Facts: what the events say. A finding is no fact: the views below find it, whatever came first and whatever was corrected.

-- Days from which on a facility may not sell.
CREATE TABLE suspension (
  node integer,
  stream text,
  event_id uuid,
  facility code NOT NULL,
  from_on date NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);

CREATE TABLE service_area (
  node integer,
  stream text,
  event_id uuid,
  position bigint NOT NULL,
  facility code NOT NULL,
  divisions text[] NOT NULL,
  from_on date NOT NULL,
  to_on date,                 -- the last day; NULL while it has no end
  PRIMARY KEY (node, stream, event_id)
);

CREATE TABLE section (
  node integer,
  facility code,
  section code,
  kind text NOT NULL,         -- of its plots
  PRIMARY KEY (node, facility, section)
);

-- Plots laid out or resized.
CREATE TABLE layout (
  node integer,
  stream text,
  event_id uuid,
  facility code NOT NULL,
  section code NOT NULL,
  laid_on date NOT NULL,
  area_cm2 bigint NOT NULL,
  stone_mm bigint,            -- NULL when not stated
  PRIMARY KEY (node, stream, event_id)
);

-- The versions of the policy that limits plots, and the limits of each.
CREATE TABLE plot_policy (
  node integer,
  stream text,
  event_id uuid,
  position bigint NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  scope_divisions text[] NOT NULL,
  scope_levels text[],        -- NULL: all
  scope_natures text[],       -- NULL: all
  valid_from date NOT NULL,
  valid_to date,
  PRIMARY KEY (node, stream, event_id)
);

CREATE TABLE plot_limit (
  node integer,
  stream text,
  event_id uuid,              -- of the version
  kind text,
  area_max_cm2 bigint NOT NULL,
  stone_max_mm bigint,
  PRIMARY KEY (node, stream, event_id, kind)
);

-- What is known of a case. Each of its facts has a table, for they come in any order.
CREATE TABLE decedent_case (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  facility code NOT NULL,     -- where it was opened
  is_unknown boolean NOT NULL,  -- when it was opened
  opened_on date NOT NULL,
  PRIMARY KEY (node, case_id)
);

-- Who the decedent is, by the last check that did not fail, or the last finding.
CREATE TABLE person (
  node integer,
  case_id code,
  person_ref code NOT NULL,
  id_hash code,               -- NULL without an identity number
  PRIMARY KEY (node, case_id)
);
CREATE INDEX person_ref ON person (node, person_ref);
CREATE INDEX person_id_hash ON person (node, id_hash);

CREATE TABLE death (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  source code NOT NULL,       -- who entered the certificate
  died_on date NOT NULL,
  is_known boolean NOT NULL,  -- whether the day is
  entered_on date NOT NULL,   -- as its submitter says
  recorded_on date NOT NULL,  -- by the log's clock
  PRIMARY KEY (node, case_id)
);

CREATE TABLE residency (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  homes text[] NOT NULL,      -- divisions where the decedent counts as a resident, and all that contain them
  PRIMARY KEY (node, case_id)
);

CREATE TABLE hold (
  node integer,
  case_id code,
  event_id uuid,
  placed_at timestamptz NOT NULL,
  until date,                 -- its last day; NULL: until it is released
  PRIMARY KEY (node, case_id, event_id)
);

CREATE TABLE hold_release (
  node integer,
  case_id code,
  event_id uuid,
  hold_event_id uuid NOT NULL,
  released_at timestamptz NOT NULL,
  PRIMARY KEY (node, case_id, event_id)
);

CREATE TABLE cremation (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  facility code NOT NULL,
  unit code NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  fuel_ml bigint,             -- NULL when not stated
  PRIMARY KEY (node, case_id)
);
CREATE INDEX cremation_unit ON cremation (node, facility, unit, started_at);

CREATE TABLE body_burial (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  buried_on date NOT NULL,
  PRIMARY KEY (node, case_id)
);

-- Cremation certificates, those issued again too.
CREATE TABLE certificate (
  node integer,
  case_id code,
  event_id uuid,
  issued_on date NOT NULL,
  PRIMARY KEY (node, case_id, event_id)
);

CREATE TABLE unit (
  node integer,
  facility code,
  unit code,
  fuel text NOT NULL,         -- oil, gas, other
  PRIMARY KEY (node, facility, unit)
);

-- What a cremator's own record says.
CREATE TABLE run (
  node integer,
  stream text,
  event_id uuid,
  facility code NOT NULL,
  case_id code NOT NULL,
  cremation_event_id uuid NOT NULL,
  ran_on date NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);

-- Blank certificates of a home: numbers in a series, which is a prefix and the number of digits.
CREATE TABLE form (
  node integer,
  stream text,
  event_id uuid,
  range_no integer,           -- its place in the event
  position bigint NOT NULL,
  facility code NOT NULL,
  fate text NOT NULL,         -- received, used, spoiled, written_off, counted, missing in a count
  series code NOT NULL,       -- such as SD########; '' of a count
  numbers int8range NOT NULL,
  happened_at timestamptz NOT NULL,
  PRIMARY KEY (node, stream, event_id, range_no)
);

CREATE TABLE custody (
  node integer,
  custody_id code,
  event_id uuid NOT NULL,
  case_id code NOT NULL,
  facility code NOT NULL,
  opened_on date NOT NULL,
  PRIMARY KEY (node, custody_id)
);

-- Whether anything has been heard of ashes after that.
CREATE TABLE heard (
  node integer,
  custody_id code,
  PRIMARY KEY (node, custody_id)
);

CREATE TABLE placement (
  node integer,
  custody_id code,
  event_id uuid NOT NULL,
  facility code NOT NULL,
  placed_on date NOT NULL,
  is_related boolean NOT NULL,  -- spouse or minor child of whoever holds the plot
  is_approved boolean NOT NULL,
  PRIMARY KEY (node, custody_id)
);

-- The last check of ashes in a stocktake.
CREATE TABLE ash_check (
  node integer,
  custody_id code,
  event_id uuid NOT NULL,
  checked_on date NOT NULL,
  is_found boolean NOT NULL,
  tag_matches boolean NOT NULL,
  PRIMARY KEY (node, custody_id)
);

CREATE TABLE use_right (
  node integer,
  contract code,
  event_id uuid NOT NULL,
  facility code NOT NULL,
  case_id code,               -- NULL: for no decedent
  basis text NOT NULL,
  has_evidence boolean NOT NULL,
  granted_on date NOT NULL,
  PRIMARY KEY (node, contract)
);
CREATE INDEX use_right_day ON use_right (node, facility, granted_on);

CREATE TABLE claim (
  node integer,
  claim_id code,
  event_id uuid NOT NULL,
  case_id code NOT NULL,
  claimant_ref code NOT NULL,
  bank_ref code NOT NULL,     -- keyed hash of the account
  office code NOT NULL,       -- division of the office
  submitted_on date NOT NULL,
  PRIMARY KEY (node, claim_id)
);
CREATE INDEX claim_case ON claim (node, case_id);

-- How a claim went on.
CREATE TABLE claim_step (
  node integer,
  claim_id code,
  event_id uuid,
  position bigint NOT NULL,
  step text NOT NULL,         -- the event's type
  PRIMARY KEY (node, claim_id, event_id)
);

-- What homes were paid for, by batch.
CREATE TABLE batch_line (
  node integer,
  batch text,
  event_id uuid,
  case_id code NOT NULL,
  PRIMARY KEY (node, batch, event_id)
);
CREATE INDEX batch_line_case ON batch_line (node, case_id);

CREATE TABLE batch_payment (
  node integer,
  batch text,
  event_id uuid,
  position bigint NOT NULL,
  PRIMARY KEY (node, batch, event_id)
);

CREATE TABLE waiver (
  node integer,
  case_id code,
  event_id uuid,
  is_granted boolean NOT NULL,  -- in part at least
  PRIMARY KEY (node, case_id, event_id)
);

CREATE TABLE waiver_reversal (
  node integer,
  case_id code,
  event_id uuid,
  decision_event_id uuid NOT NULL,
  PRIMARY KEY (node, case_id, event_id)
);

-- What somebody did who must have been alive: signed, received, claimed, bought.
CREATE TABLE act (
  node integer,
  stream text,
  event_id uuid,
  person_ref code NOT NULL,
  acted_on date NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);
CREATE INDEX act_person ON act (node, person_ref);

-- What an amendment made of a fact. It is known of the record alone: of what was true by a day there are none.
CREATE TABLE amended (
  node integer,
  stream text,
  event_id uuid,
  position bigint NOT NULL,
  target_event_id uuid NOT NULL,
  target_type text NOT NULL,
  amended_on date NOT NULL,
  was_died_on date,           -- of a death certificate: the day of death before
  died_on date,               -- and since; NULL when it was voided
  PRIMARY KEY (node, stream, event_id)
);
CREATE INDEX amended_target ON amended (node, target_event_id);

-- What the registry itself found when a fact was amended or came late.
CREATE TABLE raised (
  node integer,
  stream text,
  event_id uuid,
  position bigint NOT NULL,
  rule_id code NOT NULL,      -- of the registry: D3, M2, ...
  event_ids uuid[] NOT NULL,
  raised_on date NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);

-- The rules and their thresholds: how many at least, after how many days, beyond which share in a thousand. They say where
-- to look; no law has them.
CREATE VIEW rule (rule, severity, least, days, permille, title_zh, title_en) AS
VALUES
  ('N1', 'high', NULL::bigint, NULL::integer, NULL::bigint, '有火化证明而无火化记录', 'certificate without a cremation'),
  ('N2', 'medium', NULL, 7, NULL, '火化后久未出具证明', 'cremation without a certificate'),
  ('N3', 'medium', NULL, NULL, NULL, '火化炉有炉次而无火化记录', 'run of a cremator without a cremation'),
  ('N4', 'medium', NULL, NULL, NULL, '空白证明断号', 'gap in the numbers of used forms'),
  ('N5', 'medium', NULL, NULL, NULL, '空白证明盘点缺失', 'blank forms missing in a count'),
  ('N6', 'high', NULL, NULL, NULL, '证明编号重复使用', 'form used twice'),
  ('N7', 'high', NULL, NULL, NULL, '使用未领入的空白证明', 'form that was never received'),
  ('N8', 'high', NULL, NULL, NULL, '限制处置期间火化', 'cremation while held'),
  ('N9', 'high', NULL, NULL, NULL, '同一火化炉炉次重叠', 'overlapping runs of one cremator'),
  ('N10', 'medium', 21, NULL, 3500, '炉次时长异常', 'run time outside the band of the cremator'),
  ('N11', 'medium', 21, NULL, 3500, '炉次油耗异常', 'fuel outside the band of the cremator'),
  ('N12', 'high', 10, NULL, 300, '月油耗与火化数不符', 'fuel of a month against its cremations'),
  ('N13', 'high', NULL, NULL, NULL, '遗体已安葬而出具火化证明', 'certificate after a burial'),
  ('N14', 'high', NULL, 30, NULL, '死亡日期大幅改动', 'death date changed by much'),
  ('N15', 'high', NULL, NULL, NULL, '拨款后改动死亡日期', 'death date changed after payment'),
  ('N16', 'high', 3, NULL, NULL, '同一账户申领多人', 'one bank account for many decedents'),
  ('N17', 'high', 3, NULL, NULL, '同一人申领多人', 'one claimant for many decedents'),
  ('N18', 'high', 5, NULL, 30, '无名遗体集中', 'many unknown bodies at one home'),
  ('N19', 'high', NULL, NULL, NULL, '减免对象死亡后仍有活动', 'waiver for a person who acts after death'),
  ('N20', 'high', NULL, NULL, NULL, '两地申领', 'claims in two counties'),
  ('N21', 'medium', NULL, NULL, NULL, '墓位超标', 'plots over the limit of their kind'),
  ('N22', 'high', NULL, NULL, NULL, '无凭据确立使用权', 'right without papers'),
  ('N23', 'high', 8, 3, 3000, '停售前集中出售', 'many sales just before a suspension'),
  ('N24', 'medium', NULL, 180, NULL, '骨灰久无去向', 'ashes without a place for long'),
  ('N25', 'medium', NULL, NULL, NULL, '骨灰盘点不符', 'ashes that a stocktake missed'),
  ('N26', 'medium', NULL, NULL, NULL, '未经批准的服务范围外安放', 'placement outside the service area without approval'),
  ('N27', 'low', NULL, NULL, NULL, '经批准的服务范围外安放', 'placement outside the service area by approval'),
  ('N28', 'medium', 5, NULL, 100, '服务范围外安放集中', 'many placements outside the service area'),
  ('N29', 'high', 5, 30, NULL, '死亡证明成批迟报', 'late entry of many deaths'),
  ('N30', 'low', 50, 30, NULL, '历史数据成批导入', 'bulk import of older records'),
  ('N31', 'medium', NULL, NULL, NULL, '更正后与规则不符', 'facts against the rules since an amendment');

CREATE VIEW severity_name (severity, place, severity_zh) AS
VALUES ('high', 1, '高'), ('medium', 2, '中'), ('low', 3, '低');

-- The decedents of whom something was paid, and by which event.
CREATE VIEW paid AS
SELECT c.node, c.case_id, s.event_id, s.position
FROM claim c
JOIN claim_step s ON s.node = c.node AND s.claim_id = c.claim_id AND s.step = 'ClaimPaid'
UNION ALL
SELECT l.node, l.case_id, p.event_id, p.position
FROM batch_line l
JOIN batch_payment p ON p.node = l.node AND p.batch = l.batch;

-- Changes of a day of death; of a certificate that was voided, to the one that stands.
CREATE VIEW death_change AS
SELECT a.node, substr(a.stream, length('case/') + 1)::code AS case_id, a.stream, a.event_id, a.position,
  a.target_event_id, a.amended_on, a.was_died_on, coalesce(a.died_on, d.died_on) AS died_on
FROM amended a
LEFT JOIN death d ON d.node = a.node AND d.case_id = substr(a.stream, length('case/') + 1)
WHERE a.target_type = 'DeathCertificateRecorded';

-- How long a run lasted and what it took, beside the median of its cremator's runs and the median distance from that;
-- the distance counts for a twentieth of the median at least, where runs are all alike. Beyond `reach` a run is outside; it
-- is NULL where there are too few runs. MATERIALIZED here and below: what
-- is computed of all runs is computed once, however few of them the planner expects.
CREATE VIEW run_band AS
WITH measure AS MATERIALIZED (
  SELECT c.node, c.case_id, c.event_id, c.facility, c.unit, local_date(c.ended_at) AS ran_on, m.what, m.value
  FROM cremation c
  CROSS JOIN LATERAL (
    VALUES ('minutes', floor(extract(epoch FROM c.ended_at - c.started_at) / 60)::bigint), ('fuel', c.fuel_ml)
  ) m (what, value)
  WHERE m.value IS NOT NULL
), middle AS MATERIALIZED (
  SELECT m.node, m.facility, m.unit, m.what, count(*) AS runs,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY m.value) AS median
  FROM measure m
  GROUP BY m.node, m.facility, m.unit, m.what
), spread AS MATERIALIZED (
  SELECT m.node, m.facility, m.unit, m.what, g.runs, g.median,
    greatest(percentile_disc(0.5) WITHIN GROUP (ORDER BY abs(m.value - g.median)), g.median / 20) AS distance
  FROM measure m
  JOIN middle g USING (node, facility, unit, what)
  GROUP BY m.node, m.facility, m.unit, m.what, g.runs, g.median
), band AS MATERIALIZED (
  SELECT s.*, CASE WHEN s.runs >= t.least THEN t.permille * 1483 * s.distance / 1000000 END AS reach
  FROM spread s
  JOIN rule t ON t.rule = CASE s.what WHEN 'minutes' THEN 'N10' ELSE 'N11' END
)
SELECT m.*, b.runs, b.median, b.distance, b.reach
FROM measure m
JOIN band b USING (node, facility, unit, what);

-- The same of all runs on a kind of fuel: a cremator that often runs on too little has a band of its own that says nothing.
CREATE VIEW fuel_band AS
WITH measure AS MATERIALIZED (
  SELECT c.node, coalesce(u.fuel, 'other') AS fuel, c.fuel_ml AS value
  FROM cremation c
  LEFT JOIN unit u USING (node, facility, unit)
  WHERE c.fuel_ml IS NOT NULL
), middle AS MATERIALIZED (
  SELECT m.node, m.fuel, count(*) AS runs, percentile_disc(0.5) WITHIN GROUP (ORDER BY m.value) AS median
  FROM measure m
  GROUP BY m.node, m.fuel
), spread AS MATERIALIZED (
  SELECT m.node, m.fuel, g.runs, g.median,
    greatest(percentile_disc(0.5) WITHIN GROUP (ORDER BY abs(m.value - g.median)), g.median / 20) AS distance
  FROM measure m
  JOIN middle g USING (node, fuel)
  GROUP BY m.node, m.fuel, g.runs, g.median
)
SELECT s.*, CASE WHEN s.runs >= t.least THEN t.permille * 1483 * s.distance / 1000000 END AS reach
FROM spread s
JOIN rule t ON t.rule = 'N11';

-- A cremator's month, beside the middle one of all months of cremators with that fuel.
CREATE VIEW unit_month AS
WITH month AS MATERIALIZED (
  SELECT c.node, c.facility, c.unit, coalesce(u.fuel, 'other') AS fuel,
    date_trunc('month', local_date(c.ended_at)::timestamp)::date AS month, count(*) AS runs, sum(c.fuel_ml)::bigint AS fuel_ml,
    (sum(c.fuel_ml) / count(*))::bigint AS mean_ml, array_agg(c.event_id ORDER BY c.event_id) AS evidence
  FROM cremation c
  LEFT JOIN unit u USING (node, facility, unit)
  JOIN rule t ON t.rule = 'N12'
  WHERE c.fuel_ml IS NOT NULL
  GROUP BY c.node, c.facility, c.unit, coalesce(u.fuel, 'other'), date_trunc('month', local_date(c.ended_at)::timestamp), t.least
  HAVING count(*) >= t.least
), middle AS MATERIALIZED (
  SELECT o.node, o.fuel, percentile_disc(0.5) WITHIN GROUP (ORDER BY o.mean_ml) AS middle_ml
  FROM month o
  GROUP BY o.node, o.fuel
)
SELECT m.*, g.middle_ml
FROM month m
JOIN middle g USING (node, fuel);

-- Placements in public cemeteries with a service area that day, of those who were no residents of it.
CREATE VIEW stranger AS
SELECT p.node, p.custody_id, p.facility, p.placed_on, p.is_related, p.is_approved,
  array_remove(ARRAY[p.event_id, c.event_id, r.event_id], NULL) AS evidence
FROM placement p
JOIN facility f ON f.node = p.node AND f.facility = p.facility AND f.nature = 'public_benefit'
JOIN custody c ON c.node = p.node AND c.custody_id = p.custody_id
CROSS JOIN LATERAL (
  SELECT a.divisions
  FROM service_area a
  WHERE a.node = p.node AND a.facility = p.facility AND a.from_on <= p.placed_on
    AND p.placed_on <= coalesce(a.to_on, 'infinity')
  ORDER BY a.position DESC
  LIMIT 1
) s
LEFT JOIN residency r ON r.node = c.node AND r.case_id = c.case_id
WHERE NOT coalesce(r.homes && s.divisions, false);

-- Of each rule what it finds; `office` is the division of what happened at no facility.
CREATE VIEW found (node, rule, subject, facility, office, since, evidence, state, fact_zh, fact_en) AS
-- Papers of cremation.
SELECT c.node, 'N1', 'case/' || c.case_id, max(d.facility), NULL::text, min(c.issued_on), array_agg(c.event_id), 'open',
  format('该个案有火化证明 %s 份，没有火化记录', count(*)),
  format('The case has %s cremation certificate(s) and no cremation.', count(*))
FROM certificate c
LEFT JOIN decedent_case d USING (node, case_id)
WHERE NOT EXISTS (SELECT FROM cremation r WHERE r.node = c.node AND r.case_id = c.case_id)
GROUP BY c.node, c.case_id
UNION ALL
SELECT c.node, 'N2', 'case/' || c.case_id, c.facility, NULL, local_date(c.ended_at), ARRAY[c.event_id], 'open',
  format('%s 火化，至 %s 未出具证明', local_date(c.ended_at), as_of()),
  format('Cremated on %s, without a certificate until %s.', local_date(c.ended_at), as_of())
FROM cremation c
JOIN rule t ON t.rule = 'N2'
WHERE local_date(c.ended_at) + t.days < as_of()
  AND NOT EXISTS (SELECT FROM certificate p WHERE p.node = c.node AND p.case_id = c.case_id)
UNION ALL
SELECT r.node, 'N3', 'case/' || r.case_id, max(r.facility), NULL, min(r.ran_on), array_agg(r.event_id), 'open',
  format('火化炉记有 %s 炉次，该个案没有相应的火化记录', count(*)),
  format('%s run(s) of a cremator for this case have no cremation.', count(*))
FROM run r
WHERE NOT EXISTS (
  SELECT FROM cremation c WHERE c.node = r.node AND c.case_id = r.case_id AND c.event_id = r.cremation_event_id)
GROUP BY r.node, r.case_id
UNION ALL
SELECT g.node, 'N4', g.stream, max(g.facility), NULL, max(g.last_on), array_agg(g.event_id), 'open',
  format('已用的最小号与最大号之间有 %s 张没有使用、作废或核销', sum(g.forms)),
  format('%s form(s) between the lowest and the highest used are neither used nor spoilt nor written off.', sum(g.forms))
FROM (
  SELECT r.node, r.stream, r.event_id, r.facility, local_date(max(s.happened_at) FILTER (WHERE s.fate = 'used')) AS last_on,
    (SELECT sum(upper(h) - lower(h)) FROM unnest(
      int8multirange(int8range(min(lower(s.numbers)) FILTER (WHERE s.fate = 'used'),
        max(lower(s.numbers)) FILTER (WHERE s.fate = 'used'), '[]')) - range_agg(s.numbers)) AS h) AS forms
  FROM form r
  JOIN form s ON s.node = r.node AND s.stream = r.stream AND s.series = r.series AND s.numbers && r.numbers
    AND s.fate IN ('used', 'spoiled', 'written_off')
  WHERE r.fate = 'received'
  GROUP BY r.node, r.stream, r.event_id, r.facility
  HAVING count(*) FILTER (WHERE s.fate = 'used') > 0
) g
WHERE g.forms > 0
GROUP BY g.node, g.stream
UNION ALL
SELECT g.node, 'N5', g.stream, g.facility, NULL, local_date(g.happened_at), ARRAY[g.event_id], 'open',
  format('最近一次盘点缺 %s 张，没有核销', g.forms),
  format('%s form(s) were missing in the last count and are not written off.', g.forms)
FROM (
  SELECT l.node, l.stream, l.facility, l.event_id, l.happened_at, (
      SELECT sum(upper(h) - lower(h))
      FROM form m
      CROSS JOIN LATERAL unnest(int8multirange(m.numbers) - coalesce((
        SELECT range_agg(w.numbers) FROM form w
        WHERE w.node = m.node AND w.stream = m.stream AND w.series = m.series AND w.fate = 'written_off'), '{}')) AS h
      WHERE m.node = l.node AND m.stream = l.stream AND m.event_id = l.event_id AND m.fate = 'missing') AS forms
  FROM (
    SELECT DISTINCT ON (c.node, c.stream) c.* FROM form c
    WHERE c.fate = 'counted'
    ORDER BY c.node, c.stream, c.happened_at DESC, c.position DESC
  ) l
) g
WHERE g.forms > 0
UNION ALL
SELECT g.node, 'N6', g.stream, max(g.facility), NULL, min(local_date(g.happened_at)), array_agg(g.event_id), 'open',
  format('有 %s 个编号重复使用，或使用后又作废、核销', count(DISTINCT (g.series, g.number))),
  format('%s number(s) were used more than once, or used and also spoilt or written off.',
    count(DISTINCT (g.series, g.number)))
FROM (
  SELECT s.* FROM (
    SELECT f.node, f.stream, f.facility, f.series, lower(f.numbers) AS number, f.event_id, f.happened_at,
      count(*) OVER w AS times, count(*) FILTER (WHERE f.fate = 'used') OVER w AS uses
    FROM form f
    WHERE f.fate IN ('used', 'spoiled')
    WINDOW w AS (PARTITION BY f.node, f.stream, f.series, lower(f.numbers))
  ) s
  WHERE s.times > 1 AND s.uses > 0
  UNION ALL
  SELECT u.node, u.stream, u.facility, u.series, lower(u.numbers), e.event_id, e.happened_at, NULL, NULL
  FROM form w
  JOIN form u ON u.node = w.node AND u.stream = w.stream AND u.series = w.series AND u.numbers <@ w.numbers
    AND u.fate = 'used'
  CROSS JOIN LATERAL (VALUES (u.event_id, u.happened_at), (w.event_id, w.happened_at)) e (event_id, happened_at)
  WHERE w.fate = 'written_off'
) g
GROUP BY g.node, g.stream
UNION ALL
SELECT u.node, 'N7', u.stream, max(u.facility), NULL, min(local_date(u.happened_at)), array_agg(u.event_id), 'open',
  format('使用了 %s 张没有领入的空白证明', count(*)), format('%s form(s) were used that were never received.', count(*))
FROM form u
WHERE u.fate = 'used' AND NOT EXISTS (
  SELECT FROM form r
  WHERE r.node = u.node AND r.stream = u.stream AND r.series = u.series AND r.numbers @> u.numbers
    AND r.fate = 'received')
GROUP BY u.node, u.stream
UNION ALL
-- Cremation.
SELECT c.node, 'N8', 'case/' || c.case_id, c.facility, NULL, local_date(c.started_at),
  array_agg(h.event_id) || c.event_id, 'open',
  format('%s 火化时有 %s 项限制处置未解除', local_date(c.started_at), count(*)),
  format('%s hold(s) were in force when the body was cremated on %s.', count(*), local_date(c.started_at))
FROM cremation c
JOIN hold h ON h.node = c.node AND h.case_id = c.case_id AND h.placed_at < c.ended_at
  AND coalesce((h.until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', 'infinity') > c.started_at
WHERE NOT EXISTS (
  SELECT FROM hold_release r
  WHERE r.node = h.node AND r.case_id = h.case_id AND r.hold_event_id = h.event_id AND r.released_at <= c.started_at)
GROUP BY c.node, c.case_id
UNION ALL
SELECT g.node, 'N9', 'case/' || g.case_id, g.facility, NULL, local_date(g.started_at),
  o.evidence || g.event_id, 'open',
  format('火化炉 %s 同时还在火化 %s 具遗体', g.unit, cardinality(o.evidence)),
  format('The cremator %s was running for %s other(s) at the time.', g.unit, cardinality(o.evidence))
FROM (
  SELECT c.*, max(c.ended_at) OVER (
    PARTITION BY c.node, c.facility, c.unit ORDER BY c.started_at, c.case_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until
  FROM cremation c
) g
CROSS JOIN LATERAL (
  SELECT array_agg(e.event_id) AS evidence
  FROM cremation e
  WHERE e.node = g.node AND e.facility = g.facility AND e.unit = g.unit
    AND (e.started_at, e.case_id) < (g.started_at, g.case_id) AND e.ended_at > g.started_at
) o
WHERE g.busy_until > g.started_at
UNION ALL
SELECT r.node, 'N10', 'case/' || r.case_id, r.facility, NULL, r.ran_on, ARRAY[r.event_id], 'open',
  format('本炉次 %s 分钟；该炉 %s 个炉次的中位数为 %s 分钟，离中位数的中位距离为 %s 分钟', r.value, r.runs, r.median, r.distance),
  format('%s minutes; the median of the cremator''s %s runs is %s, the median distance from it %s.',
    r.value, r.runs, r.median, r.distance)
FROM run_band r
WHERE r.what = 'minutes' AND abs(r.value - r.median) > r.reach
UNION ALL
SELECT r.node, 'N11', 'case/' || r.case_id, r.facility, NULL, r.ran_on, ARRAY[r.event_id], 'open',
  format('本炉次燃料 %s 毫升；该炉 %s 个炉次的中位数为 %s 毫升，同类燃料各炉 %s 个炉次的为 %s 毫升', r.value, r.runs, r.median,
    f.runs, f.median),
  format('%s ml of fuel; the median of the cremator''s %s runs is %s, of all %s runs on that fuel %s.', r.value, r.runs,
    r.median, f.runs, f.median)
FROM run_band r
LEFT JOIN unit u USING (node, facility, unit)
JOIN fuel_band f ON f.node = r.node AND f.fuel = coalesce(u.fuel, 'other')
WHERE r.what = 'fuel' AND CASE
  -- A cremator whose median is itself far from that of the others is held to theirs.
  WHEN greatest(abs(r.value - f.median), abs(r.median - f.median)) > f.reach THEN abs(r.value - f.median) > f.reach
  ELSE abs(r.value - r.median) > r.reach
END
UNION ALL
SELECT m.node, 'N12', 'unit/' || m.facility || '/' || m.unit, m.facility, NULL, m.month, m.evidence, 'open',
  format('%s 起一个月 %s 炉次耗油 %s 毫升，平均 %s 毫升；同类燃料火化炉各月平均的中位数为 %s 毫升',
    m.month, m.runs, m.fuel_ml, m.mean_ml, m.middle_ml),
  format('%s runs in the month from %s took %s ml, %s each; the median month of cremators with this fuel has %s.',
    m.runs, m.month, m.fuel_ml, m.mean_ml, m.middle_ml)
FROM unit_month m
JOIN rule t ON t.rule = 'N12'
WHERE abs(m.mean_ml - m.middle_ml) * 1000 > t.permille * m.middle_ml
UNION ALL
-- Persons, and what was paid for them.
SELECT b.node, 'N13', 'case/' || c.case_id, max(d.facility), NULL, min(c.issued_on),
  array_agg(c.event_id) || array_agg(b.event_id), 'open',
  format('%s 已土葬，%s 又出具火化证明', min(b.buried_on), min(c.issued_on)),
  format('Buried on %s; a cremation certificate was issued on %s.', min(b.buried_on), min(c.issued_on))
FROM body_burial b
LEFT JOIN person p ON p.node = b.node AND p.case_id = b.case_id
CROSS JOIN LATERAL (
  SELECT b.case_id
  UNION
  SELECT o.case_id FROM person o WHERE o.node = b.node AND o.id_hash = p.id_hash
) s (case_id)
JOIN certificate c ON c.node = b.node AND c.case_id = s.case_id AND c.issued_on >= b.buried_on
LEFT JOIN decedent_case d ON d.node = c.node AND d.case_id = c.case_id
GROUP BY b.node, c.case_id
UNION ALL
SELECT a.node, 'N14', a.stream, max(d.facility), NULL, min(a.amended_on),
  array_agg(a.event_id) || array_agg(a.target_event_id), 'open',
  format('死亡日期更正 %s 次，最多相差 %s 日', count(*), max(abs(a.died_on - a.was_died_on))),
  format('The day of death was changed %s time(s), by up to %s days.', count(*), max(abs(a.died_on - a.was_died_on)))
FROM death_change a
JOIN rule t ON t.rule = 'N14'
LEFT JOIN decedent_case d USING (node, case_id)
WHERE abs(a.died_on - a.was_died_on) > t.days
GROUP BY a.node, a.stream
UNION ALL
SELECT a.node, 'N15', a.stream, max(d.facility), NULL, min(a.amended_on),
  array_agg(a.event_id) || array_agg(a.target_event_id) || array_agg(p.event_id), 'open',
  '拨款之后死亡日期有改动', 'The day of death was changed after something had been paid.'
FROM death_change a
JOIN paid p ON p.node = a.node AND p.case_id = a.case_id AND p.position < a.position
LEFT JOIN decedent_case d ON d.node = a.node AND d.case_id = a.case_id
WHERE a.died_on <> a.was_died_on
GROUP BY a.node, a.stream
UNION ALL
SELECT c.node, 'N16', 'claim/' || min(c.claim_id), NULL, min(c.office), min(c.submitted_on), array_agg(c.event_id), 'open',
  format('同一银行账户为 %s 名逝者申领', count(DISTINCT c.case_id)),
  format('One bank account stands in the claims for %s decedents.', count(DISTINCT c.case_id))
FROM claim c
JOIN rule t ON t.rule = 'N16'
GROUP BY c.node, c.bank_ref, t.least
HAVING count(DISTINCT c.case_id) >= t.least
UNION ALL
SELECT c.node, 'N17', 'claim/' || min(c.claim_id), NULL, min(c.office), min(c.submitted_on), array_agg(c.event_id), 'open',
  format('同一人为 %s 名逝者申领', count(DISTINCT c.case_id)),
  format('One person claims for %s decedents.', count(DISTINCT c.case_id))
FROM claim c
JOIN rule t ON t.rule = 'N17'
GROUP BY c.node, c.claimant_ref, t.least
HAVING count(DISTINCT c.case_id) >= t.least
UNION ALL
SELECT g.node, 'N18', 'facility/' || g.facility, g.facility, NULL, min(g.opened_on), array_agg(g.event_id), 'open',
  format('前后各 365 日内，无名遗体最多占 %s 宗个案中的 %s 宗', max(g.cases), max(g.unknown)),
  format('Within 365 days before and after each, up to %s of %s cases are of unknown persons.', max(g.unknown), max(g.cases))
FROM (
  SELECT d.*, count(*) OVER w AS cases, count(*) FILTER (WHERE d.is_unknown) OVER w AS unknown
  FROM decedent_case d
  WINDOW w AS (
    PARTITION BY d.node, d.facility ORDER BY d.opened_on
    RANGE BETWEEN '365 days' PRECEDING AND '365 days' FOLLOWING)
) g
JOIN rule t ON t.rule = 'N18'
WHERE g.is_unknown AND g.unknown >= t.least AND g.unknown * 1000 >= t.permille * g.cases
GROUP BY g.node, g.facility
UNION ALL
SELECT w.node, 'N19', 'case/' || w.case_id, max(c.facility), NULL, min(a.acted_on),
  array_agg(w.event_id) || array_agg(a.event_id) || array_agg(d.event_id), 'open',
  format('%s 死亡并获减免，%s 又有其签字、领取、申领或购墓', max(d.died_on), min(a.acted_on)),
  format('Dead on %s, with services waived; signed, received, claimed or bought on %s.', max(d.died_on), min(a.acted_on))
FROM waiver w
JOIN death d ON d.node = w.node AND d.case_id = w.case_id AND d.is_known
JOIN person p ON p.node = w.node AND p.case_id = w.case_id
JOIN act a ON a.node = w.node AND a.person_ref = p.person_ref AND a.acted_on > d.died_on
LEFT JOIN decedent_case c ON c.node = w.node AND c.case_id = w.case_id
WHERE w.is_granted AND NOT EXISTS (
  SELECT FROM waiver_reversal r WHERE r.node = w.node AND r.case_id = w.case_id AND r.decision_event_id = w.event_id)
GROUP BY w.node, w.case_id
UNION ALL
SELECT g.node, 'N20', 'case/' || min(g.case_id), NULL, min(g.office), max(g.submitted_on), array_agg(g.event_id), 'open',
  format('同一逝者在 %s 地申领', count(DISTINCT g.office)),
  format('Claims for one decedent were submitted in %s divisions.', count(DISTINCT g.office))
FROM (
  SELECT c.*, coalesce(p.id_hash, 'case/' || c.case_id) AS decedent
  FROM claim c
  LEFT JOIN person p USING (node, case_id)
  -- A claim that was turned down may well be made again where it belongs.
  WHERE (
    SELECT s.step FROM claim_step s
    WHERE s.node = c.node AND s.claim_id = c.claim_id
    ORDER BY s.position DESC
    LIMIT 1) IS DISTINCT FROM 'ClaimRejected'
) g
GROUP BY g.node, g.decedent
HAVING count(DISTINCT g.office) > 1
UNION ALL
-- Plots and rights.
SELECT l.node, 'N21', l.stream, max(l.facility), NULL, min(l.laid_on), array_agg(l.event_id), 'open',
  format('面积最大 %s 平方厘米，碑高最高 %s 毫米；按 %s，上限为 %s 平方厘米、%s 毫米', max(l.area_cm2),
    coalesce(max(l.stone_mm)::text, '–'), max(v.title_zh), min(v.area_max_cm2), coalesce(min(v.stone_max_mm)::text, '–')),
  format('Up to %s cm² and stones of %s mm; the limits of %s are %s cm² and %s mm.', max(l.area_cm2),
    coalesce(max(l.stone_mm)::text, '–'), max(v.title_en), min(v.area_max_cm2), coalesce(min(v.stone_max_mm)::text, '–'))
FROM layout l
JOIN section s USING (node, facility, section)
JOIN facility f USING (node, facility)
CROSS JOIN LATERAL (
  SELECT p.* FROM plot_policy p
  WHERE p.node = l.node AND p.scope_divisions && areas(f.division) AND l.laid_on >= p.valid_from
    AND l.laid_on <= coalesce(p.valid_to, 'infinity')
    AND coalesce(f.level = ANY (p.scope_levels), true) AND coalesce(f.nature = ANY (p.scope_natures), true)
  ORDER BY p.position DESC
  LIMIT 1
) c
JOIN LATERAL (
  SELECT c.title_zh, c.title_en, q.area_max_cm2, q.stone_max_mm FROM plot_limit q
  WHERE q.node = c.node AND q.stream = c.stream AND q.event_id = c.event_id AND q.kind = s.kind
) v ON l.area_cm2 > v.area_max_cm2 OR l.stone_mm > v.stone_max_mm
GROUP BY l.node, l.stream
UNION ALL
SELECT r.node, 'N22', 'right/' || r.contract, r.facility, NULL, r.granted_on, ARRAY[r.event_id], 'open',
  CASE WHEN r.case_id IS NULL THEN format('以 %s 为由确立，没有逝者，也没有凭证', r.basis)
    ELSE format('所依据的个案 %s 没有死亡证明', r.case_id) END,
  CASE WHEN r.case_id IS NULL THEN format('Granted as %s, for no decedent and without evidence.', r.basis)
    ELSE format('The case %s that it is granted for has no death certificate.', r.case_id) END
FROM use_right r
LEFT JOIN death d USING (node, case_id)
WHERE CASE WHEN r.case_id IS NULL THEN r.basis = 'decedent' OR NOT r.has_evidence ELSE d.case_id IS NULL END
UNION ALL
SELECT u.node, 'N23', u.stream, u.facility, NULL, u.from_on, n.evidence || u.evidence, 'open',
  format('停售前 %s 日内出售 %s 个，此前 180 日共 %s 个', t.days, cardinality(n.evidence), o.rights),
  format('%s rights were granted in the %s days before, %s in the 180 days before those.', cardinality(n.evidence), t.days,
    o.rights)
FROM (
  SELECT s.node, s.stream, s.facility, s.from_on, array_agg(s.event_id) AS evidence
  FROM suspension s
  GROUP BY s.node, s.stream, s.facility, s.from_on
) u
JOIN rule t ON t.rule = 'N23'
CROSS JOIN LATERAL (
  SELECT array_agg(r.event_id) AS evidence FROM use_right r
  WHERE r.node = u.node AND r.facility = u.facility AND r.granted_on > u.from_on - t.days AND r.granted_on <= u.from_on
) n
CROSS JOIN LATERAL (
  SELECT count(*) AS rights FROM use_right r
  WHERE r.node = u.node AND r.facility = u.facility
    AND r.granted_on > u.from_on - t.days - 180 AND r.granted_on <= u.from_on - t.days
) o
WHERE cardinality(n.evidence) >= t.least AND cardinality(n.evidence)::bigint * 180000 >= t.permille * o.rights * t.days
UNION ALL
-- Ashes.
SELECT c.node, 'N24', 'ashes/' || c.custody_id, c.facility, NULL, c.opened_on + t.days,
  array_remove(ARRAY[c.event_id, r.event_id], NULL), 'open',
  format('%s 入管后没有寄存、领取、安放或撒散的记录', c.opened_on),
  format('Taken into custody on %s; nothing has been heard of storage, release, placement or scattering.', c.opened_on)
FROM custody c
JOIN rule t ON t.rule = 'N24'
LEFT JOIN cremation r ON r.node = c.node AND r.case_id = c.case_id
WHERE c.opened_on + t.days < as_of()
  AND NOT EXISTS (SELECT FROM heard h WHERE h.node = c.node AND h.custody_id = c.custody_id)
UNION ALL
SELECT k.node, 'N25', 'ashes/' || k.custody_id, c.facility, NULL, k.checked_on, ARRAY[k.event_id], 'open',
  CASE WHEN k.is_found THEN '最近一次盘点标签不符' ELSE '最近一次盘点未找到' END,
  CASE WHEN k.is_found THEN 'The tag did not match in the last stocktake.' ELSE 'Not found in the last stocktake.' END
FROM ash_check k
LEFT JOIN custody c USING (node, custody_id)
WHERE NOT (k.is_found AND k.tag_matches)
UNION ALL
SELECT s.node, 'N26', 'ashes/' || s.custody_id, s.facility, NULL, s.placed_on, s.evidence, 'open',
  '逝者不属服务范围，未填亲属关系，也无批准文号',
  'The decedent was no resident of the service area; neither a relation nor an approval is given.'
FROM stranger s
WHERE NOT s.is_related AND NOT s.is_approved
UNION ALL
SELECT s.node, 'N27', 'ashes/' || s.custody_id, s.facility, NULL, s.placed_on, s.evidence, 'open',
  '逝者不属服务范围，经批准安放', 'The decedent was no resident of the service area; the placement was approved.'
FROM stranger s
WHERE s.is_approved
UNION ALL
SELECT g.node, 'N28', 'facility/' || g.facility, g.facility, NULL, min(g.placed_on), array_agg(g.event_id), 'open',
  format('前后各 365 日内，服务范围外的最多占 %s 份安放中的 %s 份', max(g.placed), max(g.outside)),
  format('Within 365 days before and after each, up to %s of %s placements are from outside the service area.',
    max(g.outside), max(g.placed))
FROM (
  SELECT p.*, s.node IS NOT NULL AS is_outside, count(*) OVER w AS placed, count(s.node) OVER w AS outside
  FROM placement p
  LEFT JOIN stranger s ON s.node = p.node AND s.custody_id = p.custody_id AND NOT s.is_related
  WINDOW w AS (
    PARTITION BY p.node, p.facility ORDER BY p.placed_on
    RANGE BETWEEN '365 days' PRECEDING AND '365 days' FOLLOWING)
) g
JOIN rule t ON t.rule = 'N28'
WHERE g.is_outside AND g.outside >= t.least AND g.outside * 1000 >= t.permille * g.placed
GROUP BY g.node, g.facility
UNION ALL
-- Entry.
SELECT g.node, 'N29', 'facility/' || g.source, g.source, NULL, min(g.entered_on), array_agg(g.event_id), 'open',
  format('%s 份死亡证明在死亡 %s 日后才登记，集中在 %s 日', count(*), max(g.days), count(DISTINCT g.entered_on)),
  format('%s death certificates were entered more than %s days after the death, on %s days.', count(*), max(g.days),
    count(DISTINCT g.entered_on))
FROM (
  SELECT d.*, t.days, t.least, count(*) OVER (
    PARTITION BY d.node, d.source ORDER BY d.entered_on
    RANGE BETWEEN '365 days' PRECEDING AND '365 days' FOLLOWING) AS late
  FROM death d
  JOIN rule t ON t.rule = 'N29'
  WHERE d.is_known AND d.entered_on - d.died_on > t.days
) g
WHERE g.late >= g.least
GROUP BY g.node, g.source
UNION ALL
SELECT d.node, 'N30', 'facility/' || d.source, d.source, NULL, d.recorded_on, array_agg(d.event_id), 'open',
  format('%s 一日收到 %s 份死亡证明，业务时间都早 %s 日以上', d.recorded_on, count(*), t.days),
  format('%s death certificates dated more than %s days earlier came in on %s.', count(*), t.days, d.recorded_on)
FROM death d
JOIN rule t ON t.rule = 'N30'
WHERE d.recorded_on - d.entered_on > t.days
GROUP BY d.node, d.source, d.recorded_on, t.least, t.days
HAVING count(*) >= t.least
UNION ALL
-- What the registry raised is settled once everything that it names has been amended since.
SELECT g.node, 'N31', g.stream,
  CASE WHEN split_part(g.stream, '/', 1) IN ('facility', 'plot', 'section', 'stock', 'unit')
    THEN split_part(g.stream, '/', 2) ELSE max(d.facility) END, NULL, min(g.raised_on), array_agg(g.event_id) || array_agg(g.named),
  CASE WHEN bool_and(g.is_amended) THEN 'gone' ELSE 'open' END,
  format('更正或迟到的事实与规则 %s 不符', string_agg(DISTINCT g.rule_id, '、' ORDER BY g.rule_id)),
  format('Since an amendment or a late fact, facts here are against the rules %s.',
    string_agg(DISTINCT g.rule_id, ', ' ORDER BY g.rule_id))
FROM (
  SELECT r.node, r.stream, r.raised_on, r.event_id, r.rule_id::text COLLATE "C" AS rule_id, n.named, EXISTS (
    SELECT FROM amended a WHERE a.node = r.node AND a.target_event_id = n.named AND a.position > r.position) AS is_amended
  FROM raised r
  CROSS JOIN LATERAL unnest(r.event_ids) AS n (named)
) g
LEFT JOIN decedent_case d ON d.node = g.node AND d.case_id = split_part(g.stream, '/', 2)
  AND split_part(g.stream, '/', 1) IN ('case', 'waiver')
GROUP BY g.node, g.stream;

-- For reading.

CREATE VIEW finding AS
SELECT f.node, f.rule, t.severity, n.severity_zh, t.title_zh, t.title_en, f.subject,
  f.facility, p.name_zh AS facility_zh, p.name_en AS facility_en,
  coalesce(g.division, f.office) AS division, m.name_zh AS division_zh, m.name_en AS division_en,
  coalesce(p.division, f.office) AS division_then,
  f.since, ARRAY(SELECT DISTINCT e.id FROM unnest(f.evidence) AS e (id) ORDER BY e.id) AS evidence, f.state,
  f.fact_zh, f.fact_en
FROM found f
JOIN rule t ON t.rule = f.rule
JOIN severity_name n ON n.severity = t.severity
LEFT JOIN facility p ON p.node = f.node AND p.facility = f.facility
LEFT JOIN facility_division g
  ON g.node = f.node AND g.facility = f.facility AND g.since <= as_of() AND as_of() < g.until
LEFT JOIN division_name m ON m.node = f.node AND m.division = coalesce(g.division, f.office)
WHERE f.state = 'open';

CREATE VIEW by_rule AS
SELECT f.node, f.rule, f.severity, f.severity_zh, f.title_zh, f.title_en, count(*) AS findings,
  count(DISTINCT f.facility) AS facilities, min(f.since) AS first_since, max(f.since) AS last_since
FROM finding f
GROUP BY f.node, f.rule, f.severity, f.severity_zh, f.title_zh, f.title_en;

-- Findings at no facility have none.
CREATE VIEW by_facility AS
SELECT f.node, f.facility, f.facility_zh, f.facility_en, f.division, f.division_zh, f.division_en,
  count(*) FILTER (WHERE f.severity = 'high') AS high, count(*) FILTER (WHERE f.severity = 'medium') AS medium,
  count(*) FILTER (WHERE f.severity = 'low') AS low, count(DISTINCT f.rule) AS rules, min(f.since) AS first_since
FROM finding f
WHERE f.facility IS NOT NULL
GROUP BY f.node, f.facility, f.facility_zh, f.facility_en, f.division, f.division_zh, f.division_en;
