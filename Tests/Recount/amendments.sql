-- Lines to submit: mistakes of each city to amend, so that there are more of them to recount than the simulator makes. A placement,
-- a block and a reservation that never were, and services that cost more than was recorded.
WITH candidate AS (
  SELECT e.*, row_number() OVER (PARTITION BY e.type ORDER BY e.position DESC) AS rank
  FROM registry.event e
  WHERE e.node = :node
    AND e.type IN ('AshesPlaced', 'PlotBlocked', 'ServiceItemDelivered')
    AND NOT EXISTS (
      SELECT FROM registry.event l
      WHERE l.node = e.node AND l.stream = e.stream AND l.version > e.version
        AND (e.type <> 'ServiceItemDelivered' OR l.type IN ('WaiverDecided', 'FactCorrected', 'EventVoided'))
    )
)
SELECT jsonb_build_object(
  'specversion', '1.0', 'id', gen_random_uuid(), 'source', event ->> 'source', 'actor', 'recount.clerk', 'subject', stream,
  'time', to_char(recorded_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"')
) || CASE type
  WHEN 'ServiceItemDelivered' THEN jsonb_build_object(
    'type', 'FactCorrected', 'dataschema', 'FactCorrected/v2',
    'data', jsonb_build_object(
      'target_event_id', event_id, 'replaces_event_id', event_id, 'target_type', type, 'time', event ->> 'time',
      'data_version', data_version, 'reason_code', 'clerical_error', 'approver_id', 'recount.head',
      'data', event::jsonb -> 'data' || jsonb_build_object('list_fen', (event #>> '{data,list_fen}')::bigint + 100)
    ))
  ELSE jsonb_build_object(
    'type', 'EventVoided', 'dataschema', 'EventVoided/v1',
    'data', jsonb_build_object(
      'target_event_id', event_id, 'replaces_event_id', event_id, 'reason_code', 'clerical_error',
      'approver_id', 'recount.head'
    ))
END
FROM candidate
WHERE rank <= CASE type WHEN 'ServiceItemDelivered' THEN 5 ELSE 1 END
ORDER BY position;
