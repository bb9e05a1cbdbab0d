-- What `jianfu accountability` prints. A case belongs to a period when it happened in it or became known in it.

-- name: accountability.list
SELECT a.number, iif(d.level = 'village', coalesce(d.parent_name, ''), '') || d.name AS place, a.class, a.happened_on, a.known_on, a.first_at, a.concluded_on,
       (SELECT count(*) FROM v_accountability_person p WHERE p.subject_id = a.subject_id) AS persons, a.summary
  FROM v_accountability a
  JOIN v_division d ON d.division_id = a.division_id
 WHERE (:from IS NULL OR a.happened_on BETWEEN :from AND :until OR a.known_on BETWEEN :from AND :until)
   AND (:class IS NULL OR a.class = :class)
 ORDER BY a.known_on, a.number

-- name: accountability.find
SELECT s.subject_id FROM subject s WHERE s.kind = 'accountability' AND s.key = :number

-- name: accountability.show
SELECT a.number, iif(d.level = 'village', coalesce(d.parent_name, ''), '') || d.name AS place, u.name AS unit, a.class, a.happened_on,
       a.known_on || coalesce(' ' || a.known_at, '') AS known, a.summary, p.number AS petition, a.concluded_on, a.concealed,
       a.concealment
  FROM v_accountability a
  JOIN v_division d ON d.division_id = a.division_id
  LEFT JOIN v_unit u ON u.unit_id = a.unit_id
  LEFT JOIN v_petition p ON p.subject_id = a.petition_id
 WHERE a.subject_id = :id

-- name: accountability.grounds
SELECT g.kind, g.code FROM v_accountability_ground g WHERE g.subject_id = :id ORDER BY g.kind DESC, g.part

-- name: accountability.reports
SELECT r.level, r.reported_on || coalesce(' ' || r.reported_at, '') AS at, r.paper
  FROM v_accountability_report r WHERE r.subject_id = :id ORDER BY r.reported_on, r.reported_at, r.part

-- name: accountability.persons
-- name is secret.
SELECT p.name, p.post, p.degree, p.sanction, p.sanctioned_on, p.paper
  FROM subject s JOIN accountability_person p ON p.record_id = s.record_id
 WHERE s.subject_id = :id ORDER BY p.part

-- name: accountability.findings
-- The findings that the case names, with what is known of them here; those that the checks made of the case itself after them.
SELECT f.finding_id, l.rule, l.kind || ':' || l.key AS record, f.state
  FROM subject s
  JOIN accountability_finding l ON l.record_id = s.record_id
  LEFT JOIN subject o ON o.kind = l.kind AND o.key = l.key
  LEFT JOIN finding f ON f.subject_id = o.subject_id AND f.rule = l.rule
 WHERE s.subject_id = :id
UNION ALL
SELECT f.finding_id, f.rule, 'accountability:' || s.key, f.state
  FROM subject s JOIN finding f ON f.subject_id = s.subject_id
 WHERE s.subject_id = :id AND f.state <> 'gone'

-- name: accountability.statement
-- What has to be known before it can be said that there was no case: one row. :first and :second are the half-years of the period
-- (:second NULL for one). verdict: some; at-least (some, and not all townships reported); none; unknown (then one of the columns
-- says why). Findings are those of the rules accountability-... that stand.
WITH half (half) AS (SELECT :first UNION ALL SELECT :second WHERE :second IS NOT NULL),
     looked AS (
    SELECT count(*) FILTER (WHERE a.class = 'vicious') AS vicious, count(*) FILTER (WHERE a.class = 'mass-incident') AS mass,
           count(*) FILTER (WHERE a.class = 'other-major') AS other, count(*) FILTER (WHERE a.class = 'none') AS no_case,
           (SELECT count(*) FROM v_petition p WHERE p.received_on BETWEEN :from AND :until) AS petitions,
           (SELECT count(*) FROM v_petition p WHERE p.received_on BETWEEN :from AND :until AND p.major_case IS NOT NULL) AS marked,
           (SELECT count(*) FROM v_petition p WHERE p.received_on BETWEEN :from AND :until AND p.major_case IS NOT NULL
               AND p.subject_id NOT IN (SELECT e.petition_id FROM v_accountability e WHERE e.petition_id IS NOT NULL)) AS unregistered,
           (SELECT count(*) FROM finding f WHERE f.rule GLOB 'accountability-*' AND f.state IN ('open', 'confirmed')
               AND f.charged_on BETWEEN :from AND :until) AS findings,
           EXISTS (SELECT 1 FROM run_rule k WHERE k.rule = 'accountability-concealed' AND k.verdict NOT IN ('error', 'not-checked')) AS checked,
           (SELECT count(*) FROM v_division d WHERE d.level = 'township') * (SELECT count(*) FROM half) AS due,
           (SELECT count(*) FROM v_nil_report n WHERE n.period IN (SELECT half FROM half)) AS nil_reports,
           (SELECT count(*) FROM v_division d CROSS JOIN half h
             WHERE d.level = 'township'
               AND NOT EXISTS (SELECT 1 FROM v_nil_report n WHERE n.division_id = d.division_id AND n.period = h.half)
               AND NOT EXISTS (SELECT 1 FROM v_accountability e
                                WHERE e.township_id = d.division_id AND half_year(e.known_on) = h.half)) AS missing
      FROM v_accountability a
     WHERE a.happened_on BETWEEN :from AND :until OR a.known_on BETWEEN :from AND :until)
SELECT CASE WHEN vicious + mass + other > 0 THEN iif(missing > 0 OR unregistered > 0 OR :until > :today, 'at-least', 'some')
            WHEN due = 0 OR missing > 0 OR unregistered > 0 OR findings > 0 OR NOT checked OR :until > :today THEN 'unknown' ELSE 'none' END AS verdict,
       vicious, mass, other, no_case, petitions, marked, unregistered, findings, due, nil_reports, missing,
       checked
  FROM looked

-- name: accountability.missing
-- Townships that reported neither a case nor none, by half-year.
WITH half (half) AS (SELECT :first UNION ALL SELECT :second WHERE :second IS NOT NULL)
SELECT h.half, d.code, d.name
  FROM half h CROSS JOIN v_division d
 WHERE d.level = 'township'
   AND NOT EXISTS (SELECT 1 FROM v_nil_report n WHERE n.division_id = d.division_id AND n.period = h.half)
   AND NOT EXISTS (SELECT 1 FROM v_accountability e WHERE e.township_id = d.division_id AND half_year(e.known_on) = h.half)
 ORDER BY h.half, d.code
