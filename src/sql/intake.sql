-- Statements of src/intake. Parameters of the inserts are fed by the field maps of src/intake/kinds.c.

-- name: intake.find-subject
SELECT subject_id FROM subject WHERE kind = :kind AND key = :key

-- name: intake.find-current
SELECT s.subject_id, r.record_id, r.version, coalesce(r.batch_id, 0), r.digest
FROM subject s LEFT JOIN record r ON r.record_id = s.record_id
WHERE s.kind = :kind AND s.key = :key

-- name: intake.find-version
SELECT digest FROM record WHERE subject_id = :subject_id AND version = :version

-- name: intake.add-subject
INSERT INTO subject (kind, key) VALUES (:kind, :key)

-- name: intake.add-record
INSERT INTO record (subject_id, version, batch_id, line, digest) VALUES (:subject_id, :version, :batch_id, :line, :digest)

-- name: intake.set-current
UPDATE subject SET record_id = :record_id WHERE subject_id = :subject_id

-- name: intake.find-term
SELECT term_id FROM term WHERE kind = :kind AND text = :text

-- name: intake.add-term
INSERT INTO term (kind, text, canonical) VALUES (:kind, :text, :canonical)

-- ---------------------------------------------------------------- kinds

-- name: intake.division
INSERT INTO division (record_id, subject_id, code, name, level, parent_id, county_class, coastal, households, population, labourers,
                      demonstration)
VALUES (:record_id, :subject_id, :code, :name, :level, :parent_id, :county_class, :coastal, :households, :population, :labourers,
        :demonstration)

-- name: intake.unit
INSERT INTO unit (record_id, subject_id, code, name, type, division_id, size_class, telephone)
VALUES (:record_id, :subject_id, :code, :name, :type, :division_id, :size_class, :telephone)

-- name: intake.unit-school
INSERT INTO unit (record_id, subject_id, code, name, type, division_id, size_class, telephone)
VALUES (:record_id, :subject_id, :code, :name, 'school', :division_id, :size_class, :telephone)

-- name: intake.school
INSERT INTO school (record_id, stage, area) VALUES (:record_id, :stage, :area)

-- name: intake.school-pupils
INSERT INTO school_pupils (record_id, part, line, term, grade, pupils, exempt) VALUES (:record_id, :part, :line, :term, :grade, :pupils, :exempt)

-- name: intake.household
INSERT INTO household (record_id, subject_id, code, division_id, head_name, persons, labourers, pupils)
VALUES (:record_id, :subject_id, :code, :division_id, :head_name, :persons, :labourers, :pupils)

-- name: intake.document
INSERT INTO document (record_id, subject_id, number, number_printed, title, issuer, level, issued_on, valid_from, valid_until,
                      replaced_by, certainty, demonstration, note)
VALUES (:record_id, :subject_id, :number, :number_printed, :title, :issuer, :level, :issued_on, :valid_from, :valid_until,
        :replaced_by, :certainty, :demonstration, :note)

-- name: intake.item
INSERT INTO item (record_id, subject_id, code, name, category) VALUES (:record_id, :subject_id, :code, :name, :category)

-- name: intake.item-alias
INSERT INTO item_alias (record_id, part, alias) VALUES (:record_id, :part, :alias)

-- name: intake.item-pattern
INSERT INTO item_pattern (record_id, part, pattern) VALUES (:record_id, :part, :pattern)

-- name: intake.standard-member
INSERT INTO standard_member (record_id, part, item_id) VALUES (:record_id, :part, :item_id)

-- name: intake.board
INSERT INTO board (record_id, subject_id, unit_id, seen_on, telephone) VALUES (:record_id, :subject_id, :unit_id, :seen_on, :telephone)

-- name: intake.board-item
INSERT INTO board_item (record_id, part, line, name_term, amount_fen, per, document_term)
VALUES (:record_id, :part, :line, :name_term, :amount_fen, :per, :document_term)

-- name: intake.standard
INSERT INTO standard (record_id, subject_id, code, item_id, ruling, amount_fen, number, unit, valid_from, valid_until, document_id,
                      article, certainty, checked_on, county_class, stage, area, unit_type, size_class, division_id, demonstration,
                      note, percent_bp, percent_of_id, coastal, grade_from, grade_until, season, unit_id, payer_class, receipt_kind, hearing_on)
VALUES (:record_id, :subject_id, :code, :item_id, :ruling, :amount_fen, :number, :unit, :valid_from, :valid_until, :document_id,
        :article, :certainty, :checked_on, :county_class, :stage, :area, :unit_type, :size_class, :division_id, :demonstration,
        :note, :percent_bp, :percent_of_id, :coastal, :grade_from, :grade_until, :season, :unit_id, :payer_class, :receipt_kind, :hearing_on)

-- name: intake.notice
INSERT INTO notice (record_id, subject_id, number, unit_id, division_id, payer_class, payer, payer_name, charged_on, total_fen,
                    receipt, receipt_kind, voluntary)
VALUES (:record_id, :subject_id, :number, :unit_id, :division_id, :payer_class, :payer, :payer_name, :charged_on, :total_fen,
        :receipt, :receipt_kind, :voluntary)

