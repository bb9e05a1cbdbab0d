-- What an order needs besides payees and payments (those stand in casework.sql): findings, plans, remainders, reversals, void
-- receipts, confirmation calls, the life of an order that stands alone. The apply_* statements write state and read nothing but the
-- event and what earlier events left; their table names stand without a schema, as in casework.sql.

-- ---------------------------------------------------------------- applying one event

-- name: refund.apply_findings
INSERT INTO refund_finding (order_id, finding_id)
SELECT e.subject_id, f.value FROM event e, json_each(e.body, '$.fields.findings') f WHERE e.event_id = :event;

-- name: refund.apply_alone
INSERT INTO refund_standing (subject_id, state, last_event)
SELECT e.subject_id, e.body ->> '$.to', e.event_id FROM event e WHERE e.event_id = :event AND e.body ->> '$.petition' IS NULL;

-- name: refund.apply_move
UPDATE refund_standing
SET state      = m.state,
    settled_on = CASE WHEN m.state = 'settled' THEN m.day END,
    last_event = m.event_id
FROM (SELECT e.event_id, e.subject_id, e.day, e.body ->> '$.to' AS state FROM event e WHERE e.event_id = :event) AS m
WHERE refund_standing.subject_id = m.subject_id;

-- name: refund.apply_withdraw_alone
DELETE FROM refund_standing WHERE subject_id = (SELECT e.subject_id FROM event e WHERE e.event_id = :event);

-- name: refund.apply_withdraw_findings
DELETE FROM refund_finding WHERE order_id = (SELECT e.subject_id FROM event e WHERE e.event_id = :event);

-- name: refund.apply_unplan
DELETE FROM refund_instalment WHERE order_id = (SELECT e.subject_id FROM event e WHERE e.event_id = :event);

-- name: refund.apply_plan
INSERT INTO refund_instalment (order_id, part, due_on, amount_fen, event_id)
SELECT e.subject_id, p.key + 1, p.value ->> '$.due_on', p.value ->> '$.amount', e.event_id
FROM event e, json_each(e.body, '$.fields.instalments') p
WHERE e.event_id = :event;

-- A plan may have the deadline put off, with its reason.
-- name: refund.apply_deadline
UPDATE refund_order SET deadline = p.deadline
FROM (SELECT e.subject_id, e.body ->> '$.fields.deadline' AS deadline FROM event e WHERE e.event_id = :event) AS p
WHERE refund_order.subject_id = p.subject_id AND p.deadline IS NOT NULL;

-- name: refund.apply_remainders
INSERT INTO refund_remainder (order_id, part, payee, given_on, amount_fen, days_milli, reason, way, proof, event_id)
SELECT e.subject_id, p.key + 1 + (SELECT coalesce(max(b.part), 0) FROM refund_remainder b WHERE b.order_id = e.subject_id),
       p.value ->> '$.payee', e.day, coalesce(p.value ->> '$.amount', 0), coalesce(p.value ->> '$.days', 0),
       p.value ->> '$.reason', p.value ->> '$.way', p.value ->> '$.proof', e.event_id
FROM event e, json_each(e.body, '$.fields.remainders') p
WHERE e.event_id = :event;

-- name: refund.apply_remaining
UPDATE refund_payee
SET remainder_fen = remainder_fen + p.amount, remainder_milli = remainder_milli + p.days
FROM (SELECT e.subject_id AS order_id, j.value ->> '$.payee' AS payee, sum(coalesce(j.value ->> '$.amount', 0)) AS amount,
             sum(coalesce(j.value ->> '$.days', 0)) AS days
      FROM event e, json_each(e.body, '$.fields.remainders') j
      WHERE e.event_id = :event
      GROUP BY 1, 2) AS p
WHERE refund_payee.order_id = p.order_id AND refund_payee.payee = p.payee;

-- The reversing entry stands beside the payment, which stays as it was written; the receipt counts no more.
-- name: refund.apply_reverse
INSERT INTO refund_payment (order_id, part, payee, paid_on, amount_fen, receipt, received_by, manner, event_id, proxy, days_milli,
                            for_days_fen, reverses)
SELECT p.order_id, (SELECT max(b.part) + 1 FROM refund_payment b WHERE b.order_id = p.order_id), p.payee, e.day, -p.amount_fen,
       p.receipt, p.received_by, p.manner, e.event_id, p.proxy, -p.days_milli, -p.for_days_fen, p.part
