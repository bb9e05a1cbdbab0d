-- Statements of src/audit: runs, verdicts, findings. The TEMP tables stand in views.sql.

-- name: audit.clear_scope
DELETE FROM audit_scope

-- name: audit.clear_governing
DELETE FROM audit_governing

-- name: audit.clear_onefee
DELETE FROM audit_onefee

-- name: audit.clear_school_head
DELETE FROM audit_school_head

-- name: audit.clear_only
DELETE FROM audit_only

-- name: audit.clear_posted
DELETE FROM audit_posted

-- name: audit.clear_period
DELETE FROM audit_period

-- name: audit.clear_place
DELETE FROM audit_place

-- name: audit.clear_span
DELETE FROM audit_span

-- name: audit.fill_place
INSERT INTO audit_place (unit_id, division_id, payer_class) SELECT unit_id, division_id, payer_class FROM notice_place

-- name: audit.fill_place_known
-- Of the notices that were known on an earlier day. The three packed into one number, which SQLite tells apart several times as fast;
-- places and units are among the first billion subjects.
INSERT INTO audit_place (unit_id, division_id, payer_class)
SELECT packed >> 32, (packed >> 2) & 1073741823,
       CASE packed & 3 WHEN 0 THEN 'household' WHEN 1 THEN 'pupil' WHEN 2 THEN 'village' ELSE 'unit' END
  FROM (SELECT DISTINCT (n.unit_id << 32) | (n.division_id << 2)
               | CASE n.payer_class WHEN 'household' THEN 0 WHEN 'pupil' THEN 1 WHEN 'village' THEN 2 ELSE 3 END AS packed
          FROM v_notice n)

-- name: audit.fill_span
-- Two searches; SELECT min(...), max(...) would walk through all days.
INSERT INTO audit_span (first_on, last_on)
SELECT (SELECT min(charged_on) FROM notice_day), (SELECT max(charged_on) FROM notice_day)

-- name: audit.clear_schedule
DELETE FROM audit_schedule

-- name: audit.fill_schedule
-- The order is that of audit.fill_governing.
INSERT INTO audit_schedule (unit_id, item_id, variant, rank, standard_id, ruling, amount_fen, valid_from, valid_until, document_id, own)
WITH looked AS MATERIALIZED (
         SELECT u.unit_id, u.type, u.size_class, u.stage, u.area, u.division_id, d.county_class, d.coastal
           FROM v_unit u JOIN v_division d ON d.division_id = u.division_id
          WHERE u.unit_id IN (SELECT k.unit_id FROM v_board_look k)),
     fit AS (
         SELECT u.unit_id, t.item_id, t.record_id, t.ruling, t.amount_fen, t.valid_from, t.valid_until, t.document_id, t.specificity,
                t.level_rank, t.unit_id IS NOT NULL AS own,
                coalesce(t.payer_class, '') || '/' || coalesce(t.grade_from, '') || '/' || coalesce(t.grade_until, '') || '/'
                    || coalesce(t.season, '') || CASE u.stage WHEN 'nine-year' THEN '/' || coalesce(t.stage, '') ELSE '' END AS variant
           FROM looked u
           JOIN v_standard t
             ON t.ruling IN ('charge', 'cap', 'ban')
            AND (t.county_class IS NULL OR t.county_class = u.county_class)
            AND (t.coastal IS NULL OR t.coastal = u.coastal)
            AND (t.stage IS NULL OR t.stage = u.stage OR (u.stage = 'nine-year' AND t.stage IN ('primary', 'junior')))
            AND (t.area IS NULL OR t.area = u.area)
            AND (t.unit_type IS NULL OR t.unit_type = u.type)
            AND (t.size_class IS NULL OR t.size_class = u.size_class)
            AND (t.unit_id IS NULL OR t.unit_id = u.unit_id)
            AND (t.division_id IS NULL
                 OR t.division_id IN (SELECT w.within_id FROM v_division_within w WHERE w.division_id = u.division_id)))
SELECT unit_id, item_id, variant,
       row_number() OVER (PARTITION BY unit_id, item_id, variant
                          ORDER BY specificity DESC, level_rank, valid_from DESC, ruling = 'ban' DESC, record_id),
       record_id, ruling, amount_fen, valid_from, coalesce(valid_until, '9999-12-31'), document_id, own
  FROM fit

-- name: audit.clear_board_line
DELETE FROM audit_board_line

-- name: audit.fill_board_line
INSERT INTO audit_board_line
SELECT l.*, e.record_id AS earlier_id, e.amount_fen AS earlier_fen, e.valid_from AS earlier_from, e.valid_until AS earlier_until
  FROM (SELECT i.subject_id, i.part, i.unit_id, u.division_id, i.seen_on, i.item_id, i.name, i.amount_fen, i.document_term,
               i.document_text, i.document_id, g.record_id AS standard_id,
               g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit, g.percent_bp, g.valid_from AS standard_from,
               g.document_id AS standard_document_id
          FROM v_board_item i
          JOIN v_unit u ON u.unit_id = i.unit_id
          LEFT JOIN standard g ON g.record_id = (
               SELECT c.standard_id
                 FROM (SELECT a.standard_id, a.rank, a.ruling IN ('charge', 'cap') AS may, a.amount_fen IS i.amount_fen AS same
                         FROM v_board_standard a WHERE a.record_id = i.record_id AND a.item_id = i.item_id) c
                ORDER BY c.may DESC, c.same DESC, c.rank, c.standard_id LIMIT 1)
         WHERE i.item_id IS NOT NULL) l
  LEFT JOIN standard e ON e.record_id = (
       SELECT o.standard_id FROM audit_schedule o
        WHERE o.unit_id = l.unit_id AND o.item_id = l.item_id AND o.ruling IN ('charge', 'cap')
          AND o.standard_id IS NOT l.standard_id
          AND CASE WHEN l.standard_id IS NULL THEN o.valid_until < l.seen_on
                   ELSE o.valid_from < l.standard_from AND o.amount_fen = l.amount_fen END
        ORDER BY o.valid_until DESC, o.valid_from DESC, o.rank LIMIT 1)