-- name: intake.notice-item
INSERT INTO notice_item (record_id, part, line, name_term, document_term, quantity_milli, price_fen, amount_fen, period)
VALUES (:record_id, :part, :line, :name_term, :document_term, :quantity_milli, :price_fen, :amount_fen, :period)

-- name: intake.school-charge
INSERT INTO school_charge (record_id, subject_id, school_id, number, term, charged_on, total_fen, document_term, approval_term, remitted_fen, remitted_on)
VALUES (:record_id, :subject_id,
        (SELECT s.subject_id FROM subject s JOIN school c ON c.record_id = s.record_id WHERE s.subject_id = :school_id), -- NULL: refused
        :number, :term, :charged_on, :total_fen, :document_term, :approval_term, :remitted_fen, :remitted_on)

-- name: intake.school-charge-line
INSERT INTO school_charge_line (record_id, part, line, grade, pupils, name_term, per_pupil_fen, amount_fen)
VALUES (:record_id, :part, :line, :grade, :pupils, :name_term, :per_pupil_fen, :amount_fen)

-- name: intake.subscription
INSERT INTO subscription (record_id, subject_id, subscriber_id, year, total_fen)
VALUES (:record_id, :subject_id, :subscriber_id, :year, :total_fen)

-- name: intake.subscription-line
INSERT INTO subscription_line (record_id, part, line, title, copies, amount_fen, mode, funds, subscribed_on, withheld_from, booked_as, ordered_by)
VALUES (:record_id, :part, :line, :title, :copies, :amount_fen, :mode, :funds, :subscribed_on, :withheld_from, :booked_as, :ordered_by)

-- name: intake.petition
INSERT INTO petition (record_id, subject_id, number, channel, received_on, persons, petitioner, telephone, address, division_id,
                      unit_id, category, major_case, text)
VALUES (:record_id, :subject_id, :number, :channel, :received_on, :persons, :petitioner, :telephone, :address, :division_id,
        :unit_id, :category, :major_case, :text)

-- name: intake.petition-step
INSERT INTO petition_step (record_id, part, line, step, day, actor, fields)
VALUES (:record_id, :part, :line, :step, :day, :actor,
        json_object('reason', :reason, 'to', :to, 'result', :result, 'opinion', :opinion, 'note', :note, 'no-refund', :no_refund,
                    'other-unit', :other_unit, 'no', :no, 'unit', :unit,
                    'deadline', :deadline, 'basis', :basis, 'payees', json(:payees), 'payments', json(:payments)))

-- name: intake.card-issue
INSERT INTO card_issue (record_id, subject_id, division_id, year, delivered_on, issued, issued_on)
VALUES (:record_id, :subject_id, :division_id, :year, :delivered_on, :issued, :issued_on)

-- ---------------------------------------------------------------- terms: names and numbers of papers against the rule book

-- name: terms.forget
UPDATE term SET subject_id = NULL, matched_by = NULL WHERE subject_id IS NOT NULL

-- name: terms.match-name
UPDATE term SET subject_id = m.subject_id, matched_by = 'name'
FROM (SELECT i.name AS text, min(s.subject_id) AS subject_id FROM subject s JOIN item i ON i.record_id = s.record_id
      WHERE s.kind = 'item' GROUP BY i.name) AS m
WHERE term.kind = 'item' AND term.subject_id IS NULL AND term.text = m.text

-- name: terms.match-alias
UPDATE term SET subject_id = m.subject_id, matched_by = 'alias'
FROM (SELECT a.alias AS text, min(s.subject_id) AS subject_id FROM subject s JOIN item_alias a ON a.record_id = s.record_id
      WHERE s.kind = 'item' GROUP BY a.alias) AS m
WHERE term.kind = 'item' AND term.subject_id IS NULL AND term.text = m.text

-- name: terms.match-number
UPDATE term SET subject_id = s.subject_id, matched_by = 'number'
FROM subject s
WHERE term.kind = 'document' AND term.subject_id IS NULL AND s.kind = 'document' AND s.key = term.canonical

-- name: terms.match-title
UPDATE term SET subject_id = s.subject_id, matched_by = 'title'
FROM subject s
WHERE term.kind = 'document' AND term.subject_id IS NULL AND term.canonical IS NULL AND s.kind = 'document' AND s.key IN (term.text, trim(term.text, '《》'))

-- name: terms.match-plain-number
UPDATE term SET subject_id = m.subject_id, matched_by = 'number-without-category'
FROM (SELECT doc_no_plain(key) AS plain, min(subject_id) AS subject_id FROM subject WHERE kind = 'document' GROUP BY 1
      HAVING count(*) = 1) AS m
WHERE term.kind = 'document' AND term.subject_id IS NULL AND term.canonical IS NOT NULL AND m.plain = doc_no_plain(term.canonical)

-- name: terms.patterns
-- Patterns, those of one item together.
SELECT s.subject_id, p.pattern FROM subject s JOIN item i ON i.record_id = s.record_id JOIN item_pattern p ON p.record_id = i.record_id
WHERE s.kind = 'item' ORDER BY s.subject_id, p.part

