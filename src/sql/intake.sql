-- Statements of src/intake. Records come as the rows of `staged` (include/jianfu/store.h): its columns are named like the
-- parameters of the field maps of src/intake/kinds.c, and subject_id, record_id, line, part, kind, key, version, batch_id, digest,
-- previous_id (the version that is replaced) for every row.

-- name: intake.find-subject
SELECT subject_id FROM subject WHERE kind = :kind AND key = :key

-- name: intake.next-ids
SELECT (SELECT coalesce(max(subject_id), 0) + 1 FROM subject), (SELECT coalesce(max(record_id), 0) + 1 FROM record)

-- name: intake.add-new-subjects
-- Where every staged key is new, as in most files, looking them up first would be work for nothing: the unique index tells. A
-- failure undoes the whole file: OR FAIL spares SQLite the copies of pages by which it would undo the statement alone. Here and in
-- intake.add-records SQLite numbers the rows, as intake.next-ids foretold: it need not search for each number first.
INSERT OR FAIL INTO subject (kind, key, record_id) SELECT kind, key, record_id FROM staged WHERE true ON CONFLICT DO NOTHING

-- name: intake.take-back-subjects
DELETE FROM subject WHERE subject_id >= :first

-- name: intake.find-staged
-- What is recorded under the keys of the staged records; the ones that are not there are new.
SELECT g.rowid, s.subject_id, r.record_id, r.version, coalesce(r.batch_id, 0), r.digest
FROM staged g CROSS JOIN subject s ON s.kind = g.kind AND s.key = g.key LEFT JOIN record r ON r.record_id = s.record_id

-- name: intake.find-version
-- An older version of a subject, from the one that counts back along the line of those it replaced.
WITH RECURSIVE line (record_id, previous_id, version, digest) AS (
    SELECT r.record_id, r.previous_id, r.version, r.digest FROM subject s JOIN record r ON r.record_id = s.record_id
    WHERE s.subject_id = :subject_id
    UNION ALL
    SELECT r.record_id, r.previous_id, r.version, r.digest FROM line l JOIN record r ON r.record_id = l.previous_id)
SELECT digest FROM line WHERE version = :version

-- name: intake.add-subjects
INSERT INTO subject (subject_id, kind, key) SELECT subject_id, kind, key FROM staged -- the record that counts is not there yet

-- name: intake.add-records
INSERT INTO record (subject_id, version, batch_id, line, digest, previous_id)
SELECT subject_id, version, batch_id, line, digest, previous_id FROM staged

-- name: intake.set-current
UPDATE subject SET record_id = g.record_id FROM staged g WHERE subject.subject_id = g.subject_id

-- name: intake.find-term
SELECT term_id FROM term WHERE kind = :kind AND text = :text

-- name: intake.add-term
INSERT INTO term (kind, text, canonical) VALUES (:kind, :text, :canonical)

-- ---------------------------------------------------------------- kinds

-- name: intake.division
INSERT INTO division (record_id, subject_id, code, name, level, parent_id, county_class, coastal, households, population, labourers,
                      demonstration)
SELECT record_id, subject_id, code, name, level, parent_id, county_class, coastal, households, population, labourers,
       demonstration
FROM staged

-- name: intake.unit
INSERT INTO unit (record_id, subject_id, code, name, type, division_id, size_class, telephone)
SELECT record_id, subject_id, code, name, type, division_id, size_class, telephone FROM staged

-- name: intake.unit-school
INSERT INTO unit (record_id, subject_id, code, name, type, division_id, size_class, telephone)
SELECT record_id, subject_id, code, name, 'school', division_id, size_class, telephone FROM staged

-- name: intake.school
INSERT INTO school (record_id, stage, area) SELECT record_id, stage, area FROM staged

-- name: intake.school-pupils
INSERT INTO school_pupils (record_id, part, line, term, grade, pupils, exempt) SELECT record_id, part, line, term, grade, pupils, exempt FROM staged

-- name: intake.household
INSERT INTO household (record_id, subject_id, code, division_id, head_name, persons, labourers, pupils)
SELECT record_id, subject_id, code, division_id, head_name, persons, labourers, pupils FROM staged