FROM event e
JOIN refund_payment p ON p.order_id = e.subject_id AND p.receipt_key = receipt_key(e.body ->> '$.fields.receipt') AND p.reverses IS NULL
WHERE e.event_id = :event;

-- name: refund.apply_reversed
UPDATE refund_payee
SET paid_fen = paid_fen + p.amount_fen, paid_milli = paid_milli + p.days_milli
FROM (SELECT p.order_id, p.payee, p.amount_fen, p.days_milli
      FROM event e JOIN refund_payment p ON p.order_id = e.subject_id AND p.event_id = e.event_id
      WHERE e.event_id = :event) AS p
WHERE refund_payee.order_id = p.order_id AND refund_payee.payee = p.payee;

-- name: refund.apply_reverse_void
INSERT INTO refund_void (order_id, receipt_key, receipt, reason, voided_on, event_id)
SELECT p.order_id, p.receipt_key, p.receipt, e.body ->> '$.fields.reason', e.day, e.event_id
FROM event e JOIN refund_payment p ON p.order_id = e.subject_id AND p.event_id = e.event_id
WHERE e.event_id = :event;

-- A payee who has come after all: the remainder is taken back whole, so that it can be paid.
-- name: refund.apply_claim
INSERT INTO refund_remainder (order_id, part, payee, given_on, amount_fen, days_milli, reason, event_id)
SELECT y.order_id, (SELECT max(b.part) + 1 FROM refund_remainder b WHERE b.order_id = y.order_id), y.payee, e.day,
       -y.remainder_fen, -y.remainder_milli, e.body ->> '$.fields.reason', e.event_id
FROM event e
JOIN refund_payee y ON y.order_id = e.subject_id AND y.payee = e.body ->> '$.fields.payee'
WHERE e.event_id = :event;

-- name: refund.apply_claimed
UPDATE refund_payee SET remainder_fen = 0, remainder_milli = 0
FROM (SELECT e.subject_id, e.body ->> '$.fields.payee' AS payee FROM event e WHERE e.event_id = :event) AS m
WHERE refund_payee.order_id = m.subject_id AND refund_payee.payee = m.payee;

-- name: refund.apply_void
INSERT INTO refund_void (order_id, receipt_key, receipt, reason, voided_on, event_id)
SELECT e.subject_id, receipt_key(r.receipt), r.receipt, e.body ->> '$.fields.reason', e.day, e.event_id
FROM event e JOIN (SELECT x.event_id, x.body ->> '$.fields.receipt' AS receipt FROM event x WHERE x.event_id = :event) AS r
    ON r.event_id = e.event_id;

-- name: refund.apply_sample
INSERT INTO refund_call (order_id, payee, seed, drawn_on, event_id)
SELECT e.subject_id, d.value, e.body ->> '$.fields.seed', e.day, e.event_id
FROM event e, json_each(e.body, '$.fields.drawn') d
WHERE e.event_id = :event
ON CONFLICT DO NOTHING;

-- name: refund.apply_confirm
UPDATE refund_call
SET answer = c.answer, answered_on = c.day, calls = calls + 1, note = c.note, event_id = c.event_id
FROM (SELECT e.event_id, e.subject_id, e.day, e.body ->> '$.fields.payee' AS payee, e.body ->> '$.fields.answer' AS answer,
             e.body ->> '$.fields.note' AS note
      FROM event e WHERE e.event_id = :event) AS c
WHERE refund_call.order_id = c.subject_id AND refund_call.payee = c.payee;

-- ---------------------------------------------------------------- findings that an order rests on

-- The first finding that cannot carry an order, and why. :order 0 while the order is only being made.
-- name: refund.finding_fault
SELECT g.id, CASE WHEN f.finding_id IS NULL THEN 'none'
                  WHEN f.state NOT IN ('open', 'confirmed') THEN 'state'
                  WHEN f.severity = 'doubt' AND f.state <> 'confirmed' THEN 'doubt'
                  WHEN f.excess_fen IS NULL OR f.excess_fen <= 0 THEN 'excess'
                  WHEN f.unit_id IS NULL OR u.key <> :unit THEN 'unit'
                  ELSE 'ordered' END, coalesce(o.number, f.state, '')