-- name: audit.fill_posted
-- Of an item that stands twice on a board the first line counts.
INSERT INTO audit_posted (unit_id, item_id, seen_on, until_on, record_id, unknown_names, part, amount_fen)
WITH shown AS MATERIALIZED (
    SELECT record_id, item_id, min(part) AS part, amount_fen FROM v_board_item WHERE item_id IS NOT NULL GROUP BY record_id, item_id
), spoken AS MATERIALIZED (SELECT * FROM v_board_period)
SELECT b.unit_id, i.item_id, b.seen_on, b.until_on, b.record_id, b.unknown_names, s.part, s.amount_fen
  FROM spoken b CROSS JOIN v_item i
  LEFT JOIN shown s ON s.record_id = b.record_id AND s.item_id = i.item_id
 WHERE b.until_on >= b.seen_on

-- name: audit.fill_period
-- Cut at each day on which a standard of the item begins or one has ended; what governs between two cuts is what governs at the first.
INSERT INTO audit_period
WITH cut AS (SELECT item_id, class_id, valid_from AS day FROM audit_governing
             UNION SELECT item_id, class_id, add_days(valid_until, 1) FROM audit_governing WHERE valid_until < '9999-12-31'),
     period AS (SELECT item_id, class_id, day AS first_on,
                       coalesce(add_days(lead(day) OVER (PARTITION BY item_id, class_id ORDER BY day), -1), '9999-12-31') AS last_on
                  FROM cut),
     governed AS (SELECT p.*, (SELECT a.standard_id FROM audit_governing a
                                WHERE a.item_id = p.item_id AND a.class_id = p.class_id
                                  AND a.valid_from <= p.first_on AND a.valid_until >= p.first_on
                                ORDER BY a.rank LIMIT 1) AS standard_id FROM period p)
SELECT g.item_id, g.class_id, g.first_on, g.last_on, t.record_id, t.ruling, t.amount_fen, t.unit, t.document_id, t.valid_from,
       t.valid_until, t.percent_bp, t.percent_of_id, t.receipt_kind, t.ruling IN ('charge', 'cap'), t.ruling = 'ban',
       t.ruling = 'cap' AND t.unit = 'case',
       t.ruling IN ('charge', 'cap') AND t.unit IN ('person-year', 'household-year', 'unit-year')
  FROM governed g JOIN standard t ON t.record_id = g.standard_id

-- name: audit.fill_only
INSERT INTO audit_only (class_id, item_id, valid_from, valid_until, standard_id)
SELECT DISTINCT a.class_id, m.item_id, a.valid_from, a.valid_until, a.standard_id
  FROM v_item i
  JOIN audit_governing a ON a.item_id = i.item_id AND a.ruling = 'only'
  JOIN standard_member m ON m.record_id = a.standard_id
 WHERE i.category = 'school'

-- name: audit.fill_school_head
INSERT INTO audit_school_head
SELECT t.*, r.roll, r.exempt
  FROM (SELECT i.unit_id, i.division_id, i.term, i.grade, i.item_id, min(i.subject_id * 1000000 + i.part), min(i.charged_on),
               sum(i.pupils), min(i.per_pupil_fen)
          FROM v_school_charge_line i
          JOIN v_school_component k ON k.item_id = i.item_id AND k.place IN ('within', 'total')
         WHERE i.per_pupil_fen > 0 AND i.pupils > 0
         GROUP BY i.unit_id, i.term, i.grade, i.item_id) t
  LEFT JOIN (SELECT p.unit_id, p.term, p.grade, sum(p.pupils) AS roll, sum(p.exempt) AS exempt
               FROM v_school_pupils p GROUP BY p.unit_id, p.term, p.grade) r
    ON r.unit_id = t.unit_id AND r.term = t.term AND r.grade = t.grade

-- name: audit.fill_onefee
-- Window functions instead of joins: what each item costs at most in a grade and term, and the sum of that over the items,
-- tell what stands in other groups and papers.
INSERT INTO audit_onefee
WITH lines AS (
    SELECT i.subject_id, i.part, i.unit_id, i.division_id, i.charged_on, i.term, i.grade, i.stage, i.season, i.pupils, i.name_term,
           i.per_pupil_fen, i.amount_fen, i.place, i.group_no, i.stated_group,
           max(i.per_pupil_fen) OVER item AS most,
           row_number() OVER (PARTITION BY i.unit_id, i.term, i.grade, i.item_id ORDER BY i.subject_id, i.part) AS nth
      FROM v_school_group i
    WINDOW item AS (PARTITION BY i.unit_id, i.term, i.grade, i.item_id)
), whole AS (
    SELECT l.*, sum(CASE WHEN nth = 1 THEN most ELSE 0 END) OVER (PARTITION BY unit_id, term, grade) AS whole_fen FROM lines l
), t AS MATERIALIZED (
    SELECT subject_id, min(part) AS part, unit_id, division_id, charged_on, grade, stage, season, pupils,
           sum(per_pupil_fen) AS per_pupil_fen, sum(amount_fen) AS amount_fen, max(whole_fen) - sum(most) AS elsewhere_fen,
           (max(stated_group) IS NULL AND min(count(*)) OVER alike <> max(count(*)) OVER alike) + (min(place) <> max(place)) AS repeated
      FROM whole GROUP BY subject_id, grade, pupils, group_no
    WINDOW alike AS (PARTITION BY subject_id, grade, pupils)
)
SELECT t.*, g.record_id, g.ruling, g.amount_fen, g.unit,
       CASE WHEN t.pupils = 0 OR t.per_pupil_fen <= 9000000000000000000 / t.pupils THEN t.per_pupil_fen * t.pupils END,
       CASE WHEN t.pupils = 0 OR g.amount_fen <= 9000000000000000000 / t.pupils THEN g.amount_fen * t.pupils END
  FROM t
  JOIN audit_scope c ON c.unit_id = t.unit_id AND c.division_id = t.division_id AND c.line_key = t.grade || t.season
  LEFT JOIN standard g ON g.record_id = (
       SELECT a.standard_id FROM audit_governing a
        WHERE a.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'school.onefee')
          AND a.class_id = c.class_id
          AND a.valid_from <= t.charged_on AND a.valid_until >= t.charged_on
        ORDER BY a.rank LIMIT 1)

-- name: guard.views
-- What own rules may read is what these views read (src/store/guard.c); the two tables are the governing standards of a run.
SELECT name FROM temp.sqlite_schema
 WHERE type = 'view' OR name IN ('audit_scope', 'audit_schedule', 'audit_board_line', 'audit_place', 'audit_governing',
                                    'audit_period', 'audit_posted', 'audit_onefee', 'audit_school_head',
                                    'audit_only', 'audit_account_text')
 ORDER BY name