-- name: intake.document
INSERT INTO document (record_id, subject_id, number, number_printed, title, issuer, level, issued_on, valid_from, valid_until,
                      replaced_by, certainty, demonstration, note)
SELECT record_id, subject_id, number, number_printed, title, issuer, level, issued_on, valid_from, valid_until,
       replaced_by, certainty, demonstration, note
FROM staged

-- name: intake.item
INSERT INTO item (record_id, subject_id, code, name, category) SELECT record_id, subject_id, code, name, category FROM staged

-- name: intake.item-alias
INSERT INTO item_alias (record_id, part, alias) SELECT record_id, part, alias FROM staged

-- name: intake.item-pattern
INSERT INTO item_pattern (record_id, part, pattern) SELECT record_id, part, pattern FROM staged

-- name: intake.standard-member
INSERT INTO standard_member (record_id, part, item_id) SELECT record_id, part, item_id FROM staged

-- name: intake.board
INSERT INTO board (record_id, subject_id, unit_id, seen_on, missing, telephone)
SELECT record_id, subject_id, unit_id, seen_on, missing, telephone FROM staged

-- name: intake.board-item
INSERT INTO board_item (record_id, part, line, name_term, amount_fen, per, document_term)
SELECT record_id, part, line, name_term, amount_fen, per, document_term FROM staged

-- name: intake.calendar
INSERT INTO calendar (record_id, subject_id, year, document, certainty, demonstration)
SELECT record_id, subject_id, year, document, certainty, demonstration FROM staged

-- name: intake.calendar-off
INSERT INTO calendar_off (record_id, part, off_from, off_until, name) SELECT record_id, part, off_from, off_until, name FROM staged

-- name: intake.calendar-work
INSERT INTO calendar_work (record_id, part, worked_on, name) SELECT record_id, part, worked_on, name FROM staged

-- name: intake.standard
INSERT INTO standard (record_id, subject_id, code, item_id, ruling, amount_fen, number, unit, valid_from, valid_until, document_id,
                      article, certainty, checked_on, county_class, stage, area, unit_type, size_class, division_id, demonstration,
                      note, percent_bp, percent_of_id, coastal, grade_from, grade_until, season, unit_id, payer_class, receipt_kind, hearing_on)
SELECT record_id, subject_id, code, item_id, ruling, amount_fen, number, unit, valid_from, valid_until, document_id,
       article, certainty, checked_on, county_class, stage, area, unit_type, size_class, division_id, demonstration,
       note, percent_bp, percent_of_id, coastal, grade_from, grade_until, season, unit_id, payer_class, receipt_kind, hearing_on
FROM staged

-- name: intake.notice
INSERT INTO notice (record_id, subject_id, number, unit_id, division_id, payer_class, payer, payer_name, charged_on, total_fen,
                    receipt, receipt_kind, voluntary)
SELECT record_id, subject_id, number, unit_id, division_id, payer_class, payer, payer_name, charged_on, total_fen,
       receipt, receipt_kind, voluntary
FROM staged

-- name: intake.notice-item
INSERT INTO notice_item (record_id, part, line, name_term, document_term, quantity_milli, price_fen, amount_fen, period)
SELECT record_id, part, line, name_term, document_term, quantity_milli, price_fen, amount_fen, period
FROM staged

-- name: intake.add-notice-days
INSERT INTO notice_day (charged_on, unit_id, batch_id, notices, lines, total_fen, first_subject)
SELECT sum_day, sum_unit, sum_batch, sum_records, sum_lines, sum_fen, sum_first FROM staged WHERE true
ON CONFLICT (charged_on, unit_id, batch_id) DO UPDATE
SET notices = notices + excluded.notices, lines = lines + excluded.lines, total_fen = total_fen + excluded.total_fen,
    first_subject = min(first_subject, excluded.first_subject)

-- name: intake.add-notice-places
INSERT INTO notice_place (unit_id, division_id, payer_class)
SELECT sum_unit, sum_batch, sum_day FROM staged WHERE true ON CONFLICT DO NOTHING

-- name: intake.add-notice-lists
INSERT INTO notice_list (division_id, records) SELECT sum_unit, sum_day FROM staged

