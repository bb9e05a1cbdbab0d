-- Statements of src/report: the rows behind every figure and table of a report.
--
-- A figure (src/templates/figures.tsv) is one of these statements with some arguments fixed; its value is the sum of the
-- column `number` (counts) or `fen` (money) over exactly the rows that come out, and `jianfu why` lists those rows. So:
--   ref     what `jianfu why` resolves further;  label  how the row is called;  number, fen  what the row adds
--   other columns can be grouped by (X with its name in X_name), and are filtered by the parameter of the same name
-- Parameters every statement may use: :from and :until (first and last day of the period), :year. A parameter that is not
-- given is NULL and filters nothing. Names of people never come out of these statements.

-- name: report.county
SELECT d.name, d.code, d.demonstration FROM v_division d WHERE d.level = 'county' ORDER BY d.code LIMIT 1

-- name: report.last-run
SELECT r.run_id, r.audit_day, r.book FROM run r ORDER BY r.run_id DESC LIMIT 1

-- name: report.division
-- :level county, township or village; :measure households, population or labourers, else the divisions are counted.
SELECT 'division:' || d.code AS ref, d.name AS label,
       CASE :measure WHEN 'households' THEN coalesce(d.households, 0)
                     WHEN 'population' THEN coalesce(d.population, 0)
                     WHEN 'labourers' THEN coalesce(d.labourers, 0) ELSE 1 END AS number,
       NULL AS fen
  FROM v_division d
 WHERE d.level = :level
 ORDER BY d.code

-- name: report.unit
-- :type as in the register (school, village, department ...).
SELECT 'unit:' || u.code AS ref, u.name AS label, 1 AS number, NULL AS fen, u.type
  FROM v_unit u
 WHERE :type IS NULL OR u.type = :type
 ORDER BY u.code

-- name: report.notice
-- Fee notices charged in the period, one a row. :measure lines counts their lines instead.
SELECT 'notice:' || s.key AS ref, coalesce(u.name, '') || ' ' || n.charged_on AS label,
       CASE :measure WHEN 'lines' THEN (SELECT count(*) FROM notice_item l WHERE l.record_id = n.record_id) ELSE 1 END AS number,
       n.total_fen AS fen, u.code AS unit, u.name AS unit_name, t.code AS township, t.name AS township_name
  FROM v_notice n
  JOIN subject s ON s.subject_id = n.subject_id
  LEFT JOIN v_unit u ON u.unit_id = n.unit_id
  LEFT JOIN v_division d ON d.division_id = n.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE n.charged_on BETWEEN :from AND :until
   AND (:unit IS NULL OR u.code = :unit)
   AND (:township IS NULL OR coalesce(t.code, '') = :township)
 ORDER BY n.subject_id

-- name: report.notice-unit
-- Units that charged by a notice in the period.
SELECT 'unit:' || u.code AS ref, u.name AS label, 1 AS number, NULL AS fen
  FROM v_unit u
 WHERE EXISTS (SELECT 1 FROM v_notice n WHERE n.unit_id = u.unit_id AND n.charged_on BETWEEN :from AND :until)
 ORDER BY u.code

-- name: report.paper
-- All papers of the period that the rules look at: notices, school charges, subscriptions of the year.
SELECT 'notice:' || s.key AS ref, n.charged_on AS label, 1 AS number, n.total_fen AS fen, 'notice' AS kind
  FROM v_notice n JOIN subject s ON s.subject_id = n.subject_id
 WHERE n.charged_on BETWEEN :from AND :until
UNION ALL
SELECT 'school-charge:' || s.key, c.charged_on, 1, c.total_fen, 'school-charge'
  FROM v_school_charge c JOIN subject s ON s.subject_id = c.subject_id
 WHERE c.charged_on BETWEEN :from AND :until
UNION ALL
SELECT 'subscription:' || s.key, p.year, 1, p.total_fen, 'subscription'
  FROM v_subscription p JOIN subject s ON s.subject_id = p.subject_id
 WHERE p.year = :year