-- name: guard.names
-- What exists; any other name in a rule is one that the rule gave itself.
SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view')
UNION SELECT name FROM temp.sqlite_schema WHERE type IN ('table', 'view')
UNION SELECT name FROM pragma_module_list

-- name: audit.view_columns
-- The views that own rules may read, each with its columns.
SELECT v.name, group_concat(c.name, ', ')
  FROM temp.sqlite_schema v, pragma_table_info(v.name, 'temp') c
 WHERE v.type = 'view' AND v.name NOT IN ('v_finding', 'v_account_finding', 'v_levy', 'v_levy_found', 'v_levy_order') AND v.name GLOB 'v_*'
 GROUP BY v.name ORDER BY v.name

-- name: audit.add_hit
INSERT INTO audit_hit (subject_id, part, division, unit, charged_on, charged_fen, allowed_fen, excess_fen, standard_id,
                       severity, detail)
VALUES (:subject_id, :part, :division, :unit, :charged_on, :charged_fen, :allowed_fen, :excess_fen, :standard_id,
        :severity, :detail)

-- name: audit.add_open
INSERT INTO audit_open (subject_id, part, reason) VALUES (:subject_id, :part, :reason)

-- name: audit.open_list
SELECT s.key, o.part, o.reason FROM audit_open o JOIN subject s ON s.subject_id = o.subject_id ORDER BY s.key, o.part

-- name: audit.count_stray
-- Rows of an own rule that point to nothing: a fault of the rule.
SELECT (SELECT count(*) FROM audit_hit h
         WHERE NOT EXISTS (SELECT 1 FROM subject s WHERE s.subject_id = h.subject_id)
            OR (h.division IS NOT NULL AND NOT EXISTS (SELECT 1 FROM subject s WHERE s.subject_id = h.division AND s.kind = 'division'))
            OR (h.unit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM subject s WHERE s.subject_id = h.unit AND s.kind = 'unit'))
            OR (h.standard_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM standard t WHERE t.record_id = h.standard_id)))
     + (SELECT count(*) FROM audit_open o WHERE NOT EXISTS (SELECT 1 FROM subject s WHERE s.subject_id = o.subject_id))

-- name: audit.clear_hit
DELETE FROM audit_hit

-- name: audit.clear_open
DELETE FROM audit_open

-- name: audit.fill_scope
-- Every unit at every place where it charged or subscribed, with what standards may ask of it. Two places differ only if
-- some standard names a division at or above one of them, two units only if one is named itself, so that classes stay few
-- whatever the number of villages. Schools with their grades only where a rule about them runs.
INSERT INTO audit_scope (unit_id, division_id, line_key, class_id, county_class, coastal, stage, grade, season, area, unit_type,
                         size_class, payer_class, own_mark, mark)
WITH named AS (SELECT DISTINCT division_id FROM v_standard WHERE division_id IS NOT NULL),
     marked AS (SELECT w.division_id, w.within_id, min(w.steps) FROM v_division_within w
                  JOIN named n ON n.division_id = w.within_id GROUP BY w.division_id),
     own AS (SELECT DISTINCT unit_id FROM v_standard WHERE unit_id IS NOT NULL),
     place AS (SELECT unit_id, division_id, payer_class AS line_key, payer_class, NULL AS grade, NULL AS season FROM audit_place
               UNION SELECT unit_id, division_id, '', NULL, NULL, NULL FROM v_subscription
               UNION SELECT unit_id, division_id, grade || season, 'pupil', grade, season FROM v_school_charge_line WHERE :schools
               UNION SELECT unit_id, division_id, '', NULL, NULL, NULL FROM v_village_account
               UNION SELECT unit_id, division_id, 'household', 'household', NULL, NULL FROM v_village_account
               UNION SELECT counter_id, division_id, 'village', 'village', NULL, NULL FROM v_account_entry
                      WHERE direction = 'expense' AND counter_id IS NOT NULL AND fee_term IS NOT NULL),
     scope AS (SELECT p.unit_id, p.division_id, p.line_key, d.county_class, d.coastal,
                      CASE WHEN p.grade IS NULL THEN u.stage WHEN p.grade <= 6 THEN 'primary' ELSE 'junior' END AS stage,
                      p.grade, p.season, u.area, u.type AS unit_type, u.size_class, p.payer_class,
                      coalesce(o.unit_id, 0) AS own_mark, coalesce(m.within_id, 0) AS mark
                 FROM place p
                 JOIN v_unit u ON u.unit_id = p.unit_id
                 JOIN v_division d ON d.division_id = p.division_id
                 LEFT JOIN own o ON o.unit_id = p.unit_id
                 LEFT JOIN marked m ON m.division_id = p.division_id)
SELECT unit_id, division_id, line_key,
       dense_rank() OVER (ORDER BY county_class, coastal, stage, grade, season, area, unit_type, size_class, payer_class,
                                   own_mark, mark),
       county_class, coastal, stage, grade, season, area, unit_type, size_class, payer_class, own_mark, mark
  FROM scope

-- name: audit.fill_governing
-- The standards that fit each class, best first, in the order of rulebook.in_force (tests/unit/test_rulebook.c compares them). A limit
-- to what a unit itself spends lets it take nothing from anybody.
INSERT INTO audit_governing (item_id, class_id, rank, valid_from, valid_until, ruling, standard_id)
WITH class AS (SELECT DISTINCT class_id, county_class, coastal, stage, grade, season, area, unit_type, size_class, payer_class,
                               own_mark, mark FROM audit_scope)
SELECT t.item_id, c.class_id,
       row_number() OVER (PARTITION BY t.item_id, c.class_id
                              ORDER BY t.specificity DESC, t.level_rank, t.valid_from DESC, t.ruling = 'ban' DESC, t.record_id),
       t.valid_from, coalesce(t.valid_until, '9999-12-31'), t.ruling, t.record_id
  FROM class c
  JOIN v_standard t
    ON t.ruling NOT IN ('deadline', 'grant')
   AND (c.payer_class IS NULL OR NOT t.spending)
   AND (t.county_class IS NULL OR t.county_class = c.county_class)
   AND (t.coastal IS NULL OR t.coastal = c.coastal)
   AND (t.stage IS NULL OR t.stage = c.stage)
   AND (t.grade_from IS NULL OR t.grade_from <= c.grade)
   AND (t.grade_until IS NULL OR t.grade_until >= c.grade)
   AND (t.season IS NULL OR t.season = c.season)
   AND (t.area IS NULL OR t.area = c.area)
   AND (t.unit_type IS NULL OR t.unit_type = c.unit_type)
   AND (t.size_class IS NULL OR t.size_class = c.size_class)
   AND (t.unit_id IS NULL OR t.unit_id = c.own_mark)
   AND (t.payer_class IS NULL OR t.payer_class = c.payer_class)
   AND (t.division_id IS NULL
        OR t.division_id IN (SELECT w.within_id FROM v_division_within w WHERE w.division_id = c.mark))

