-- Statements of src/rulebook: the rule book as data. Current versions only, unless a record is asked for by its id.

-- name: rulebook.standards
-- Standards, by item, first day and code; filters that are NULL let everything pass. A scope that is given takes the standards
-- that fit it (those that do not ask for it as well).
SELECT t.record_id
  FROM v_standard t JOIN v_item i ON i.item_id = t.item_id
 WHERE (:code IS NULL OR t.code = :code)
   AND (:item IS NULL OR i.code = :item)
   AND (:day IS NULL OR (t.valid_from <= :day AND (t.valid_until IS NULL OR t.valid_until >= :day)))
   AND (:ruling IS NULL OR t.ruling = :ruling)
   AND (:county_class IS NULL OR t.county_class IS NULL OR t.county_class = :county_class)
   AND (:coastal IS NULL OR t.coastal IS NULL OR t.coastal = :coastal)
   AND (:stage IS NULL OR t.stage IS NULL OR t.stage = :stage)
   AND (:grade IS NULL OR ((t.grade_from IS NULL OR t.grade_from <= :grade)
                           AND (t.grade_until IS NULL OR t.grade_until >= :grade)))
   AND (:season IS NULL OR t.season IS NULL OR t.season = :season)
   AND (:area IS NULL OR t.area IS NULL OR t.area = :area)
   AND (:unit_type IS NULL OR t.unit_type IS NULL OR t.unit_type = :unit_type)
   AND (:size_class IS NULL OR t.size_class IS NULL OR t.size_class = :size_class)
   AND (:unit IS NULL OR t.unit_id IS NULL OR t.unit_id IN (SELECT u.unit_id FROM v_unit u WHERE u.code = :unit))
   AND (:payer_class IS NULL OR t.payer_class IS NULL OR t.payer_class = :payer_class)
   AND (:division IS NULL OR t.division_id IS NULL OR t.division_id IN (
        SELECT w.within_id FROM v_division_within w JOIN v_division d ON d.division_id = w.division_id
         WHERE d.code = :division))
 ORDER BY i.code,
          CASE WHEN :order = 1 THEN -t.specificity END, CASE WHEN :order = 1 THEN t.level_rank END,
          CASE WHEN :order = 1 THEN julianday(t.valid_from) * -1 END, CASE WHEN :order = 1 THEN -(t.ruling = 'ban') END,
          CASE WHEN :order = 1 THEN t.record_id END,
          t.valid_from, t.code

-- name: rulebook.standard
-- One version of a standard with item, paper and place in the file; also a version that no longer counts.
SELECT t.record_id, t.code, i.code AS item_code, i.name AS item_name, t.ruling, t.amount_fen, t.number, t.unit,
       t.percent_bp, pi.code AS percent_of_code, pi.name AS percent_of_name,
       t.valid_from, t.valid_until, t.article, t.certainty, t.checked_on, t.county_class, t.coastal, t.stage, t.grade_from,
       t.grade_until, t.season, t.area, t.unit_type, t.size_class, u.code AS unit_code, u.name AS unit_name, t.payer_class,
       v.code AS division_code, v.name AS division_name, t.receipt_kind, t.hearing_on, t.demonstration, t.note,
       (SELECT group_concat(name, '、') FROM (SELECT mi.name FROM standard_member m
              JOIN subject ms ON ms.subject_id = m.item_id JOIN item mi ON mi.record_id = ms.record_id
             WHERE m.record_id = t.record_id ORDER BY m.part)) AS members,
       d.number AS document_number, d.title AS document_title, d.issuer AS document_issuer, d.level AS document_level,
       d.certainty AS document_certainty, coalesce(d.demonstration, 0) AS document_demonstration,
       d.valid_until AS document_until, d.replaced_by AS document_replaced_by, d.issued_on AS document_issued,
       r.version, r.line, b.file_name, b.sha256,
       s.record_id = t.record_id AS current
  FROM standard t
  JOIN record r ON r.record_id = t.record_id
  JOIN subject s ON s.subject_id = t.subject_id
  LEFT JOIN batch b ON b.batch_id = r.batch_id
  LEFT JOIN subject iss ON iss.subject_id = t.item_id
  LEFT JOIN item i ON i.record_id = iss.record_id
  LEFT JOIN subject ps ON ps.subject_id = t.percent_of_id
  LEFT JOIN item pi ON pi.record_id = ps.record_id
  LEFT JOIN subject us ON us.subject_id = t.unit_id
  LEFT JOIN unit u ON u.record_id = us.record_id
  LEFT JOIN subject ds ON ds.subject_id = t.document_id
  LEFT JOIN document d ON d.record_id = ds.record_id
  LEFT JOIN subject vs ON vs.subject_id = t.division_id
  LEFT JOIN division v ON v.record_id = vs.record_id
 WHERE t.record_id = :record

