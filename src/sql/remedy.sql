-- Statements of src/casework/remedy.c. The tables remedy and remedy_about are written by remedy.apply_* alone, which read
-- nothing but the event and what earlier events left; names stand without a schema for the shadows (see casework.sql).

-- ---------------------------------------------------------------- applying one event

-- name: remedy.apply_order
INSERT INTO remedy (subject_id, number, petition_id, unit_id, kind, state, text, basis, ordered_on, first_deadline, deadline, last_event)
SELECT e.subject_id, e.body ->> '$.order',
       (SELECT s.subject_id FROM subject s WHERE s.kind = 'petition' AND s.key = e.body ->> '$.petition'),
       (SELECT s.subject_id FROM subject s WHERE s.kind = 'unit' AND s.key = e.body ->> '$.fields.unit'),
       e.body ->> '$.fields.remedy', e.body ->> '$.to', e.body ->> '$.fields.text', e.body ->> '$.fields.basis', e.day,
       e.body ->> '$.fields.deadline', e.body ->> '$.fields.deadline', e.event_id
FROM event e WHERE e.event_id = :event;

-- name: remedy.apply_findings
INSERT INTO remedy_about (remedy_id, part, subject_id, finding_id)
SELECT e.subject_id, f.key + 1,
       (SELECT s.subject_id FROM subject s WHERE s.kind = f.value ->> '$.kind' AND s.key = f.value ->> '$.subject'),
       f.value ->> '$.finding'
FROM event e, json_each(e.body, '$.fields.findings') f
WHERE e.event_id = :event;

-- name: remedy.apply_about
INSERT INTO remedy_about (remedy_id, part, subject_id)
SELECT e.subject_id, 1 + coalesce(json_array_length(e.body, '$.fields.findings'), 0), s.subject_id
FROM event e
JOIN subject s ON s.kind = substr(e.body ->> '$.fields.about', 1, instr(e.body ->> '$.fields.about', ':') - 1)
              AND s.key = substr(e.body ->> '$.fields.about', instr(e.body ->> '$.fields.about', ':') + 1)
WHERE e.event_id = :event;

-- name: remedy.apply_move
UPDATE remedy
SET state      = m.state,
    deadline   = coalesce(m.deadline, remedy.deadline),
    proof      = CASE WHEN m.step = 'prove' THEN m.proof ELSE remedy.proof END,
    paper      = CASE WHEN m.step = 'prove' THEN m.paper ELSE remedy.paper END,
    proved_by  = CASE WHEN m.step = 'prove' THEN m.proved_by ELSE remedy.proved_by END,
    proved_on  = CASE WHEN m.step = 'prove' THEN m.day ELSE remedy.proved_on END,
    settled_on = CASE WHEN m.state IN ('accepted', 'withdrawn') THEN m.day END,
    reason     = CASE WHEN m.state IN ('rejected', 'withdrawn') AND m.step <> 'extend' THEN m.reason
                      WHEN m.state = 'rejected' THEN remedy.reason END,
    last_event = m.event_id
FROM (SELECT e.event_id, e.subject_id, e.day, e.body ->> '$.step' AS step, e.body ->> '$.to' AS state,
             e.body ->> '$.fields.deadline' AS deadline, e.body ->> '$.fields.proof' AS proof, e.body ->> '$.fields.paper' AS paper,
             e.body ->> '$.fields.by' AS proved_by, e.body ->> '$.fields.reason' AS reason
      FROM event e WHERE e.event_id = :event) AS m
WHERE remedy.subject_id = m.subject_id;

-- ---------------------------------------------------------------- taking a step