-- ---------------------------------------------------------------- the sweep (sweep.c, keys.c)

-- name: audit.count_notices
-- How many, and the last of them.
SELECT count(*), coalesce(max(record_id), 0) FROM notice

-- name: audit.count_lines
-- Lines of the notices that count, as the import added them up.
SELECT coalesce(sum(lines), 0) FROM notice_day

-- name: audit.places
SELECT unit_id, division_id, payer_class FROM audit_place

-- name: audit.add_place
INSERT INTO audit_place (unit_id, division_id, payer_class) VALUES (:unit, :division, :payer_class)

-- name: audit.span
SELECT first_on, last_on FROM audit_span

-- name: audit.add_span
INSERT INTO audit_span (first_on, last_on) VALUES (:first, :last)

-- name: audit.clear_cut
DELETE FROM audit_cut

-- name: audit.add_cut
-- Of a rule: its first day, and the day after its last one.
INSERT INTO audit_cut (day)
SELECT c.day FROM audit_span p,
       (SELECT :from AS day UNION ALL SELECT add_days(:until, 1) WHERE :until < '9999-12-31') c
 WHERE c.day BETWEEN p.first_on AND p.last_on
ON CONFLICT DO NOTHING

-- name: audit.fill_cut
-- Of the span of the notices: turns of the year, first days of standards and papers, and the days after their last ones.
INSERT INTO audit_cut (day)
WITH RECURSIVE year (day) AS (
    SELECT substr(first_on, 1, 4) || '-01-01' FROM audit_span WHERE first_on IS NOT NULL
    UNION ALL
    SELECT printf('%04d-01-01', substr(y.day, 1, 4) + 1) FROM year y JOIN audit_span p ON substr(y.day, 1, 4) < substr(p.last_on, 1, 4)
)
SELECT c.day
  FROM audit_span p,
       (SELECT day FROM year
        UNION SELECT first_on FROM audit_period UNION SELECT add_days(last_on, 1) FROM audit_period WHERE last_on < '9999-12-31'
        UNION SELECT valid_from FROM v_document UNION SELECT issued_on FROM v_document
        UNION SELECT add_days(valid_until, 1) FROM v_document WHERE valid_until < '9999-12-31') c
 WHERE c.day BETWEEN p.first_on AND p.last_on
ON CONFLICT DO NOTHING

-- name: audit.stretches
-- For each unit the first days between which nothing changes: the cuts of all, and the days from which its boards speak and no longer
-- speak.
WITH unit AS (SELECT DISTINCT unit_id FROM audit_place)
SELECT unit_id, '0000-01-01' AS first_on FROM unit
UNION SELECT u.unit_id, c.day FROM unit u CROSS JOIN audit_cut c
UNION SELECT b.unit_id, b.seen_on FROM audit_posted b
UNION SELECT b.unit_id, add_days(b.until_on, 1) FROM audit_posted b
 ORDER BY unit_id, first_on

-- name: audit.scopes
SELECT p.unit_id, p.division_id, p.payer_class, c.class_id
  FROM audit_place p
  JOIN audit_scope c ON c.unit_id = p.unit_id AND c.division_id = p.division_id AND c.line_key = p.payer_class
 ORDER BY p.unit_id

-- name: audit.read_lines
-- The notice and line, a hash of the payer; then what the sort of the line is told by, which is all that the columns of notice_sort come
-- from: place and day (places.c makes the class of scope and the stretch of them), and a hash of the rest. SQLite copies the texts of a
-- row that it gives, but not those that a function reads.
SELECT i.subject_id, i.record_id, i.part, hash64(i.payer), i.unit_id, i.division_id, i.payer_class, i.charged_on,
       hash128(i.period, CASE WHEN i.period IS NULL THEN i.charged_on END, i.voluntary, i.receipt IS NOT NULL, i.receipt_kind,
               i.part = 1, i.total_fen > 0, i.adds_up, i.name_term, i.document_term, i.price_fen, i.amount_fen > 0,
               i.amount_fen = i.product_fen, i.quantity_milli > 1000000000)
  FROM notice_line i
 WHERE i.record_id BETWEEN :low AND :high

-- name: audit.add_sort
INSERT INTO audit_sort (sort_id, subject_id, record_id, part) VALUES (:sort, :subject, :record, :part)

-- name: audit.clear_sorts
DELETE FROM audit_sort

-- name: audit.clear_suspects
DELETE FROM audit_suspect

-- name: audit.clear_turn
DELETE FROM audit_turn

-- name: audit.set_turn
INSERT INTO audit_turn (rowid, turn) VALUES (1, :turn) ON CONFLICT (rowid) DO UPDATE SET turn = excluded.turn

-- name: audit.count_turn
SELECT count(*) FROM audit_suspect WHERE turn = :turn

-- name: audit.add_suspect
INSERT INTO audit_suspect (turn, subject_id, record_id) VALUES (:turn, :subject, :record) ON CONFLICT DO NOTHING

-- name: audit.add_partner
-- A notice that shares something with a suspect: a changed one (turns -1 and -2) as it stands among the changed, another as it is.
INSERT INTO audit_suspect (turn, subject_id, record_id)
SELECT :turn, s.subject_id, s.record_id FROM subject s
 WHERE s.subject_id = :subject
   AND NOT EXISTS (SELECT 1 FROM audit_suspect c WHERE c.turn IN (-1, -2) AND c.subject_id = s.subject_id)
UNION ALL
SELECT :turn, c.subject_id, c.record_id FROM audit_suspect c WHERE c.turn = :changed AND c.subject_id = :subject
ON CONFLICT DO NOTHING

-- name: audit.clear_keys
DELETE FROM check_key

-- name: audit.add_keys
INSERT INTO check_key (rule, part, pairs)
VALUES (:rule, (SELECT coalesce(max(k.part), 0) + 1 FROM check_key k WHERE k.rule = :rule), :pairs)

-- name: audit.keys
SELECT pairs FROM check_key WHERE rule = :rule ORDER BY part

