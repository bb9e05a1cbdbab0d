-- Statements of src/casework/suggest.c: what the database knows of a complaint. They only read.

-- name: suggest.unit
SELECT s.subject_id, u.name, u.type
FROM subject s JOIN unit u ON u.record_id = s.record_id
WHERE s.kind = 'unit' AND s.key = :unit;

-- Units whose name stands in the text; or what is left of the name without its place (中心小学), where the text, or the
-- case, names the place too. The longest names first.
-- name: suggest.units_in
WITH named AS (
    SELECT u.code, u.name, d.code AS place, substr(d.name, 1, length(d.name) - 1) AS stem, replace(u.name, d.name, '') AS rest
    FROM subject s
    JOIN unit u ON u.record_id = s.record_id
    LEFT JOIN subject ds ON ds.subject_id = u.division_id
    LEFT JOIN division d ON d.record_id = ds.record_id
    WHERE s.kind = 'unit')
SELECT code, name, CASE WHEN instr(:text, name) THEN name ELSE rest END AS words, instr(:text, name) > 0 AS whole
FROM named
WHERE length(name) >= 3
  AND (instr(:text, name)
       OR (length(rest) BETWEEN 3 AND length(name) - 1 AND instr(:text, rest)
           AND (place = :division OR (length(stem) >= 2 AND instr(:text, stem)))))
ORDER BY whole DESC, length(words) DESC, code
LIMIT :limit;

-- Places whose name, or its name without 县, 乡, 镇, 村, stands in the text.
-- name: suggest.places_in
WITH named AS (
    SELECT d.code, d.name, d.level, CASE WHEN d.level = 'village' THEN coalesce(t.name, '') ELSE '' END AS above,
           substr(d.name, 1, length(d.name) - 1) AS stem
    FROM subject s
    JOIN division d ON d.record_id = s.record_id
    LEFT JOIN subject ts ON ts.subject_id = d.parent_id
    LEFT JOIN division t ON t.record_id = ts.record_id
    WHERE s.kind = 'division'),
-- A short form counts only where it stands by itself, not within a whole name: 大洋镇 speaks of no 大洋村.
whole_names(name) AS (SELECT DISTINCT name FROM named WHERE instr(:text, name)),
short_forms AS (
    SELECT n.code, (length(:text) - length(replace(:text, n.stem, ''))) / length(n.stem) AS times,
           (SELECT coalesce(sum((length(:text) - length(replace(:text, w.name, ''))) / length(w.name)), 0)
            FROM whole_names w WHERE instr(w.name, n.stem)) AS within
    FROM named n
    WHERE length(n.stem) >= 2 AND instr(:text, n.stem) AND NOT instr(:text, n.name))
SELECT code, above || name, CASE WHEN instr(:text, name) THEN name ELSE stem END AS words, instr(:text, name) > 0 AS whole
FROM named
WHERE code IS NOT :division
  AND (instr(:text, name) OR code IN (SELECT code FROM short_forms WHERE times > within))
ORDER BY whole DESC, above <> '' AND instr(:text, above) > 0 DESC, level = 'village' DESC, length(words) DESC, code
LIMIT :limit;

-- The latest cases received up to the day, with their texts: those to be compared.
-- name: suggest.cases
SELECT p.number, p.received_on, c.state, p.text, p.petitioner IS NOT NULL AND p.petitioner = :petitioner,
       :unit <> 0 AND p.unit_id IS :unit
FROM petition p
JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id
JOIN petition_case c ON c.subject_id = p.subject_id
WHERE p.subject_id <> :petition AND p.received_on <= :until
ORDER BY p.received_on DESC, p.subject_id DESC
LIMIT :limit;

-- All earlier cases about the unit: how many, still open, found true, the number of the last.
-- name: suggest.unit_cases
SELECT count(*), count(*) FILTER (WHERE c.state <> 'closed'), count(*) FILTER (WHERE c.result IN ('substantiated', 'partly')),
       (SELECT l.number FROM petition l
        JOIN subject ls ON ls.subject_id = l.subject_id AND ls.record_id = l.record_id
        WHERE l.unit_id = :unit AND l.subject_id <> :petition AND l.received_on <= :until
        ORDER BY l.received_on DESC, l.subject_id DESC LIMIT 1)
FROM petition p
JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id
JOIN petition_case c ON c.subject_id = p.subject_id
WHERE p.unit_id = :unit AND p.subject_id <> :petition AND p.received_on <= :until;

-- Findings about the unit that stand, by rule: the weightiest first.
-- name: suggest.findings
SELECT rule, count(*), min(finding_id), coalesce(sum(excess_fen), 0), min(charged_on), max(charged_on)
FROM finding
WHERE unit_id = :unit AND state IN ('open', 'confirmed')
GROUP BY rule
ORDER BY 4 DESC, 2 DESC, 1
LIMIT :limit;

-- What the unit charged in a period: kind, how many, fen, where `why` begins. Nothing charged gives no row.
-- name: suggest.records
SELECT 'notice', sum(n.notices), sum(n.total_fen), (SELECT 'unit:' || s.key FROM subject s WHERE s.subject_id = :unit)
FROM notice_day n
WHERE n.charged_on BETWEEN :from AND :until AND n.unit_id = :unit
HAVING count(*) > 0
UNION ALL
SELECT 'school-charge', count(*), sum(c.total_fen), 'school-charge:' || min(s.key)
FROM school_charge c
JOIN subject s ON s.subject_id = c.subject_id AND s.record_id = c.record_id
WHERE c.school_id = :unit AND c.charged_on BETWEEN :from AND :until
HAVING count(*) > 0;

-- Places or units whose name holds the words: what somebody may have meant.
-- name: suggest.places_like
SELECT d.code, d.name, CASE WHEN d.level = 'village' THEN coalesce(t.name, '') ELSE '' END
FROM subject s
JOIN division d ON d.record_id = s.record_id
LEFT JOIN subject ts ON ts.subject_id = d.parent_id
LEFT JOIN division t ON t.record_id = ts.record_id
WHERE s.kind = 'division' AND (instr(d.name, :text) OR (d.level = 'village' AND instr(t.name || d.name, :text)) OR d.code = :text)
ORDER BY length(d.name), d.code LIMIT :limit;

-- name: suggest.place_of_unit
SELECT d.code, d.name
FROM subject s JOIN unit u ON u.record_id = s.record_id
JOIN subject p ON p.subject_id = u.division_id JOIN division d ON d.record_id = p.record_id
WHERE s.kind = 'unit' AND s.key = :unit;

-- name: suggest.units_like
SELECT u.code, u.name, ''
FROM subject s JOIN unit u ON u.record_id = s.record_id
WHERE s.kind = 'unit' AND (instr(u.name, :text) OR u.code = :text)
ORDER BY length(u.name), u.code LIMIT :limit;