-- name: rulebook.in_force
-- The standard that governs an item on a day for a scope: most specific, then the paper of the higher level, then the latest,
-- then a ban (rulebook.h tells why). A scope that is NULL here fits only standards that do not ask for it.
SELECT t.record_id
  FROM v_standard t JOIN v_item i ON i.item_id = t.item_id
 WHERE i.code = :item AND t.valid_from <= :day AND (t.valid_until IS NULL OR t.valid_until >= :day)
   AND (:ruling IS NULL OR t.ruling = :ruling)
   AND (:ruling IS NOT NULL OR t.ruling NOT IN ('deadline', 'grant'))
   AND (t.county_class IS NULL OR t.county_class = :county_class)
   AND (t.coastal IS NULL OR t.coastal = :coastal)
   AND (t.stage IS NULL OR t.stage = :stage)
   AND (t.grade_from IS NULL OR t.grade_from <= :grade)
   AND (t.grade_until IS NULL OR t.grade_until >= :grade)
   AND (t.season IS NULL OR t.season = :season)
   AND (t.area IS NULL OR t.area = :area)
   AND (t.unit_type IS NULL OR t.unit_type = :unit_type)
   AND (t.size_class IS NULL OR t.size_class = :size_class)
   AND (t.unit_id IS NULL OR t.unit_id IN (SELECT u.unit_id FROM v_unit u WHERE u.code = :unit))
   AND (t.payer_class IS NULL OR t.payer_class = :payer_class)
   AND (t.division_id IS NULL OR t.division_id IN (
        SELECT w.within_id FROM v_division_within w JOIN v_division d ON d.division_id = w.division_id
         WHERE d.code = :division))
 ORDER BY t.specificity DESC, t.level_rank, t.valid_from DESC, t.ruling = 'ban' DESC, t.record_id
 LIMIT 1

-- name: rulebook.digest_records
-- What makes up the rule book now, for its digest: kind, key, version and digest of each record.
SELECT s.kind, s.key, r.version, r.digest
  FROM subject s JOIN record r ON r.record_id = s.record_id
 WHERE s.kind IN ('document', 'item', 'standard')
 ORDER BY s.kind, s.key

-- name: rulebook.item_exists
SELECT count(*) FROM v_item WHERE code = :code

-- name: rulebook.standard_exists
SELECT count(*) FROM v_standard WHERE code = :code

-- name: rulebook.division_exists
SELECT count(*) FROM v_division WHERE code = :code

-- name: rulebook.unit_exists
SELECT count(*) FROM v_unit WHERE code = :code

-- ---------------------------------------------------------------- names

-- name: rulebook.name_exact
-- The item whose name, else whose alias, is the text.
SELECT how, code, name FROM (
    SELECT 1 AS place, 'name' AS how, i.code, i.name, i.item_id FROM v_item i WHERE name_key(i.name) = name_key(:text)
    UNION ALL
    SELECT 2, 'alias', i.code, i.name, i.item_id FROM v_item i JOIN item_alias a ON a.record_id = i.record_id WHERE name_key(a.alias) = name_key(:text))
 ORDER BY place, item_id LIMIT 1