-- name: report.school-charge
-- What schools charged in the period, one paper a row. :measure pupils counts the pupils charged (the most of each grade's
-- components, so that a pupil counts once).
SELECT 'school-charge:' || s.key AS ref, coalesce(u.name, '') || ' ' || c.term || ' ' || c.charged_on AS label,
       CASE :measure
            WHEN 'pupils' THEN (SELECT coalesce(sum(g.pupils), 0)
                                  FROM (SELECT max(l.pupils) AS pupils FROM school_charge_line l
                                         WHERE l.record_id = c.record_id GROUP BY l.grade) g)
            ELSE 1 END AS number,
       c.total_fen AS fen, c.term, u.stage
  FROM v_school_charge c
  JOIN subject s ON s.subject_id = c.subject_id
  LEFT JOIN v_unit u ON u.unit_id = c.unit_id
 WHERE c.charged_on BETWEEN :from AND :until
   AND (:term IS NULL OR c.term = :term)
   AND (:stage IS NULL OR u.stage = :stage)
 ORDER BY c.subject_id

-- name: report.school
-- Schools that charged in the period.
SELECT 'unit:' || u.code AS ref, u.name AS label, 1 AS number, NULL AS fen, u.stage
  FROM v_unit u
 WHERE u.type = 'school'
   AND EXISTS (SELECT 1 FROM v_school_charge c WHERE c.unit_id = u.unit_id AND c.charged_on BETWEEN :from AND :until)
   AND (:stage IS NULL OR u.stage = :stage)
 ORDER BY u.code

-- name: report.subscription
-- Subscriptions for the year of the period, one subscriber a row. :type of the subscriber.
SELECT 'subscription:' || s.key AS ref, coalesce(u.name, '') AS label, 1 AS number, p.total_fen AS fen, u.type
  FROM v_subscription p
  JOIN subject s ON s.subject_id = p.subject_id
  LEFT JOIN v_unit u ON u.unit_id = p.unit_id
 WHERE p.year = :year AND (:type IS NULL OR u.type = :type)
 ORDER BY p.subject_id

-- name: report.subscription-line
-- Single titles of those subscriptions. :behalf 1: subscribed or paid for others (代订、代扣代缴) or with the money of
-- farmers or pupils; :mode as in the record.
SELECT 'subscription:' || s.key AS ref, coalesce(u.name, '') || ' ' || l.title AS label, 1 AS number, l.amount_fen AS fen, l.mode
  FROM v_subscription_line l
  JOIN subject s ON s.subject_id = l.subject_id
  LEFT JOIN v_unit u ON u.unit_id = l.unit_id
 WHERE l.year = :year AND (:mode IS NULL OR l.mode = :mode)
   AND (:behalf IS NULL OR (l.mode <> 'own' OR l.funds IN ('farmers', 'pupils')) = CAST(:behalf AS INTEGER))
 ORDER BY l.subject_id, l.part

-- name: report.card
-- Household cards of the year of the period, one village a row. :measure issued counts cards in the hands of households by
-- the end of the period, households what the register counts in the villages; else villages. :with township counts villages
-- whose cards were with the township by the end of the period, :with late those delivered later.
SELECT 'card-issue:' || s.key AS ref, coalesce(t.name, '') || d.name AS label,
       CASE :measure WHEN 'issued' THEN CASE WHEN c.issued_on <= :until THEN c.issued ELSE 0 END
                     WHEN 'households' THEN coalesce(d.households, 0) ELSE 1 END AS number,
       NULL AS fen, t.code AS township, t.name AS township_name
  FROM v_card_issue c
  JOIN subject s ON s.subject_id = c.subject_id
  JOIN v_division d ON d.division_id = c.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE c.year = :year
   AND (:with IS NULL OR (:with = 'township' AND c.delivered_on <= :until) OR (:with = 'late' AND c.delivered_on > :until))
   AND (:township IS NULL OR coalesce(t.code, '') = :township)
 ORDER BY c.subject_id