-- name: intake.drop-notice-days
DELETE FROM notice_day WHERE notices = 0

-- name: intake.replaced-notices
SELECT n.charged_on, n.unit_id, r.batch_id, (SELECT count(*) FROM notice_item l WHERE l.record_id = n.record_id), n.total_fen
FROM staged g CROSS JOIN record r ON r.record_id = g.previous_id CROSS JOIN notice n ON n.record_id = r.record_id

-- name: intake.missing-notice-places
-- A notice of each unit, place and class of payers that is not among the places kept.
SELECT n.charged_on, u.key, r.batch_id
  FROM (SELECT min(record_id) AS record_id FROM notice n
         WHERE NOT EXISTS (SELECT 1 FROM notice_place p WHERE p.unit_id = n.unit_id AND p.division_id = n.division_id
                              AND p.payer_class = n.payer_class)
         GROUP BY n.unit_id, n.division_id, n.payer_class) f
  JOIN notice n ON n.record_id = f.record_id
  JOIN record r ON r.record_id = n.record_id
  JOIN subject u ON u.subject_id = n.unit_id
 ORDER BY n.record_id

-- name: intake.wrong-notice-lists
-- Places of which the lists do not name each notice once, and no other record. json_valid says no, too, when there was no memory to
-- look; so it is asked twice.
WITH listed AS (
    SELECT l.division_id, count(*) AS entries, count(DISTINCT n.record_id) AS notices
    FROM notice_list l CROSS JOIN json_each(CASE WHEN json_valid(l.records) OR json_valid(' ' || l.records) THEN l.records ELSE '[0]' END) j
    LEFT JOIN notice n ON n.record_id = j.value AND n.division_id = l.division_id
    GROUP BY l.division_id),
there AS (SELECT n.division_id, count(*) AS notices FROM notice n GROUP BY n.division_id)
SELECT coalesce(s.key, division_id), '', 0
FROM there t FULL JOIN listed l USING (division_id)
LEFT JOIN subject s ON s.subject_id = division_id
WHERE t.notices IS NOT l.notices OR l.entries <> l.notices
ORDER BY 1 LIMIT 20

-- name: intake.wrong-notice-days
-- Days and units of a file whose sums are not those of the notices. first_subject may be too low after a version was replaced.
WITH counted AS MATERIALIZED (
    SELECT n.charged_on, n.unit_id, r.batch_id, count(*) AS notices,
           sum((SELECT count(*) FROM notice_item l WHERE l.record_id = n.record_id)) AS lines, sum(n.total_fen) AS total_fen,
           min(n.subject_id) AS first_subject
    FROM notice n
    CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
    CROSS JOIN record r ON r.record_id = n.record_id
    GROUP BY 1, 2, 3),
wrong AS (
    SELECT c.charged_on, c.unit_id, c.batch_id FROM counted c
    LEFT JOIN notice_day d ON d.charged_on = c.charged_on AND d.unit_id = c.unit_id AND d.batch_id = c.batch_id
    WHERE d.notices IS NOT c.notices OR d.lines <> c.lines OR d.total_fen <> c.total_fen OR d.first_subject > c.first_subject
    UNION ALL
    SELECT d.charged_on, d.unit_id, d.batch_id FROM notice_day d
    LEFT JOIN counted c ON c.charged_on = d.charged_on AND c.unit_id = d.unit_id AND c.batch_id = d.batch_id
    WHERE c.notices IS NULL)
SELECT w.charged_on, coalesce(s.key, w.unit_id), w.batch_id
FROM wrong w LEFT JOIN subject s ON s.subject_id = w.unit_id
ORDER BY 1, 2, 3 LIMIT 20

-- name: intake.school-charge
INSERT INTO school_charge (record_id, subject_id, school_id, number, term, charged_on, total_fen, document_term, approval_term, remitted_fen, remitted_on)
SELECT record_id, subject_id,
       (SELECT s.subject_id FROM subject s JOIN school c ON c.record_id = s.record_id WHERE s.subject_id = school_id), -- NULL: refused
       number, term, charged_on, total_fen, document_term, approval_term, remitted_fen, remitted_on