-- name: rulebook.patterns
-- Patterns, by item.
SELECT i.item_id, i.code, i.name, p.pattern FROM v_item i JOIN item_pattern p ON p.record_id = i.record_id
 ORDER BY i.item_id, p.part

-- name: rulebook.names
-- Names and aliases of all items.
SELECT text, code, name FROM (
    SELECT i.name AS text, i.code, i.name, i.item_id, 0 AS part FROM v_item i
    UNION ALL
    SELECT a.alias, i.code, i.name, i.item_id, a.part FROM v_item i JOIN item_alias a ON a.record_id = i.record_id)
 ORDER BY code, part

-- name: rulebook.unknown_names
SELECT text FROM term WHERE kind = 'item' AND subject_id IS NULL ORDER BY text

-- name: rulebook.find_document
-- A paper by its number, else by its number without category character where only one paper fits, else by its title.
SELECT how, number, title FROM (
    SELECT 1 AS place, 'number' AS how, d.number, d.title FROM v_document d WHERE d.number = :canonical
    UNION ALL
    SELECT 2, 'title', d.number, d.title FROM v_document d WHERE :canonical IS NULL AND d.number = :text
    UNION ALL
    SELECT 3, 'number-without-category', min(d.number), min(d.title) FROM v_document d
     WHERE doc_no_plain(d.number) = doc_no_plain(:canonical) HAVING count(*) = 1)
 ORDER BY place LIMIT 1

-- ---------------------------------------------------------------- reviewing the book
-- All return what, code, other, item, from, until, document, detail, record_id, other_record_id.

-- name: rulebook.diff
-- What came, went and changed between two days. Two standards of one item with equal scope, of which one went and the other
-- came, are one change.
WITH old AS (SELECT * FROM v_standard WHERE valid_from <= :before AND coalesce(valid_until, '9999-12-31') >= :before
                AND NOT (valid_from <= :after AND coalesce(valid_until, '9999-12-31') >= :after)),
     new AS (SELECT * FROM v_standard WHERE valid_from <= :after AND coalesce(valid_until, '9999-12-31') >= :after
                AND NOT (valid_from <= :before AND coalesce(valid_until, '9999-12-31') >= :before)),
     pair AS (SELECT n.record_id AS new_id, min(o.record_id) AS old_id
                FROM new n JOIN old o ON o.item_id = n.item_id AND (o.ruling = 'deadline') = (n.ruling = 'deadline') AND (o.ruling = 'grant') = (n.ruling = 'grant')
                 AND o.county_class IS n.county_class AND o.coastal IS n.coastal AND o.stage IS n.stage
                 AND o.grade_from IS n.grade_from AND o.grade_until IS n.grade_until AND o.season IS n.season
                 AND o.area IS n.area AND o.unit_type IS n.unit_type AND o.size_class IS n.size_class
                 AND o.unit_id IS n.unit_id AND o.payer_class IS n.payer_class AND o.division_id IS n.division_id
               GROUP BY n.record_id)
SELECT what, x.code, other, i.code, x.valid_from, x.valid_until, d.number, NULL, x.record_id, other_id
  FROM (SELECT CASE WHEN p.old_id IS NULL THEN 'new' ELSE 'changed' END AS what, n.code, n.item_id, n.valid_from, n.valid_until,
               n.document_id, n.record_id, o.code AS other, o.record_id AS other_id
          FROM new n LEFT JOIN pair p ON p.new_id = n.record_id LEFT JOIN standard o ON o.record_id = p.old_id
        UNION ALL
        SELECT 'gone', o.code, o.item_id, o.valid_from, o.valid_until, o.document_id, o.record_id, NULL, NULL
          FROM old o WHERE o.record_id NOT IN (SELECT old_id FROM pair)) x
  JOIN v_item i ON i.item_id = x.item_id
  LEFT JOIN v_document d ON d.document_id = x.document_id
 ORDER BY i.code, x.code

