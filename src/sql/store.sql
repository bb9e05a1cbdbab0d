-- Statements of src/store.

-- name: event.head
SELECT events, hash FROM event_head WHERE head_id = 1

-- The event whose hash begins with these lower-case digits.
-- name: event.anchor
SELECT event_id FROM event WHERE lower(substr(hex(hash), 1, length(:digits))) = :digits ORDER BY event_id LIMIT 1

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