-- name: report.card-missing
-- Villages of the register of which no card issue of the year is recorded.
SELECT 'division:' || d.code AS ref, d.name AS label, 1 AS number, NULL AS fen
  FROM v_division d
 WHERE d.level = 'village'
   AND NOT EXISTS (SELECT 1 FROM v_card_issue c WHERE c.division_id = d.division_id AND c.year = :year)
 ORDER BY d.code

-- name: report.petition
-- Petitions received in the period, one a row, as they stood at the end of the period. :class direct (letter, call, visit:
-- 来信来电来访), congress or other; :major 1 those that are major cases; :status registered, not-accepted, forwarded,
-- in-hand, concluded, replied or closed; :ended 1 those replied to or closed; :concluded 1 those investigated to a result; :done 1 those investigated, replied to or closed;
-- :limited 1 those whose time limit is known; :timing late, on-time, running, overdue or
-- no-limit, after the rule book's petition.handle on the day of acceptance (信访条例 2005 第三十三条: 60 days).
SELECT x.* FROM (
SELECT 'case:' || p.number AS ref,
       p.number || ' ' || p.received_on || ' ' || coalesce(t.name, '') || CASE WHEN d.level = 'village' THEN d.name ELSE '' END
           || coalesce(' ' || u.name, '') AS label,
       CASE :measure WHEN 'persons' THEN p.persons ELSE 1 END AS number, NULL AS fen,
       p.number AS petition, p.received_on, p.channel, p.category, p.major_case, substr(p.received_on, 1, 7) AS month,
       coalesce(t.code, '') AS township, t.name AS township_name, u.name AS unit_name,
       coalesce(t.name, d.name, '') || CASE WHEN d.level = 'village' THEN d.name ELSE '' END AS place,
       CASE WHEN p.channel IN ('letter', 'call', 'visit') THEN 'direct' WHEN p.channel = 'congress' THEN 'congress'
            ELSE 'other' END AS class,
       CASE WHEN k.closed_on <= :until THEN 'closed' WHEN k.replied_on <= :until THEN 'replied'
            WHEN k.concluded_on <= :until THEN 'concluded' WHEN k.state IN ('not-accepted', 'forwarded') THEN k.state
            WHEN k.accepted_on <= :until THEN 'in-hand' ELSE 'registered' END AS status,
       CASE WHEN k.closed_on <= :until OR k.replied_on <= :until THEN '1' ELSE '0' END AS ended,
       CASE WHEN k.concluded_on <= :until THEN k.result END AS result,
       coalesce(k.concluded_on, k.replied_on, k.closed_on) <= :until AS done,
       CASE WHEN k.accepted_on IS NULL THEN 'no-limit'
            WHEN h.number IS NULL THEN 'no-limit'
            WHEN coalesce(k.concluded_on, k.replied_on, k.closed_on) <= :until
            THEN CASE WHEN coalesce(k.concluded_on, k.replied_on, k.closed_on) <= add_days(k.accepted_on, h.number)
                      THEN 'on-time' ELSE 'late' END
            WHEN :until <= add_days(k.accepted_on, h.number) THEN 'running' ELSE 'overdue' END AS timing
  FROM v_petition p
  LEFT JOIN petition_case k ON k.subject_id = p.subject_id
  LEFT JOIN v_division d ON d.division_id = p.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN v_unit u ON u.unit_id = p.unit_id
  LEFT JOIN standard h ON h.record_id = (
       SELECT st.record_id FROM v_standard st JOIN v_item i ON i.item_id = st.item_id
        WHERE i.code = 'petition.handle' AND st.ruling = 'deadline' AND st.valid_from <= k.accepted_on
          AND coalesce(st.valid_until, '9999-12-31') >= k.accepted_on
        ORDER BY st.valid_from DESC, st.record_id LIMIT 1)
 WHERE p.received_on BETWEEN :from AND :until) x
 WHERE (:class IS NULL OR x.class = :class)
   AND (:channel IS NULL OR x.channel = :channel)
   AND (:category IS NULL OR x.category = :category)
   AND (:township IS NULL OR x.township = :township)
   AND (:month IS NULL OR x.month = :month)
   AND (:major IS NULL OR (x.major_case IS NOT NULL) = CAST(:major AS INTEGER))
   AND (:status IS NULL OR x.status = :status)
   AND (:ended IS NULL OR x.ended = :ended)
   AND (:result IS NULL OR coalesce(x.result, '') = :result)
   AND (:timing IS NULL OR x.timing = :timing)
   AND (:concluded IS NULL OR (x.result IS NOT NULL) = CAST(:concluded AS INTEGER))
   AND (:done IS NULL OR coalesce(x.done, 0) = CAST(:done AS INTEGER))
   AND (:limited IS NULL OR (x.timing <> 'no-limit') = CAST(:limited AS INTEGER))
 ORDER BY x.petition