-- name: rulebook.stale
SELECT what, code, NULL, item, valid_from, valid_until, number, detail, record_id, NULL FROM (
    SELECT 1 AS place, CASE WHEN t.checked_on IS NULL THEN 'unchecked' ELSE 'old' END AS what, t.code, i.code AS item,
           t.valid_from, t.valid_until, d.number, t.checked_on AS detail, t.record_id
      FROM v_standard t JOIN v_item i ON i.item_id = t.item_id LEFT JOIN v_document d ON d.document_id = t.document_id
     WHERE t.valid_from <= :day AND (t.valid_until IS NULL OR t.valid_until >= :day)
       AND (t.checked_on IS NULL OR t.checked_on < add_days(:day, -:days))
    UNION ALL
    SELECT 2, 'expired', t.code, i.code, t.valid_from, t.valid_until, d.number,
           d.valid_until || coalesce(' → ' || d.replaced_by, ''), t.record_id
      FROM v_standard t JOIN v_item i ON i.item_id = t.item_id JOIN v_document d ON d.document_id = t.document_id
     WHERE t.valid_from <= :day AND (t.valid_until IS NULL OR t.valid_until >= :day) AND d.valid_until < :day)
 ORDER BY item, code, place

-- name: rulebook.conflicts
-- a governs, b is for review: the higher level, at the same level the later first day. Blanks set nothing and conflict with
-- nothing. Scopes overlap where each is open or equal; a division overlaps with those above and below it.
SELECT CASE WHEN a.level_rank < b.level_rank THEN 'level' ELSE 'date' END AS what, a.code, b.code, i.code,
       max(a.valid_from, b.valid_from), CASE WHEN a.valid_until IS NULL AND b.valid_until IS NULL THEN NULL
            ELSE min(coalesce(a.valid_until, '9999-12-31'), coalesce(b.valid_until, '9999-12-31')) END,
       d.number, CASE WHEN b.specificity > a.specificity THEN 'used' END, a.record_id, b.record_id
  FROM v_standard a
  JOIN v_standard b ON b.item_id = a.item_id AND b.subject_id <> a.subject_id
  JOIN v_item i ON i.item_id = a.item_id
  JOIN v_document d ON d.document_id = b.document_id
 WHERE a.document_id IS NOT NULL AND b.document_id <> a.document_id
   AND (a.level_rank < b.level_rank
        OR (a.level_rank = b.level_rank
            AND (a.valid_from > b.valid_from OR (a.valid_from = b.valid_from AND a.record_id > b.record_id))))
   AND (a.ruling = 'deadline') = (b.ruling = 'deadline') AND (a.ruling = 'grant') = (b.ruling = 'grant')
   AND a.ruling <> 'only' AND b.ruling <> 'only'
   AND (a.ruling = 'ban' OR coalesce(a.amount_fen, a.number, a.percent_bp) IS NOT NULL)
   AND (b.ruling = 'ban' OR coalesce(b.amount_fen, b.number, b.percent_bp) IS NOT NULL)
   AND NOT ((a.ruling = 'ban') = (b.ruling = 'ban') AND a.amount_fen IS b.amount_fen AND a.number IS b.number
            AND a.percent_bp IS b.percent_bp AND a.unit IS b.unit)
   AND a.valid_from <= coalesce(b.valid_until, '9999-12-31') AND b.valid_from <= coalesce(a.valid_until, '9999-12-31')
   AND (a.county_class IS NULL OR b.county_class IS NULL OR a.county_class = b.county_class)
   AND (a.coastal IS NULL OR b.coastal IS NULL OR a.coastal = b.coastal)
   AND (a.stage IS NULL OR b.stage IS NULL OR a.stage = b.stage)
   AND coalesce(a.grade_from, 1) <= coalesce(b.grade_until, 9) AND coalesce(b.grade_from, 1) <= coalesce(a.grade_until, 9)
   AND (a.season IS NULL OR b.season IS NULL OR a.season = b.season)
   AND (a.area IS NULL OR b.area IS NULL OR a.area = b.area)
   AND (a.unit_type IS NULL OR b.unit_type IS NULL OR a.unit_type = b.unit_type)
   AND (a.size_class IS NULL OR b.size_class IS NULL OR a.size_class = b.size_class)
   AND (a.unit_id IS NULL OR b.unit_id IS NULL OR a.unit_id = b.unit_id)
   AND (a.payer_class IS NULL OR b.payer_class IS NULL OR a.payer_class = b.payer_class)
   AND (a.division_id IS NULL OR b.division_id IS NULL
        OR EXISTS (SELECT 1 FROM v_division_within w WHERE (w.division_id = a.division_id AND w.within_id = b.division_id)
                                                        OR (w.division_id = b.division_id AND w.within_id = a.division_id)))
 ORDER BY i.code, a.code, b.code