FROM staged

-- name: intake.school-charge-line
INSERT INTO school_charge_line (record_id, part, line, grade, pupils, name_term, per_pupil_fen, amount_fen, group_no)
SELECT record_id, part, line, grade, pupils, name_term, per_pupil_fen, amount_fen, outer_part FROM staged

-- name: intake.subscription
INSERT INTO subscription (record_id, subject_id, subscriber_id, year, total_fen)
SELECT record_id, subject_id, subscriber_id, year, total_fen FROM staged

-- name: intake.subscription-line
INSERT INTO subscription_line (record_id, part, line, title, copies, amount_fen, mode, funds, subscribed_on, withheld_from, booked_as, ordered_by)
SELECT record_id, part, line, title, copies, amount_fen, mode, funds, subscribed_on, withheld_from, booked_as, ordered_by
FROM staged

-- name: intake.petition
INSERT INTO petition (record_id, subject_id, number, channel, received_on, persons, petitioner, telephone, address, division_id,
                      unit_id, category, major_case, text, handed_by, handed_no, report_by)
SELECT record_id, subject_id, number, channel, received_on, persons, petitioner, telephone, address, division_id,
       unit_id, category, major_case, text, handed_by, handed_no, report_by
FROM staged

-- name: intake.petition-step
INSERT INTO petition_step (record_id, part, line, step, day, actor, fields)
SELECT record_id, part, line, step, day, actor,
       json_object('reason', reason, 'to', "to", 'result', result, 'opinion', opinion, 'note', note, 'no-refund', no_refund, 'in-time', in_time,
                   'other-unit', other_unit, 'days', days, 'approver', approver, 'into', "into", 'no', "no", 'unit', unit,
                   'deadline', deadline, 'basis', basis, 'payees', json(payees), 'instalments', json(instalments),
                   'payments', json(payments), 'remainders', json(remainders))
FROM staged

-- name: intake.petition-representative
INSERT INTO petition_representative (record_id, part, name, telephone, address)
SELECT record_id, part, name, telephone, address FROM staged

-- name: intake.petition-amount
INSERT INTO petition_named (record_id, kind, part, amount_fen, written)
SELECT record_id, 'amount', part, amount_fen, written FROM staged

-- name: intake.petition-day
INSERT INTO petition_named (record_id, kind, part, value, written)
SELECT record_id, 'day', part, value, written FROM staged

-- name: intake.petition-document
INSERT INTO petition_named (record_id, kind, part, value, written)
SELECT record_id, 'document', part, value, written FROM staged

-- name: intake.petition-item
INSERT INTO petition_named (record_id, kind, part, value, written)
SELECT record_id, 'item', part, value, written FROM staged
-- name: intake.payment-list
INSERT INTO payment_list (record_id, subject_id, refund, number, paid_on, actor, total_fen)
SELECT record_id, subject_id, refund, number, paid_on, actor, total_fen FROM staged

-- name: intake.payment-line
INSERT INTO payment_line (record_id, part, line, payee, amount_fen, receipt, received_by, manner, proxy, days, money)
SELECT record_id, part, line, payee, amount_fen, receipt, received_by, manner, proxy, days, money FROM staged

-- name: intake.card-issue
INSERT INTO card_issue (record_id, subject_id, division_id, year, delivered_on, issued, issued_on)
SELECT record_id, subject_id, division_id, year, delivered_on, issued, issued_on FROM staged

-- name: intake.inspection-plan
INSERT INTO inspection_plan (record_id, subject_id, number, kind, paper, period, title, from_on, until_on, members, rules, note, planned_on,
                             drawn_on, seed, within, townships, villages, households)
SELECT record_id, subject_id, number, manner, paper, period, title, from_on, until_on, members, rules, note, planned_on, drawn_on, seed, within,
       townships, villages, households FROM staged

-- name: intake.inspection-visit
INSERT INTO inspection_visit (record_id, subject_id, plan, place, form, division_id, visited_on, inspectors, gist, note)
SELECT record_id, subject_id, plan, place, form, division_id, visited_on, inspectors, gist, note FROM staged