-- name: report.refund
-- Refund orders given in the period, with what was due and what was paid by its end. :measure due, paid or rest (money),
-- payees or paid-payees (counts). :rest 1 only orders that are not paid in full; :unit of the debtor.
SELECT x.* FROM (
SELECT 'refund:' || o.number AS ref, coalesce(u.name, '') || ' ' || o.ordered_on AS label,
       CASE :measure WHEN 'payees' THEN q.payees
                     WHEN 'paid-payees' THEN (SELECT count(DISTINCT y.payee) FROM refund_payment y
                                               WHERE y.order_id = o.subject_id AND y.paid_on <= :until)
                     ELSE 1 END AS number,
       CASE :measure WHEN 'paid' THEN q.paid_fen WHEN 'rest' THEN q.due_fen - q.paid_fen ELSE q.due_fen END AS fen,
       o.number AS refund, o.ordered_on, o.deadline, o.basis, u.code AS unit, u.name AS unit_name, p.number AS petition,
       q.payees, q.due_fen, q.paid_fen, q.due_fen - q.paid_fen AS rest_fen, q.last_paid_on
  FROM refund_order o
  JOIN (SELECT r.subject_id,
               (SELECT count(*) FROM refund_payee e WHERE e.order_id = r.subject_id) AS payees,
               (SELECT coalesce(sum(e.due_fen), 0) FROM refund_payee e WHERE e.order_id = r.subject_id) AS due_fen,
               (SELECT coalesce(sum(y.amount_fen), 0) FROM refund_payment y
                 WHERE y.order_id = r.subject_id AND y.paid_on <= :until) AS paid_fen,
               (SELECT max(y.paid_on) FROM refund_payment y WHERE y.order_id = r.subject_id AND y.paid_on <= :until) AS last_paid_on
          FROM refund_order r) q ON q.subject_id = o.subject_id
  LEFT JOIN v_unit u ON u.unit_id = o.unit_id
  LEFT JOIN v_petition p ON p.subject_id = o.petition_id
 WHERE o.ordered_on BETWEEN :from AND :until) x
 WHERE (:unit IS NULL OR x.unit = :unit)
   AND (:rest IS NULL OR (x.rest_fen > 0) = CAST(:rest AS INTEGER))
 ORDER BY x.refund

-- name: report.refund-earlier
-- Orders given before the period on which money was still due when it began. fen: what was paid on them in the period.
SELECT 'refund:' || o.number AS ref, coalesce(u.name, '') || ' ' || o.ordered_on AS label, 1 AS number,
       (SELECT coalesce(sum(y.amount_fen), 0) FROM refund_payment y
         WHERE y.order_id = o.subject_id AND y.paid_on BETWEEN :from AND :until) AS fen
  FROM refund_order o
  LEFT JOIN v_unit u ON u.unit_id = o.unit_id
 WHERE o.ordered_on < :from
   AND (SELECT coalesce(sum(e.due_fen), 0) FROM refund_payee e WHERE e.order_id = o.subject_id) >
       (SELECT coalesce(sum(y.amount_fen), 0) FROM refund_payment y WHERE y.order_id = o.subject_id AND y.paid_on < :from)
 ORDER BY o.number

