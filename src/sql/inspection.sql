-- Statements of src/casework/inspection*.c. The tables inspection and inspection_place are written by inspection.apply_* alone,
-- which read nothing but the event and what earlier events left; names stand without a schema for the shadows (see casework.sql).

-- ---------------------------------------------------------------- applying one event

-- name: inspection.apply_plan
INSERT INTO inspection (subject_id, number, kind, paper, period, title, from_on, until_on, members, rules, state, planned_on, last_event)
SELECT e.subject_id, e.body ->> '$.order', e.body ->> '$.fields.inspection', e.body ->> '$.fields.paper', e.body ->> '$.fields.period',
       e.body ->> '$.fields.title', e.body ->> '$.fields.from', e.body ->> '$.fields.until', e.body ->> '$.fields.members',
       e.body ->> '$.fields.rules', e.body ->> '$.to', e.day, e.event_id
FROM event e WHERE e.event_id = :event;

-- name: inspection.apply_places
INSERT INTO inspection_place (plan_id, place, level, above, rank, reason, lot, listed, counted, builders, pupils, is_builder, is_pupil,
                              is_newly_wed, event_id)
SELECT e.subject_id, p.value ->> '$.place', p.value ->> '$.level', p.value ->> '$.above', p.key + 1, p.value ->> '$.reason',
       p.value ->> '$.lot', p.value ->> '$.listed', p.value ->> '$.counted', p.value ->> '$.builders', p.value ->> '$.pupils',
       p.value ->> '$.builder', p.value ->> '$.pupil', CASE WHEN p.value ->> '$.level' = 'household' THEN 0 END, e.event_id
FROM event e, json_each(e.body, '$.fields.drawn') p
WHERE e.event_id = :event
ON CONFLICT DO UPDATE SET lot = excluded.lot, listed = excluded.listed, counted = excluded.counted, builders = excluded.builders,
    pupils = excluded.pupils, is_builder = excluded.is_builder, is_pupil = excluded.is_pupil, event_id = excluded.event_id;

-- A place that was named, or seen without having been drawn (found).
-- name: inspection.apply_place
INSERT INTO inspection_place (plan_id, place, level, above, rank, reason, is_builder, is_pupil, is_newly_wed, visited_on, event_id)
SELECT e.subject_id, f.place, f.level, f.above,
       1 + coalesce((SELECT max(x.rank) FROM inspection_place x WHERE x.plan_id = e.subject_id), 0),
       coalesce(f.gist, 'found'), CASE WHEN f.level = 'household' THEN f.gist IS 'builder' END,
       CASE WHEN f.level = 'household' THEN f.gist IS 'pupil' END, CASE WHEN f.level = 'household' THEN f.gist IS 'newly-wed' END,
       CASE WHEN e.type = 'inspection.visit' THEN e.day END, e.event_id
FROM event e, (SELECT x.event_id, x.body ->> '$.fields.place' AS place, x.body ->> '$.fields.level' AS level,
                      x.body ->> '$.fields.above' AS above, x.body ->> '$.fields.gist' AS gist FROM event x WHERE x.event_id = :event) AS f
WHERE e.event_id = :event
ON CONFLICT DO UPDATE SET
    visited_on = coalesce(max(coalesce(visited_on, ''), excluded.visited_on), visited_on),
    is_builder = max(coalesce(is_builder, 0), excluded.is_builder), is_pupil = max(coalesce(is_pupil, 0), excluded.is_pupil),
    is_newly_wed = max(coalesce(is_newly_wed, 0), excluded.is_newly_wed), event_id = excluded.event_id;