-- ---------------------------------------------------------------- going on from an earlier check (resume.c)

-- name: audit.state
SELECT c.run_id, c.last_record, c.rules, r.book, r.audit_day
  FROM check_state c JOIN run r ON r.run_id = c.run_id
 WHERE c.run_id = (SELECT max(run_id) FROM run WHERE run_id < :run)

-- name: audit.clear_state
DELETE FROM check_state

-- name: audit.save_state
INSERT INTO check_state (state_id, run_id, last_record, rules)
SELECT 1, :run, (SELECT coalesce(max(record_id), 0) FROM record), :rules

-- name: audit.count_since
-- What has come since: all records; those of notices; of school charges; of subscriptions; and those of things on which all
-- verdicts rest (register, rule book, boards ...).
SELECT count(*), coalesce(sum(s.kind = 'notice'), 0), coalesce(sum(s.kind = 'school-charge'), 0),
       coalesce(sum(s.kind = 'subscription'), 0),
       coalesce(sum(s.kind NOT IN ('notice', 'school-charge', 'subscription', 'petition', 'card-issue', 'refund',
                                   'publicity', 'accountability', 'nil-report', 'inspection')), 0)
  FROM record r JOIN subject s ON s.subject_id = r.subject_id
 WHERE r.record_id > :last

-- name: audit.count_fallen_due
-- Transfer payments whose last day has passed since: their verdicts change without any record.
SELECT count(*) FROM v_transfer_due d JOIN run q ON q.run_id = :run
 WHERE (d.due_on >= q.audit_day) <> (d.due_on >= :day)

-- name: audit.count_unsound
-- Rules of which the earlier check says too little to go on from, or other than the findings do.
SELECT count(*) FROM run_rule q
 WHERE q.run_id = :run
   AND (q.verdict IN ('error', 'not-checked')
        OR q.failed <> (SELECT count(*) FROM finding f WHERE f.rule = q.rule AND f.last_run = q.run_id))

-- name: audit.changed_now
-- Turn -2: the notices of which a version has come since, as they are.
INSERT INTO audit_suspect (turn, subject_id, record_id)
SELECT DISTINCT -2, s.subject_id, s.record_id
  FROM record r CROSS JOIN subject s ON s.subject_id = r.subject_id
 WHERE r.record_id > :last AND +s.kind = 'notice'

-- name: audit.changed_before
-- Turn -1: those of them that were there already, as they were: back from the version that counts to the first one seen then.
INSERT INTO audit_suspect (turn, subject_id, record_id)
WITH RECURSIVE older (subject_id, record_id) AS (
    SELECT a.subject_id, r.previous_id FROM audit_suspect a CROSS JOIN record r ON r.record_id = a.record_id
     WHERE a.turn = -2 AND a.record_id > :last AND r.previous_id IS NOT NULL
    UNION ALL
    SELECT o.subject_id, r.previous_id FROM older o JOIN record r ON r.record_id = o.record_id
     WHERE o.record_id > :last AND r.previous_id IS NOT NULL
)
SELECT -1, subject_id, record_id FROM older WHERE record_id <= :last
UNION ALL
SELECT -1, a.subject_id, a.record_id FROM audit_suspect a WHERE a.turn = -2 AND a.record_id <= :last

-- name: audit.widen_span
-- The days of the changed notices as they were count, too: the last notice of a day may have gone from it.
UPDATE audit_span SET (first_on, last_on) =
    (SELECT min(first_on, coalesce(min(n.charged_on), first_on)), max(last_on, coalesce(max(n.charged_on), last_on))
       FROM audit_suspect a CROSS JOIN notice n ON n.record_id = a.record_id WHERE a.turn = -1)

-- name: audit.earlier_rule
SELECT population, undecided FROM run_rule WHERE run_id = :earlier AND rule = :rule AND rule_digest = :digest

-- name: audit.keep_found
-- Findings of notices that nothing has come to are found again by this run without looking.
UPDATE finding SET last_run = :run
 WHERE rule = :rule AND last_run = :earlier
   AND NOT EXISTS (SELECT 1 FROM audit_suspect a WHERE a.turn = :turn AND a.subject_id = finding.subject_id)

-- name: audit.copy_reasons
INSERT INTO run_reason (run_id, rule, reason, subjects)
SELECT :run, rule, reason, subjects FROM run_reason WHERE run_id = :earlier AND rule = :rule

-- name: audit.change_reasons
INSERT INTO run_reason (run_id, rule, reason, subjects)
SELECT :run, :rule, reason, :sign * count(*) FROM audit_open WHERE true GROUP BY reason
ON CONFLICT (run_id, rule, reason) DO UPDATE SET subjects = subjects + excluded.subjects

-- name: audit.drop_reasons
DELETE FROM run_reason WHERE run_id = :run AND rule = :rule AND subjects = 0

-- name: audit.found
SELECT count(*), coalesce(sum(max(excess_fen, 0)), 0) FROM finding WHERE rule = :rule AND last_run = :run

-- ---------------------------------------------------------------- runs

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
    OR (f.state IN ('dismissed', 'rectified')
        AND (f.charged_on IS NOT h.charged_on OR f.charged_fen IS NOT h.charged_fen OR f.allowed_fen IS NOT h.allowed_fen
             OR f.excess_fen IS NOT h.excess_fen OR (f.rule_digest = :digest AND f.detail <> h.detail)))

-- name: audit.upsert
-- New findings open; known ones take the new figures and keep their state; one that was gone opens again. What a person
-- dismissed or saw rectified opens again when the charge is another than the one decided on: a line that moved, a larger sum.
INSERT INTO finding (rule, subject_id, part, state, severity, division_id, unit_id, charged_on, charged_fen, allowed_fen,
                     excess_fen, standard_id, detail, rule_digest, first_run, last_run, found_record)
SELECT :rule, h.subject_id, h.part, 'open', h.severity, h.division, h.unit, h.charged_on, h.charged_fen, h.allowed_fen,
       h.excess_fen, h.standard_id, h.detail, :digest, :run, :run,
       (SELECT s.record_id FROM subject s WHERE s.subject_id = h.subject_id)
  FROM audit_hit h WHERE true ORDER BY h.subject_id, h.part
