-- Statements of src/store.

-- name: event.head
SELECT event_id, hash FROM event ORDER BY event_id DESC LIMIT 1

-- name: event.append
INSERT INTO event (event_id, at, day, actor, type, subject_id, body, prev_hash, hash)
VALUES (:event_id, :at, :day, :actor, :type, :subject_id, :body, :prev_hash, :hash)

-- name: event.all
SELECT event_id, at, day, actor, type, coalesce(subject_id, 0), body, prev_hash, hash FROM event ORDER BY event_id

-- name: store.integrity
SELECT integrity_check FROM pragma_integrity_check

-- name: store.foreign-keys
SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1