-- name: inspection.apply_move
UPDATE inspection
SET state = m.state,
    seed = coalesce(m.seed, inspection.seed), within = coalesce(m.within, inspection.within),
    townships = coalesce(m.townships, inspection.townships), villages = coalesce(m.villages, inspection.villages),
    households = coalesce(m.households, inspection.households),
    drawn_on = CASE WHEN m.step = 'sample' THEN m.day ELSE inspection.drawn_on END,
    closed_on = CASE WHEN m.state IN ('closed', 'withdrawn') THEN m.day END,
    reason = CASE WHEN m.state IN ('closed', 'withdrawn') THEN m.reason END,
    last_event = m.event_id
FROM (SELECT e.event_id, e.subject_id, e.day, e.body ->> '$.step' AS step, e.body ->> '$.to' AS state, e.body ->> '$.fields.seed' AS seed,
             e.body ->> '$.fields.within' AS within, CAST(e.body ->> '$.fields.townships' AS INTEGER) AS townships,
             CAST(e.body ->> '$.fields.villages' AS INTEGER) AS villages, CAST(e.body ->> '$.fields.households' AS INTEGER) AS households,
             e.body ->> '$.fields.reason' AS reason
      FROM event e WHERE e.event_id = :event) AS m
WHERE inspection.subject_id = m.subject_id;

-- ---------------------------------------------------------------- taking a step

-- name: inspection.standing
SELECT i.state, e.day, i.number, i.from_on, i.until_on FROM inspection i JOIN event e ON e.event_id = i.last_event
WHERE i.subject_id = :id;

-- name: inspection.next_number
SELECT printf('J%s-%03d', :year, 1 + coalesce(max(CAST(substr(key, 7) AS INTEGER)), 0))
FROM subject WHERE kind = 'inspection' AND key GLOB 'J' || :year || '-[0-9][0-9][0-9]*'
    AND substr(key, 7) NOT GLOB '*[^0-9]*' AND length(key) <= 15;

-- name: inspection.only_told
SELECT s.subject_id FROM subject s
WHERE s.kind = 'inspection' AND s.key = :number AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.subject_id = s.subject_id);

-- Members that are null or blank are left out.
-- name: inspection.canonical
SELECT coalesce((SELECT json_group_object(j.key, CASE j.type WHEN 'array' THEN json(j.value) ELSE trim(j.value) END)
                 FROM json_each(:fields) j WHERE j.type = 'array' OR (j.type = 'text' AND trim(j.value) <> '')), '{}');

-- What a place is: a household or village or township or unit of the register; NULL level: none of them. One that the caller says
-- lies in a village is a household, known or not.
-- name: inspection.locate
SELECT CASE WHEN h.code IS NOT NULL THEN 'household' WHEN d.code IS NOT NULL AND d.level IN ('township', 'village') THEN d.level
            WHEN u.code IS NOT NULL THEN 'unit' WHEN :above IS NOT NULL THEN 'household' END,
       CASE WHEN h.code IS NOT NULL THEN (SELECT v.code FROM v_division v WHERE v.division_id = h.division_id)
            WHEN d.level = 'village' THEN (SELECT v.code FROM v_division v WHERE v.division_id = d.parent_id)
            WHEN d.code IS NULL AND u.code IS NULL THEN :above END,
       :above IS NULL OR EXISTS (SELECT 1 FROM v_division v WHERE v.code = :above AND v.level = 'village')
FROM (SELECT :place AS place) AS x
LEFT JOIN v_household h ON h.household_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'household' AND s.key = x.place)
LEFT JOIN v_division d ON d.division_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = x.place)
LEFT JOIN v_unit u ON u.unit_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'unit' AND s.key = x.place);

-- Form and division of a place that was visited, by the register; :above is its village where that was said.
-- name: inspection.home
SELECT CASE WHEN h.code IS NOT NULL THEN 'household' WHEN d.level = 'village' THEN 'village' WHEN u.code IS NOT NULL THEN 'unit'
            WHEN :above IS NOT NULL OR instr(x.place, '#') > 0 THEN 'household' END,
       coalesce((SELECT v.code FROM v_division v WHERE v.division_id = coalesce(h.division_id, d.division_id, u.division_id)), :above,
                CASE WHEN instr(x.place, '#') > 0 THEN substr(x.place, 1, instr(x.place, '#') - 1) END)
