-- Statements of src/report/why.c: what stands behind a thing and what came of it.
--
-- Each takes :id, the number that the kind's statement why.find-KIND gave for :key. A column's name is LABEL or LABEL:TYPE:
-- LABEL is a word of the group `why` in src/store/words.tsv, TYPE is money (fen), number (a text that is one),
-- mask (a person's name, masked unless --names), said (free text, numbers of people masked
-- unless --names), or a group of words that translates the value. `ref` is for `jianfu why`. NULLs are left out.

-- ---------------------------------------------------------------- finding

-- name: why.find-finding
SELECT f.finding_id FROM finding f WHERE f.finding_id = CAST(:key AS INTEGER) AND :key NOT GLOB '*[^0-9]*'

-- name: why.finding
SELECT f.finding_id AS number, f.rule AS "rule:rule", f.severity AS "severity:severity", f.state AS "state:finding-state",
       t.name AS township, d.name AS place, u.name AS unit, f.charged_on AS day, f.charged_fen AS "charged:money",
       f.allowed_fen AS "allowed:money", f.excess_fen AS "excess:money", f.detail AS evidence
  FROM finding f
  LEFT JOIN v_division d ON d.division_id = f.division_id
  LEFT JOIN v_division t ON t.division_id = d.parent_id AND t.level = 'township'
  LEFT JOIN v_unit u ON u.unit_id = f.unit_id
 WHERE f.finding_id = :id

-- name: why.finding-rule
SELECT f.rule AS id, f.rule AS "title:rule", f.rule AS "basis:rule-basis", f.rule_digest AS version, r.run_id AS run,
       r.audit_day AS day, r.book AS book, 'rule:' || f.rule AS ref
  FROM finding f JOIN run r ON r.run_id = f.last_run
 WHERE f.finding_id = :id

-- name: why.finding-standard
SELECT st.code AS code, i.name AS item, st.ruling AS "ruling:ruling", st.amount_fen AS "amount:money", st.number AS days,
       st.unit AS "per:per", st.valid_from AS "from", st.valid_until AS until, doc.number_printed AS document, doc.title AS title,
       doc.issuer AS issuer, st.article AS article,
       st.certainty AS "certainty:mark", CASE st.demonstration WHEN 1 THEN 'demonstration' END AS "mark:mark", st.checked_on AS checked,
       b.file_name || ':' || r.line AS source, b.sha256 AS sha256, 'standard:' || s.key AS ref
  FROM finding f
  JOIN standard st ON st.record_id = f.standard_id
  JOIN record r ON r.record_id = st.record_id
  JOIN subject s ON s.subject_id = r.subject_id
  LEFT JOIN batch b ON b.batch_id = r.batch_id
  LEFT JOIN v_item i ON i.item_id = st.item_id
  LEFT JOIN v_document doc ON doc.document_id = st.document_id
 WHERE f.finding_id = :id