-- name: intake.inspection-answer
INSERT INTO inspection_answer (record_id, part, line, question, value, note)
SELECT record_id, part, line, question, value, note FROM staged

-- name: intake.inspection-payment
INSERT INTO inspection_payment (record_id, part, line, name, amount_fen, unit_id, paid_on, receipt, notice, evidence)
SELECT record_id, part, line, name, amount_fen, unit_id, paid_on, receipt, notice, evidence FROM staged

-- name: intake.inspection-problem
INSERT INTO inspection_problem (record_id, part, line, rule, unit_id, amount_fen, evidence, text, remedy, deadline)
SELECT record_id, part, line, rule, unit_id, amount_fen, evidence, text, remedy, deadline FROM staged

-- name: intake.proposal
INSERT INTO proposal (record_id, subject_id, division_id, year, number, unit_id, name, purpose, proposed_on, proposer, proposer_count, proposer_of,
                      posted_on, held_on, form, entitled, present, votes_for, votes_against, represented, represented_for, outcome,
                      per_head_fen, persons, days_milli, labourers, lieu_days_milli, lieu_rate_fen, lieu_fen, lieu_voluntary,
                      township_approval, township_on, submitted_on, county_approval, county_on, collected_from, collected_fen)
SELECT record_id, subject_id, division_id, year, number, unit_id, name, purpose, proposed_on, proposer, proposer_count, proposer_of,
       posted_on, held_on, form, entitled, present, votes_for, votes_against, represented, represented_for, outcome,
       per_head_fen, persons, days_milli, labourers, lieu_days_milli, lieu_rate_fen, lieu_fen, lieu_voluntary,
       township_approval, township_on, submitted_on, county_approval, county_on, collected_from, collected_fen
FROM staged

-- name: intake.proposal-line
INSERT INTO proposal_line (record_id, part, line, household, class, persons, labourers, money_fen, days_milli)
SELECT record_id, part, line, household, class, persons, labourers, money_fen, days_milli FROM staged

-- name: intake.proposal-spending
-- Numbers go on from those of the lines, so that a number means one element of the record.
INSERT INTO proposal_spending (record_id, part, line, purpose, booked, amount_fen, spent_on, village_id)
SELECT g.record_id, g.part + (SELECT count(*) FROM proposal_line l WHERE l.record_id = g.record_id), g.line, g.purpose, g.booked,
       g.amount_fen, g.spent_on, g.village_id
FROM staged g

-- name: intake.proposal-gift
INSERT INTO proposal_gift (record_id, part, line, household, amount_fen, given_on)
SELECT g.record_id, g.part + (SELECT count(*) FROM proposal_line l WHERE l.record_id = g.record_id)
           + (SELECT count(*) FROM proposal_spending p WHERE p.record_id = g.record_id), g.line, g.household, g.amount_fen, g.given_on
FROM staged g

-- name: intake.publicity
INSERT INTO publicity (record_id, subject_id, division_id, number, held_on, kind, topic, done_by, copies, people)
SELECT record_id, subject_id, division_id, number, held_on, kind_of_work, topic, done_by, copies, people FROM staged

-- name: intake.publicity-document
INSERT INTO publicity_document (record_id, part, line, document_term)
SELECT record_id, part, line, document_term FROM staged

-- name: intake.accountability
INSERT INTO accountability (record_id, subject_id, number, division_id, unit_id, class, happened_on, known_on, known_at, summary,
                            petition_id, concluded_on, concealed, concealment)
SELECT record_id, subject_id, number, division_id, unit_id, class, happened_on, known_on, known_at, summary,
       petition_id, concluded_on, concealed, concealment
FROM staged

-- name: intake.accountability-criterion
INSERT INTO accountability_ground (record_id, kind, part, line, code)
SELECT record_id, 'criterion', part, line, code FROM staged

-- name: intake.accountability-breach
INSERT INTO accountability_ground (record_id, kind, part, line, code)
SELECT record_id, 'breach', part, line, code FROM staged

-- name: intake.accountability-report
INSERT INTO accountability_report (record_id, part, line, level, reported_on, reported_at, paper)
SELECT record_id, part, line, level, reported_on, reported_at, paper FROM staged