FROM (SELECT :place AS place) AS x
LEFT JOIN v_household h ON h.household_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'household' AND s.key = x.place)
LEFT JOIN v_division d ON d.division_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = x.place)
LEFT JOIN v_unit u ON u.unit_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'unit' AND s.key = x.place);

-- Places to be seen that nobody has seen. A township is seen where one of its villages is, a village where a household of it is.
-- name: inspection.unseen
WITH RECURSIVE seen (place) AS (
    SELECT p.place FROM inspection_place p WHERE p.plan_id = :plan AND p.visited_on IS NOT NULL
    UNION
    SELECT p.above FROM seen s JOIN inspection_place p ON p.plan_id = :plan AND p.place = s.place WHERE p.above IS NOT NULL)
SELECT count(*), count(s.place) FROM inspection_place p LEFT JOIN seen s ON s.place = p.place WHERE p.plan_id = :plan;

-- ---------------------------------------------------------------- the draw (inspection_draw.c)

-- name: inspection.townships
SELECT DISTINCT t.code FROM v_division v JOIN v_division t ON t.division_id = v.township_id
WHERE v.level = 'village'
  AND (:within IS NULL OR v.division_id IN (SELECT w.division_id FROM v_division_within w JOIN subject s ON s.subject_id = w.within_id
                                            WHERE s.kind = 'division' AND s.key = :within))
ORDER BY t.code;

-- name: inspection.villages
SELECT v.code FROM v_division v JOIN v_division t ON t.division_id = v.township_id
WHERE v.level = 'village' AND t.code = :township
  AND (:within IS NULL OR v.division_id IN (SELECT w.division_id FROM v_division_within w JOIN subject s ON s.subject_id = w.within_id
                                            WHERE s.kind = 'division' AND s.key = :within))
ORDER BY v.code;

-- Builders are known by the fees on record; one pass over the notices for the whole draw.
-- name: inspection.forget_builders
DELETE FROM drawn_builder;

-- name: inspection.builders
INSERT INTO drawn_builder (payer, division_id)
SELECT DISTINCT n.payer, n.division_id FROM v_notice_item n JOIN v_item i ON i.item_id = n.item_id
WHERE i.category = 'house' AND n.payer_class = 'household' AND n.charged_on BETWEEN :since AND :until;

-- Households that can be drawn in the village: those that the register lists, and builders that it does not; which are builders, have
-- pupils, are listed. Where it lists none, the numbers of the village's own list stand for them, as many as it counts.
-- name: inspection.candidates
WITH
village AS MATERIALIZED (SELECT d.code, d.division_id FROM v_division d WHERE d.division_id =
                            (SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = :village)),
listed AS MATERIALIZED (SELECT h.code AS place, h.pupils > 0 AS pupil FROM village v JOIN v_household h ON h.division_id = v.division_id)
SELECT l.place, EXISTS (SELECT 1 FROM drawn_builder b WHERE b.payer = l.place), l.pupil, 1 FROM listed l
UNION ALL
SELECT b.payer, 1, 0, 0 FROM village v JOIN drawn_builder b ON b.division_id = v.division_id
WHERE b.payer NOT IN (SELECT place FROM listed);

-- name: inspection.counted
SELECT d.households FROM v_division d WHERE d.code = :village;

-- ---------------------------------------------------------------- results

-- name: inspection.told_plan
SELECT p.number, p.planned_on, p.drawn_on, p.seed,
       json_object('no', p.number, 'inspection', p.kind, 'paper', p.paper, 'period', p.period, 'title', p.title, 'from', p.from_on,
                   'until', p.until_on, 'members', p.members, 'rules', p.rules, 'note', p.note),
       json_object('seed', p.seed, 'within', p.within, 'townships', CAST(p.townships AS TEXT), 'villages', CAST(p.villages AS TEXT),
                   'households', CAST(p.households AS TEXT))
