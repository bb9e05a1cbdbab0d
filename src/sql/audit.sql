-- Statements of src/audit: runs, verdicts, findings. The TEMP tables stand in views.sql (jf_db_views comes first).

-- name: audit.clear_scope
DELETE FROM audit_scope

-- name: audit.clear_governing
DELETE FROM audit_governing

-- name: audit.clear_hit
DELETE FROM audit_hit

-- name: audit.clear_open
DELETE FROM audit_open

-- name: audit.fill_scope
-- Every unit at every place where it charged or subscribed, with what standards may ask of it. Two places differ only if
-- some standard names a division at or above one of them, so that classes stay few whatever the number of villages.
INSERT INTO audit_scope (unit_id, division_id, grade_stage, class_id, county_class, stage, area, unit_type, size_class, mark)
WITH named AS (SELECT DISTINCT division_id FROM v_standard WHERE division_id IS NOT NULL),
     marked AS (SELECT w.division_id, w.within_id, min(w.steps) FROM v_division_within w
                  JOIN named n ON n.division_id = w.within_id GROUP BY w.division_id),
     place AS (SELECT DISTINCT +n.unit_id AS unit_id, +n.division_id AS division_id, '' AS grade_stage FROM v_notice n
               UNION SELECT unit_id, division_id, '' FROM v_subscription
               UNION SELECT unit_id, division_id, 'primary' FROM v_school_charge
               UNION SELECT unit_id, division_id, 'junior' FROM v_school_charge),
     scope AS (SELECT p.unit_id, p.division_id, p.grade_stage, d.county_class,
                      CASE WHEN p.grade_stage <> '' THEN p.grade_stage ELSE u.stage END AS stage,
                      u.area, u.type AS unit_type, u.size_class, coalesce(m.within_id, 0) AS mark
                 FROM place p
                 JOIN v_unit u ON u.unit_id = p.unit_id
                 JOIN v_division d ON d.division_id = p.division_id
                 LEFT JOIN marked m ON m.division_id = p.division_id)
SELECT unit_id, division_id, grade_stage,
       dense_rank() OVER (ORDER BY county_class, stage, area, unit_type, size_class, mark),
       county_class, stage, area, unit_type, size_class, mark
  FROM scope

-- name: audit.fill_governing
-- The standards that fit each class, best first: most scopes set, then the later first day, then a ban, then the record.
INSERT INTO audit_governing (item_id, class_id, rank, valid_from, valid_until, ruling, standard_id)
WITH class AS (SELECT DISTINCT class_id, county_class, stage, area, unit_type, size_class, mark FROM audit_scope)
SELECT t.item_id, c.class_id,
       row_number() OVER (PARTITION BY t.item_id, c.class_id
                              ORDER BY t.specificity DESC, t.valid_from DESC, t.ruling = 'ban' DESC, t.record_id),
       t.valid_from, coalesce(t.valid_until, '9999-12-31'), t.ruling, t.record_id
  FROM class c
  JOIN v_standard t
    ON t.ruling <> 'deadline'
   AND (t.county_class IS NULL OR t.county_class = c.county_class)
   AND (t.stage IS NULL OR t.stage = c.stage)
   AND (t.area IS NULL OR t.area = c.area)
   AND (t.unit_type IS NULL OR t.unit_type = c.unit_type)
   AND (t.size_class IS NULL OR t.size_class = c.size_class)
   AND (t.division_id IS NULL
        OR t.division_id IN (SELECT w.within_id FROM v_division_within w WHERE w.division_id = c.mark))

-- name: audit.add_run
INSERT INTO run (at, actor, audit_day, book) VALUES (:at, :actor, :day, :book)

-- name: audit.add_run_rule
INSERT INTO run_rule (run_id, rule, rule_digest, verdict, population, passed, failed, undecided, message)
VALUES (:run, :rule, :digest, :verdict, :population, :passed, :failed, :undecided, :message)

-- name: audit.add_run_reasons
INSERT INTO run_reason (run_id, rule, reason, subjects)
SELECT :run, :rule, reason, count(*) FROM audit_open GROUP BY reason ORDER BY reason

-- name: audit.count_hits
SELECT count(*) FROM audit_hit

-- name: audit.count_open
SELECT count(*) FROM audit_open

-- name: audit.count_both
-- Subjects that the rule both failed and could not decide: a fault of the rule.
SELECT count(*) FROM audit_hit h JOIN audit_open o ON o.subject_id = h.subject_id AND o.part = h.part

-- name: audit.count_outside
-- Findings outside the rule's time: a fault of the rule.
SELECT count(*) FROM audit_hit WHERE charged_on NOT BETWEEN :from AND :until

-- name: audit.sum_excess
SELECT coalesce(sum(max(excess_fen, 0)), 0) FROM audit_hit

-- name: audit.count_back
SELECT count(*) FROM audit_hit h JOIN finding f ON f.rule = :rule AND f.subject_id = h.subject_id AND f.part = h.part
 WHERE f.state = 'gone'

-- name: audit.upsert
-- New findings open; known ones take the new figures and keep their state; one that was gone opens again.
INSERT INTO finding (rule, subject_id, part, state, severity, division_id, unit_id, charged_on, charged_fen, allowed_fen,
                     excess_fen, standard_id, detail, rule_digest, first_run, last_run)
SELECT :rule, h.subject_id, h.part, 'open', h.severity, h.division, h.unit, h.charged_on, h.charged_fen, h.allowed_fen,
       h.excess_fen, h.standard_id, h.detail, :digest, :run, :run
  FROM audit_hit h WHERE true ORDER BY h.subject_id, h.part
