-- Statements of src/rulebook: the rule book as data. Current versions only, unless a record is asked for by its id.

-- name: rulebook.standards
-- Standards, by item, first day and code; filters that are NULL let everything pass.
SELECT t.record_id
  FROM v_standard t JOIN v_item i ON i.item_id = t.item_id
 WHERE (:code IS NULL OR t.code = :code)
   AND (:item IS NULL OR i.code = :item)
   AND (:day IS NULL OR (t.valid_from <= :day AND (t.valid_until IS NULL OR t.valid_until >= :day)))
   AND (:ruling IS NULL OR t.ruling = :ruling)
 ORDER BY i.code, t.valid_from, t.code

-- name: rulebook.standard
-- One version of a standard with item, paper and place in the file; also a version that no longer counts.
SELECT t.record_id, t.code, i.code AS item_code, i.name AS item_name, t.ruling, t.amount_fen, t.number, t.unit,
       t.valid_from, t.valid_until, t.article, t.certainty, t.checked_on, t.county_class, t.stage, t.area, t.unit_type,
       t.size_class, v.code AS division_code, v.name AS division_name, t.demonstration, t.note,
       d.number AS document_number, d.title AS document_title, d.issuer AS document_issuer,
       d.certainty AS document_certainty, coalesce(d.demonstration, 0) AS document_demonstration,
       d.valid_until AS document_until, d.replaced_by AS document_replaced_by,
       r.version, r.line, b.file_name, b.sha256,
       s.record_id = t.record_id AS current
  FROM standard t
  JOIN record r ON r.record_id = t.record_id
  JOIN subject s ON s.subject_id = t.subject_id
  LEFT JOIN batch b ON b.batch_id = r.batch_id
  LEFT JOIN subject iss ON iss.subject_id = t.item_id
  LEFT JOIN item i ON i.record_id = iss.record_id
  LEFT JOIN subject ds ON ds.subject_id = t.document_id
  LEFT JOIN document d ON d.record_id = ds.record_id
  LEFT JOIN subject vs ON vs.subject_id = t.division_id
  LEFT JOIN division v ON v.record_id = vs.record_id
 WHERE t.record_id = :record

-- name: rulebook.in_force
-- The standard that governs an item on a day for a scope: most specific, then latest, then a ban. A scope that is NULL here
-- fits only standards that do not ask for it.
SELECT t.record_id
  FROM v_standard t JOIN v_item i ON i.item_id = t.item_id
 WHERE i.code = :item AND t.valid_from <= :day AND (t.valid_until IS NULL OR t.valid_until >= :day)
   AND (:ruling IS NULL OR t.ruling = :ruling)
   AND (:ruling IS NOT NULL OR t.ruling <> 'deadline')
   AND (t.county_class IS NULL OR t.county_class = :county_class)
   AND (t.stage IS NULL OR t.stage = :stage)
   AND (t.area IS NULL OR t.area = :area)
   AND (t.unit_type IS NULL OR t.unit_type = :unit_type)
   AND (t.size_class IS NULL OR t.size_class = :size_class)
   AND (t.division_id IS NULL OR t.division_id IN (
        SELECT w.within_id FROM v_division_within w JOIN v_division d ON d.division_id = w.division_id
         WHERE d.code = :division))
 ORDER BY t.specificity DESC, t.valid_from DESC, t.ruling = 'ban' DESC, t.record_id
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

-- name: rulebook.records_exist
SELECT count(*) FROM subject WHERE kind IN ('document', 'item', 'standard')