FROM inspection_plan p WHERE p.record_id = :record;

-- name: inspection.visit_head
SELECT i.subject_id AS plan_id, i.state, s.key, v.place, v.form, d.code AS division, d.level, v.visited_on, v.gist, v.plan, i.planned_on,
       coalesce(i.paper, '检查方案' || i.number) AS basis,
       (SELECT hd.code FROM v_household h JOIN v_division hd ON hd.division_id = h.division_id
         WHERE h.household_id = (SELECT hs.subject_id FROM subject hs WHERE hs.kind = 'household' AND hs.key = v.place)) AS home,
       EXISTS (SELECT 1 FROM subject us WHERE us.kind = 'unit' AND us.key = v.place) AS unit
FROM inspection_visit v
JOIN subject s ON s.subject_id = v.subject_id
JOIN v_division d ON d.division_id = v.division_id
LEFT JOIN subject ps ON ps.kind = 'inspection' AND ps.key = v.plan
LEFT JOIN inspection i ON i.subject_id = ps.subject_id
WHERE v.record_id = :record;

-- name: inspection.visit_answers
SELECT line, question, value, (SELECT count(*) FROM inspection_answer b WHERE b.record_id = a.record_id AND b.question = a.question) AS times
FROM inspection_answer a WHERE record_id = :record ORDER BY part;

-- Problems of one visit with their own keys, and the number of the remedy that answers each.
-- name: inspection.visit_problems
SELECT p.line, 'problem:' || s.key || '/' || p.part, p.rule, us.key, p.text, p.remedy, p.deadline, s.key || '/' || p.part,
       (SELECT min(r.number) FROM subject x JOIN remedy_about a ON a.subject_id = x.subject_id JOIN remedy r ON r.subject_id = a.remedy_id
        WHERE x.kind = 'problem' AND x.key = s.key || '/' || p.part AND r.state <> 'withdrawn')
FROM inspection_problem p
JOIN record r ON r.record_id = p.record_id
JOIN subject s ON s.subject_id = r.subject_id
JOIN subject us ON us.subject_id = p.unit_id
WHERE p.record_id = :record ORDER BY p.part;

-- Remedies in hand that answer nothing but a problem of the visit which this version of its record does not hold as the version before
-- did: at its number stands none, or another.
-- name: inspection.unsupported_remedies
SELECT q.subject_id
FROM record n
JOIN subject s ON s.subject_id = n.subject_id
JOIN subject x ON x.kind = 'problem' AND x.key > s.key || '/' AND x.key < s.key || '0' -- '0' follows '/'
JOIN remedy_about a ON a.subject_id = x.subject_id
JOIN remedy q ON q.subject_id = a.remedy_id
WHERE n.record_id = :record AND q.petition_id IS NULL AND q.state NOT IN ('accepted', 'withdrawn')
  AND NOT EXISTS (SELECT 1 FROM remedy_about o WHERE o.remedy_id = a.remedy_id AND o.subject_id <> a.subject_id)
  AND NOT EXISTS (SELECT 1 FROM inspection_problem p
                  JOIN record b ON b.subject_id = n.subject_id
                   AND b.version = (SELECT max(m.version) FROM record m WHERE m.subject_id = n.subject_id AND m.version < n.version)
                  JOIN inspection_problem e ON e.record_id = b.record_id AND e.part = p.part
                  WHERE p.record_id = n.record_id AND x.key = s.key || '/' || p.part
                    AND e.unit_id = p.unit_id AND e.rule IS p.rule AND e.text = p.text)
ORDER BY q.subject_id;

-- A problem is a thing of its own, so that a remedy can answer it.
-- name: inspection.add_problems
INSERT INTO subject (kind, key)
SELECT 'problem', s.key || '/' || p.part
FROM inspection_problem p JOIN record r ON r.record_id = p.record_id JOIN subject s ON s.subject_id = r.subject_id
WHERE p.record_id = :record
ON CONFLICT DO NOTHING;