-- name: intake.accountability-person
INSERT INTO accountability_person (record_id, part, line, name, post, degree, sanction, sanctioned_on, paper)
SELECT record_id, part, line, name, post, degree, sanction, sanctioned_on, paper FROM staged

-- name: intake.accountability-finding
INSERT INTO accountability_finding (record_id, part, line, rule, kind, key)
SELECT record_id, part, line, rule, kind_of_record, key_of_record FROM staged

-- name: intake.nil-report
INSERT INTO nil_report (record_id, subject_id, division_id, period, reported_on, reported_by)
SELECT record_id, subject_id,
       (SELECT d.subject_id FROM subject s JOIN division d ON d.record_id = s.record_id
         WHERE s.subject_id = g.division_id AND d.level = 'township'), -- NULL: refused
       period, reported_on, reported_by
FROM staged g
-- name: intake.village-account
INSERT INTO village_account (record_id, subject_id, unit_id, period, opening_fen, income_fen, expense_fen, closing_fen)
SELECT record_id, subject_id,
       (SELECT s.subject_id FROM subject s JOIN unit u ON u.record_id = s.record_id
         WHERE s.subject_id = unit_id AND u.type = 'village'), -- NULL: refused
       period, opening_fen, income_fen, expense_fen, closing_fen
FROM staged

-- name: intake.village-account-entry
INSERT INTO village_account_entry (record_id, part, line, booked_on, direction, account, summary, counter_id, counterparty, fee_term,
                                   amount_fen, voucher, receipt_kind, approved_by, document_term)
SELECT record_id, part, line, booked_on, direction, account, summary, counter_id, counterparty, fee_term,
       amount_fen, voucher, receipt_kind, approved_by, document_term
FROM staged
-- name: intake.arrear
INSERT INTO arrear (record_id, subject_id, number, division_id, debtor_class, debtor, debtor_name, registered_on, total_fen)
SELECT record_id, subject_id, number, division_id, debtor_class, debtor, debtor_name, registered_on, total_fen FROM staged

-- name: intake.arrear-owed
INSERT INTO arrear_owed (record_id, part, line, name_term, year, amount_fen, class, treatment, document_term, decided_on, decided_by)
SELECT record_id, part, line, name_term, year, amount_fen, class, treatment, document_term, decided_on, decided_by FROM staged

-- name: intake.arrear-payment
INSERT INTO arrear_payment (record_id, part, line, paid_on, amount_fen, receipt, unit_id)
SELECT record_id, part, line, paid_on, amount_fen, receipt, unit_id FROM staged

-- name: intake.transfer-allocation
INSERT INTO transfer_allocation (record_id, subject_id, number, from_name, division_id, via_id, year, purpose, amount_fen, issued_on,
                                 due_on, document_term)
SELECT record_id, subject_id, number, from_name, division_id, via_id, year, purpose, amount_fen, issued_on, due_on, document_term
FROM staged

-- name: intake.transfer-payment
INSERT INTO transfer_payment (record_id, subject_id, number, allocation_id, division_id, payer_id, paid_on, amount_fen, purpose, account)
SELECT record_id, subject_id, number, allocation_id, division_id, payer_id, paid_on, amount_fen, purpose, account FROM staged

-- name: intake.transfer-use
INSERT INTO transfer_use (record_id, subject_id, number, allocation_id, division_id, spent_on, amount_fen, purpose, text)
SELECT record_id, subject_id, number, allocation_id, division_id, spent_on, amount_fen, purpose, text FROM staged

-- ---------------------------------------------------------------- terms: names and numbers of papers against the rule book

-- name: terms.forget
UPDATE term SET subject_id = NULL, matched_by = NULL WHERE subject_id IS NOT NULL

-- Names are compared without blanks, in half width: a spreadsheet leaves 土地证 工本费 and full-width brackets. In a second round
-- (:undated) what is left is compared without the time that it names: 2005年村提留 is 村提留.
-- name: terms.match-name
UPDATE term SET subject_id = m.subject_id, matched_by = 'name'
FROM (SELECT name_key(i.name) AS text, min(s.subject_id) AS subject_id FROM subject s JOIN item i ON i.record_id = s.record_id
      WHERE s.kind = 'item' GROUP BY 1) AS m