-- name: rulebook.lint
WITH scoped AS MATERIALIZED (
    SELECT t.record_id, t.code, t.item_id, i.code AS item, t.valid_from, coalesce(t.valid_until, '9999-12-31') AS valid_until,
           d.number, t.ruling, t.level_rank,
           t.amount_fen IS NOT NULL OR t.number IS NOT NULL OR t.percent_bp IS NOT NULL OR t.ruling IN ('ban', 'only') AS known,
           json_array(t.item_id, CASE t.ruling WHEN 'deadline' THEN 1 WHEN 'only' THEN 2 WHEN 'grant' THEN 3 ELSE 0 END, t.county_class, t.coastal,
                      t.stage, t.grade_from, t.grade_until, t.season, t.area, t.unit_type, t.size_class, t.unit_id, t.payer_class,
                      t.division_id) AS scope
      FROM v_standard t JOIN v_item i ON i.item_id = t.item_id LEFT JOIN v_document d ON d.document_id = t.document_id),
  following AS (
    SELECT s.*, lead(valid_from) OVER w AS next_from, lead(code) OVER w AS next_code, lead(record_id) OVER w AS next_id,
           max(valid_until) OVER (PARTITION BY scope ORDER BY valid_from, record_id) AS covered
      FROM scoped s WINDOW w AS (PARTITION BY scope ORDER BY valid_from, record_id)),
  overlap AS (
    SELECT a.code AS code, b.code AS other, a.item AS item, max(a.valid_from, b.valid_from) AS valid_from,
           nullif(min(a.valid_until, b.valid_until), '9999-12-31') AS valid_until, b.number AS number,
           a.record_id AS record_id, b.record_id AS other_record_id, a.known AS known, b.known AS other_known,
           (a.level_rank, b.valid_from, b.ruling = 'ban', a.record_id) < (b.level_rank, a.valid_from, a.ruling = 'ban', b.record_id) AS first
      FROM scoped a JOIN scoped b ON b.scope = a.scope AND b.record_id > a.record_id
     WHERE a.valid_from <= b.valid_until AND b.valid_from <= a.valid_until),
  name AS (SELECT i.name AS text, i.code FROM v_item i UNION
           SELECT a.alias, i.code FROM v_item i JOIN item_alias a ON a.record_id = i.record_id)
