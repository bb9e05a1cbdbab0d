-- Statements of src/casework/search.c. The index (petition_index) says which documents hold all the pairs of a word; what
-- stands there is then read and compared, so it need not be exact.

-- name: search.index_paper
INSERT INTO petition_index (rowid, pairs) SELECT -record_id, text_pairs(words) FROM petition_paper WHERE record_id = :record;

-- What was said with the steps of these events, never a list of people (search.differ says the same).
-- name: search.add_words
INSERT INTO petition_words (event_id, subject_id, words)
SELECT e.event_id, s.subject_id,
       coalesce((SELECT group_concat(j.value, char(10)) || char(10) FROM json_each(e.body, '$.fields') j
                 WHERE j.type = 'text' AND j.key IN ('reason', 'note', 'no-refund', 'in-time', 'other-unit', 'basis', 'approver', 'to', 'into',
                                                     'unit', 'deadline')), '')
           || coalesce((e.body ->> '$.order') || char(10), '') || e.day
FROM event e
JOIN subject s ON s.kind = 'petition' AND s.key = e.body ->> '$.petition'
WHERE e.event_id BETWEEN :first AND :last AND (e.type GLOB 'petition.*' OR e.type GLOB 'refund.*');

-- name: search.index_step
INSERT INTO petition_index (rowid, pairs) SELECT event_id, text_pairs(words) FROM petition_words WHERE event_id = :event;

-- Steps whose words are not what their events say, the first one first.
-- name: search.differ
WITH said AS (
    SELECT e.event_id, s.subject_id,
           coalesce((SELECT group_concat(j.value, char(10)) || char(10) FROM json_each(e.body, '$.fields') j
                     WHERE j.type = 'text' AND j.key IN ('reason', 'note', 'no-refund', 'in-time', 'other-unit', 'basis', 'approver', 'to', 'into',
                                                         'unit', 'deadline')), '')
               || coalesce((e.body ->> '$.order') || char(10), '') || e.day AS words
    FROM event e
    JOIN subject s ON s.kind = 'petition' AND s.key = e.body ->> '$.petition'
    WHERE e.type GLOB 'petition.*' OR e.type GLOB 'refund.*')
SELECT event_id FROM (SELECT * FROM said EXCEPT SELECT * FROM petition_words)
UNION
SELECT event_id FROM (SELECT * FROM petition_words EXCEPT SELECT * FROM said)
ORDER BY 1 LIMIT 1;

-- name: search.check
INSERT INTO petition_index (petition_index, rank) VALUES ('integrity-check', 1);

-- name: search.forget
DELETE FROM petition_words;

-- name: search.rebuild
INSERT INTO petition_index (petition_index) VALUES ('rebuild');

-- Petitions that may hold all the words, the one registered last first; also by a paper that no longer counts, for what stands
-- there is read anyway. :words is a list of at most eight objects: word as typed, pairs to match, and the state or result that
-- it names. (A sum of eight maxima, because count(DISTINCT n) for each of tens of thousands of petitions takes twice as long.)
-- name: search.candidates
WITH word AS MATERIALIZED (
    SELECT key AS n, value ->> '$.word' AS word, value ->> '$.pairs' AS pairs, value ->> '$.state' AS state,
           value ->> '$.result' AS result
    FROM json_each(:words)),