-- The one way of writing what a step carries: empty members left out, findings with what they were found in.
-- name: remedy.canonical
SELECT json_patch('{}', json_object(
    'remedy', nullif(trim(:fields ->> '$.remedy'), ''),
    'unit', coalesce(nullif(trim(:fields ->> '$.unit'), ''), -- left out: there is only one
        (SELECT s.key FROM subject c JOIN petition p ON p.record_id = c.record_id JOIN subject s ON s.subject_id = p.unit_id
         WHERE c.kind = 'petition' AND c.key = trim(:fields ->> '$.petition')),
        (SELECT max(s.key) FROM json_each(:fields, '$.findings') j JOIN finding f ON f.finding_id = j.value
         JOIN subject s ON s.subject_id = f.unit_id)),
    'other-unit', nullif(trim(:fields ->> '$.other-unit'), ''),
    'deadline', nullif(trim(:fields ->> '$.deadline'), ''),
    'basis', nullif(trim(:fields ->> '$.basis'), ''),
    'text', nullif(trim(:fields ->> '$.text'), ''),
    'proof', nullif(trim(:fields ->> '$.proof'), ''),
    'paper', nullif(trim(:fields ->> '$.paper'), ''),
    'by', nullif(trim(:fields ->> '$.by'), ''),
    'approver', nullif(trim(:fields ->> '$.approver'), ''),
    'reason', nullif(trim(:fields ->> '$.reason'), ''),
    'note', nullif(trim(:fields ->> '$.note'), ''),
    'about', nullif(trim(:fields ->> '$.about'), ''),
    'findings', json((SELECT CASE WHEN count(*) > 0 THEN json_group_array(json_object(
                   'finding', f.finding_id, 'rule', f.rule, 'kind', s.kind, 'subject', s.key, 'part', f.part)) END
               FROM json_each(:fields, '$.findings') j
               JOIN finding f ON f.finding_id = j.value
               JOIN subject s ON s.subject_id = f.subject_id))));

-- name: remedy.standing
SELECT r.state, e.day, r.number, ps.key, r.deadline FROM remedy r JOIN event e ON e.event_id = r.last_event
LEFT JOIN subject ps ON ps.subject_id = r.petition_id
WHERE r.subject_id = :id;

-- Units that an order concerns: the one complained of, and those of the findings.
-- name: remedy.concerned
SELECT s.key FROM subject s
WHERE s.subject_id IN (
    SELECT p.unit_id FROM subject c JOIN petition p ON p.record_id = c.record_id
    WHERE c.kind = 'petition' AND c.key = trim(:fields ->> '$.petition')
    UNION
    SELECT f.unit_id FROM json_each(:fields, '$.findings') j JOIN finding f ON f.finding_id = j.value)
ORDER BY s.key;

-- A case is in hand from the first look into it until it is closed.
-- name: remedy.case
SELECT c.state, c.state NOT IN ('registered', 'accepted', 'not-accepted', 'forwarded', 'withdrawn', 'merged', 'closed') AS in_hand
FROM subject s JOIN petition_case c ON c.subject_id = s.subject_id
WHERE s.kind = 'petition' AND s.key = trim(:fields ->> '$.petition');

-- name: remedy.earliest
SELECT max(day) FROM (
    SELECT c.registered_on AS day FROM subject s JOIN petition_case c ON c.subject_id = s.subject_id
    WHERE s.kind = 'petition' AND s.key = trim(:fields ->> '$.petition')
    UNION ALL
    SELECT f.established_on FROM json_each(:fields, '$.findings') j JOIN finding f ON f.finding_id = j.value);

-- The first finding that cannot be answered by a remedy: none of that number (NULL), not confirmed, or named twice.
-- name: remedy.finding_fault
SELECT number, state, nth FROM (
    SELECT j.key, j.value AS number, f.state, row_number() OVER (PARTITION BY j.value ORDER BY j.key) AS nth
    FROM json_each(:fields, '$.findings') j LEFT JOIN finding f ON f.finding_id = j.value)
WHERE state IS NULL OR state <> 'confirmed' OR nth > 1
ORDER BY key LIMIT 1;