FROM (SELECT key, CAST(value AS INTEGER) AS id FROM json_each(:fields, '$.findings')) AS g
LEFT JOIN finding f ON f.finding_id = g.id
LEFT JOIN subject u ON u.subject_id = f.unit_id
LEFT JOIN refund_finding x ON x.finding_id = g.id
LEFT JOIN refund_order o ON o.subject_id = x.order_id
WHERE f.finding_id IS NULL OR f.state NOT IN ('open', 'confirmed') OR (f.severity = 'doubt' AND f.state <> 'confirmed')
   OR f.excess_fen IS NULL OR f.excess_fen <= 0 OR f.unit_id IS NULL OR u.key <> :unit OR x.order_id IS NOT NULL
ORDER BY g.key LIMIT 1;

-- A finding of the list about a whole paper, and one about a line of the same paper: nobody can tell what money they share. Paper by
-- paper, not each with each: an order may stand on some ten thousand.
-- name: refund.finding_overlap
SELECT min(f.finding_id) FILTER (WHERE f.part = 0) AS whole, min(f.finding_id) FILTER (WHERE f.part > 0) AS line
FROM json_each(:fields, '$.findings') j JOIN finding f ON f.finding_id = j.value
GROUP BY f.subject_id HAVING whole IS NOT NULL AND line IS NOT NULL ORDER BY 1 LIMIT 1;

-- What the findings say in all: each line once, with its largest excess.
-- name: refund.finding_sum
SELECT coalesce(sum(excess), 0), count(*) FROM (
    SELECT max(f.excess_fen) AS excess FROM json_each(:fields, '$.findings') j JOIN finding f ON f.finding_id = j.value
    GROUP BY f.subject_id, f.part);

-- name: refund.payees_due
SELECT coalesce(sum(value ->> '$.due'), 0) FROM json_each(:fields, '$.payees');

-- Findings about a unit that may carry an order now; NULL leaves a condition out. Doubts only where somebody confirmed them.
-- name: refund.findings_of
SELECT json_group_array(finding_id), count(*) FROM (
    SELECT f.finding_id FROM finding f JOIN subject u ON u.subject_id = f.unit_id
    WHERE u.key = :unit AND (:rule IS NULL OR f.rule = :rule) AND f.excess_fen > 0
      AND (f.state = 'confirmed' OR (f.state = 'open' AND f.severity = 'violation'))
      AND NOT EXISTS (SELECT 1 FROM refund_finding x WHERE x.finding_id = f.finding_id)
    ORDER BY f.finding_id);

-- The unit that the findings are about; more than one row when they are about several.
-- name: refund.findings_unit
SELECT DISTINCT u.key FROM json_each(:findings) j JOIN finding f ON f.finding_id = j.value JOIN subject u ON u.subject_id = f.unit_id;