-- A result that was keyed in. :visit is a JSON object; unit and division are codes that are known.
-- The record when no file brought it.
-- name: inspection.keyed
SELECT record_id FROM record WHERE record_id = :record AND batch_id IS NULL;

-- name: inspection.add_visit
INSERT INTO inspection_visit (record_id, subject_id, plan, place, form, division_id, visited_on, inspectors, gist, note)
SELECT :record, :subject, :visit ->> '$.plan', :visit ->> '$.place', :visit ->> '$.form',
       (SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = :visit ->> '$.division'),
       :visit ->> '$.on', :visit ->> '$.by', :visit ->> '$.gist', :visit ->> '$.note';

-- name: inspection.add_answers
INSERT INTO inspection_answer (record_id, part, line, question, value, note)
SELECT :record, j.key + 1, 0, j.value ->> '$.question', j.value ->> '$.value', j.value ->> '$.note'
FROM json_each(:visit, '$.answers') j;

-- name: inspection.add_payments
INSERT INTO inspection_payment (record_id, part, line, name, amount_fen, unit_id, paid_on, receipt, notice, evidence)
SELECT :record, j.key + 1, 0, j.value ->> '$.name', j.value ->> '$.amount',
       (SELECT s.subject_id FROM subject s WHERE s.kind = 'unit' AND s.key = j.value ->> '$.unit'), j.value ->> '$.on',
       j.value ->> '$.receipt', j.value ->> '$.notice', j.value ->> '$.evidence'
FROM json_each(:visit, '$.payments') j;

-- name: inspection.add_problem_rows
INSERT INTO inspection_problem (record_id, part, line, rule, unit_id, amount_fen, evidence, text, remedy, deadline)
SELECT :record, j.key + 1, 0, j.value ->> '$.rule',
       (SELECT s.subject_id FROM subject s WHERE s.kind = 'unit' AND s.key = j.value ->> '$.unit'), j.value ->> '$.amount',
       j.value ->> '$.evidence', j.value ->> '$.text', j.value ->> '$.remedy', j.value ->> '$.deadline'
FROM json_each(:visit, '$.problems') j;

-- ---------------------------------------------------------------- reading

-- name: inspection.find
SELECT s.subject_id FROM subject s JOIN inspection i ON i.subject_id = s.subject_id
WHERE s.kind = 'inspection' AND (s.key = :text OR i.paper = :text) ORDER BY s.key <> :text, s.subject_id LIMIT 1;

-- Plans; NULL lets everything pass. `problems` are those found on the spot, `ordered` those that a remedy answers.
-- name: inspection.list
WITH RECURSIVE seen (plan_id, place) AS (
    SELECT p.plan_id, p.place FROM inspection_place p WHERE p.visited_on IS NOT NULL
    UNION
    SELECT s.plan_id, p.above FROM seen s JOIN inspection_place p ON p.plan_id = s.plan_id AND p.place = s.place WHERE p.above IS NOT NULL)
SELECT i.subject_id, i.number, i.kind, i.paper, i.period, i.title, i.from_on, i.until_on, i.members, i.rules, i.state, i.planned_on, i.seed,
       i.within, i.townships, i.villages, i.households, i.drawn_on, i.closed_on, i.reason,
       coalesce(sum(p.level = 'township'), 0) AS townships_drawn, coalesce(sum(p.level = 'township' AND s.place IS NOT NULL), 0) AS townships_seen,
       coalesce(sum(p.level = 'village'), 0) AS villages_drawn, coalesce(sum(p.level = 'village' AND s.place IS NOT NULL), 0) AS villages_seen,
       coalesce(sum(p.level = 'household'), 0) AS households_drawn,
       coalesce(sum(p.level = 'household' AND s.place IS NOT NULL), 0) AS households_seen,
       coalesce(sum(p.level = 'unit'), 0) AS units_named, coalesce(sum(p.level = 'unit' AND s.place IS NOT NULL), 0) AS units_seen,
       (SELECT count(*) FROM v_inspection_problem q WHERE q.plan = i.number) AS problems,
       (SELECT count(*) FROM v_inspection_problem q WHERE q.plan = i.number AND q.remedy_number IS NOT NULL) AS ordered