ON CONFLICT (rule, subject_id, part) DO UPDATE
   SET severity = excluded.severity, division_id = excluded.division_id, unit_id = excluded.unit_id,
       charged_on = excluded.charged_on, charged_fen = excluded.charged_fen, allowed_fen = excluded.allowed_fen,
       excess_fen = excluded.excess_fen, standard_id = excluded.standard_id, detail = excluded.detail,
       rule_digest = excluded.rule_digest, last_run = excluded.last_run,
       found_record = excluded.found_record,
       state = CASE WHEN finding.state = 'gone' THEN 'open'
                    WHEN finding.state IN ('dismissed', 'rectified')
                         AND (finding.charged_on IS NOT excluded.charged_on OR finding.charged_fen IS NOT excluded.charged_fen
                              OR finding.allowed_fen IS NOT excluded.allowed_fen OR finding.excess_fen IS NOT excluded.excess_fen
                              OR (finding.rule_digest = excluded.rule_digest AND finding.detail <> excluded.detail))
                    THEN 'open' ELSE finding.state END

-- name: audit.count_new
SELECT count(*) FROM finding WHERE rule = :rule AND first_run = :run

-- name: audit.close_gone
-- Open or confirmed findings that this run no longer found. They stay readable.
UPDATE finding SET state = 'gone' WHERE rule = :rule AND state IN ('open', 'confirmed') AND last_run < :run

-- name: audit.total_excess
-- Each line of each subject counts once, with its largest excess, over the findings that this run found.
SELECT coalesce(sum(most), 0) FROM (SELECT max(max(excess_fen, 0)) AS most FROM finding
 WHERE last_run = :run GROUP BY subject_id, part)

-- name: audit.run_reasons
SELECT rule, reason, subjects FROM run_reason WHERE run_id = :run ORDER BY rule, reason

-- name: audit.place_exists
SELECT count(*) FROM v_division WHERE (code = :place OR name = :place) AND (:level IS NULL OR level = :level)

-- name: audit.findings
-- Findings in the order asked for, at most :limit (below 0: all); a filter that is NULL lets everything pass; a place takes
-- everything under it. audit.finding_totals has the same filters.
SELECT f.finding_id
  FROM v_finding f
 WHERE (:rule IS NULL OR f.rule = :rule)
   AND (:unit IS NULL OR f.unit_code = :unit OR f.unit_name = :unit)
   AND (:school IS NULL OR (f.unit_type = 'school' AND (f.unit_code = :school OR f.unit_name = :school)))
   AND (:schools = 0 OR f.unit_type = 'school')
   AND (:division IS NULL OR f.division_id IN (SELECT w.division_id FROM v_division_within w
                                                 JOIN v_division d ON d.division_id = w.within_id
                                                WHERE d.code = :division OR d.name = :division))
   AND (:township IS NULL OR f.division_id IN (SELECT w.division_id FROM v_division_within w
                                                 JOIN v_division d ON d.division_id = w.within_id
                                                WHERE d.level = 'township' AND (d.code = :township OR d.name = :township)))
   AND (:village IS NULL OR f.division_id IN (SELECT d.division_id FROM v_division d
                                               WHERE d.level = 'village' AND (d.code = :village OR d.name = :village)))
   AND (:state IS NULL OR f.state = :state)
   AND (:all = 1 OR :state IS NOT NULL OR f.state <> 'gone')
   AND (:severity IS NULL OR f.severity = :severity)
   AND (:subject IS NULL OR f.subject_key = :subject)
   AND (:from IS NULL OR f.charged_on >= :from)
   AND (:until IS NULL OR f.charged_on <= :until)
   AND (:least IS NULL OR f.excess_fen >= :least)
 ORDER BY CASE :sort WHEN 'excess' THEN f.excess_fen END DESC,
          CASE :sort WHEN 'day' THEN f.charged_on WHEN 'unit' THEN f.unit_code WHEN 'place' THEN f.division_code END,
          CASE :sort WHEN 'number' THEN f.finding_id END,
          f.rule, f.division_code, f.subject_kind, f.subject_key, f.part
 LIMIT :limit

-- name: audit.finding_totals
-- How many findings fit the filters of audit.findings, and the excess in all: each line of each subject counts once, with its
-- largest excess. Subjects are a million and only their key is asked for: they are not joined.
SELECT coalesce(sum(g.findings), 0) AS findings, coalesce(sum(max(coalesce(g.excess_fen, 0), 0)), 0) AS excess_fen
  FROM (SELECT count(*) AS findings, max(f.excess_fen) AS excess_fen
          FROM finding f
          LEFT JOIN subject us ON us.subject_id = f.unit_id
          LEFT JOIN unit u ON u.record_id = us.record_id
         WHERE (:rule IS NULL OR f.rule = :rule)
           AND (:unit IS NULL OR u.code = :unit OR u.name = :unit)
           AND (:school IS NULL OR (u.type = 'school' AND (u.code = :school OR u.name = :school)))
           AND (:schools = 0 OR u.type = 'school')
           AND (:division IS NULL OR f.division_id IN (SELECT w.division_id FROM v_division_within w
                                                         JOIN v_division d ON d.division_id = w.within_id
                                                        WHERE d.code = :division OR d.name = :division))
           AND (:township IS NULL OR f.division_id IN (SELECT w.division_id FROM v_division_within w
                                                         JOIN v_division d ON d.division_id = w.within_id
                                                        WHERE d.level = 'township' AND (d.code = :township OR d.name = :township)))
           AND (:village IS NULL OR f.division_id IN (SELECT d.division_id FROM v_division d
                                                       WHERE d.level = 'village' AND (d.code = :village OR d.name = :village)))
           AND (:state IS NULL OR f.state = :state)
           AND (:all = 1 OR :state IS NOT NULL OR f.state <> 'gone')
           AND (:severity IS NULL OR f.severity = :severity)
           AND (:subject IS NULL OR (SELECT s.key FROM subject s WHERE s.subject_id = f.subject_id) = :subject)
           AND (:from IS NULL OR f.charged_on >= :from)
           AND (:until IS NULL OR f.charged_on <= :until)
           AND (:least IS NULL OR f.excess_fen >= :least)
         GROUP BY f.subject_id, f.part) g