-- name: report.finding
-- Findings about charges of the period that stand (open, confirmed, rectified), one a row; a subscription belongs to the
-- year it was made for, a finding without a day to the day of its check. :kind of the subject (notice, school-charge,
-- subscription ...); :severity; :mark demonstration, secondary or unverified: the standard's mark; :behalf 1: subscriptions
-- with lines for others; :measure charged or allowed, else the excess.
SELECT x.* FROM (
SELECT 'finding:' || f.finding_id AS ref, coalesce(u.name, '') || ' ' || f.detail AS label, 1 AS number,
       CASE :measure WHEN 'charged' THEN f.charged_fen WHEN 'allowed' THEN f.allowed_fen ELSE f.excess_fen END AS fen,
       f.finding_id, f.rule, f.severity, f.state, s.kind, f.charged_on, f.charged_fen, f.allowed_fen, f.excess_fen, f.detail,
       coalesce(t.code, '') AS township, t.name AS township_name,
       coalesce(t.name, d.name, '') || CASE WHEN d.level = 'village' THEN d.name ELSE '' END AS place,
       u.code AS unit, u.name AS unit_name,
       CASE WHEN st.demonstration = 1 THEN 'demonstration' WHEN st.certainty IN ('secondary', 'unverified') THEN st.certainty
            WHEN st.record_id IS NOT NULL THEN 'original' ELSE '' END AS mark,
       coalesce(doc.number || CASE WHEN st.article <> '' THEN ' ' || st.article ELSE '' END, '') AS basis,
       coalesce(b.file_name || ':' || CASE s.kind
           WHEN 'notice' THEN coalesce((SELECT l.line FROM notice_item l WHERE l.record_id = s.record_id AND l.part = f.part), r.line)
           WHEN 'school-charge' THEN coalesce((SELECT l.line FROM school_charge_line l WHERE l.record_id = s.record_id AND l.part = f.part), r.line)
           WHEN 'subscription' THEN coalesce((SELECT l.line FROM subscription_line l WHERE l.record_id = s.record_id AND l.part = f.part), r.line)
           ELSE r.line END, '') AS source,
       CASE WHEN s.kind = 'subscription'
            THEN EXISTS (SELECT 1 FROM subscription_line l WHERE l.record_id = s.record_id
                                                              AND (l.mode <> 'own' OR l.funds IN ('farmers', 'pupils')))
            ELSE 0 END AS behalf
  FROM finding f
  JOIN run n ON n.run_id = f.last_run
  JOIN subject s ON s.subject_id = f.subject_id
  LEFT JOIN record r ON r.record_id = s.record_id
  LEFT JOIN batch b ON b.batch_id = r.batch_id
  LEFT JOIN subscription p ON p.record_id = s.record_id
  LEFT JOIN v_division d ON d.division_id = f.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN v_unit u ON u.unit_id = f.unit_id
  LEFT JOIN standard st ON st.record_id = f.standard_id
  LEFT JOIN v_document doc ON doc.document_id = st.document_id
 WHERE f.state IN ('open', 'confirmed', 'rectified')
   AND CASE WHEN p.record_id IS NOT NULL THEN p.year = :year
            ELSE coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until END) x
 WHERE (:rule IS NULL OR x.rule = :rule)
   AND (:kind IS NULL OR x.kind = :kind)
   AND (:severity IS NULL OR x.severity = :severity)
   AND (:state IS NULL OR x.state = :state)
   AND (:township IS NULL OR x.township = :township)
   AND (:unit IS NULL OR x.unit = :unit)
   AND (:mark IS NULL OR x.mark = :mark)
   AND (:behalf IS NULL OR x.behalf = CAST(:behalf AS INTEGER))
 ORDER BY x.rule, x.charged_on, x.finding_id

