-- Statements of src/store.

-- name: event.head
SELECT events, hash FROM event_head WHERE head_id = 1

-- The event whose hash begins with these lower-case digits.
-- name: event.anchor
SELECT event_id FROM event WHERE lower(substr(hex(hash), 1, length(:digits))) = :digits ORDER BY event_id LIMIT 1

-- In a database of any version.
-- name: event.last
SELECT hex(hash) FROM event ORDER BY event_id DESC LIMIT 1

-- name: event.append
INSERT INTO event (event_id, at, day, actor, type, subject_id, body, prev_hash, hash)
VALUES (:event_id, :at, :day, :actor, :type, :subject_id, :body, :prev_hash, :hash)

-- name: event.move_head
UPDATE event_head SET events = :event_id, hash = :hash WHERE head_id = 1

-- name: event.all
SELECT event_id, at, day, actor, type, subject_id, body, prev_hash, hash FROM event ORDER BY event_id

-- name: store.integrity
SELECT integrity_check FROM pragma_integrity_check

-- name: store.foreign-keys
SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1

-- "petition.reply, 2005-06-01, 陈经办"
-- name: event.name
SELECT type || ', ' || day || ', ' || actor FROM event WHERE event_id = :event_id

-- Events, the last ones first; a NULL parameter leaves its condition out. Bodies hold names of people and are not shown: only the
-- words of what was said, without the people of the petition.
-- name: event.list
SELECT e.event_id, e.at, e.day, e.actor, e.type, s.kind, s.key, e.body ->> '$.from', e.body ->> '$.to',
       mask_text(coalesce(e.body ->> '$.fields.reason', e.body ->> '$.reason', e.body ->> '$.fields.note', e.body ->> '$.note'),
                 q.names, q.telephones, q.addresses)
FROM event e
LEFT JOIN subject s ON s.subject_id = e.subject_id
LEFT JOIN subject c ON c.kind = 'petition' AND c.key = e.body ->> '$.petition'
LEFT JOIN petition_secrets q ON q.record_id = c.record_id
WHERE (:type IS NULL OR e.type = :type OR e.type GLOB :type || '.*')
  AND (:actor IS NULL OR e.actor = :actor)
  AND (:from IS NULL OR e.day >= :from)
  AND (:until IS NULL OR e.day <= :until)
  AND (:subject IS NULL OR e.subject_id IN (SELECT k.subject_id FROM subject k WHERE k.key = :subject)
       OR e.body ->> '$.petition' = :subject)
ORDER BY e.event_id DESC
LIMIT :limit

-- ---------------------------------------------------------------- seals

-- Tables whose rows are sealed in groups by :by, the first column of their key; for each the query of its seal, and whether the sums
-- of notices stand for it in a file of notices. Generated columns follow from others and are left out.
-- name: seal.tables
SELECT m.name, m.name IN ('record', 'notice', 'notice_item'),
       'SELECT seal_rows(' || (SELECT group_concat('''' || c.name || ''', t."' || c.name || '" IS ' || coalesce(c.dflt_value, 'NULL')
                                                   || ', t."' || c.name || '"', ', ') FROM pragma_table_info(m.name, 'main') c)
       || CASE m.name WHEN 'record' THEN ', ''kind'', 0, t.kind, ''key'', 0, t.key' ELSE '' END
       || ') FROM (SELECT * FROM main."' || m.name || '"'
       || CASE m.name WHEN 'record' THEN ' LEFT JOIN (SELECT subject_id AS id, kind, key FROM main.subject) ON id = subject_id' ELSE '' END
       || ' WHERE "' || :by || '" BETWEEN :first AND :last ORDER BY '
       || (SELECT group_concat('"' || name || '"', ', ') FROM (SELECT name FROM pragma_table_info(m.name, 'main') WHERE pk > 0 ORDER BY pk)) || ') t'
FROM main.sqlite_schema m
WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name, 'main') k WHERE k.pk = 1 AND k.name = :by)
ORDER BY m.name

-- The seals of the log, with the file or the thing that each speaks of. Of names as a whole only the last one counts: each import may
-- match them anew.
-- name: seal.all
SELECT e.event_id, s.value ->> '$.by', s.value ->> '$.first', s.value ->> '$.last', s.value ->> '$.summed', s.value -> '$.tables',
       coalesce(e.body ->> '$.file', e.body ->> '$.fields.visit', ''), e.body ->> '$.batch'