-- name: audit.finding
-- One finding with its evidence: the version in which it was last found, its line, file and digest. The line is that of the finding's part.
SELECT f.finding_id, f.rule, f.subject_id, f.subject_kind, f.subject_key, f.part, f.state, f.severity,
       f.division_code, f.division_name,
       CASE f.division_level WHEN 'village' THEN (SELECT d.name FROM v_division d WHERE d.division_id = f.division_parent_id)
                             ELSE NULL END AS township_name,
       f.unit_code, f.unit_name, f.charged_on, f.charged_fen, f.allowed_fen, f.excess_fen, f.standard_id, f.detail,
       f.rule_digest, f.first_run, f.last_run, r.record_id, r.version,
       coalesce(CASE f.subject_kind
                WHEN 'notice' THEN (SELECT l.line FROM notice_item l WHERE l.record_id = r.record_id AND l.part = f.part)
                WHEN 'school-charge' THEN (SELECT l.line FROM school_charge_line l
                                            WHERE l.record_id = r.record_id AND l.part = f.part)
                WHEN 'subscription' THEN (SELECT l.line FROM subscription_line l
                                           WHERE l.record_id = r.record_id AND l.part = f.part)
                WHEN 'inspection-visit' THEN (SELECT l.line FROM inspection_payment l
                                               WHERE l.record_id = r.record_id AND l.part = f.part)
                WHEN 'proposal' THEN (SELECT l.line FROM v_proposal_part l
                                       WHERE l.record_id = r.record_id AND l.part = f.part)
                WHEN 'village-account' THEN (SELECT l.line FROM village_account_entry l
                                              WHERE l.record_id = r.record_id AND l.part = f.part) END, r.line) AS line,
       -- the name on the line; a one-fee finding speaks of a whole grade, of which its line is only the first
       CASE f.subject_kind WHEN 'subscription'
            THEN (SELECT l.title FROM subscription_line l WHERE l.record_id = r.record_id AND l.part = f.part)
            WHEN 'village-account'
            THEN (SELECT l.account FROM village_account_entry l WHERE l.record_id = r.record_id AND l.part = f.part)
            ELSE t.text END AS item_name,
       t.matched_by, ti.name AS matched_item, ti.code AS matched_code,
       coalesce(ni.quantity_milli, 1000 * sl.pupils) AS quantity_milli, coalesce(ni.price_fen, sl.per_pupil_fen) AS price_fen,
       coalesce(ni.amount_fen, sl.amount_fen) AS line_fen,
       b.batch_id, b.file_name, b.sha256, b.imported_at,
       p.at AS first_at, q.at AS last_at, q.audit_day AS last_day, q.book,
       -- the latest breach of the same unit and rule that was confirmed before this charge and within the window
       CASE WHEN f.state NOT IN ('dismissed', 'waived', 'gone') THEN
           (SELECT e.finding_id FROM finding e
             WHERE e.unit_id = f.unit_id AND e.rule = f.rule AND e.established_on < f.charged_on
               AND e.established_on >= date(f.charged_on, :window) AND e.state IN ('confirmed', 'rectified')
             ORDER BY e.established_on DESC, e.finding_id DESC LIMIT 1) END AS repeats
  FROM v_finding f
  JOIN record r ON r.record_id = coalesce(f.found_record, f.record_id)
  LEFT JOIN batch b ON b.batch_id = r.batch_id
  LEFT JOIN notice_item ni ON f.subject_kind = 'notice' AND ni.record_id = f.record_id AND ni.part = f.part
  LEFT JOIN school_charge_line sl ON f.subject_kind = 'school-charge' AND f.rule NOT IN ('school-onefee-over-cap', 'school-headcount', 'school-year-cap')
                                 AND sl.record_id = f.record_id AND sl.part = f.part
  LEFT JOIN term t ON t.term_id = coalesce(ni.name_term, sl.name_term)
  LEFT JOIN subject ts ON ts.subject_id = t.subject_id
  LEFT JOIN item ti ON ti.record_id = ts.record_id
  JOIN run p ON p.run_id = f.first_run
  JOIN run q ON q.run_id = f.last_run
 WHERE f.finding_id = :id

-- The refund order on the line of a finding, on whichever finding about it it rests, whose payees still wait.
-- name: audit.money_not_back
SELECT o.number, coalesce(sum(y.rest_fen), 0), count(*)
FROM finding f
JOIN finding g ON g.subject_id = f.subject_id AND g.part = f.part
JOIN refund_finding x ON x.finding_id = g.finding_id
JOIN refund_order o ON o.subject_id = x.order_id
JOIN refund_payee y ON y.order_id = o.subject_id
WHERE f.finding_id = :id AND y.waits
GROUP BY o.subject_id LIMIT 1;

-- name: audit.set_state
-- A breach is established by the day of its confirmation, and no longer when it was dismissed or waived.
UPDATE finding
   SET state = :state,
       established_on = CASE WHEN :state IN ('confirmed', 'rectified') THEN coalesce(established_on, :day) END
 WHERE finding_id = :id

-- name: audit.finding_repeats
-- Repeats, each with the latest breach of the same unit and rule that was confirmed before the day of its charge and within
-- the window. Only units and rules with something confirmed are looked at, and those people made.
SELECT f.finding_id, f.rule, f.state, us.key AS unit, u.name AS unit_name, f.charged_on, f.excess_fen,
       x.finding_id AS earlier, x.charged_on AS earlier_charged_on, x.established_on,
       CAST(julianday(f.charged_on) - julianday(x.established_on) AS INTEGER) AS days,
       (SELECT group_concat(key, ', ') FROM (SELECT DISTINCT rs.key FROM remedy_about a JOIN subject rs ON rs.subject_id = a.remedy_id
         WHERE a.finding_id = x.finding_id ORDER BY rs.key)) AS remedies
  FROM (SELECT e.unit_id, e.rule, min(e.established_on) AS first_on
          FROM finding e
         WHERE e.established_on IS NOT NULL
           AND (:unit IS NULL OR e.unit_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'unit' AND s.key = :unit))
           AND (:rule IS NULL OR e.rule = :rule)
         GROUP BY e.unit_id, e.rule) g
  CROSS JOIN finding f ON f.unit_id = g.unit_id AND f.rule = g.rule AND f.charged_on > g.first_on
  CROSS JOIN finding x ON x.finding_id = (
      SELECT e.finding_id FROM finding e
       WHERE e.unit_id = f.unit_id AND e.rule = f.rule AND e.established_on < f.charged_on
         AND e.established_on >= date(f.charged_on, :window) AND e.state IN ('confirmed', 'rectified')
       ORDER BY e.established_on DESC, e.finding_id DESC LIMIT 1)
  JOIN subject us ON us.subject_id = f.unit_id
  LEFT JOIN unit u ON u.record_id = us.record_id
 WHERE f.state NOT IN ('dismissed', 'waived', 'gone')
 ORDER BY us.key, f.rule, f.charged_on, f.finding_id