ON CONFLICT (rule, subject_id, part) DO UPDATE
   SET severity = excluded.severity, division_id = excluded.division_id, unit_id = excluded.unit_id,
       charged_on = excluded.charged_on, charged_fen = excluded.charged_fen, allowed_fen = excluded.allowed_fen,
       excess_fen = excluded.excess_fen, standard_id = excluded.standard_id, detail = excluded.detail,
       rule_digest = excluded.rule_digest, last_run = excluded.last_run,
       state = CASE finding.state WHEN 'gone' THEN 'open' ELSE finding.state END

-- name: audit.count_new
SELECT count(*) FROM finding WHERE rule = :rule AND first_run = :run

-- name: audit.close_gone
-- Open or confirmed findings that this run no longer found. They stay readable.
UPDATE finding SET state = 'gone' WHERE rule = :rule AND state IN ('open', 'confirmed') AND last_run < :run

-- name: audit.total_excess
-- Each line of each subject counts once, with its largest excess, over the findings that this run found.
SELECT coalesce(sum(most), 0) FROM (SELECT max(max(excess_fen, 0)) AS most FROM finding
 WHERE last_run = :run GROUP BY subject_id, part)

-- name: audit.last_run
SELECT max(run_id) FROM run

-- name: audit.run
SELECT run_id, at, actor, audit_day, book FROM run WHERE run_id = :run

-- name: audit.run_rules
SELECT rule, rule_digest, verdict, population, passed, failed, undecided, message FROM run_rule WHERE run_id = :run
 ORDER BY rule

-- name: audit.run_reasons
SELECT rule, reason, subjects FROM run_reason WHERE run_id = :run ORDER BY rule, reason

-- name: audit.finding_exists
SELECT count(*) FROM finding WHERE finding_id = :id

-- name: audit.findings
-- Findings by rule, place and subject; a filter that is NULL lets everything pass. A division filter takes everything under it.
SELECT f.finding_id
  FROM v_finding f
 WHERE (:rule IS NULL OR f.rule = :rule)
   AND (:unit IS NULL OR f.unit_code = :unit)
   AND (:division IS NULL OR f.division_id IN (SELECT w.division_id FROM v_division_within w
                                                 JOIN v_division d ON d.division_id = w.within_id WHERE d.code = :division))
   AND (:state IS NULL OR f.state = :state)
   AND (:all = 1 OR :state IS NOT NULL OR f.state <> 'gone')
   AND (:school = 0 OR f.unit_type = 'school')
   AND (:severity IS NULL OR f.severity = :severity)
   AND (:subject IS NULL OR f.subject_key = :subject)
   AND (:from IS NULL OR f.charged_on >= :from)
   AND (:until IS NULL OR f.charged_on <= :until)
 ORDER BY f.rule, f.division_code, f.subject_kind, f.subject_key, f.part

-- name: audit.finding
-- One finding with its evidence: the record as it stands, its line, file and digest. The line is that of the finding's part.
SELECT f.finding_id, f.rule, f.subject_id, f.subject_kind, f.subject_key, f.part, f.state, f.severity,
       f.division_code, f.division_name,
       CASE f.division_level WHEN 'village' THEN (SELECT d.name FROM v_division d WHERE d.division_id = f.division_parent_id)
                             ELSE NULL END AS township_name,
       f.unit_code, f.unit_name, f.charged_on, f.charged_fen, f.allowed_fen, f.excess_fen, f.standard_id, f.detail,
       f.rule_digest, f.first_run, f.last_run, f.record_id, r.version,
       coalesce(CASE f.subject_kind
                WHEN 'notice' THEN (SELECT l.line FROM notice_item l WHERE l.record_id = f.record_id AND l.part = f.part)
                WHEN 'school-charge' THEN (SELECT l.line FROM school_charge_line l
                                            WHERE l.record_id = f.record_id AND l.part = f.part)
                WHEN 'subscription' THEN (SELECT l.line FROM subscription_line l
                                           WHERE l.record_id = f.record_id AND l.part = f.part) END, r.line) AS line,
       -- the name on the line; a one-fee finding speaks of a whole grade, of which its line is only the first
       CASE CASE f.rule WHEN 'school-onefee-over-cap' THEN '' ELSE f.subject_kind END
                WHEN 'notice' THEN (SELECT t.text FROM notice_item l JOIN term t ON t.term_id = l.name_term
                                     WHERE l.record_id = f.record_id AND l.part = f.part)
                WHEN 'school-charge' THEN (SELECT t.text FROM school_charge_line l JOIN term t ON t.term_id = l.name_term
                                            WHERE l.record_id = f.record_id AND l.part = f.part)
                WHEN 'subscription' THEN (SELECT l.title FROM subscription_line l
                                           WHERE l.record_id = f.record_id AND l.part = f.part) END AS item_name,
       b.batch_id, b.file_name, b.sha256, b.imported_at,
       p.at AS first_at, q.at AS last_at, q.audit_day AS last_day, q.book
  FROM v_finding f
  JOIN record r ON r.record_id = f.record_id
  LEFT JOIN batch b ON b.batch_id = r.batch_id
  JOIN run p ON p.run_id = f.first_run
  JOIN run q ON q.run_id = f.last_run
 WHERE f.finding_id = :id

-- name: audit.finding_state
SELECT state FROM finding WHERE finding_id = :id

-- name: audit.finding_subject
SELECT subject_id FROM finding WHERE finding_id = :id

-- name: audit.set_state
UPDATE finding SET state = :state WHERE finding_id = :id

-- name: audit.finding_events
-- What people decided about a finding, oldest first.
SELECT e.event_id, e.day, e.actor, e.type, json_extract(e.body, '$.reason') AS reason
  FROM event e JOIN finding f ON f.subject_id = e.subject_id
 WHERE f.finding_id = :id AND e.type LIKE 'finding.%' AND json_extract(e.body, '$.finding') = :id
 ORDER BY e.event_id