hit AS (
    SELECT w.n, r.subject_id
    FROM word w
    CROSS JOIN petition_index x ON x.petition_index MATCH w.pairs AND x.rowid < 0
    CROSS JOIN record r ON r.record_id = -x.rowid
    UNION ALL
    SELECT w.n, t.subject_id
    FROM word w
    CROSS JOIN petition_index x ON x.petition_index MATCH w.pairs AND x.rowid > 0
    CROSS JOIN petition_words t ON t.event_id = x.rowid
    UNION ALL
    SELECT w.n, c.subject_id
    FROM word w CROSS JOIN petition_case c ON c.state = w.state OR c.result = w.result
    WHERE w.state IS NOT NULL OR w.result IS NOT NULL
    UNION ALL
    SELECT w.n, p.subject_id
    FROM word w
    CROSS JOIN division d
    JOIN subject s ON s.subject_id = d.subject_id AND s.record_id = d.record_id
    LEFT JOIN subject ts ON ts.subject_id = d.parent_id
    LEFT JOIN division t ON t.record_id = ts.record_id
    CROSS JOIN petition p ON p.division_id = d.subject_id
    WHERE text_has(coalesce(t.name, '') || d.name || ' ' || d.code, w.word)
    UNION ALL
    SELECT w.n, p.subject_id
    FROM word w
    CROSS JOIN unit u
    JOIN subject s ON s.subject_id = u.subject_id AND s.record_id = u.record_id
    CROSS JOIN petition p ON p.unit_id = u.subject_id
    WHERE text_has(u.name || ' ' || u.code, w.word)
    UNION ALL
    SELECT w.n, p.subject_id
    FROM word w CROSS JOIN petition p
    WHERE :names AND (text_has(p.petitioner, w.word) OR text_has(p.telephone, w.word) OR text_has(p.address, w.word))
    UNION ALL
    SELECT w.n, p.subject_id
    FROM word w
    CROSS JOIN petition_representative r
    CROSS JOIN petition p ON p.record_id = r.record_id
    WHERE :names AND (text_has(r.name, w.word) OR text_has(r.telephone, w.word) OR text_has(r.address, w.word)))
SELECT subject_id FROM hit
GROUP BY subject_id
HAVING max(n = 0) + max(n = 1) + max(n = 2) + max(n = 3) + max(n = 4) + max(n = 5) + max(n = 6) + max(n = 7)
           = (SELECT count(*) FROM word)
ORDER BY subject_id DESC;

-- One candidate, if it passes the filters; a NULL parameter leaves its condition out. A place includes those within it.
-- name: search.case
SELECT p.record_id, p.number, p.received_on, c.state, c.result,
       CASE WHEN d.level = 'village' THEN t.name ELSE '' END || d.name AS place, coalesce(u.name, '') AS unit_name,
       d.name || ' ' || d.code AS place_words, u.name || ' ' || u.code AS unit_words,
       CASE WHEN :names THEN q.names END, CASE WHEN :names THEN q.telephones END, CASE WHEN :names THEN q.addresses END
FROM petition_case c
JOIN subject s ON s.subject_id = c.subject_id
JOIN petition p ON p.record_id = s.record_id
JOIN petition_secrets q ON q.record_id = p.record_id
LEFT JOIN subject ds ON ds.subject_id = p.division_id
LEFT JOIN division d ON d.record_id = ds.record_id
LEFT JOIN subject ts ON ts.subject_id = d.parent_id
LEFT JOIN division t ON t.record_id = ts.record_id
LEFT JOIN subject cs ON cs.subject_id = t.parent_id
LEFT JOIN subject us ON us.subject_id = p.unit_id
LEFT JOIN unit u ON u.record_id = us.record_id
WHERE c.subject_id = :petition
  AND (:state IS NULL OR c.state = :state)
  AND (:from IS NULL OR p.received_on >= :from)
  AND (:until IS NULL OR p.received_on <= :until)
  AND (:unit IS NULL OR us.key = :unit)
  AND (:division IS NULL OR :division IN (ds.key, ts.key, cs.key));

-- What is searched of one petition: the paper first, then its steps. Without :names the people of the case are masked before it
-- is looked into, so that nobody finds out by asking whether a name stands there.
-- name: search.texts
SELECT CASE WHEN :names THEN t.words ELSE mask_text(t.words, q.names, q.telephones, q.addresses) END
FROM (SELECT words FROM petition_paper WHERE record_id = :record
      UNION ALL
      SELECT words FROM petition_words WHERE subject_id = :petition) AS t
JOIN petition_secrets q ON q.record_id = :record;