-- name: report.coverage
-- The last check, one rule a row. :measure population, passed, failed or undecided, else the rules are counted.
SELECT 'rule:' || k.rule AS ref, k.rule AS label,
       CASE :measure WHEN 'population' THEN k.population WHEN 'passed' THEN k.passed WHEN 'failed' THEN k.failed
                     WHEN 'undecided' THEN k.undecided ELSE 1 END AS number,
       NULL AS fen, k.rule, k.verdict, k.population, k.passed, k.failed, k.undecided
  FROM run_rule k
 WHERE k.run_id = (SELECT max(run_id) FROM run)
   AND (:verdict IS NULL OR k.verdict = :verdict)
   AND (:rule IS NULL OR k.rule = :rule)
 ORDER BY k.rule

-- name: report.undecided
-- What the last check could not decide, and why.
SELECT 'rule:' || w.rule AS ref, w.reason AS label, w.subjects AS number, NULL AS fen, w.rule, w.reason, w.subjects
  FROM run_reason w
 WHERE w.run_id = (SELECT max(run_id) FROM run)
 ORDER BY w.rule, w.reason

-- name: report.run
SELECT 'run:' || r.run_id AS ref, r.audit_day AS label, 1 AS number, NULL AS fen
  FROM run r WHERE r.run_id = (SELECT max(run_id) FROM run)

-- name: report.batch
-- Files that were taken in, one a row. :state accepted, partial or refused; without it those taken in. :measure records:
-- records stored or superseding. :after 1 those taken in after the last check, which therefore has not seen them.
SELECT 'batch:' || b.batch_id AS ref, b.file_name AS label,
       CASE :measure WHEN 'records' THEN b.stored_count + b.superseding_count ELSE 1 END AS number, NULL AS fen,
       b.batch_id, b.file_name, b.kind, b.source_unit, b.read_count, b.stored_count + b.superseding_count AS records,
       b.quarantined_count, b.sum_fen, b.sha256
  FROM batch b
 WHERE b.state IN ('accepted', 'partial', 'refused') AND coalesce(b.state = :state, b.state <> 'refused')
   AND (:after IS NULL OR b.batch_id IN (
        SELECT json_extract(e.body, '$.batch') FROM event e
         WHERE e.type GLOB 'import.*' AND e.event_id > coalesce((SELECT max(c.event_id) FROM event c WHERE c.type = 'check.run'), 0)))
 ORDER BY b.batch_id

-- name: report.absent
-- Systems of the county section of which this database has no records for the period: nothing was checked there. The
-- systems that the program has no records of at all yet come from the word list.
SELECT 'system:' || v.system AS ref, v.system AS label, 1 AS number, NULL AS fen, v.system
  FROM (SELECT 1 AS place, 'arrears' AS system, 0 AS records
        UNION ALL SELECT 2, 'levy-refund', 0
        UNION ALL SELECT 3, 'transfer', 0
        UNION ALL SELECT 4, 'publicity', 0
        UNION ALL SELECT 5, 'boards', 0
        UNION ALL SELECT 6, 'votes', 0
        UNION ALL SELECT 7, 'inspections', 0
        UNION ALL SELECT 8, 'notices', (SELECT count(*) FROM (SELECT 1 FROM v_notice WHERE charged_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 9, 'school-charges', (SELECT count(*) FROM (SELECT 1 FROM v_school_charge WHERE charged_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 10, 'subscriptions', (SELECT count(*) FROM (SELECT 1 FROM v_subscription WHERE year = :year LIMIT 1))
        UNION ALL SELECT 11, 'cards', (SELECT count(*) FROM (SELECT 1 FROM v_card_issue WHERE year = :year LIMIT 1))
        UNION ALL SELECT 12, 'petitions', (SELECT count(*) FROM (SELECT 1 FROM v_petition WHERE received_on BETWEEN :from AND :until LIMIT 1))) v
 WHERE v.records = 0
 ORDER BY v.place