-- Who paid, as the notices name them, with what was charged and allowed: one payee for each payer. The second column counts
-- findings about papers that name no payer (a school's charges are known by grade, not by pupil).
-- name: refund.payees_of_findings
WITH found AS MATERIALIZED (
    SELECT f.subject_id, f.part, max(f.excess_fen) AS excess, max(f.charged_fen) AS charged
    FROM json_each(:findings) j JOIN finding f ON f.finding_id = j.value GROUP BY f.subject_id, f.part),
paid AS MATERIALIZED (
    SELECT x.excess, max(x.excess, coalesce(x.charged, 0)) AS charged, n.payer,
           coalesce(n.payer_name, h.head_name, pu.name) AS name
    FROM found x
    JOIN subject s ON s.subject_id = x.subject_id
    LEFT JOIN notice n ON n.record_id = s.record_id
    LEFT JOIN subject hs ON hs.kind = 'household' AND hs.key = n.payer
    LEFT JOIN household h ON h.record_id = hs.record_id
    LEFT JOIN subject us ON us.kind = 'unit' AND us.key = n.payer
    LEFT JOIN unit pu ON pu.record_id = us.record_id)
SELECT json_group_array(json_object('no', payer, 'name', name, 'charged', charged, 'allowed', charged - due)),
       (SELECT count(*) FROM paid WHERE payer IS NULL OR name IS NULL)
FROM (SELECT payer, min(name) AS name, sum(charged) AS charged, sum(excess) AS due
      FROM paid WHERE payer IS NOT NULL AND name IS NOT NULL GROUP BY payer ORDER BY payer);

-- name: refund.findings_of_order
SELECT f.finding_id, f.rule, f.state, f.excess_fen, s.kind || ':' || s.key, f.part
FROM refund_finding x JOIN finding f ON f.finding_id = x.finding_id JOIN subject s ON s.subject_id = f.subject_id
WHERE x.order_id = :order ORDER BY f.finding_id;

-- What a finding names, and the order that pays back its line, the one that waits for the most when there are several. Rules may
-- find the same money: the order may rest on another finding of the line.
-- name: refund.unordered
SELECT f.excess_fen > 0 AND NOT EXISTS (
           SELECT 1 FROM finding g JOIN refund_finding x ON x.finding_id = g.finding_id
           WHERE g.subject_id = f.subject_id AND g.part = f.part)
FROM finding f WHERE f.finding_id = :finding;

-- ---------------------------------------------------------------- plan

-- name: refund.plan_fault
SELECT coalesce(due_on, ''), CASE
           WHEN due_on IS NULL OR add_days(due_on, 0) IS NULL OR add_days(due_on, 0) <> due_on THEN 'day'
           WHEN typeof(amount) <> 'integer' OR amount <= 0 OR amount > 999999999999999 THEN 'amount'
           WHEN due_on < :day THEN 'past'
           WHEN due_on <= before THEN 'sequence'
           ELSE 'deadline' END
FROM (SELECT key, value ->> '$.due_on' AS due_on, value ->> '$.amount' AS amount,
             lag(value ->> '$.due_on') OVER (ORDER BY key) AS before
      FROM json_each(:fields, '$.instalments'))
WHERE due_on IS NULL OR add_days(due_on, 0) IS NULL OR add_days(due_on, 0) <> due_on OR typeof(amount) <> 'integer' OR amount <= 0
   OR amount > 999999999999999 OR due_on < :day OR due_on <= before
   OR due_on > coalesce(:fields ->> '$.deadline', (SELECT deadline FROM refund_order WHERE subject_id = :order))
ORDER BY key LIMIT 1;

-- The sum of the instalments against what is due in money.
-- name: refund.plan_sum
SELECT (SELECT sum(value ->> '$.amount') FROM json_each(:fields, '$.instalments')),
       (SELECT sum(due_fen) FROM refund_payee WHERE order_id = :order),
       (SELECT deadline FROM refund_order WHERE subject_id = :order);

-- The instalments, each with what of it is covered by payments and lawful remainders so far.
-- name: refund.plan
SELECT part, due_on, amount_fen, min(amount_fen, max(0, settled - until + amount_fen)) AS covered,
       CASE WHEN settled >= until THEN 'paid' WHEN due_on < :today THEN 'overdue' ELSE 'open' END
FROM (SELECT i.part, i.due_on, i.amount_fen, sum(i.amount_fen) OVER (ORDER BY i.part) AS until,
             (SELECT sum(y.paid_fen + y.remainder_fen) FROM refund_payee y WHERE y.order_id = :order) AS settled
      FROM refund_instalment i WHERE i.order_id = :order)
ORDER BY part;

-- ---------------------------------------------------------------- what nobody can receive, and reversals

-- name: refund.remainder_fault
SELECT payee, CASE WHEN known IS NULL THEN 'payee'
                   WHEN typeof(amount) <> 'integer' OR typeof(days) <> 'integer' OR amount < 0 OR days < 0 OR amount > 999999999999999
                        OR days > 1000000000 OR (amount = 0 AND days = 0) THEN 'amount'
                   WHEN reason IS NULL OR reason = '' THEN 'reason'
                   WHEN way IS NULL OR way = '' THEN 'way'
                   ELSE 'proof' END
FROM (SELECT j.key, j.value ->> '$.payee' AS payee, y.payee AS known, coalesce(j.value ->> '$.amount', 0) AS amount,
             coalesce(j.value ->> '$.days', 0) AS days, j.value ->> '$.reason' AS reason, j.value ->> '$.way' AS way,
             j.value ->> '$.proof' AS proof
      FROM json_each(:fields, '$.remainders') j
      LEFT JOIN refund_payee y ON y.order_id = :order AND y.payee = j.value ->> '$.payee')
WHERE known IS NULL OR typeof(amount) <> 'integer' OR typeof(days) <> 'integer' OR amount < 0 OR days < 0
   OR amount > 999999999999999 OR days > 1000000000 OR (amount = 0 AND days = 0)
   OR reason IS NULL OR reason = '' OR way IS NULL OR way = '' OR proof IS NULL OR proof = ''
ORDER BY key LIMIT 1;

-- Words of the list that stand in no table of words are found by the caller: the distinct ones.
-- name: refund.remainder_words
SELECT DISTINCT value ->> '$.reason', value ->> '$.way' FROM json_each(:fields, '$.remainders');

-- name: refund.remainders
SELECT part, payee, given_on, amount_fen, days_milli, reason, way, proof FROM refund_remainder WHERE order_id = :order ORDER BY part;

-- A payment by its receipt, and whether it was reversed.
-- name: refund.payment_of
SELECT p.part, p.amount_fen, (SELECT r.paid_on FROM refund_payment r WHERE r.order_id = p.order_id AND r.reverses = p.part), p.paid_on
FROM refund_payment p WHERE p.order_id = :order AND p.receipt_key = receipt_key(:receipt) AND p.reverses IS NULL;

-- name: refund.remainder_of
SELECT y.remainder_fen + y.remainder_milli FROM refund_payee y WHERE y.order_id = :order AND y.payee = :payee;

-- Something that can be reversed: payments that stand, remainders.
-- name: refund.given
SELECT count(*) FROM refund_order o WHERE o.case_id = :petition
  AND EXISTS (SELECT 1 FROM refund_payee y
              WHERE y.order_id = o.subject_id AND y.paid_fen + y.paid_milli + y.remainder_fen + y.remainder_milli > 0);

-- ---------------------------------------------------------------- receipts

-- Was the number used or made void by the unit that pays?
-- name: refund.receipt_used
SELECT CASE WHEN v THEN 'void' ELSE 'used' END FROM (
    SELECT order_id, receipt_key, 0 AS v FROM refund_payment UNION ALL SELECT order_id, receipt_key, 1 FROM refund_void) AS r
WHERE (SELECT u.unit_id FROM refund_order u WHERE u.subject_id = r.order_id)
    = (SELECT o.unit_id FROM refund_order o WHERE o.subject_id = :order)
  AND receipt_key = receipt_key(:receipt)
ORDER BY v DESC LIMIT 1;

-- Which number of a series (PREFIX-) a receipt is; no row: it is of another.
-- name: refund.number_in_series
SELECT CAST(substr(k, length(:prefix) + 2) AS INTEGER) FROM (SELECT receipt_key(:receipt) AS k)
WHERE substr(k, 1, length(:prefix) + 1) = upper(:prefix) || '-' AND substr(k, length(:prefix) + 2) NOT GLOB '*[^0-9]*'
  AND length(k) BETWEEN length(:prefix) + 2 AND length(:prefix) + 16;

-- The next number of a series (PREFIX-) of the unit that pays.
-- name: refund.next_receipt
SELECT 1 + coalesce(max(CAST(substr(r.receipt_key, length(:prefix) + 2) AS INTEGER)), 0)
FROM (SELECT order_id, receipt_key FROM refund_payment
      WHERE receipt_key >= upper(:prefix) || '-' AND receipt_key < upper(:prefix) || '.' -- the character behind the dash
      UNION ALL SELECT order_id, receipt_key FROM refund_void
      WHERE receipt_key >= upper(:prefix) || '-' AND receipt_key < upper(:prefix) || '.') AS r
JOIN refund_order u ON u.subject_id = r.order_id
WHERE u.unit_id = (SELECT o.unit_id FROM refund_order o WHERE o.subject_id = :order)
  AND substr(r.receipt_key, length(:prefix) + 2) NOT GLOB '*[^0-9]*' AND length(r.receipt_key) <= length(:prefix) + 16;

-- Payments of the list that have no receipt get the next numbers of the order's own series, in the order of the list.
-- name: refund.number_payments
SELECT json_group_array(CASE WHEN coalesce(receipt, '') <> '' THEN json(value)
                             ELSE json_set(value, '$.receipt', printf('%s-%04d', :prefix, :first + nth - 1)) END)
FROM (SELECT key, value, value ->> '$.receipt' AS receipt,
             row_number() OVER (PARTITION BY coalesce(value ->> '$.receipt', '') = '' ORDER BY key) AS nth
      FROM json_each(:payments) ORDER BY key);

-- The receipts of an order by series, each with what it is: paid, void, and every gap of a series. A series is a beginning with
-- numbers of the same kind behind it.
-- name: refund.receipts
WITH one AS MATERIALIZED (
    SELECT receipt, receipt_key, paid_on AS day, payee, amount_fen + for_days_fen AS fen, days_milli,
           NOT EXISTS (SELECT 1 FROM refund_void v WHERE v.order_id = p.order_id AND v.receipt_key = p.receipt_key) AS stands,
           NULL AS reason
    FROM refund_payment p WHERE p.order_id = :order AND p.reverses IS NULL
    UNION ALL
    SELECT v.receipt, v.receipt_key, v.voided_on, NULL, 0, 0, 0, v.reason FROM refund_void v
    WHERE v.order_id = :order),
named AS MATERIALIZED (
    SELECT max(receipt) AS receipt, receipt_key, max(day) AS day, max(payee) AS payee, max(fen) AS fen, max(days_milli) AS days_milli,
           min(stands) AS stands, max(reason) AS reason, rtrim(receipt_key, '0123456789') AS series
    FROM one GROUP BY receipt_key),
numbered AS MATERIALIZED (
    SELECT *, CAST(substr(receipt_key, length(series) + 1) AS INTEGER) AS number, length(receipt_key) - length(series) AS digits
    FROM named WHERE length(receipt_key) BETWEEN length(series) AND length(series) + 15),
ranked AS MATERIALIZED (
    SELECT *, lag(number, 1, CASE WHEN series = upper(:number) || '-' THEN 0 ELSE number - 1 END)
                  OVER (PARTITION BY series ORDER BY number) AS before FROM numbered)
SELECT series, number, receipt, CASE WHEN stands THEN 'paid' ELSE 'void' END AS state, day, payee, fen, days_milli, reason FROM ranked
UNION ALL
SELECT series, before + 1, CASE WHEN number - before > 2 THEN printf('%s%0*d..%0*d', series, digits, before + 1, digits, number - 1)
                                ELSE printf('%s%0*d', series, digits, before + 1) END, 'gap', NULL, NULL, 0, 0, NULL
FROM ranked WHERE number > before + 1 AND digits > 0
ORDER BY 1, 2;

-- ---------------------------------------------------------------- confirmation calls

-- Who can be asked: whoever was paid.
-- name: refund.callable
SELECT payee FROM refund_payee WHERE order_id = :order AND paid_fen + paid_milli > 0 ORDER BY payee;

-- name: refund.calls
SELECT c.payee, y.name, c.seed, c.drawn_on, c.answer, c.answered_on, c.calls, c.note
FROM refund_call c JOIN refund_payee y ON y.order_id = c.order_id AND y.payee = c.payee
WHERE c.order_id = :order ORDER BY CAST(c.payee AS INTEGER), c.payee;

-- name: refund.drawn
SELECT count(*) FROM refund_call WHERE order_id = :order AND payee = :payee;

-- The orders of a case that no paper told of: payees who can be asked, who said yes, who said no, who was drawn and is not asked or
-- not reached.
-- name: refund.confirmations
SELECT o.subject_id, o.number,
       (SELECT count(*) FROM refund_payee y WHERE y.order_id = o.subject_id AND y.paid_fen + y.paid_milli > 0),
       sum(c.answer = 'yes'), sum(c.answer = 'no'), count(c.payee) - coalesce(sum(c.answer IN ('yes', 'no')), 0),
       min(CASE WHEN c.answer = 'no' THEN c.payee END)
FROM refund_order o
LEFT JOIN (SELECT k.* FROM refund_call k JOIN refund_payee y ON y.order_id = k.order_id AND y.payee = k.payee
           WHERE y.paid_fen + y.paid_milli > 0) AS c ON c.order_id = o.subject_id
WHERE o.case_id = :petition
  AND NOT EXISTS (SELECT 1 FROM subject s JOIN petition_step w ON w.record_id = s.record_id -- a later paper repeats all steps
                  WHERE s.subject_id = o.petition_id AND w.step = 'refund-order' AND w.fields ->> '$.no' = o.number)
GROUP BY o.subject_id ORDER BY o.event_id;

-- ---------------------------------------------------------------- orders past their day

-- Every order on which something waits, with the first day that was not kept: that of the earliest instalment that is not covered,
-- else the deadline. Only those whose day lies before :until. `days` counts from it to :today, below 0 while it is to come.
-- name: refund.overdue
SELECT number, petition, unit, unit_name, what, since, CAST(julianday(:today) - julianday(since) AS INTEGER) AS days,
       CASE WHEN what = 'deadline' THEN rest ELSE min(rest, missing) END AS fen, rest_milli, waiting, ordered_on, subject_id, petition_id
FROM (SELECT o.subject_id, o.petition_id, o.number, p.key AS petition, us.key AS unit, u.name AS unit_name, o.ordered_on, q.rest, q.rest_milli, q.waiting,
             CASE WHEN i.since < o.deadline THEN 'instalment' ELSE 'deadline' END AS what, min(coalesce(i.since, o.deadline), o.deadline) AS since,
             (SELECT max(z.until) FROM (SELECT due_on, sum(amount_fen) OVER (ORDER BY part) AS until FROM refund_instalment
                                        WHERE order_id = o.subject_id) AS z
              WHERE z.due_on <= max(:today, i.since)) - q.settled AS missing
      FROM refund_order o
      JOIN (SELECT order_id, sum(rest_fen) AS rest, sum(rest_milli) AS rest_milli, sum(waits) AS waiting,
                   sum(paid_fen + remainder_fen) AS settled
            FROM refund_payee
            WHERE order_id IN (SELECT y.order_id FROM refund_payee y INDEXED BY refund_payee_unpaid
                               WHERE y.due_fen - y.paid_fen - y.remainder_fen + y.due_milli - y.paid_milli - y.remainder_milli > 0)
            GROUP BY order_id HAVING sum(waits) > 0) AS q ON q.order_id = o.subject_id
      LEFT JOIN (SELECT order_id, min(due_on) AS since FROM (
                     SELECT n.order_id, n.due_on, sum(n.amount_fen) OVER (PARTITION BY n.order_id ORDER BY n.part) AS until,
                            (SELECT sum(y.paid_fen + y.remainder_fen) FROM refund_payee y WHERE y.order_id = n.order_id) AS settled
                     FROM refund_instalment n)
                 WHERE until > settled GROUP BY order_id) AS i ON i.order_id = o.subject_id
      LEFT JOIN subject p ON p.subject_id = o.petition_id
      JOIN subject us ON us.subject_id = o.unit_id
      LEFT JOIN unit u ON u.record_id = us.record_id)
WHERE since < :until
ORDER BY since, number;

-- ---------------------------------------------------------------- lists of payments from files

-- name: refund.list_head
SELECT refund, number, paid_on, actor FROM payment_list WHERE record_id = :record;

-- name: refund.list_payments
SELECT json_group_array(json_object('payee', payee, 'amount', amount_fen, 'receipt', receipt, 'received_by', received_by,
                                    'manner', manner, 'proxy', proxy, 'days', days, 'money', money))
FROM (SELECT * FROM payment_line WHERE record_id = :record ORDER BY part);

-- The first line of a list about the payee that a message names.
-- name: refund.list_line_told
SELECT line FROM payment_line WHERE record_id = :record AND instr(:message, '''' || payee || '''') ORDER BY part LIMIT 1;

-- ---------------------------------------------------------------- the history of an order that stands alone

-- ---------------------------------------------------------------- verifying

-- name: refund.shadow_standing
CREATE TEMP TABLE refund_standing (
    subject_id INTEGER PRIMARY KEY, state TEXT NOT NULL, settled_on TEXT, last_event INTEGER NOT NULL
) STRICT;

-- name: refund.shadow_finding
CREATE TEMP TABLE refund_finding (
    order_id INTEGER NOT NULL, finding_id INTEGER NOT NULL, PRIMARY KEY (order_id, finding_id)
) STRICT, WITHOUT ROWID;

-- name: refund.shadow_instalment
CREATE TEMP TABLE refund_instalment (
    order_id INTEGER NOT NULL, part INTEGER NOT NULL, due_on TEXT NOT NULL, amount_fen INTEGER NOT NULL, event_id INTEGER NOT NULL,
    PRIMARY KEY (order_id, part)
) STRICT, WITHOUT ROWID;

-- name: refund.shadow_remainder
CREATE TEMP TABLE refund_remainder (
    order_id INTEGER NOT NULL, part INTEGER NOT NULL, payee TEXT NOT NULL, given_on TEXT NOT NULL, amount_fen INTEGER NOT NULL,
    days_milli INTEGER NOT NULL, reason TEXT NOT NULL, way TEXT, proof TEXT, event_id INTEGER NOT NULL, PRIMARY KEY (order_id, part)
) STRICT, WITHOUT ROWID;

-- name: refund.shadow_void
CREATE TEMP TABLE refund_void (
    order_id INTEGER NOT NULL, receipt_key TEXT NOT NULL, receipt TEXT NOT NULL, reason TEXT NOT NULL, voided_on TEXT NOT NULL,
    event_id INTEGER NOT NULL, PRIMARY KEY (order_id, receipt_key)
) STRICT, WITHOUT ROWID;

-- name: refund.shadow_call
CREATE TEMP TABLE refund_call (
    order_id INTEGER NOT NULL, payee TEXT NOT NULL, seed TEXT NOT NULL, drawn_on TEXT NOT NULL, answer TEXT, answered_on TEXT,
    calls INTEGER NOT NULL DEFAULT 0, note TEXT, event_id INTEGER NOT NULL, PRIMARY KEY (order_id, payee)
) STRICT, WITHOUT ROWID;

-- name: refund.unshadow_standing
DROP TABLE IF EXISTS temp.refund_standing;

-- name: refund.unshadow_finding
DROP TABLE IF EXISTS temp.refund_finding;

-- name: refund.unshadow_instalment
DROP TABLE IF EXISTS temp.refund_instalment;

-- name: refund.unshadow_remainder
DROP TABLE IF EXISTS temp.refund_remainder;

-- name: refund.unshadow_void
DROP TABLE IF EXISTS temp.refund_void;

-- name: refund.unshadow_call
DROP TABLE IF EXISTS temp.refund_call;

-- Rows that stand in one place only.
-- name: refund.differ_standing
SELECT s.key, x.last_event, x.place FROM (
    SELECT subject_id, last_event, 'stored' AS place FROM (SELECT * FROM main.refund_standing EXCEPT SELECT * FROM refund_standing)
    UNION ALL
    SELECT subject_id, last_event, 'rebuilt' FROM (SELECT * FROM refund_standing EXCEPT SELECT * FROM main.refund_standing)) AS x
LEFT JOIN subject s ON s.subject_id = x.subject_id ORDER BY 1, 3;

-- name: refund.differ_finding
SELECT s.key || ' F' || x.finding_id, 0, x.place FROM (
    SELECT *, 'stored' AS place FROM (SELECT * FROM main.refund_finding EXCEPT SELECT * FROM refund_finding)
    UNION ALL
    SELECT *, 'rebuilt' FROM (SELECT * FROM refund_finding EXCEPT SELECT * FROM main.refund_finding)) AS x
LEFT JOIN subject s ON s.subject_id = x.order_id ORDER BY 1, 3;

-- name: refund.differ_instalment
SELECT s.key || ' ' || x.due_on, x.event_id, x.place FROM (
    SELECT *, 'stored' AS place FROM (SELECT * FROM main.refund_instalment EXCEPT SELECT * FROM refund_instalment)
    UNION ALL
    SELECT *, 'rebuilt' FROM (SELECT * FROM refund_instalment EXCEPT SELECT * FROM main.refund_instalment)) AS x
LEFT JOIN subject s ON s.subject_id = x.order_id ORDER BY 1, 3;

-- name: refund.differ_remainder
SELECT s.key || ' ' || x.payee, x.event_id, x.place FROM (
    SELECT *, 'stored' AS place FROM (SELECT * FROM main.refund_remainder EXCEPT SELECT * FROM refund_remainder)
    UNION ALL
    SELECT *, 'rebuilt' FROM (SELECT * FROM refund_remainder EXCEPT SELECT * FROM main.refund_remainder)) AS x
LEFT JOIN subject s ON s.subject_id = x.order_id ORDER BY 1, 3;

-- name: refund.differ_void
SELECT s.key || ' ' || x.receipt, x.event_id, x.place FROM (
    SELECT *, 'stored' AS place FROM (SELECT * FROM main.refund_void EXCEPT SELECT * FROM refund_void)
    UNION ALL
    SELECT *, 'rebuilt' FROM (SELECT * FROM refund_void EXCEPT SELECT * FROM main.refund_void)) AS x
LEFT JOIN subject s ON s.subject_id = x.order_id ORDER BY 1, 3;

-- name: refund.differ_call
SELECT s.key || ' ' || x.payee, x.event_id, x.place FROM (
    SELECT *, 'stored' AS place FROM (SELECT * FROM main.refund_call EXCEPT SELECT * FROM refund_call)
    UNION ALL
    SELECT *, 'rebuilt' FROM (SELECT * FROM refund_call EXCEPT SELECT * FROM main.refund_call)) AS x
LEFT JOIN subject s ON s.subject_id = x.order_id ORDER BY 1, 3;

-- name: refund.list_length
SELECT json_array_length(:list);

-- name: refund.findings_named
SELECT coalesce(json_array_length(:fields, '$.findings'), 0);