FROM inspection i
LEFT JOIN inspection_place p ON p.plan_id = i.subject_id
LEFT JOIN seen s ON s.plan_id = p.plan_id AND s.place = p.place
WHERE (:plan IS NULL OR i.subject_id = :plan)
  AND (:from IS NULL OR i.until_on >= :from) AND (:until IS NULL OR i.from_on <= :until)
GROUP BY i.subject_id ORDER BY i.number;

-- Coverage by village: what was asked, drawn and seen; groups as known in the register, drawn and seen.
-- name: inspection.coverage
SELECT t.name AS township, coalesce(d.name, v.place) AS village, v.place AS code, v.reason,
       i.households AS asked, count(h.place) AS drawn, coalesce(sum(h.visited_on IS NOT NULL), 0) AS seen,
       v.visited_on IS NOT NULL AS form_done,
       v.builders AS builders, coalesce(sum(h.is_builder), 0) AS builders_drawn, coalesce(sum(h.is_builder AND h.visited_on IS NOT NULL), 0) AS builders_seen,
       v.pupils AS pupils, coalesce(sum(h.is_pupil), 0) AS pupils_drawn, coalesce(sum(h.is_pupil AND h.visited_on IS NOT NULL), 0) AS pupils_seen,
       coalesce(sum(h.is_newly_wed), 0) AS newly_weds, coalesce(sum(h.is_newly_wed AND h.visited_on IS NOT NULL), 0) AS newly_weds_seen,
       v.listed, v.counted
FROM inspection i
JOIN inspection_place v ON v.plan_id = i.subject_id AND v.level = 'village'
LEFT JOIN inspection_place h ON h.plan_id = v.plan_id AND h.level = 'household' AND h.above = v.place
LEFT JOIN v_division d ON d.code = v.place
LEFT JOIN v_division t ON t.division_id = d.parent_id
WHERE i.subject_id = :plan
GROUP BY v.place ORDER BY v.above, v.place;

-- Places in the order in which they are gone to: each village after its township, its households after it, units at the end.
-- name: inspection.places
WITH RECURSIVE seen (place) AS (
    SELECT p.place FROM inspection_place p WHERE p.plan_id = :plan AND p.visited_on IS NOT NULL
    UNION
    SELECT p.above FROM seen s JOIN inspection_place p ON p.plan_id = :plan AND p.place = s.place WHERE p.above IS NOT NULL)
SELECT p.place, p.level, p.above, p.reason, p.lot, p.visited_on, p.listed, p.counted, p.builders, p.pupils, p.is_builder, p.is_pupil,
       p.is_newly_wed, coalesce(d.name, u.name) AS name, hd.name AS village_name, ht.name AS township_name, p.rank
FROM inspection_place p
LEFT JOIN v_division d ON p.level IN ('township', 'village') AND d.code = p.place
LEFT JOIN v_unit u ON p.level = 'unit' AND u.code = p.place
LEFT JOIN v_division hd ON hd.code = CASE p.level WHEN 'household' THEN p.above WHEN 'village' THEN p.place END
LEFT JOIN v_division ht ON ht.division_id = CASE p.level WHEN 'township' THEN d.division_id ELSE hd.parent_id END
WHERE p.plan_id = :plan AND (:missing = 0 OR p.place NOT IN (SELECT place FROM seen)) AND (:level IS NULL OR p.level = :level)
ORDER BY p.level = 'unit', coalesce(ht.code, p.above, p.place), p.level <> 'township', coalesce(hd.code, ''), p.level <> 'village', p.rank;