SELECT * FROM (
    -- a figure that never counts: a blank of equal scope goes before it, for its paper is of a higher level or later
    SELECT 'overlap' AS what, code, other, item, valid_from, valid_until, number, NULL AS detail, record_id, other_record_id
      FROM overlap WHERE known = other_known OR iif(first, known, other_known)
    UNION ALL
    SELECT 'hidden', iif(known, code, other), iif(known, other, code), item, valid_from, valid_until, NULL, NULL,
           iif(known, record_id, other_record_id), iif(known, other_record_id, record_id)
      FROM overlap WHERE known <> other_known AND iif(first, other_known, known)
    UNION ALL
    SELECT 'other-ruling', s.code, min(o.code), s.item, s.valid_from, nullif(s.valid_until, '9999-12-31'), s.number, NULL, s.record_id, min(o.record_id)
      FROM scoped s JOIN scoped o ON o.item_id = s.item_id AND o.ruling = 'deadline'
     WHERE s.ruling NOT IN ('deadline', 'grant') GROUP BY s.record_id
    UNION ALL
    SELECT 'gap', f.code, f.next_code, f.item, add_days(f.covered, 1), add_days(f.next_from, -1), f.number, NULL, f.record_id,
           f.next_id
      FROM following f WHERE f.covered < '9999-12-31' AND f.next_from > add_days(f.covered, 1)
    UNION ALL
    SELECT 'no-paper', s.code, NULL, s.item, s.valid_from, nullif(s.valid_until, '9999-12-31'), NULL, NULL, s.record_id, NULL
      FROM scoped s WHERE s.number IS NULL
    UNION ALL
    SELECT 'no-dates', d.number, NULL, NULL, NULL, NULL, d.number, d.title, NULL, NULL
      FROM v_document d WHERE d.issued_on IS NULL AND d.valid_from IS NULL
    UNION ALL
    SELECT 'unused', i.code, NULL, i.code, NULL, NULL, NULL, i.name, NULL, NULL
      FROM v_item i
     WHERE NOT EXISTS (SELECT 1 FROM v_standard t WHERE t.item_id = i.item_id OR t.percent_of_id = i.item_id)
       AND NOT EXISTS (SELECT 1 FROM v_standard t JOIN standard_member m ON m.record_id = t.record_id WHERE m.item_id = i.item_id)
       AND NOT EXISTS (SELECT 1 FROM term n WHERE n.subject_id = i.item_id)
    UNION ALL
    SELECT 'only-empty', t.code, NULL, i.code, t.valid_from, t.valid_until, NULL, NULL, t.record_id, NULL
      FROM v_standard t JOIN v_item i ON i.item_id = t.item_id
     WHERE t.ruling = 'only' AND NOT EXISTS (SELECT 1 FROM standard_member m WHERE m.record_id = t.record_id)
    UNION ALL
    SELECT 'share-of-nothing', t.code, NULL, i.code, t.valid_from, t.valid_until, NULL, NULL, t.record_id, NULL
      FROM v_standard t JOIN v_item i ON i.item_id = t.item_id
     WHERE (t.percent_bp IS NULL) <> (t.percent_of_id IS NULL) OR (t.unit = 'share') <> (t.percent_bp IS NOT NULL)
    UNION ALL
    SELECT 'name-twice', min(n.code), max(n.code), NULL, NULL, NULL, NULL, n.text, NULL, NULL
      FROM name n GROUP BY n.text HAVING count(*) > 1)
 ORDER BY what, item, code, other

-- name: rulebook.documents
SELECT d.certainty, d.number, d.replaced_by, d.level, coalesce(d.valid_from, d.issued_on), d.valid_until, d.issuer, d.title,
       (SELECT count(*) FROM v_standard t WHERE t.document_id = d.document_id), d.demonstration
  FROM v_document d
 ORDER BY CASE d.level WHEN 'state' THEN 1 WHEN 'province' THEN 2 WHEN 'city' THEN 3 ELSE 4 END,
          coalesce(d.issued_on, d.valid_from, ''), d.number

-- ---------------------------------------------------------------- holiday calendars

-- name: rulebook.calendar_years
SELECT c.year, c.document, c.certainty, c.demonstration
  FROM subject s JOIN calendar c ON c.record_id = s.record_id
 WHERE s.kind = 'calendar'
 ORDER BY c.year

-- name: rulebook.calendar_days
-- First and last day, worked or not; those of a later year after those of an earlier.
SELECT first, last, worked FROM (
    SELECT o.off_from AS first, coalesce(o.off_until, o.off_from) AS last, 0 AS worked, c.year
      FROM subject s JOIN calendar c ON c.record_id = s.record_id JOIN calendar_off o ON o.record_id = c.record_id
     WHERE s.kind = 'calendar'
    UNION ALL
    SELECT w.worked_on, w.worked_on, 1, c.year
      FROM subject s JOIN calendar c ON c.record_id = s.record_id JOIN calendar_work w ON w.record_id = c.record_id
     WHERE s.kind = 'calendar')
 ORDER BY year, worked, first
