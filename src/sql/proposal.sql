-- Statements of cmd_proposal.c: projects by villagers' vote. They read the views.

-- name: proposal.list
SELECT p.key, t.name, d.name, p.name, p.purpose, p.held_on, p.outcome, p.per_head_fen, p.persons,
       p.days_text, p.labourers, p.collected_fen, p.county_on,
       (SELECT count(*) FROM finding f WHERE f.subject_id = p.subject_id AND f.state <> 'gone')
  FROM v_proposal p
  JOIN v_division d ON d.division_id = p.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE (:under IS NULL OR p.division_id IN (SELECT w.division_id FROM v_division_within w JOIN v_division u ON u.division_id = w.within_id
                                             WHERE u.code = :under))
   AND (:year IS NULL OR p.year = :year)
   AND (:match IS NULL OR instr(p.name, :match))
 ORDER BY p.key

-- name: proposal.show
SELECT p.subject_id, p.key, coalesce(t.name, '') || d.name, p.year, p.name, p.purpose, u.name, p.proposed_on, p.proposer, p.proposer_count, p.proposer_of,
       p.posted_on, p.held_on, p.form, p.entitled, p.present, p.votes_for, p.votes_against, p.represented, p.represented_for, p.outcome,
       p.per_head_fen, p.persons, p.days_text, p.labourers,
       p.lieu_days_text, p.lieu_rate_fen, p.lieu_fen,
       CASE p.lieu_voluntary WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END,
       p.township_approval, p.township_on, p.submitted_on, p.county_approval, p.county_on, p.collected_from, p.collected_fen,
       b.file_name || ':' || r.line
  FROM v_proposal p
  JOIN v_division d ON d.division_id = p.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN v_unit u ON u.unit_id = p.unit_id
  JOIN record r ON r.record_id = p.record_id
  LEFT JOIN batch b ON b.batch_id = r.batch_id
 WHERE p.key = :key

-- name: proposal.parts
SELECT x.part, x.what, x.household, x.class, x.purpose, x.text, x.persons, x.labourers, x.fen,
       x.days_text, x.day, x.line
  FROM (SELECT l.part, 'line' AS what, l.household, l.class, NULL AS purpose, NULL AS text, l.persons, l.labourers, l.money_fen AS fen,
               l.days_text, NULL AS day, l.line FROM v_proposal_line l WHERE l.subject_id = :id
        UNION ALL
        SELECT s.part, 'spending', NULL, NULL, s.purpose, s.booked || coalesce(' → ' || d.name, ''), NULL, NULL, s.amount_fen, NULL,
               s.spent_on, s.line
          FROM v_proposal_spending s LEFT JOIN v_division d ON d.division_id = s.other_id WHERE s.subject_id = :id
        UNION ALL
        SELECT g.part, 'gift', g.household, NULL, NULL, NULL, NULL, NULL, g.amount_fen, NULL, g.given_on, g.line
          FROM v_proposal_gift g WHERE g.subject_id = :id) x
 ORDER BY x.part

-- name: proposal.findings
SELECT f.finding_id, f.rule, f.severity, f.state, f.part, f.excess_fen, f.detail
  FROM finding f WHERE f.subject_id = :id AND f.state <> 'gone' ORDER BY f.finding_id