-- name: remedy.about
SELECT s.subject_id FROM subject s
WHERE s.kind = substr(trim(:fields ->> '$.about'), 1, instr(trim(:fields ->> '$.about'), ':') - 1)
  AND s.key = substr(trim(:fields ->> '$.about'), instr(trim(:fields ->> '$.about'), ':') + 1);

-- name: remedy.next_number
SELECT printf('Z%s-%03d', :year, 1 + coalesce(max(CAST(substr(key, 7) AS INTEGER)), 0))
FROM subject WHERE kind = 'remedy' AND key GLOB 'Z' || :year || '-[0-9][0-9][0-9]*'
    AND substr(key, 7) NOT GLOB '*[^0-9]*' AND length(key) <= 15;

-- Findings of a remedy, and which may be settled with it: confirmed, and answered by no other remedy that is still open.
-- name: remedy.to_settle
SELECT a.finding_id,
       f.state = 'confirmed' AND NOT EXISTS (
           SELECT 1 FROM remedy_about b JOIN remedy o ON o.subject_id = b.remedy_id
           WHERE b.finding_id = a.finding_id AND o.state NOT IN ('accepted', 'withdrawn'))
       AND NOT EXISTS (
           SELECT 1 FROM finding g JOIN refund_finding x ON x.finding_id = g.finding_id JOIN refund_payee y ON y.order_id = x.order_id
           WHERE g.subject_id = f.subject_id AND g.part = f.part AND y.waits) AS may
FROM remedy_about a JOIN finding f ON f.finding_id = a.finding_id
WHERE a.remedy_id = :remedy ORDER BY a.part;

-- Remedies of a case that are neither accepted nor withdrawn: how many, and the first.
-- name: remedy.missing
SELECT count(*), number, kind, state, min(deadline) FROM remedy
WHERE petition_id = :petition AND state NOT IN ('accepted', 'withdrawn');

-- ---------------------------------------------------------------- reading

-- name: remedy.of_case
SELECT count(*) FROM remedy WHERE petition_id = :petition;

-- name: remedy.find
SELECT r.subject_id FROM subject s JOIN remedy r ON r.subject_id = s.subject_id WHERE s.kind = 'remedy' AND s.key = :number;

-- name: remedy.findings
SELECT finding_id FROM remedy_about WHERE remedy_id = :remedy AND finding_id IS NOT NULL ORDER BY part;