-- name: audit.finding_events
-- What was decided about a finding, oldest first.
SELECT e.at, e.day, e.actor, e.type, json_extract(e.body, '$.from'), json_extract(e.body, '$.to'),
       json_extract(e.body, '$.reason'), json_extract(e.body, '$.approver'), json_extract(e.body, '$.until')
  FROM event e JOIN finding f ON f.subject_id = e.subject_id
 WHERE f.finding_id = :id AND e.type LIKE 'finding.%' AND json_extract(e.body, '$.finding') = :id
 ORDER BY e.event_id

-- What the last check that sealed its findings wrote down: its event and their seals by rule. Only the last check counts.
-- name: audit.last_seals
SELECT event_id, body -> '$.findings' FROM event WHERE type = 'check.run' ORDER BY event_id DESC LIMIT 1

-- The seal of each rule's findings as they were when the event was written: the states that people decided on since are taken back.
-- name: audit.finding_seals
WITH since AS MATERIALIZED (
    SELECT body ->> '$.finding' AS decided_id, min(event_id), body ->> '$.from' AS was
      FROM event WHERE event_id > :event AND type GLOB 'finding.*' GROUP BY 1)
SELECT k.rule,
       (SELECT seal_rows('finding_id', 0, f.finding_id, 'subject_id', 0, f.subject_id, 'part', 0, f.part, 'state', 0, f.at_check,
                         'severity', 0, f.severity, 'division_id', 0, f.division_id, 'unit_id', 0, f.unit_id,
                         'charged_on', 0, f.charged_on, 'charged_fen', 0, f.charged_fen, 'allowed_fen', 0, f.allowed_fen,
                         'excess_fen', 0, f.excess_fen, 'standard_id', 0, f.standard_id, 'detail', 0, f.detail,
                         'rule_digest', 0, f.rule_digest, 'first_run', 0, f.first_run, 'last_run', 0, f.last_run,
                         'found_record', 0, f.found_record)
          FROM (SELECT f.*, f.state AS at_check FROM main.finding f -- not as a LEFT JOIN, which SQLite does by reading all of `since`
                 WHERE f.rule = k.rule AND f.finding_id NOT IN (SELECT d.decided_id FROM since d WHERE d.decided_id IS NOT NULL)
                UNION ALL
                SELECT f.*, coalesce(d.was, f.state) FROM since d CROSS JOIN main.finding f ON f.finding_id = d.decided_id
                 WHERE f.rule = k.rule ORDER BY subject_id, part) f)
  FROM (SELECT DISTINCT rule FROM main.finding) k ORDER BY k.rule

-- Findings that are not in the state that was last decided since the event, and those with another day of establishing than the
-- decisions give: the first that confirmed it (or saw it rectified) since it was last put aside.
-- name: audit.wrong_decisions
WITH decision AS MATERIALIZED (
         SELECT event_id, day, body ->> '$.finding' AS decided_id, body ->> '$.to' AS state,
                body ->> '$.to' IN ('confirmed', 'rectified') AS stands
           FROM event WHERE type GLOB 'finding.*'),
     latest AS (SELECT decided_id, max(event_id) AS event_id, state FROM decision WHERE event_id > :event GROUP BY decided_id),
     aside AS (SELECT decided_id, coalesce(max(event_id) FILTER (WHERE NOT stands), 0) AS event_id FROM decision GROUP BY decided_id),
     established AS (SELECT d.decided_id, min(d.event_id) AS event_id, d.day
                       FROM aside a JOIN decision d ON d.decided_id = a.decided_id AND d.event_id > a.event_id GROUP BY d.decided_id)
SELECT l.event_id, l.decided_id FROM latest l LEFT JOIN main.finding f ON f.finding_id = l.decided_id WHERE f.state IS NOT l.state
UNION ALL
SELECT e.event_id, e.decided_id FROM established e JOIN main.finding f ON f.finding_id = e.decided_id WHERE f.established_on IS NOT e.day
UNION ALL
SELECT 0, f.finding_id FROM main.finding f -- not as a LEFT JOIN, which SQLite does by reading all decisions for each finding
 WHERE f.established_on IS NOT NULL AND f.finding_id NOT IN (SELECT e.decided_id FROM established e WHERE e.decided_id IS NOT NULL)
 ORDER BY 2, 1

-- name: audit.expired_waiver
-- One finding whose waiver, as its last event states it, ended before the day.
SELECT f.finding_id FROM finding f
 WHERE f.state = 'waived'
   AND (SELECT json_extract(e.body, '$.until') FROM event e
         WHERE e.subject_id = f.subject_id AND e.type = 'finding.waive' AND json_extract(e.body, '$.finding') = f.finding_id
         ORDER BY e.event_id DESC LIMIT 1) < :day
 ORDER BY f.finding_id LIMIT 1

-- name: audit.used_standards
-- Standards that fit a charge of the audited records: of an item that some paper names, or of a total, in force at some time
-- between the first and the last charge.
WITH span AS (SELECT min(first) AS first, max(last) AS last FROM (
                     SELECT first_on AS first, last_on AS last FROM audit_span
                     UNION ALL SELECT min(charged_on), max(charged_on) FROM school_charge
                     UNION ALL SELECT min(subscribed_on), max(subscribed_on) FROM subscription_line
                     UNION ALL SELECT min(booked_on), max(booked_on) FROM village_account_entry)),
     named AS (SELECT subject_id AS item_id FROM term WHERE kind = 'item' AND subject_id IS NOT NULL
               UNION SELECT subject_id FROM subject WHERE kind = 'item' AND key IN ('school.onefee', 'press.subscription')),
     used AS (SELECT DISTINCT a.standard_id FROM audit_governing a JOIN named n ON n.item_id = a.item_id, span p
               WHERE a.valid_from <= p.last AND a.valid_until >= p.first)
SELECT count(*), coalesce(sum(t.checked_on IS NULL), 0),
       coalesce(sum(t.checked_on < add_days(:day, -:stale)), 0),
       coalesce(sum(d.valid_until IS NOT NULL AND d.valid_until < p.last
                    AND coalesce(t.valid_until, '9999-12-31') > d.valid_until), 0)
  FROM used u
  JOIN standard t ON t.record_id = u.standard_id
  LEFT JOIN subject ds ON ds.subject_id = t.document_id
  LEFT JOIN document d ON d.record_id = ds.record_id, span p
