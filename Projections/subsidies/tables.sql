-- Facts: the policies of awards, as rows. A version is what was first published under its number.

CREATE TABLE policy (
  node integer,
  policy_id code,
  version integer,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  doc_no text,                      -- NULL when the source does not state it
  scope_divisions text[] NOT NULL,
  valid_from date NOT NULL,
  valid_to date,                    -- the last day; NULL while it has no end
  date_basis text NOT NULL,         -- the day that chooses the version: death, service, placement or claim (rule M2)
  event_id uuid NOT NULL,           -- the event that published it
  PRIMARY KEY (node, policy_id, version)
);

CREATE TABLE award_rule (
  node integer,
  policy_id code,
  version integer,
  rule_no integer,                  -- its place in the policy
  rule_id code NOT NULL,
  forms text[] NOT NULL,
  amount_fen bigint NOT NULL,
  all_ashes boolean NOT NULL,       -- whether every portion must have gone this way
  degradable boolean,               -- whether what holds the ashes must decay; NULL when it does not ask
  markers text[],                   -- those that may stand over them; NULL when it does not ask
  PRIMARY KEY (node, policy_id, version, rule_no)
);

CREATE TABLE award_criterion (
  node integer,
  policy_id code,
  version integer,
  rule_no integer,
  fact code,
  holds boolean,                    -- what the fact must be
  PRIMARY KEY (node, policy_id, version, rule_no, fact, holds)
);

-- What is known of the cases that claims may come to rest on; NULL is unknown.
CREATE TABLE decedent_case (
  node integer,
  case_id code,
  death_on date,
  cremated_on date,
  ash_portions integer,
  unknown_person boolean,
  residence_permit boolean,
  PRIMARY KEY (node, case_id)
);

-- A portion of ashes, and where and how it last came to rest. What is kept, handed over or on its way has no form.
CREATE TABLE portion (
  node integer,
  custody_id code,
  case_id code,
  form code,
  place text,                       -- the plot; of what was scattered the sea area or site
  placed boolean,                   -- in a plot, or scattered
  whole boolean,                    -- whether no part of it was kept back
  degradable boolean,
  marker text,
  unclaimed boolean,                -- put to rest by its keeper, since nobody came
  rested_on date,
  PRIMARY KEY (node, custody_id)
);

-- What happened to a claim, in the order of the log.
CREATE TABLE claim_step (
  node integer,
  claim_id code,
  position bigint,
  type text NOT NULL,
  on_day date NOT NULL,
  fen bigint,                       -- approved, paid, asked back or come back
  policy_version integer,
  rule_id code,
  verifier_id code,
  approver_id code,
  pay_ref code,
  cause text,                       -- of a recovery
  reason text,                      -- of a rejection
  PRIMARY KEY (node, claim_id, position)
);
CREATE INDEX claim_step_money ON claim_step (node, type)
  WHERE type IN ('ClaimPaid', 'ClaimPaymentFailed', 'ClaimRecovered');

-- A claim: as it was submitted, once and for all, and where it stands.
CREATE TABLE award_claim (
  node integer,
  claim_id code,
  policy_id code,
  case_id code,
  relation text,
  office_division code,
  submitted_on date,
  event_id uuid,                    -- the event that submitted it; NULL, as the rest, until that is known
  -- Derived from its steps:
  status text,
  policy_version integer,           -- cited by the last approval that stands
  rule_id code,
  verifier_id code,                 -- who verified, and who approved, last
  approver_id code,
  four_eyes boolean,                -- NULL before anything is approved
  approved_fen bigint NOT NULL DEFAULT 0,
  supplemented_fen bigint NOT NULL DEFAULT 0,
  paid_fen bigint NOT NULL DEFAULT 0,
  failed_payments integer NOT NULL DEFAULT 0,
  asked_fen bigint NOT NULL DEFAULT 0,
  asked_for_correction_fen bigint NOT NULL DEFAULT 0,
  recovered_fen bigint NOT NULL DEFAULT 0,
  paid_on date,                     -- the first payment that was not sent back
  reason text,                      -- of the last rejection
  -- Derived from the burial and the policy as they are now:
  portions bigint,                  -- that the claim names
  at_rest bigint,                   -- of these, those that lie somewhere
  forms text[],
  places text[],
  rested_on date,                   -- the last of them
  due_version integer,
  due_rule_id code,
  due_fen bigint,                   -- NULL when no version is in force on the day that it goes by, or that day is unknown
  PRIMARY KEY (node, claim_id)
) WITH (fillfactor = 80);
CREATE INDEX award_claim_case ON award_claim (node, case_id);
CREATE INDEX award_claim_policy ON award_claim (node, policy_id);