-- Where less was drawn than asked: townships with too few villages, villages with too few households.
-- name: inspection.shortage
SELECT 'village', coalesce(d.name, t.place), count(v.place), i.villages
FROM inspection i JOIN inspection_place t ON t.plan_id = i.subject_id AND t.level = 'township'
LEFT JOIN inspection_place v ON v.plan_id = i.subject_id AND v.level = 'village' AND v.above = t.place
LEFT JOIN v_division d ON d.code = t.place
WHERE i.subject_id = :plan AND t.lot IS NOT NULL GROUP BY t.place HAVING count(v.place) < i.villages
UNION ALL
SELECT 'household', coalesce(d.name, v.place), count(h.place), i.households
FROM inspection i JOIN inspection_place v ON v.plan_id = i.subject_id AND v.level = 'village'
LEFT JOIN inspection_place h ON h.plan_id = i.subject_id AND h.level = 'household' AND h.above = v.place
LEFT JOIN v_division d ON d.code = v.place
WHERE i.subject_id = :plan AND v.lot IS NOT NULL GROUP BY v.place HAVING count(h.place) < i.households;

-- name: inspection.problems
SELECT q.key, q.visited_on, q.place, q.division_name, q.township_name, q.unit, q.unit_name, q.rule, q.amount_fen, q.evidence, q.text,
       q.remedy_number, q.remedy_state, q.deadline, q.line
FROM v_inspection_problem q
WHERE q.plan = :number AND (:open = 0 OR q.remedy_number IS NULL)
ORDER BY q.key;

-- ---------------------------------------------------------------- visit forms (src/report/visit_form.c)

-- name: inspection.form_places
SELECT p.place, p.level, p.above, p.reason, coalesce(ht.name, '') || coalesce(hd.name, '') AS where_, hh.head_name, h.persons, h.pupils,
       coalesce(d.households, 0) AS households, coalesce(u.name, '') AS unit_name
FROM inspection_place p
LEFT JOIN v_division d ON p.level = 'village' AND d.code = p.place
LEFT JOIN subject hs ON hs.kind = 'household' AND hs.key = p.place
LEFT JOIN v_household h ON h.household_id = hs.subject_id
LEFT JOIN household hh ON hh.record_id = h.record_id
LEFT JOIN v_unit u ON p.level = 'unit' AND u.unit_id = (SELECT us.subject_id FROM subject us WHERE us.kind = 'unit' AND us.key = p.place)
LEFT JOIN v_division hd ON CASE WHEN p.level = 'unit' THEN hd.division_id = u.division_id
                                ELSE hd.code = CASE p.level WHEN 'household' THEN p.above ELSE p.place END END
LEFT JOIN v_division ht ON ht.division_id = hd.parent_id AND ht.level = 'township'
WHERE p.plan_id = :plan AND p.level <> 'township' AND (:place IS NULL OR p.place = :place OR p.above = :place)
ORDER BY p.level = 'unit', coalesce(p.above, ''), CASE p.level WHEN 'household' THEN p.above ELSE p.place END, p.level <> 'village', p.rank;

-- Charges on record of the households of the plan in its period; one pass over the notices.
-- name: inspection.forget_charges
DELETE FROM visit_charge;

-- name: inspection.charges
INSERT INTO visit_charge (payer, charged_on, subject_id, part, unit_name, name, amount_fen, receipt)
SELECT n.payer, n.charged_on, n.subject_id, n.part, u.name, n.name, n.amount_fen, n.receipt
FROM v_notice_item n
JOIN inspection_place p ON p.plan_id = :plan AND p.place = n.payer AND p.level = 'household'
LEFT JOIN v_unit u ON u.unit_id = n.unit_id
WHERE n.payer_class = 'household' AND n.charged_on BETWEEN :from AND :until AND (:place IS NULL OR p.place = :place OR p.above = :place);

