-- Statements of src/store.

-- name: event.head
SELECT events, hash FROM event_head WHERE head_id = 1

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