WHERE term.kind = 'item' AND term.subject_id IS NULL AND m.text = name_key(iif(:undated, name_undated(term.text), term.text))

-- name: terms.match-alias
UPDATE term SET subject_id = m.subject_id, matched_by = 'alias'
FROM (SELECT name_key(a.alias) AS text, min(s.subject_id) AS subject_id FROM subject s JOIN item_alias a ON a.record_id = s.record_id
      WHERE s.kind = 'item' GROUP BY 1) AS m
WHERE term.kind = 'item' AND term.subject_id IS NULL AND m.text = name_key(iif(:undated, name_undated(term.text), term.text))

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
-- In the order of the table, where the one before stood: by the index of the kinds each would look through and sort all that are left.
SELECT term_id, iif(:undated, name_undated(text), text) FROM term NOT INDEXED
WHERE term_id > :after AND kind = 'item' AND subject_id IS NULL AND (NOT :undated OR name_undated(text) <> text) ORDER BY term_id LIMIT 1

-- name: terms.set-pattern
UPDATE term SET subject_id = :item, matched_by = 'pattern' WHERE term_id = :term

-- ---------------------------------------------------------------- the second clock (known.c)

-- name: known.tables
-- TEMP tables after the model of those that say what counts, what names mean, and what an audit found; with their indexes.
SELECT 'CREATE TEMP TABLE ' || substr(sql, length('CREATE TABLE ') + 1) AS make, 1 AS place
FROM main.sqlite_schema WHERE type = 'table' AND name IN ('subject', 'term', 'run', 'run_rule', 'run_reason', 'finding', 'check_state', 'check_key')
UNION ALL
SELECT CASE WHEN sql LIKE 'CREATE UNIQUE %' THEN 'CREATE UNIQUE INDEX temp.' || substr(sql, length('CREATE UNIQUE INDEX ') + 1)
            ELSE 'CREATE INDEX temp.' || substr(sql, length('CREATE INDEX ') + 1) END, 2
FROM main.sqlite_schema
WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('subject', 'term', 'run', 'run_rule', 'run_reason', 'finding', 'check_state', 'check_key')
ORDER BY place

-- name: known.subjects
-- The version of each thing that counted at the end of the day: the last one known by then. A record of a file is known from the
-- day of its import, one that was keyed in from the day of its thing's first event. The table before the arrow is the TEMP one:
-- known.c has made it.
INSERT INTO subject (subject_id, kind, key, record_id)
SELECT s.subject_id, s.kind, s.key, k.record_id
FROM (SELECT r.subject_id, max(r.record_id) AS record_id FROM main.record r
      WHERE CASE WHEN r.batch_id IS NULL
                 THEN (SELECT coalesce(min(substr(e.at, 1, 10)), '') FROM main.event e WHERE e.subject_id = r.subject_id) <= :day
                 ELSE r.batch_id IN (SELECT b.batch_id FROM main.batch b WHERE substr(b.imported_at, 1, 10) <= :day) END
      GROUP BY r.subject_id) AS k
JOIN main.subject s ON s.subject_id = k.subject_id

-- name: known.terms
INSERT INTO term (term_id, kind, text, canonical) SELECT term_id, kind, text, canonical FROM main.term

-- ---------------------------------------------------------------- batches

-- name: batch.next
SELECT coalesce(max(batch_id), 0) + 1 FROM batch

-- name: batch.next-record
SELECT coalesce(max(record_id), 0) + 1 FROM record

-- name: batch.accepted-before
SELECT batch_id FROM batch WHERE sha256 = :sha256 AND state = 'accepted'

-- name: batch.accepted-size
SELECT count(*) FROM batch WHERE byte_count = :bytes AND state = 'accepted'

-- name: batch.accepted-counts
SELECT batch_id, kind, read_count, sum_fen FROM batch WHERE sha256 = :sha256 AND state = 'accepted'

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
    superseding_count = :superseding_count, quarantined_count = :quarantined_count, diagnostic_count = :diagnostic_count,
    first_record = :first_record, last_record = (SELECT max(record_id) FROM record)
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