-- name: inspection.form_charges
SELECT charged_on, coalesce(unit_name, ''), name, amount_fen, receipt FROM visit_charge WHERE payer = :payer
ORDER BY charged_on, subject_id, part;

-- What card and board should say to households on the day: charges, caps and bans in force that hold for every place and unit.
-- name: inspection.form_standards
SELECT i.name, t.ruling, t.amount_fen, t.unit, coalesce(d.number_printed, d.title), t.certainty, t.demonstration
FROM v_standard t
JOIN v_item i ON i.item_id = t.item_id
LEFT JOIN v_document d ON d.document_id = t.document_id
WHERE t.ruling = 'charge' AND t.valid_from <= :day AND (t.valid_until IS NULL OR t.valid_until >= :day)
  AND i.category IN ('farm-tax', 'levy', 'house', 'production', 'agency', 'other') AND coalesce(t.payer_class, 'household') = 'household'
  AND t.unit_id IS NULL
  AND (t.division_id IS NULL OR t.division_id IN (SELECT w.within_id FROM v_division_within w JOIN v_division v ON v.division_id = w.division_id
                                                  WHERE v.code = :village))
ORDER BY i.category, i.name, t.valid_from DESC;

-- ---------------------------------------------------------------- verifying

-- name: inspection.shadow
CREATE TEMP TABLE inspection (
    subject_id INTEGER PRIMARY KEY, number TEXT NOT NULL, kind TEXT NOT NULL, paper TEXT, period TEXT NOT NULL, title TEXT NOT NULL,
    from_on TEXT NOT NULL, until_on TEXT NOT NULL, members TEXT, rules TEXT, state TEXT NOT NULL, planned_on TEXT NOT NULL, seed TEXT,
    within TEXT, townships INTEGER, villages INTEGER, households INTEGER, drawn_on TEXT, closed_on TEXT, reason TEXT,
    last_event INTEGER NOT NULL
) STRICT;

-- name: inspection.shadow_place
CREATE TEMP TABLE inspection_place (
    plan_id INTEGER NOT NULL, place TEXT NOT NULL, level TEXT NOT NULL, above TEXT, rank INTEGER NOT NULL, reason TEXT NOT NULL, lot TEXT,
    listed INTEGER, counted INTEGER, builders INTEGER, pupils INTEGER, is_builder INTEGER, is_pupil INTEGER, is_newly_wed INTEGER,
    visited_on TEXT, event_id INTEGER NOT NULL, PRIMARY KEY (plan_id, place)
) STRICT, WITHOUT ROWID;

-- name: inspection.unshadow
DROP TABLE IF EXISTS temp.inspection;

-- name: inspection.unshadow_place
DROP TABLE IF EXISTS temp.inspection_place;

-- name: inspection.differ
SELECT s.key, x.last_event, x.place FROM (
    SELECT subject_id, last_event, 'stored' AS place FROM (SELECT * FROM main.inspection EXCEPT SELECT * FROM inspection)
    UNION ALL
    SELECT subject_id, last_event, 'rebuilt' FROM (SELECT * FROM inspection EXCEPT SELECT * FROM main.inspection)) AS x
LEFT JOIN subject s ON s.subject_id = x.subject_id ORDER BY 1, 3;

-- name: inspection.differ_place
SELECT s.key || ' ' || x.at, x.event_id, x.place FROM (
    SELECT plan_id, place AS at, event_id, 'stored' AS place FROM (SELECT * FROM main.inspection_place EXCEPT SELECT * FROM inspection_place)
    UNION ALL
    SELECT plan_id, place, event_id, 'rebuilt' FROM (SELECT * FROM inspection_place EXCEPT SELECT * FROM main.inspection_place)) AS x
LEFT JOIN subject s ON s.subject_id = x.plan_id ORDER BY 1, 3;
