extension ProjectionBenchmark {
  /// A table `given` with the events of a city: four facilities with 2,000 double plots each, a policy of seven items
  /// with two rules each, and cases that die on some day of a year and are placed within weeks.
  static func events(cases: Int) -> String {
    """
    CREATE TABLE given AS
    SELECT gen_random_uuid() AS id, e.day, e.nth, e.type, e.stream, e.data
    FROM (
      SELECT 0.0 AS day, 0 AS nth, 'PolicyPublished' AS type, 'policy/basic' AS stream,
        format('{"scheme":"free_basic_service","version":1,"title_zh":"p","title_en":"p","source":"s",'
          '"scope_divisions":["371000"],"valid_from":"2020-01-01","date_basis":"death","services":[%s]}',
          string_agg(format('{"rule_id":"%s%s","item_code":"%s","unit":"%s","cap_fen":50000,"criteria":[%s]}',
            i.item, r.rule, i.item, i.unit, r.criteria), ',')) AS data
      FROM (VALUES ('transport', 'trip'), ('keeping', 'day'), ('farewell', 'piece'), ('cremation', 'body'),
        ('ash_storage', 'month'), ('eco_burial', 'place'), ('urn', 'piece')) AS i (item, unit)
      CROSS JOIN (VALUES ('a', '{"fact":"hukou_in_scope","holds":true}'),
        ('b', '{"fact":"unknown_person","holds":true},{"fact":"unknown_body","holds":true}')) AS r (rule, criteria)
      UNION ALL
      SELECT 0, 1, 'FacilityLicensed', 'facility/F' || f,
        format('{"name_zh":"f","name_en":"f","kind":"cemetery","nature":"commercial","level":"county","division":"%s"}',
          (ARRAY['371002', '371003', '371082', '371083'])[f])
      FROM generate_series(1, 4) AS f
      UNION ALL
      SELECT 0, 2, 'SectionOpened', 'section/F' || f || '/A',
        '{"name_zh":"s","plot_kind":"double","designed_units":2000,"eco":false}'
      FROM generate_series(1, 4) AS f
      UNION ALL
      SELECT 0, 3, 'PlotRangeCreated', 'section/F' || f || '/A',
        format('{"row":"%s","first_no":1,"count":50,"capacity":2}', r)
      FROM generate_series(1, 4) AS f, generate_series(1, 40) AS r
      UNION ALL
      SELECT c.day + t.days, 4 + t.nth, t.type, t.stream, t.data
      FROM (
        SELECT n, 'C' || n AS id, 1 + (n * 7919 % 365) + n / 100000.0 AS day,
          format('F%s/A/%s/%s', n % 4 + 1, n / 200 % 40 + 1, n / 4 % 50 + 1) AS plot,
          (ARRAY['371002', '371003', '371082', '371083', '370102'])[n % 5 + 1] AS hukou
        FROM generate_series(1, \(cases)) AS n
      ) c
      CROSS JOIN LATERAL (VALUES
        (0, 0.0, 'CaseOpened', 'case/' || c.id, '{"facility_id":"F1","unknown_person":false}'),
        (1, 0.0, 'DeathCertificateRecorded', 'case/' || c.id,
          '{"death_at":"2026-03-01T08:00:00+08:00","death_division":"371002"}'),
        (2, 0.1, 'IdentityVerified', 'case/' || c.id, '{"id_check":"passed"}'),
        (3, 0.1, 'ResidencyRecorded', 'case/' || c.id,
          format('{"hukou_division":"%s","residence_permit":false}', c.hukou)),
        (4, 0.2, 'ServiceItemDelivered', 'waiver/' || c.id,
          '{"item_code":"transport","grade_code":"basic","qty_milli":1000,"unit":"trip","list_fen":30000,'
          '"service_at":"2026-03-01T08:00:00+08:00"}'),
        (5, 2.0, 'CremationAuthorised', 'case/' || c.id, '{"confirm_form_no":"1"}'),
        (6, 2.1, 'CremationCompleted', 'case/' || c.id, '{"ash_portions":1}'),
        (7, 2.1, 'ServiceItemDelivered', 'waiver/' || c.id,
          '{"item_code":"cremation","grade_code":"basic","qty_milli":1000,"unit":"body","list_fen":38000,'
          '"service_at":"2026-03-03T08:00:00+08:00"}'),
        (8, 2.2, 'CremationCertificateIssued', 'case/' || c.id, '{"cert_no":"1"}'),
        (9, 2.2, 'CustodyOpened', 'ashes/A' || c.n, format('{"case_id":"%s"}', c.id)),
        (10, 9.0 + c.n % 20, 'UseRightGranted', 'right/K' || c.n,
          format('{"plot_id":"%s","to":"2046-04-01"}', c.plot)),
        (11, 10.0 + c.n % 20, 'AshesPlaced', 'ashes/A' || c.n,
          format('{"facility_id":"F1","plot_id":"%s","position_no":1}', c.plot)),
        (12, 12.0 + c.n % 20, 'ClaimSubmitted', 'claim/' || c.n, '{"policy_id":"eco"}'),
        (13, 13.0 + c.n % 20, 'ClaimVerified', 'claim/' || c.n, '{"verifier_id":"v"}'),
        (14, 14.0 + c.n % 20, 'ClaimApproved', 'claim/' || c.n, '{"amount_fen":80000}'),
        (15, 15.0 + c.n % 20, 'ClaimPaid', 'claim/' || c.n, '{"amount_fen":80000}')
      ) AS t (nth, days, type, stream, data)
    ) e;
    """
  }
}
