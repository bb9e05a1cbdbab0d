-- What `jianfu publicity` prints. Parameters that are NULL leave nothing out; :under is the code of a place.

-- name: publicity.list
SELECT p.held_on, iif(d.level = 'village', coalesce(d.parent_name, ''), '') || d.name AS place, p.kind, p.topic, p.done_by, p.copies, p.people,
       (SELECT group_concat(o.document_text, '、')
          FROM (SELECT l.document_text FROM v_publicity_document l WHERE l.subject_id = p.subject_id ORDER BY l.part) o) AS documents,
       d.code || '/' || p.number AS key
  FROM v_publicity p
  JOIN v_division d ON d.division_id = p.division_id
 WHERE (:from IS NULL OR p.held_on BETWEEN :from AND :until) AND (:kind IS NULL OR p.kind = :kind)
   AND (:under IS NULL OR p.division_id IN (SELECT w.division_id FROM v_division_within w JOIN v_division o ON o.division_id = w.within_id
                                             WHERE o.code = :under))
 ORDER BY p.held_on, d.code, p.number

-- name: publicity.sums
-- By :by kind, township or half: how often, and the copies and people that were counted, with how many records did not count them.
SELECT CASE :by WHEN 'kind' THEN p.kind WHEN 'half' THEN p.half ELSE coalesce(t.name, d.name) END AS label,
       count(*) AS times, sum(p.copies) AS copies, sum(p.copies IS NULL) AS without_copies, sum(p.people) AS people,
       sum(p.people IS NULL) AS without_people
  FROM v_publicity p
  JOIN v_division d ON d.division_id = p.division_id
  LEFT JOIN v_division t ON t.division_id = p.township_id
 WHERE (:from IS NULL OR p.held_on BETWEEN :from AND :until) AND (:kind IS NULL OR p.kind = :kind)
   AND (:under IS NULL OR p.division_id IN (SELECT w.division_id FROM v_division_within w JOIN v_division o ON o.division_id = w.within_id
                                             WHERE o.code = :under))
 GROUP BY 1, CASE :by WHEN 'township' THEN coalesce(t.code, d.code) END
 ORDER BY CASE :by WHEN 'township' THEN coalesce(t.code, d.code) ELSE 1 END, 1