-- The ledger: a NULL parameter leaves its condition out. A problem of an inspection that no remedy answers yet stands in it too, without
-- number, kind, order and deadline: nobody has set them.
-- name: remedy.list
SELECT * FROM (
    SELECT r.subject_id, r.petition_id, r.number, r.kind, r.state, ps.key AS petition, p.category,
           (SELECT s.kind || ':' || s.key FROM remedy_about a JOIN subject s ON s.subject_id = a.subject_id
            WHERE a.remedy_id = r.subject_id AND a.finding_id IS NULL) AS about,
           mask_text(vp.text, NULL, NULL, NULL) AS about_text,
           (SELECT group_concat(DISTINCT f.rule) FROM remedy_about a JOIN finding f ON f.finding_id = a.finding_id
            WHERE a.remedy_id = r.subject_id) AS rules,
           (SELECT count(a.finding_id) FROM remedy_about a WHERE a.remedy_id = r.subject_id) AS findings,
           us.key AS unit, u.name AS unit_name, d.code AS division,
           CASE WHEN d.level = 'village' THEN coalesce(t.name, '') ELSE '' END || d.name AS place,
           mask_text(r.text, se.names, se.telephones, se.addresses) AS text, r.basis, r.ordered_on, r.first_deadline, r.deadline,
           mask_text(r.proof, se.names, se.telephones, se.addresses) AS proof, r.paper, r.proved_by, r.proved_on, r.settled_on,
           mask_text(r.reason, se.names, se.telephones, se.addresses) AS reason, v.plan, v.visited_on AS found_on,
           CASE WHEN r.state = 'withdrawn' THEN 0
                ELSE max(0, CAST(julianday(CASE WHEN r.state IN ('proved', 'accepted') THEN r.proved_on ELSE :today END)
                                 - julianday(r.deadline) AS INTEGER)) END AS days_over
    FROM remedy r
    JOIN subject us ON us.subject_id = r.unit_id
    LEFT JOIN unit u ON u.record_id = us.record_id
    LEFT JOIN subject ps ON ps.subject_id = r.petition_id
    LEFT JOIN petition p ON p.record_id = ps.record_id
    LEFT JOIN petition_secrets se ON se.record_id = ps.record_id
    -- the problem of an inspection that it answers: its key is that of the visit, and its number
    LEFT JOIN (SELECT a.remedy_id, x.key FROM remedy_about a JOIN subject x ON x.subject_id = a.subject_id WHERE x.kind = 'problem') AS q
        ON q.remedy_id = r.subject_id
    LEFT JOIN subject vs ON vs.kind = 'inspection-visit' AND vs.key = rtrim(rtrim(q.key, '0123456789'), '/')
    LEFT JOIN inspection_visit v ON v.record_id = vs.record_id
    LEFT JOIN inspection_problem vp ON vp.record_id = vs.record_id
        AND vp.part = CAST(substr(q.key, length(vs.key) + 2) AS INTEGER)
    LEFT JOIN subject ds ON ds.subject_id = coalesce(p.division_id, v.division_id,
        (SELECT f.division_id FROM remedy_about a JOIN finding f ON f.finding_id = a.finding_id
         WHERE a.remedy_id = r.subject_id ORDER BY a.part LIMIT 1), u.division_id)
    LEFT JOIN division d ON d.record_id = ds.record_id
    LEFT JOIN subject ts ON ts.subject_id = d.parent_id
    LEFT JOIN division t ON t.record_id = ts.record_id
    WHERE (:remedy IS NULL OR r.subject_id = :remedy)
      AND (:petition IS NULL OR r.petition_id = :petition)
      AND (:unit IS NULL OR us.key = :unit)
      AND (:plan IS NULL OR v.plan = :plan)
      AND (:township IS NULL OR d.code = :township OR t.code = :township)
      AND (:kind IS NULL OR r.kind = :kind)
      AND (:state IS NULL OR r.state = :state)
      AND (:from IS NULL OR r.ordered_on >= :from)
      AND (:until IS NULL OR r.ordered_on <= :until)
      AND (:open = 0 OR r.state NOT IN ('accepted', 'withdrawn'))
    UNION ALL
    SELECT NULL, NULL, NULL, NULL, 'not-ordered', NULL, NULL, 'problem:' || q.key, mask_text(q.text, NULL, NULL, NULL), q.rule, 0,
           q.unit, q.unit_name, d.code, coalesce(q.township_name, '') || q.division_name,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, q.plan, q.visited_on, 0
    FROM v_inspection_problem q JOIN v_division d ON d.division_id = q.division_id
    LEFT JOIN subject ts ON ts.subject_id = d.parent_id
    WHERE q.remedy_number IS NULL AND :remedy IS NULL AND :petition IS NULL AND :kind IS NULL
      AND (:unit IS NULL OR q.unit = :unit)
      AND (:plan IS NULL OR q.plan = :plan)
      AND (:township IS NULL OR d.code = :township OR ts.key = :township)
      AND (:state IS NULL OR :state = 'not-ordered')
      AND (:from IS NULL OR q.visited_on >= :from)
      AND (:until IS NULL OR q.visited_on <= :until))
WHERE :overdue = 0 OR (days_over > 0 AND state NOT IN ('accepted', 'withdrawn'))
ORDER BY deadline IS NULL, deadline, number, found_on, about;