-- name: terms.next-unknown
SELECT term_id, text FROM term WHERE term_id > :after AND kind = 'item' AND subject_id IS NULL ORDER BY term_id LIMIT 1

-- name: terms.set-pattern
UPDATE term SET subject_id = :item, matched_by = 'pattern' WHERE term_id = :term

-- ---------------------------------------------------------------- the second clock (known.c)

-- name: known.tables
-- TEMP tables after the model of those that say what counts, what names mean, and what an audit found; with their indexes.
SELECT 'CREATE TEMP TABLE ' || substr(sql, length('CREATE TABLE ') + 1) AS make, 1 AS place
FROM main.sqlite_schema WHERE type = 'table' AND name IN ('subject', 'term', 'run', 'run_rule', 'run_reason', 'finding', 'check_state',
                                                                   'check_place', 'check_key')
UNION ALL
SELECT CASE WHEN sql LIKE 'CREATE UNIQUE %' THEN 'CREATE UNIQUE INDEX temp.' || substr(sql, length('CREATE UNIQUE INDEX ') + 1)
            ELSE 'CREATE INDEX temp.' || substr(sql, length('CREATE INDEX ') + 1) END, 2
FROM main.sqlite_schema
WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('subject', 'term', 'run', 'run_rule', 'run_reason', 'finding', 'check_state',
                                                                   'check_place', 'check_key')
ORDER BY place

-- name: known.subjects
-- The version of each thing that counted at the end of the day. A record of a file is known from the day of its import, one that
-- was keyed in from the day of its thing's first event. The table before the arrow is the TEMP one: known.c has made it.
INSERT INTO subject (subject_id, kind, key, record_id)
SELECT subject_id, kind, key, record_id
FROM (SELECT s.subject_id, s.kind, s.key,
             (SELECT r.record_id FROM main.record r
              WHERE r.subject_id = s.subject_id
                AND CASE WHEN r.batch_id IS NULL
                         THEN (SELECT coalesce(min(substr(e.at, 1, 10)), '') FROM main.event e WHERE e.subject_id = r.subject_id) <= :day
                         ELSE r.batch_id IN (SELECT b.batch_id FROM main.batch b WHERE substr(b.imported_at, 1, 10) <= :day) END
              ORDER BY r.version DESC, r.record_id DESC LIMIT 1) AS record_id
      FROM main.subject s)
WHERE record_id IS NOT NULL

-- name: known.terms
INSERT INTO term (term_id, kind, text, canonical) SELECT term_id, kind, text, canonical FROM main.term

-- ---------------------------------------------------------------- batches

-- name: batch.next
SELECT coalesce(max(batch_id), 0) + 1 FROM batch

-- name: batch.accepted-before
SELECT batch_id FROM batch WHERE sha256 = :sha256 AND state = 'accepted'

-- name: batch.partial-before
SELECT batch_id FROM batch
WHERE sha256 = :sha256 AND state = 'partial' AND quarantined_count = :quarantined AND batch_id <> :batch_id
ORDER BY batch_id DESC LIMIT 1

-- The batch's row comes first, so that nothing ever points to a batch that is not there; what became of it comes last.
-- name: batch.open
INSERT INTO batch (batch_id, kind, schema_version, state, file_name, sha256, byte_count, sum_fen, read_count, stored_count,
                   unchanged_count, superseding_count, quarantined_count, diagnostic_count, imported_at, imported_by)
VALUES (:batch_id, '', 0, 'refused', :file_name, printf('%064d', 0), 0, 0, 0, 0, 0, 0, 0, 0, :imported_at, :imported_by)

-- name: batch.settle
UPDATE batch
SET kind = :kind, schema_version = :schema_version, state = :state, sha256 = :sha256, byte_count = :byte_count,
    source_unit = :source_unit, source_division = :source_division, source_period = :source_period, prepared_by = :prepared_by,
    prepared_on = :prepared_on, control_count = :control_count, control_sum_fen = :control_sum_fen, sum_fen = :sum_fen,
    read_count = :read_count, stored_count = :stored_count, unchanged_count = :unchanged_count,
    superseding_count = :superseding_count, quarantined_count = :quarantined_count, diagnostic_count = :diagnostic_count
WHERE batch_id = :batch_id

-- name: batch.diagnostic
INSERT INTO diagnostic (batch_id, part, line, code, record_key, message, hint)
VALUES (:batch_id, :part, :line, :code, :record_key, :message, :hint)

-- name: batch.quarantine
INSERT INTO quarantine (batch_id, part, line, record_key, content, reason)
VALUES (:batch_id, :part, :line, :record_key, :content, :reason)

-- name: batch.counties
SELECT group_concat(d.code || ' ' || d.name, ', ') FROM subject s JOIN division d ON d.record_id = s.record_id
WHERE s.kind = 'division' AND d.level = 'county' HAVING count(*) > 1

-- name: batch.list
SELECT batch_id, kind, state, file_name, sha256, read_count, stored_count, unchanged_count, superseding_count, quarantined_count,
       sum_fen, imported_at, imported_by
FROM batch ORDER BY batch_id
