-- Statements of src/store/actor.c: who may do what, and who looked at names.

-- One row in any case: are roles kept at all, and the role of this one (NULL: not known here).
-- name: actor.read
SELECT EXISTS (SELECT 1 FROM actor), a.role, a.active
FROM (SELECT :name AS name) AS q LEFT JOIN actor a ON a.name = q.name

-- name: actor.apply
INSERT INTO actor (name, role, active, event_id)
SELECT e.body ->> '$.name', e.body ->> '$.role', e.type <> 'actor.remove', e.event_id
FROM event e WHERE e.event_id = :event
ON CONFLICT (name) DO UPDATE SET role = excluded.role, active = excluded.active, event_id = excluded.event_id

-- name: actor.other_heads
SELECT count(*) FROM actor WHERE role = 'head' AND active AND name <> :name

-- name: actor.count
SELECT count(*) FROM actor

-- name: actor.list
SELECT a.name, a.role, a.active, e.day, e.actor
FROM actor a JOIN event e ON e.event_id = a.event_id
WHERE a.active OR :all
ORDER BY a.active DESC, instr('head inspector clerk auditor', a.role), a.name

-- name: actor.looks
SELECT e.event_id, e.day, e.actor, a.role, e.body ->> '$.command', e.body ->> '$.key'
FROM event e LEFT JOIN actor a ON a.name = e.actor
WHERE e.type = 'names.shown' AND (:from IS NULL OR e.day >= :from) AND (:until IS NULL OR e.day <= :until)
  AND (:name IS NULL OR e.actor = :name)
ORDER BY e.event_id

-- ---------------------------------------------------------------- verifying

-- Rows that are not what the last event about that person gives; the event is 0 where the log has none.
-- name: actor.differ
WITH told AS (
    SELECT e.body ->> '$.name' AS name, e.body ->> '$.role' AS role, e.type <> 'actor.remove' AS active,
           max(e.event_id) AS event_id -- the other columns are of that event
    FROM event e WHERE e.type GLOB 'actor.*' GROUP BY 1)
SELECT coalesce(t.name, a.name), coalesce(t.event_id, 0)
FROM actor a FULL JOIN told t ON t.name = a.name
WHERE a.role IS NOT t.role OR a.active IS NOT t.active OR a.event_id IS NOT t.event_id
ORDER BY 1

-- Events about people by somebody who was no active head at that time. The first of all names the first head.
-- name: actor.unlawful
WITH log AS MATERIALIZED (
    SELECT e.event_id, e.actor, e.type, e.body ->> '$.name' AS name, e.body ->> '$.role' AS role
    FROM event e WHERE e.type GLOB 'actor.*')
SELECT l.actor, l.event_id
FROM log l
WHERE CASE WHEN l.event_id = (SELECT min(event_id) FROM log) THEN l.type = 'actor.add' AND l.role = 'head'
           ELSE coalesce((SELECT b.type <> 'actor.remove' AND b.role = 'head' FROM log b
                          WHERE b.name = l.actor AND b.event_id < l.event_id ORDER BY b.event_id DESC LIMIT 1), 0) END = 0
ORDER BY l.event_id