FROM event e, json_each(e.body, '$.seals') s
WHERE e.type IN ('import.accepted', 'import.refused', 'check.run', 'inspection.visit')
  AND (s.value ->> '$.by' <> 'term_id' OR e.event_id = (SELECT max(event_id) FROM event WHERE type = 'import.accepted'))
ORDER BY e.event_id, s.key

-- name: seal.differences
SELECT key FROM (SELECT key FROM json_each(:kept) UNION SELECT key FROM json_each(:now))
WHERE :kept ->> ('$."' || key || '"') IS NOT :now ->> ('$."' || key || '"') ORDER BY key

-- name: seal.unsealed
SELECT count(*) FROM event WHERE type IN ('import.accepted', 'import.refused', 'check.run') AND body -> '$.seals' IS NULL

-- Files of which the log tells otherwise, or nothing.
-- name: seal.wrong_batches
SELECT e.event_id, coalesce(e.body ->> '$.file', '') || ' (' || (e.body ->> '$.batch') || ')'
FROM event e LEFT JOIN batch b ON b.batch_id = e.body ->> '$.batch'
WHERE e.type IN ('import.accepted', 'import.refused')
  AND (b.kind, b.file_name, b.sha256, b.read_count, b.stored_count, b.unchanged_count, b.superseding_count, b.quarantined_count,
       b.sum_fen, b.diagnostic_count, b.imported_by, b.state)
      IS NOT (e.body ->> '$.kind', e.body ->> '$.file', e.body ->> '$.sha256', e.body ->> '$.read', e.body ->> '$.stored',
              e.body ->> '$.unchanged', e.body ->> '$.superseding', e.body ->> '$.quarantined', e.body ->> '$.sum_fen',
              e.body ->> '$.diagnostics', e.actor,
              CASE WHEN e.type = 'import.refused' THEN 'refused' WHEN e.body ->> '$.quarantined' > 0 THEN 'partial' ELSE 'accepted' END)
UNION ALL
SELECT 0, file_name || ' (' || batch_id || ')' FROM batch
WHERE batch_id NOT IN (SELECT body ->> '$.batch' FROM event WHERE type IN ('import.accepted', 'import.refused'))

-- Checks of which the log tells nothing.
-- name: seal.wrong_runs
SELECT 0, run_id FROM run WHERE run_id NOT IN (SELECT body ->> '$.run' FROM event WHERE type = 'check.run')

-- Files whose records are not as many, or not those, as the log tells; where it tells nothing of them, there are none.
-- name: seal.wrong_records
SELECT coalesce(t.event_id, 0), coalesce(b.file_name, '') || ' (' || coalesce(t.batch_id, r.batch_id) || ')'
FROM (SELECT batch_id, count(*) AS records, min(record_id) AS first, max(record_id) AS last FROM record
      WHERE batch_id IS NOT NULL GROUP BY batch_id) r
FULL JOIN (SELECT e.event_id, e.body ->> '$.batch' AS batch_id, s.value ->> '$.first' AS first, s.value ->> '$.last' AS last,
                  (e.body ->> '$.stored') + (e.body ->> '$.superseding') AS records
           FROM event e LEFT JOIN json_each(e.body, '$.seals') s ON s.value ->> '$.by' = 'record_id'
           WHERE e.type = 'import.accepted') t ON t.batch_id = r.batch_id
LEFT JOIN batch b ON b.batch_id = coalesce(t.batch_id, r.batch_id)
WHERE coalesce(r.records, 0) IS NOT t.records OR (t.first IS NOT NULL AND (r.first, r.last) IS NOT (t.first, t.last))

-- Subjects whose version that counts is not theirs, or has been replaced; and versions that neither count nor were replaced.
-- name: seal.wrong_versions
SELECT 0, s.kind || ' ' || s.key
FROM subject s JOIN record r ON r.record_id = s.record_id
WHERE r.subject_id <> s.subject_id
UNION ALL
SELECT 0, coalesce(s.kind || ' ' || s.key, r.record_id)
FROM record r LEFT JOIN subject s ON s.subject_id = r.subject_id
WHERE (s.record_id IS NOT r.record_id) <> (r.record_id IN (SELECT previous_id FROM record WHERE previous_id IS NOT NULL))
UNION ALL
SELECT 0, s.kind || ' ' || s.key
FROM record r JOIN record p ON p.record_id = r.previous_id JOIN subject s ON s.subject_id = r.subject_id
WHERE p.subject_id <> r.subject_id
LIMIT 20