-- name: why.finding-record
-- The version of the paper in which the finding was last found, which a correction may have replaced since.
SELECT s.kind AS "kind:kind", s.key AS number, CASE WHEN f.part > 0 THEN f.part END AS line_of_record, r.version AS version,
       CASE WHEN r.record_id = s.record_id THEN 'current' ELSE 'superseded' END AS "counts:version",
       b.file_name || ':' || CASE s.kind
           WHEN 'notice' THEN coalesce((SELECT l.line FROM notice_item l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           WHEN 'school-charge' THEN coalesce((SELECT l.line FROM school_charge_line l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           WHEN 'subscription' THEN coalesce((SELECT l.line FROM subscription_line l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           WHEN 'proposal' THEN coalesce((SELECT l.line FROM v_proposal_part l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           WHEN 'village-account' THEN coalesce((SELECT l.line FROM village_account_entry l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           ELSE r.line END AS source,
       b.sha256 AS sha256, b.source_unit AS prepared_by, b.imported_at AS imported_at, b.imported_by AS imported_by,
       'batch:' || b.batch_id AS batch, s.kind || ':' || s.key AS ref
  FROM finding f
  JOIN subject s ON s.subject_id = f.subject_id
  JOIN record r ON r.record_id = coalesce(f.found_record, s.record_id)
  LEFT JOIN batch b ON b.batch_id = r.batch_id
 WHERE f.finding_id = :id

-- name: why.finding-cases
-- Petitions about the unit of the finding, received on or after the day of the charge.
SELECT 'case:' || p.number AS ref, p.received_on AS day, p.channel AS "channel:channel", p.category AS "category:category",
       k.state AS "state:state", k.result AS "result:result"
  FROM finding f
  JOIN v_petition p ON p.unit_id = f.unit_id
  LEFT JOIN petition_case k ON k.subject_id = p.subject_id
 WHERE f.finding_id = :id AND (f.charged_on IS NULL OR p.received_on >= f.charged_on)
 ORDER BY p.number

-- name: why.finding-orders
-- Orders given for this finding.
SELECT 'refund:' || o.number AS ref, o.ordered_on AS day, u.name AS unit,
       (SELECT sum(e.due_fen) FROM refund_payee e WHERE e.order_id = o.subject_id) AS "due:money",
       (SELECT sum(e.paid_fen) FROM refund_payee e WHERE e.order_id = o.subject_id) AS "paid:money"
  FROM refund_finding x
  JOIN refund_order o ON o.subject_id = x.order_id
  LEFT JOIN v_unit u ON u.unit_id = o.unit_id
 WHERE x.finding_id = :id
 ORDER BY o.number

-- name: why.finding-refunds
SELECT 'refund:' || o.number AS ref, o.ordered_on AS day, u.name AS unit,
       (SELECT sum(e.due_fen) FROM refund_payee e WHERE e.order_id = o.subject_id) AS "due:money",
       (SELECT sum(e.paid_fen) FROM refund_payee e WHERE e.order_id = o.subject_id) AS "paid:money"
  FROM finding f
  JOIN refund_order o ON o.unit_id = f.unit_id
  LEFT JOIN v_unit u ON u.unit_id = o.unit_id
 WHERE f.finding_id = :id AND (f.charged_on IS NULL OR o.ordered_on >= f.charged_on)
 ORDER BY o.number

-- name: why.finding-remedies
SELECT 'remedy:' || r.number AS ref, r.ordered_on AS day, r.kind AS "remedy:remedy", r.state AS "state:remedy-state", r.deadline AS deadline
  FROM remedy_about a JOIN remedy r ON r.subject_id = a.remedy_id
 WHERE a.finding_id = :id
 ORDER BY r.number

-- ---------------------------------------------------------------- case

-- name: why.find-case
SELECT s.subject_id FROM subject s WHERE s.kind = 'petition' AND s.key = :key

-- The text is without the petitioner's name and numbers, also with --names: `petition show --names` has it whole.
-- name: why.case
SELECT p.number AS number, p.received_on AS day, p.channel AS "channel:channel", q.petitioner AS "petitioner:mask",
       p.category AS "category:category", p.major_case AS "major:major-case", t.name AS township, d.name AS place, u.name AS unit,
       mask_text(q.text, x.names, x.telephones, x.addresses) AS text, k.state AS "state:state", k.result AS "result:result",
       k.accepted_on AS accepted, k.concluded_on AS concluded, k.replied_on AS replied, k.closed_on AS closed
  FROM v_petition p
  JOIN petition q ON q.record_id = p.record_id
  JOIN petition_secrets x ON x.record_id = p.record_id
  LEFT JOIN petition_case k ON k.subject_id = p.subject_id
  LEFT JOIN v_division d ON d.division_id = p.division_id
  LEFT JOIN v_division t ON t.division_id = d.parent_id AND t.level = 'township'
  LEFT JOIN v_unit u ON u.unit_id = p.unit_id
 WHERE p.subject_id = :id

-- name: why.case-steps
SELECT e.day AS day, e.type AS "step:event", e.actor AS actor, 'event:' || e.event_id AS event
  FROM event e
 WHERE e.subject_id = :id OR e.subject_id IN (SELECT o.subject_id FROM refund_order o WHERE o.petition_id = :id)
    OR e.subject_id IN (SELECT w.subject_id FROM refund_withdrawn w WHERE w.petition_id = :id)
    OR e.subject_id IN (SELECT r.subject_id FROM remedy r WHERE r.petition_id = :id)
 ORDER BY e.event_id

-- name: why.case-remedies
SELECT 'remedy:' || r.number AS ref, r.ordered_on AS day, r.kind AS "remedy:remedy", r.state AS "state:remedy-state", r.deadline AS deadline
  FROM remedy r
 WHERE r.petition_id = :id
 ORDER BY r.number

-- name: why.case-refunds
SELECT 'refund:' || o.number AS ref, o.ordered_on AS day, u.name AS unit,
       (SELECT count(*) FROM refund_payee e WHERE e.order_id = o.subject_id) AS payees,
       (SELECT sum(e.due_fen) FROM refund_payee e WHERE e.order_id = o.subject_id) AS "due:money",
       (SELECT sum(e.paid_fen) FROM refund_payee e WHERE e.order_id = o.subject_id) AS "paid:money"
  FROM refund_order o LEFT JOIN v_unit u ON u.unit_id = o.unit_id
 WHERE o.petition_id = :id
 ORDER BY o.number

-- name: why.case-findings
-- Findings about the unit complained of, charged on or before the day the petition came.
SELECT 'finding:' || f.finding_id AS ref, f.rule AS "rule:rule", f.severity AS "severity:severity", f.state AS "state:finding-state",
       f.charged_on AS day, f.excess_fen AS "excess:money"
  FROM v_petition p
  JOIN finding f ON f.unit_id = p.unit_id
 WHERE p.subject_id = :id AND f.state <> 'gone' AND (f.charged_on IS NULL OR f.charged_on <= p.received_on)
 ORDER BY f.finding_id

-- ---------------------------------------------------------------- refund

-- name: why.find-refund
SELECT o.subject_id FROM refund_order o WHERE o.number = :key

-- name: why.refund
SELECT o.number AS number, u.name AS unit, o.ordered_on AS day, o.deadline AS deadline, o.basis AS basis, q.payees AS payees,
       q.charged AS "charged:money", q.allowed AS "allowed:money", q.due AS "due:money", q.paid AS "paid:money",
       q.rest AS "rest:money", 'case:' || p.number AS "case"
  FROM refund_order o
  JOIN (SELECT count(*) AS payees, sum(charged_fen) AS charged, sum(allowed_fen) AS allowed, sum(due_fen) AS due, sum(paid_fen) AS paid,
               sum(rest_fen) AS rest
          FROM refund_payee WHERE order_id = :id) q
  LEFT JOIN v_unit u ON u.unit_id = o.unit_id
  LEFT JOIN v_petition p ON p.subject_id = o.petition_id
 WHERE o.subject_id = :id

-- name: why.refund-basis
-- Findings that the order was given for.
SELECT 'finding:' || f.finding_id AS ref, f.rule AS "rule:rule", f.severity AS "severity:severity", f.state AS "state:finding-state",
       f.charged_on AS day, f.excess_fen AS "excess:money"
  FROM refund_finding x JOIN finding f ON f.finding_id = x.finding_id
 WHERE x.order_id = :id
 ORDER BY f.finding_id

-- name: why.refund-remainders
-- What nobody could receive, with its lawful way.
SELECT y.given_on AS day, e.name AS "payee:mask", y.amount_fen AS "amount:money", y.way AS "way:way", y.proof AS "proof:said",
       'event:' || y.event_id AS event
  FROM refund_remainder y JOIN refund_payee e ON e.order_id = y.order_id AND e.payee = y.payee
 WHERE y.order_id = :id
 ORDER BY y.part

-- name: why.refund-order
SELECT e.event_id AS event, e.day AS day, e.actor AS actor, e.at AS written, lower(hex(e.hash)) AS hash
  FROM refund_order o JOIN event e ON e.event_id = o.event_id
 WHERE o.subject_id = :id

-- name: why.refund-payments
SELECT y.paid_on AS day, e.name AS "payee:mask", y.amount_fen AS "amount:money", y.receipt AS receipt, y.manner AS "manner:manner",
       'event:' || y.event_id AS event
  FROM refund_payment y JOIN refund_payee e ON e.order_id = y.order_id AND e.payee = y.payee
 WHERE y.order_id = :id
 ORDER BY y.part

-- name: why.refund-record
-- The paper that told of the order: the petition's file and the line of the step, when it came by import.
SELECT b.file_name || ':' || coalesce((SELECT w.line FROM petition_step w
                                        WHERE w.record_id = r.record_id AND json_extract(w.fields, '$.no') = o.number
                                        ORDER BY w.part LIMIT 1), r.line) AS source,
       b.sha256 AS sha256, 'batch:' || b.batch_id AS batch
  FROM refund_order o
  JOIN subject s ON s.subject_id = o.petition_id
  JOIN record r ON r.record_id = s.record_id
  JOIN batch b ON b.batch_id = r.batch_id
 WHERE o.subject_id = :id

-- name: why.refund-findings
SELECT 'finding:' || f.finding_id AS ref, f.rule AS "rule:rule", f.severity AS "severity:severity", f.state AS "state:finding-state",
       f.charged_on AS day, f.excess_fen AS "excess:money"
  FROM refund_order o
  JOIN finding f ON f.unit_id = o.unit_id
 WHERE o.subject_id = :id AND f.state <> 'gone' AND (f.charged_on IS NULL OR f.charged_on <= o.ordered_on)
 ORDER BY f.finding_id

-- ---------------------------------------------------------------- remedy

-- name: why.find-remedy
SELECT r.subject_id FROM subject s JOIN remedy r ON r.subject_id = s.subject_id WHERE s.kind = 'remedy' AND s.key = :key

-- name: why.remedy
SELECT r.number AS number, r.kind AS "remedy:remedy", r.state AS "state:remedy-state", u.name AS unit, r.ordered_on AS day,
       r.deadline AS deadline, r.basis AS basis, r.text AS "todo:said", r.proof AS "proof:said", r.paper AS paper, r.proved_on AS proved,
       r.settled_on AS settled, r.reason AS "reason:said"
  FROM remedy r LEFT JOIN v_unit u ON u.unit_id = r.unit_id
 WHERE r.subject_id = :id

-- name: why.remedy-case
SELECT 'case:' || p.number AS ref, p.received_on AS day, p.channel AS "channel:channel", p.category AS "category:category",
       k.state AS "state:state", k.result AS "result:result"
  FROM remedy r
  JOIN v_petition p ON p.subject_id = r.petition_id
  LEFT JOIN petition_case k ON k.subject_id = p.subject_id
 WHERE r.subject_id = :id

-- name: why.remedy-findings
SELECT 'finding:' || f.finding_id AS ref, f.rule AS "rule:rule", f.severity AS "severity:severity", f.state AS "state:finding-state",
       f.charged_on AS day, f.excess_fen AS "excess:money"
  FROM remedy_about a JOIN finding f ON f.finding_id = a.finding_id
 WHERE a.remedy_id = :id ORDER BY a.part

-- name: why.remedy-about
SELECT s.kind || ':' || s.key AS ref, s.kind AS "kind:kind", s.key AS number
  FROM remedy_about a JOIN subject s ON s.subject_id = a.subject_id
 WHERE a.remedy_id = :id AND a.finding_id IS NULL

-- name: why.remedy-steps
SELECT e.day AS day, e.type AS "step:event", e.actor AS actor, 'event:' || e.event_id AS event
  FROM event e WHERE e.subject_id = :id ORDER BY e.event_id

-- name: why.subject-remedies
SELECT DISTINCT 'remedy:' || r.number AS ref, r.ordered_on AS day, r.kind AS "remedy:remedy", r.state AS "state:remedy-state",
       r.deadline AS deadline
  FROM remedy_about a JOIN remedy r ON r.subject_id = a.remedy_id
 WHERE a.subject_id = :id ORDER BY r.number

-- name: why.unit-remedies
SELECT 'remedy:' || r.number AS ref, r.ordered_on AS day, r.kind AS "remedy:remedy", r.state AS "state:remedy-state", r.deadline AS deadline
  FROM remedy r
 WHERE r.unit_id = :id
 ORDER BY r.number

-- ---------------------------------------------------------------- any subject with records

-- name: why.find-subject
SELECT s.subject_id FROM subject s WHERE s.kind = :kind AND s.key = :key

-- name: why.subject-records
-- All versions, from the one that counts back along the line of those it replaced.
WITH RECURSIVE line (record_id, previous_id) AS (
    SELECT r.record_id, r.previous_id FROM subject s JOIN record r ON r.record_id = s.record_id WHERE s.subject_id = :id
    UNION ALL
    SELECT r.record_id, r.previous_id FROM line l JOIN record r ON r.record_id = l.previous_id)
SELECT r.version AS version, CASE WHEN r.record_id = s.record_id THEN 'current' ELSE 'superseded' END AS "counts:version",
       b.file_name || ':' || r.line AS source, b.sha256 AS sha256, b.source_unit AS prepared_by, b.imported_at AS imported_at,
       b.imported_by AS imported_by, 'batch:' || b.batch_id AS batch
  FROM line l
  JOIN record r ON r.record_id = l.record_id
  JOIN subject s ON s.subject_id = r.subject_id
  LEFT JOIN batch b ON b.batch_id = r.batch_id
 ORDER BY r.version DESC, r.record_id DESC

-- name: why.subject-findings
SELECT 'finding:' || f.finding_id AS ref, f.rule AS "rule:rule", f.severity AS "severity:severity", f.state AS "state:finding-state",
       f.charged_on AS day, f.excess_fen AS "excess:money"
  FROM finding f
 WHERE f.subject_id = :id
 ORDER BY f.finding_id

-- name: why.paper-cases
-- Petitions about the unit of a paper that has findings, received on or after the day of its charge.
SELECT 'case:' || p.number AS ref, p.received_on AS day, p.channel AS "channel:channel", p.category AS "category:category",
       k.state AS "state:state", k.result AS "result:result"
  FROM (SELECT f.unit_id, min(f.charged_on) AS day FROM finding f WHERE f.subject_id = :id AND f.state <> 'gone' GROUP BY f.unit_id) x
  JOIN v_petition p ON p.unit_id = x.unit_id
  LEFT JOIN petition_case k ON k.subject_id = p.subject_id
 WHERE x.day IS NULL OR p.received_on >= x.day
 ORDER BY p.number

-- name: why.paper-refunds
SELECT 'refund:' || o.number AS ref, o.ordered_on AS day, u.name AS unit,
       (SELECT sum(e.due_fen) FROM refund_payee e WHERE e.order_id = o.subject_id) AS "due:money",
       (SELECT sum(e.paid_fen) FROM refund_payee e WHERE e.order_id = o.subject_id) AS "paid:money"
  FROM (SELECT f.unit_id, min(f.charged_on) AS day FROM finding f WHERE f.subject_id = :id AND f.state <> 'gone' GROUP BY f.unit_id) x
  JOIN refund_order o ON o.unit_id = x.unit_id
  LEFT JOIN v_unit u ON u.unit_id = o.unit_id
 WHERE x.day IS NULL OR o.ordered_on >= x.day
 ORDER BY o.number

-- name: why.notice
SELECT n.number AS number, u.name AS unit, d.name AS place, n.charged_on AS day, n.total_fen AS "amount:money", n.receipt AS receipt
  FROM v_notice n
  LEFT JOIN v_unit u ON u.unit_id = n.unit_id
  LEFT JOIN v_division d ON d.division_id = n.division_id
 WHERE n.subject_id = :id

-- name: why.notice-lines
SELECT i.part AS line_of_record, i.name AS item, i.document_text AS document, i.amount_fen AS "amount:money", i.line AS line_of_file
  FROM v_notice_item i WHERE i.subject_id = :id ORDER BY i.part

-- name: why.school-charge
SELECT c.number AS number, u.name AS unit, c.term AS term, c.charged_on AS day, c.total_fen AS "amount:money", c.document_text AS document
  FROM v_school_charge c LEFT JOIN v_unit u ON u.unit_id = c.unit_id
 WHERE c.subject_id = :id

-- name: why.school-charge-lines
SELECT l.grade AS grade, l.pupils AS pupils, l.name AS item, l.per_pupil_fen AS "per_pupil:money", l.amount_fen AS "amount:money", l.line AS line_of_file
  FROM v_school_charge_line l WHERE l.subject_id = :id ORDER BY l.part

-- name: why.subscription
SELECT u.name AS unit, p.year AS year, p.total_fen AS "amount:money"
  FROM v_subscription p LEFT JOIN v_unit u ON u.unit_id = p.unit_id
 WHERE p.subject_id = :id

-- name: why.subscription-lines
SELECT l.subscribed_on AS day, l.title AS title, l.copies AS copies, l.mode AS "mode:mode", l.funds AS "funds:funds", l.amount_fen AS "amount:money",
       l.line AS line_of_file
  FROM v_subscription_line l WHERE l.subject_id = :id ORDER BY l.part

-- name: why.proposal
SELECT p.key AS number, t.name AS township, d.name AS place, u.name AS unit, p.name AS title, p.purpose AS "purpose:purpose",
       p.proposed_on AS proposed, p.proposer AS "proposer:proposer", p.posted_on AS posted, p.held_on AS held, p.form AS "form:meeting-form",
       p.entitled AS entitled, p.present AS present, p.votes_for AS votes_for, p.votes_against AS votes_against,
       p.represented AS represented, p.represented_for AS represented_for, p.outcome AS "outcome:vote-outcome",
       p.per_head_fen AS "per_head:money", p.persons AS persons,
       p.days_text AS per_labourer, p.labourers AS labourers,
       p.lieu_fen AS "lieu:money", p.township_approval AS township_approval, p.township_on AS township_on, p.submitted_on AS submitted,
       p.county_approval AS county_approval, p.county_on AS county_on, p.collected_from AS collected_from,
       p.collected_fen AS "collected:money"
  FROM v_proposal p
  JOIN v_division d ON d.division_id = p.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN v_unit u ON u.unit_id = p.unit_id
 WHERE p.subject_id = :id

-- name: why.proposal-lines
SELECT l.class AS "class:exempt-class", l.persons AS persons, l.labourers AS labourers, l.money_fen AS "amount:money",
       l.days_text AS "labour:number", l.line AS line_of_file
  FROM v_proposal_line l WHERE l.subject_id = :id ORDER BY l.part

-- name: why.proposal-spendings
SELECT l.spent_on AS day, l.booked AS booked, l.purpose AS "purpose:purpose", d.name AS place, l.amount_fen AS "amount:money",
       l.line AS line_of_file
  FROM v_proposal_spending l LEFT JOIN v_division d ON d.division_id = l.other_id WHERE l.subject_id = :id ORDER BY l.part

-- name: why.proposal-gifts
SELECT l.given_on AS day, l.amount_fen AS "amount:money", l.line AS line_of_file
  FROM v_proposal_gift l WHERE l.subject_id = :id ORDER BY l.part
-- name: why.village-account
SELECT u.name AS unit, a.period AS period, a.opening_fen AS "opening:money", a.income_fen AS "income:money", a.expense_fen AS "expense:money",
       a.closing_fen AS "closing:money"
  FROM v_village_account a LEFT JOIN v_unit u ON u.unit_id = a.unit_id
 WHERE a.subject_id = :id

-- name: why.village-account-lines
SELECT e.part AS line_of_record, e.booked_on AS day, e.direction AS "direction:direction", e.account AS account, e.summary AS summary,
       e.amount_fen AS "amount:money", e.voucher AS voucher, e.line AS line_of_file
  FROM v_account_entry e WHERE e.subject_id = :id ORDER BY e.part

-- name: why.card-issue
SELECT t.name AS township, d.name AS place, c.year AS year, c.delivered_on AS delivered, c.issued AS issued, c.issued_on AS issued_on, d.households AS households
  FROM v_card_issue c
  JOIN v_division d ON d.division_id = c.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE c.subject_id = :id

-- name: why.publicity
SELECT d.name AS place, p.held_on AS day, p.kind AS "work:publicity", p.topic AS topic, p.done_by AS done_by, p.copies AS copies, p.people AS people
  FROM v_publicity p JOIN v_division d ON d.division_id = p.division_id
 WHERE p.subject_id = :id

-- name: why.publicity-papers
SELECT coalesce('document:' || s.key, '') AS ref, l.document_text AS document, l.line AS line_of_file
  FROM v_publicity_document l LEFT JOIN subject s ON s.subject_id = l.document_id
 WHERE l.subject_id = :id ORDER BY l.part

-- name: why.accountability
SELECT a.number AS number, d.name AS place, u.name AS unit, a.class AS "class:case-class", a.happened_on AS happened, a.known_on AS known,
       a.summary AS text, p.number AS petition, a.concluded_on AS concluded, a.concealment AS concealment
  FROM v_accountability a
  JOIN v_division d ON d.division_id = a.division_id
  LEFT JOIN v_unit u ON u.unit_id = a.unit_id
  LEFT JOIN v_petition p ON p.subject_id = a.petition_id
 WHERE a.subject_id = :id

-- name: why.accountability-grounds
SELECT CASE g.kind WHEN 'criterion' THEN g.code END AS "criterion:criterion", CASE g.kind WHEN 'breach' THEN g.code END AS "breach:breach"
  FROM v_accountability_ground g WHERE g.subject_id = :id ORDER BY g.kind DESC, g.part

-- name: why.accountability-reports
SELECT r.level AS "level:level", r.reported_on AS day, r.reported_at AS time, r.paper AS document
  FROM v_accountability_report r WHERE r.subject_id = :id ORDER BY r.reported_on, r.part

-- name: why.accountability-persons
SELECT p.name AS "person:mask", p.post AS post, p.degree AS "degree:degree", p.sanction AS sanction, p.sanctioned_on AS day, p.paper AS document
  FROM subject s JOIN accountability_person p ON p.record_id = s.record_id
 WHERE s.subject_id = :id ORDER BY p.part

-- name: why.nil-report
SELECT d.name AS place, n.period AS period, n.reported_on AS day, n.reported_by AS done_by
  FROM v_nil_report n JOIN v_division d ON d.division_id = n.division_id
 WHERE n.subject_id = :id
-- name: why.inspection
SELECT i.number AS number, i.paper AS document, i.title AS title, i.from_on AS "from", i.until_on AS "until"
  FROM inspection i WHERE i.subject_id = :id

-- name: why.inspection-visits
SELECT 'inspection-visit:' || s.key AS ref, v.visited_on AS day, d.name AS place, v.place AS code
  FROM inspection i JOIN inspection_visit v ON v.plan = i.number
  JOIN subject s ON s.subject_id = v.subject_id AND s.record_id = v.record_id
  LEFT JOIN v_division d ON d.division_id = v.division_id
 WHERE i.subject_id = :id ORDER BY v.visited_on, v.place

-- name: why.inspection-problems
SELECT 'problem:' || p.key AS ref, p.visited_on AS day, p.unit_name AS unit, p.amount_fen AS "amount:money", p.text AS "text:said"
  FROM inspection i JOIN v_inspection_problem p ON p.plan = i.number WHERE i.subject_id = :id ORDER BY p.key

-- name: why.inspection-visit
SELECT v.plan AS number, v.visited_on AS day, d.parent_name AS township, d.name AS place, v.place AS code, 'inspection:' || v.plan AS ref
  FROM inspection_visit v JOIN subject s ON s.subject_id = v.subject_id AND s.record_id = v.record_id
  LEFT JOIN v_division d ON d.division_id = v.division_id
 WHERE v.subject_id = :id

-- name: why.inspection-answers
SELECT a.question AS item, a.value AS result, a.line AS line_of_file FROM v_inspection_answer a WHERE a.subject_id = :id ORDER BY a.part

-- name: why.inspection-payments
SELECT p.paid_on AS day, p.name AS item, p.amount_fen AS "amount:money", p.notice AS number, p.evidence AS "evidence:said", p.line AS line_of_file
  FROM v_inspection_payment p WHERE p.subject_id = :id ORDER BY p.part

-- name: why.visit-problems
SELECT 'problem:' || p.key AS ref, p.unit_name AS unit, p.amount_fen AS "amount:money", p.text AS "text:said"
  FROM v_inspection_problem p WHERE p.subject_id = :id ORDER BY p.part

-- name: why.problem
SELECT p.visited_on AS day, p.township_name AS township, p.division_name AS place, p.unit_name AS unit, p.amount_fen AS "amount:money",
       p.text AS "text:said", p.evidence AS "evidence:said", 'inspection-visit:' || vs.key AS ref
  FROM subject s JOIN v_inspection_problem p ON p.key = s.key JOIN subject vs ON vs.subject_id = p.subject_id
 WHERE s.subject_id = :id

-- name: why.division
SELECT d.code AS number, d.name AS title, d.parent_name AS above, d.households AS households, d.population AS population, d.labourers AS labourers
  FROM v_division d WHERE d.division_id = :id

-- name: why.unit
SELECT u.code AS number, u.name AS title, d.name AS place
  FROM v_unit u LEFT JOIN v_division d ON d.division_id = u.division_id WHERE u.unit_id = :id

-- name: why.unit-findings
SELECT 'finding:' || f.finding_id AS ref, f.rule AS "rule:rule", f.severity AS "severity:severity", f.state AS "state:finding-state",
       f.charged_on AS day, f.excess_fen AS "excess:money"
  FROM finding f WHERE f.unit_id = :id AND f.state <> 'gone' ORDER BY f.finding_id

-- name: why.household
SELECT h.code AS number, d.name AS place, h.persons AS persons
  FROM v_household h LEFT JOIN v_division d ON d.division_id = h.division_id WHERE h.household_id = :id

-- name: why.document
SELECT d.number_printed AS number, d.title AS title, d.issuer AS issuer, d.issued_on AS day, d.valid_from AS "from", d.valid_until AS until,
       d.certainty AS "certainty:mark", CASE d.demonstration WHEN 1 THEN 'demonstration' END AS "mark:mark"
  FROM v_document d WHERE d.document_id = :id

-- name: why.document-standards
SELECT 'standard:' || t.code AS ref, i.name AS item, t.ruling AS "ruling:ruling", t.amount_fen AS "amount:money", t.valid_from AS "from",
       t.valid_until AS until
  FROM v_standard t LEFT JOIN v_item i ON i.item_id = t.item_id WHERE t.document_id = :id ORDER BY t.code

-- name: why.item
SELECT i.code AS number, i.name AS title FROM v_item i WHERE i.item_id = :id

-- name: why.item-standards
SELECT 'standard:' || t.code AS ref, t.ruling AS "ruling:ruling", t.amount_fen AS "amount:money", t.valid_from AS "from", t.valid_until AS until
  FROM v_standard t WHERE t.item_id = :id ORDER BY t.valid_from, t.code

-- name: why.standard
SELECT t.code AS number, i.name AS item, t.ruling AS "ruling:ruling", t.amount_fen AS "amount:money", t.number AS days, t.unit AS "per:per",
       t.valid_from AS "from", t.valid_until AS until, doc.number_printed AS document, doc.title AS title, t.article AS article,
       t.certainty AS "certainty:mark", CASE t.demonstration WHEN 1 THEN 'demonstration' END AS "mark:mark", t.checked_on AS checked
  FROM v_standard t
  LEFT JOIN v_item i ON i.item_id = t.item_id
  LEFT JOIN v_document doc ON doc.document_id = t.document_id
 WHERE t.subject_id = :id

-- name: why.standard-findings
SELECT 'finding:' || f.finding_id AS ref, f.rule AS "rule:rule", f.severity AS "severity:severity", f.state AS "state:finding-state",
       f.charged_on AS day, f.excess_fen AS "excess:money"
  FROM record r JOIN finding f ON f.standard_id = r.record_id
 WHERE r.subject_id = :id AND f.state <> 'gone' ORDER BY f.finding_id

-- ---------------------------------------------------------------- batch, rule, run, event

-- name: why.find-batch
SELECT b.batch_id FROM batch b WHERE b.batch_id = CAST(:key AS INTEGER) AND :key NOT GLOB '*[^0-9]*'

-- name: why.batch
SELECT b.batch_id AS number, b.file_name AS file, b.sha256 AS sha256, b.byte_count AS bytes, b.kind AS "kind:kind", b.state AS "state:batch-state",
       b.source_unit AS prepared_by, b.source_period AS period, b.read_count AS "read", b.stored_count AS stored,
       b.unchanged_count AS unchanged, b.superseding_count AS superseding, b.quarantined_count AS quarantined,
       b.control_sum_fen AS "control_sum:money", b.sum_fen AS "sum:money", b.imported_at AS imported_at, b.imported_by AS imported_by
  FROM batch b WHERE b.batch_id = :id

-- name: why.batch-findings
SELECT 'finding:' || f.finding_id AS ref, f.rule AS "rule:rule", f.severity AS "severity:severity", f.state AS "state:finding-state",
       f.charged_on AS day, f.excess_fen AS "excess:money"
  FROM batch b
  CROSS JOIN finding f
    ON coalesce(f.found_record, (SELECT s.record_id FROM subject s WHERE s.subject_id = f.subject_id)) BETWEEN b.first_record AND b.last_record
 WHERE b.batch_id = :id AND f.state <> 'gone' ORDER BY f.finding_id

-- name: why.batch-diagnostics
SELECT d.line AS line_of_file, d.code AS code, d.record_key AS number, d.message AS text FROM diagnostic d WHERE d.batch_id = :id ORDER BY d.part

-- name: why.find-rule
-- A rule has no number: that of the last run in which it was run, else of the last that knew it, stands for it.
SELECT coalesce(max(k.run_id) FILTER (WHERE k.verdict <> 'not-checked'), max(k.run_id)) FROM run_rule k WHERE k.rule = :key

-- name: why.rule
SELECT k.rule AS id, k.rule AS "title:rule", k.rule AS "basis:rule-basis", k.rule_digest AS version, r.run_id AS run, r.audit_day AS day,
       r.book AS book, k.population AS population_checked, k.passed AS passed, k.failed AS failed, k.undecided AS undecided,
       k.verdict AS "verdict:verdict", CASE WHEN k.message <> '' THEN k.message END AS text
  FROM run_rule k JOIN run r ON r.run_id = k.run_id
 WHERE k.run_id = :id AND k.rule = :key

-- name: why.rule-reasons
SELECT w.reason AS reason, w.subjects AS subjects FROM run_reason w WHERE w.run_id = :id AND w.rule = :key ORDER BY w.reason

-- name: why.rule-findings
SELECT 'finding:' || f.finding_id AS ref, u.name AS unit, f.state AS "state:finding-state", f.charged_on AS day, f.excess_fen AS "excess:money"
  FROM finding f LEFT JOIN v_unit u ON u.unit_id = f.unit_id
 WHERE f.rule = :key AND f.last_run = :id ORDER BY f.finding_id

-- name: why.find-run
SELECT r.run_id FROM run r WHERE r.run_id = CAST(:key AS INTEGER) AND :key NOT GLOB '*[^0-9]*'

-- name: why.run
SELECT r.run_id AS number, r.audit_day AS day, r.at AS written, r.actor AS actor, r.book AS book FROM run r WHERE r.run_id = :id

-- name: why.run-rules
SELECT 'rule:' || k.rule AS ref, k.rule AS "title:rule", k.verdict AS "verdict:verdict", k.failed AS failed FROM run_rule k WHERE k.run_id = :id ORDER BY k.rule

-- name: why.find-event
SELECT e.event_id FROM event e WHERE e.event_id = CAST(:key AS INTEGER) AND :key NOT GLOB '*[^0-9]*'

-- name: why.event
SELECT e.event_id AS number, e.type AS "step:event", e.day AS day, e.actor AS actor, e.at AS written,
       lower(hex(e.prev_hash)) AS hash_before, lower(hex(e.hash)) AS hash
  FROM event e WHERE e.event_id = :id

-- ---------------------------------------------------------------- system

-- name: why.find-system
-- A system of the county section without records (report.absent): there is nothing to look up but its name.
SELECT 1 WHERE :key IN ('arrears', 'levy-refund', 'transfer', 'publicity', 'boards', 'votes', 'inspections', 'notices', 'school-charges',
                        'subscriptions', 'cards', 'petitions', 'accounts', 'accountability')

-- name: why.system
SELECT :key AS "title:system", 'none' AS "records:system-records" WHERE :id = 1

-- ---------------------------------------------------------------- arrears, levies, transfer payments

-- name: why.arrear
SELECT a.number AS number, t.name AS township, d.name AS place, a.registered_on AS day, a.total_fen AS "amount:money"
  FROM v_arrear a
  JOIN v_division d ON d.division_id = a.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE a.subject_id = :id

-- name: why.arrear-owed
SELECT o.part AS line_of_record, o.year AS year, o.name AS item, o.amount_fen AS "amount:money", o.class AS "result:arrear-class",
       o.treatment AS "way:arrear-treatment", o.line AS line_of_file
  FROM v_arrear_owed o WHERE o.subject_id = :id ORDER BY o.part

-- name: why.arrear-payments
SELECT p.paid_on AS day, p.amount_fen AS "amount:money", u.name AS unit, p.receipt AS receipt, p.line AS line_of_file
  FROM v_arrear_payment p LEFT JOIN v_unit u ON u.unit_id = p.unit_id WHERE p.subject_id = :id ORDER BY p.part

-- name: why.find-place
SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = :key

-- name: why.arrears-sum
SELECT d.name AS place, count(*) AS records, sum(o.amount_fen) AS "sum:money", o.class AS "result:arrear-class"
  FROM v_arrear_owed o
  JOIN v_division_within w ON w.division_id = o.division_id AND w.within_id = :id
  JOIN v_division d ON d.division_id = :id
 GROUP BY o.class ORDER BY o.class

-- name: why.arrears-entries
SELECT 'arrear:' || s.key AS ref, d.name AS place, a.total_fen AS "amount:money",
       (SELECT sum(p.amount_fen) FROM v_arrear_payment p WHERE p.subject_id = a.subject_id) AS "paid:money"
  FROM v_arrear a
  JOIN v_division_within w ON w.division_id = a.division_id AND w.within_id = :id
  JOIN v_division d ON d.division_id = a.division_id
  JOIN subject s ON s.subject_id = a.subject_id
 ORDER BY s.key

-- name: why.find-levy
-- A division, or a payer of whom levies were found.
SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = :key
UNION ALL
SELECT -1 WHERE EXISTS (SELECT 1 FROM v_levy l WHERE l.payer = :key)

-- name: why.levy-sum
SELECT sum(l.found_fen) AS "found:money", sum(l.ordered_fen) AS "ordered:money", sum(l.refunded_fen) AS "refunded:money",
       sum(l.unclaimed_fen) AS "unclaimed:money", sum(l.ordered_fen - l.refunded_fen - l.unclaimed_fen) AS "rest:money",
       min(l.deadline) AS deadline
  FROM v_levy l
 WHERE l.payer = :key OR l.division_id IN (SELECT w.division_id FROM v_division_within w WHERE w.within_id = :id)
HAVING count(*) > 0

-- name: why.levy-found
SELECT 'finding:' || l.finding_id AS ref, l.charged_on AS day, d.name AS place, u.name AS unit, l.found_fen AS "found:money"
  FROM v_levy_found l
  LEFT JOIN v_division d ON d.division_id = l.division_id
  LEFT JOIN v_unit u ON u.unit_id = l.unit_id
 WHERE l.payer = :key OR l.division_id IN (SELECT w.division_id FROM v_division_within w WHERE w.within_id = :id)
 ORDER BY l.finding_id

-- name: why.levy-orders
SELECT 'refund:' || o.number AS ref, u.name AS unit, o.deadline AS deadline, sum(o.ordered_fen) AS "ordered:money",
       sum(o.refunded_fen) AS "refunded:money", sum(o.unclaimed_fen) AS "unclaimed:money",
       sum(o.ordered_fen - o.refunded_fen - o.unclaimed_fen) AS "rest:money"
  FROM v_levy_order o LEFT JOIN v_unit u ON u.unit_id = o.unit_id
 WHERE o.payer = :key OR o.division_id IN (SELECT w.division_id FROM v_division_within w WHERE w.within_id = :id)
 GROUP BY o.number ORDER BY o.number

-- name: why.allocation
SELECT t.number AS number, t.year AS year, d.name AS place, v.name AS via, t.purpose AS "purpose:purpose", t.issued_on AS day,
       t.due_on AS deadline, m.text AS document, t.amount_fen AS "amount:money", t.released_fen AS "released:money",
       t.reached_fen AS "reached:money", t.held_fen AS "withheld:money", t.used_fen AS "used:money"
  FROM v_transfer t
  JOIN v_division d ON d.division_id = t.division_id
  LEFT JOIN v_division v ON v.division_id = t.via_id
  LEFT JOIN term m ON m.term_id = t.document_term
 WHERE t.allocation_id = :id

-- name: why.allocation-payments
SELECT 'transfer-payment:' || p.number AS ref, p.paid_on AS day, d.name AS place, p.amount_fen AS "amount:money", p.purpose AS "purpose:purpose"
  FROM v_transfer_payment p JOIN v_division d ON d.division_id = p.division_id
 WHERE p.allocation_id = :id ORDER BY p.paid_on, p.number

-- name: why.allocation-uses
SELECT 'transfer-use:' || u.number AS ref, u.spent_on AS day, u.amount_fen AS "amount:money", u.purpose AS "purpose:purpose", u.text AS "text:said"
  FROM v_transfer_use u WHERE u.allocation_id = :id ORDER BY u.spent_on, u.number

-- name: why.transfer-payment
SELECT p.number AS number, d.name AS place, b.name AS actor, p.paid_on AS day, p.amount_fen AS "amount:money", p.purpose AS "purpose:purpose",
       'transfer-allocation:' || p.allocation_number AS ref
  FROM v_transfer_payment p
  JOIN v_division d ON d.division_id = p.division_id
  JOIN v_division b ON b.division_id = p.payer_id
 WHERE p.subject_id = :id

-- name: why.transfer-use
SELECT u.number AS number, d.name AS place, u.spent_on AS day, u.amount_fen AS "amount:money", u.purpose AS "purpose:purpose", u.text AS "text:said",
       'transfer-allocation:' || u.allocation_number AS ref
  FROM v_transfer_use u JOIN v_division d ON d.division_id = u.division_id WHERE u.subject_id = :id

-- name: why.find-transfers
-- All allocations of a division: CODE or CODE/YEAR.
SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = substr(:key, 1, 12)

-- name: why.transfers
SELECT 'transfer-allocation:' || t.number AS ref, t.year AS year, d.name AS place, t.purpose AS "purpose:purpose", t.amount_fen AS "amount:money",
       t.released_fen AS "released:money", t.reached_fen AS "reached:money", t.held_fen AS "withheld:money", t.used_fen AS "used:money"
  FROM v_transfer t
  JOIN v_division d ON d.division_id = t.division_id
 WHERE t.division_id IN (SELECT w.division_id FROM v_division_within w WHERE w.within_id = :id) AND substr(:key, 14) IN ('', t.year)
 ORDER BY d.code, t.number

-- name: why.find-village
-- Charges by notice in a village: CODE, CODE/PERIOD (2005, 2005H1 or all) or CODE/PERIOD/UNIT.
SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = substr(:key, 1, 12)
   AND (length(:key) = 12 OR substr(:key, 13, 1) = '/')

-- name: why.village-charges
WITH asked AS (SELECT CASE WHEN instr(substr(:key, 14), '/') THEN substr(:key, 14, instr(substr(:key, 14), '/') - 1)
                           ELSE substr(:key, 14) END AS period,
                      CASE WHEN instr(substr(:key, 14), '/') THEN substr(:key, 14 + instr(substr(:key, 14), '/')) END AS unit)
SELECT 'notice:' || s.key AS ref, n.charged_on AS day, u.name AS unit, n.total_fen AS "amount:money"
  FROM asked a
  CROSS JOIN notice_list h ON h.division_id = :id
  CROSS JOIN json_each(h.records) j
  CROSS JOIN notice n ON n.record_id = j.value
  CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
  CROSS JOIN subject us ON us.subject_id = n.unit_id AND (a.unit IS NULL OR us.key = a.unit)
  CROSS JOIN unit u ON u.record_id = us.record_id
 WHERE a.period IN ('', 'all', substr(n.charged_on, 1, 4), half_year(n.charged_on))
 ORDER BY n.charged_on, s.key