-- The portions that a claim names.
CREATE TABLE claim_portion (
  node integer,
  claim_id code,
  custody_id code,
  PRIMARY KEY (node, claim_id, custody_id)
);
CREATE INDEX claim_portion_custody ON claim_portion (node, custody_id);

-- The claims of which amended streams spoke, while a batch is applied that amends them.
CREATE TABLE retracted_claim (
  node integer,
  claim_id code,
  PRIMARY KEY (node, claim_id)
);

-- Each payment, and whether the bank sent it back.
CREATE VIEW payment AS
SELECT p.node, p.claim_id, p.position, p.on_day, p.fen, p.pay_ref, coalesce(f.position > p.position, false) AS sent_back
FROM claim_step p
LEFT JOIN (
  SELECT s.node, s.claim_id, s.pay_ref, max(s.position) AS position
  FROM claim_step s
  WHERE s.type = 'ClaimPaymentFailed'
  GROUP BY s.node, s.claim_id, s.pay_ref
) f ON f.node = p.node AND f.claim_id = p.claim_id AND f.pay_ref = p.pay_ref
WHERE p.type = 'ClaimPaid';

-- The claims that the batch says anything about; read through keys(). OFFSET 0 keeps the planner from turning these
-- look-ups around, to read all of a table.
CREATE VIEW touched_claim (key) AS
SELECT substr(b.stream, length('claim/') + 1)
FROM batch b
WHERE b.type IN (
  'ClaimSubmitted', 'ClaimReturned', 'ClaimResubmitted', 'ClaimVerified', 'ClaimApproved', 'ClaimRejected',
  'ClaimAppealed', 'ClaimSupplemented', 'ClaimPaid', 'ClaimPaymentFailed', 'RecoveryOpened', 'ClaimRecovered')
UNION
SELECT l.claim_id
FROM batch b
CROSS JOIN LATERAL (
  SELECT c.claim_id FROM award_claim c
  WHERE c.node = b.node AND c.case_id = substr(b.stream, length('case/') + 1) OFFSET 0
) l
WHERE b.type IN (
  'CaseOpened', 'IdentityVerified', 'IdentityResolved', 'DeathCertificateRecorded', 'ResidencyRecorded',
  'CremationCompleted')
UNION
SELECT l.claim_id
FROM batch b
CROSS JOIN LATERAL (
  SELECT p.claim_id FROM claim_portion p
  WHERE p.node = b.node AND p.custody_id = substr(b.stream, length('ashes/') + 1) OFFSET 0
) l
WHERE b.type IN (
  'CustodyOpened', 'AshesStored', 'AshesReleased', 'AshesPlaced', 'AshesRelocated', 'AshesScattered',
  'UnclaimedAshesDisposed')
UNION
SELECT l.claim_id
FROM batch b
CROSS JOIN LATERAL (
  SELECT c.claim_id FROM award_claim c
  WHERE c.node = b.node AND c.policy_id = substr(b.stream, length('policy/') + 1) OFFSET 0
) l
WHERE b.type = 'PolicyPublished'
UNION
-- A division that became another may put an office in the scope of a policy, or out of it.
SELECT c.claim_id
FROM award_claim c
WHERE c.node = current_node() AND EXISTS (SELECT FROM lineage_changed)
UNION
SELECT r.claim_id FROM retracted_claim r WHERE r.node = current_node();