-- name: remedy.events
SELECT e.event_id, e.day, e.actor, e.body ->> '$.step', e.body ->> '$.to', e.body ->> '$.fields.text', e.body ->> '$.fields.proof',
       e.body ->> '$.fields.paper', e.body ->> '$.fields.by', e.body ->> '$.fields.deadline', e.body ->> '$.fields.approver',
       e.body ->> '$.fields.reason', e.body ->> '$.fields.note', e.body ->> '$.fields.other-unit'
FROM event e WHERE e.subject_id = :remedy AND e.type GLOB 'remedy.*'
ORDER BY e.event_id;

-- ---------------------------------------------------------------- verifying

-- name: remedy.shadow
CREATE TEMP TABLE remedy (
    subject_id INTEGER PRIMARY KEY, number TEXT NOT NULL, petition_id INTEGER, unit_id INTEGER NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL, text TEXT NOT NULL, basis TEXT NOT NULL, ordered_on TEXT NOT NULL, first_deadline TEXT NOT NULL,
    deadline TEXT NOT NULL, proof TEXT, paper TEXT, proved_by TEXT, proved_on TEXT, settled_on TEXT, reason TEXT,
    last_event INTEGER NOT NULL
) STRICT;

-- name: remedy.shadow_about
CREATE TEMP TABLE remedy_about (
    remedy_id INTEGER NOT NULL, part INTEGER NOT NULL, subject_id INTEGER NOT NULL, finding_id INTEGER,
    PRIMARY KEY (remedy_id, part)
) STRICT, WITHOUT ROWID;

-- name: remedy.unshadow
DROP TABLE IF EXISTS temp.remedy;

-- name: remedy.unshadow_about
DROP TABLE IF EXISTS temp.remedy_about;

-- name: remedy.differ
SELECT s.key, x.last_event, x.place FROM (
    SELECT subject_id, last_event, 'stored' AS place FROM (SELECT * FROM main.remedy EXCEPT SELECT * FROM remedy)
    UNION ALL
    SELECT subject_id, last_event, 'rebuilt' FROM (SELECT * FROM remedy EXCEPT SELECT * FROM main.remedy)) AS x
LEFT JOIN subject s ON s.subject_id = x.subject_id ORDER BY 1, 3;

-- name: remedy.differ_about
SELECT s.key || ' ' || x.part, 0, x.place FROM (
    SELECT remedy_id, part, 'stored' AS place FROM (SELECT * FROM main.remedy_about EXCEPT SELECT * FROM remedy_about)
    UNION ALL
    SELECT remedy_id, part, 'rebuilt' FROM (SELECT * FROM remedy_about EXCEPT SELECT * FROM main.remedy_about)) AS x
LEFT JOIN subject s ON s.subject_id = x.remedy_id ORDER BY 1, 3;

-- Closed cases with a remedy that is neither accepted nor withdrawn.
-- name: remedy.differ_closed
SELECT s.key, c.last_event, 'closed' FROM main.remedy r
JOIN main.petition_case c ON c.subject_id = r.petition_id
JOIN subject s ON s.subject_id = c.subject_id
WHERE c.state = 'closed' AND r.state NOT IN ('accepted', 'withdrawn')
GROUP BY c.subject_id ORDER BY 1;

-- Findings whose day of confirmation is not that of the first confirmation since they were last dismissed or waived.
-- name: remedy.differ_established
SELECT 'F' || f.finding_id, 0, 'stored' FROM finding f
WHERE (f.established_on IS NOT NULL OR f.state IN ('confirmed', 'rectified'))
  AND f.established_on IS NOT (
      SELECT e.day FROM event e
      WHERE e.subject_id = f.subject_id AND e.type = 'finding.confirm' AND e.body ->> '$.finding' = f.finding_id
        AND e.event_id > coalesce((SELECT max(x.event_id) FROM event x
                                   WHERE x.subject_id = f.subject_id AND x.type IN ('finding.dismiss', 'finding.waive')
                                     AND x.body ->> '$.finding' = f.finding_id), 0)
      ORDER BY e.event_id LIMIT 1)
ORDER BY f.finding_id;
