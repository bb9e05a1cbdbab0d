-- Statements of src/casework. The state tables petition_case, refund_order, refund_payee and refund_payment are written by
-- the apply_* statements alone, which read nothing but the event and what earlier events left in these tables. Their names
-- stand without a schema on purpose: while casework.shadow_* tables exist in TEMP, the same statements write there.

-- ---------------------------------------------------------------- applying one event

-- name: casework.apply_register
INSERT INTO petition_case (subject_id, state, registered_on, last_event)
SELECT e.subject_id, e.body ->> '$.to', e.day, e.event_id
FROM event e WHERE e.event_id = :event;

-- A case that is taken up anew has its later days still before it; its first acceptance stays. A review that upholds the
-- answer leaves the day of the answer as it was.
-- name: casework.apply_move
UPDATE petition_case
SET state        = m.state,
    accepted_on  = CASE WHEN m.state = 'accepted' THEN coalesce(accepted_on, m.day) ELSE accepted_on END,
    reopened_on  = CASE WHEN m.step IN ('reopen', 'review-return', 'second-return') THEN m.day ELSE reopened_on END,
    concluded_on = CASE WHEN m.step = 'conclude' THEN m.day
                        WHEN m.state IN ('accepted', 'investigating') THEN NULL ELSE concluded_on END,
    result       = CASE WHEN m.step = 'conclude' THEN m.result
                        WHEN m.state IN ('accepted', 'investigating') THEN NULL ELSE petition_case.result END,
    replied_on   = CASE WHEN m.step = 'reply' THEN m.day WHEN m.state = 'accepted' THEN NULL ELSE replied_on END,
    closed_on    = CASE WHEN m.state = 'closed' THEN m.day ELSE NULL END,
    paused_on    = CASE WHEN m.step = 'pause' THEN m.day WHEN m.step IN ('resume', 'withdraw') THEN NULL ELSE paused_on END,
    final_on     = CASE WHEN m.step = 'second-uphold' THEN m.day WHEN m.state = 'accepted' THEN NULL ELSE final_on END,
    merged_into  = CASE WHEN m.step = 'merge' THEN m.into_id WHEN m.state = 'accepted' THEN NULL ELSE merged_into END,
    last_event   = m.event_id
FROM (SELECT e.event_id, e.day, e.body ->> '$.step' AS step, e.body ->> '$.to' AS state, e.body ->> '$.fields.result' AS result,
             (SELECT s.subject_id FROM subject s
              WHERE s.kind = 'petition' AND s.key = e.body ->> '$.fields.into') AS into_id,
             (SELECT s.subject_id FROM subject s
              WHERE s.kind = 'petition' AND s.key = e.body ->> '$.petition') AS petition_id
      FROM event e WHERE e.event_id = :event) AS m
WHERE petition_case.subject_id = m.petition_id;

-- name: casework.apply_order
INSERT INTO refund_order (subject_id, number, petition_id, unit_id, ordered_on, deadline, basis, event_id)
SELECT e.subject_id, e.body ->> '$.order',
       (SELECT s.subject_id FROM subject s WHERE s.kind = 'petition' AND s.key = e.body ->> '$.petition'),
       (SELECT s.subject_id FROM subject s WHERE s.kind = 'unit' AND s.key = e.body ->> '$.fields.unit'),
       e.day, e.body ->> '$.fields.deadline', e.body ->> '$.fields.basis', e.event_id
FROM event e WHERE e.event_id = :event;

-- name: casework.apply_payees
INSERT INTO refund_payee (order_id, payee, name, charged_fen, allowed_fen, due_fen, paid_fen, charged_milli, allowed_milli, due_milli)
SELECT e.subject_id, p.value ->> '$.no', p.value ->> '$.name', p.value ->> '$.charged', p.value ->> '$.allowed',
       p.value ->> '$.due', 0, coalesce(p.value ->> '$.charged_days', 0), coalesce(p.value ->> '$.allowed_days', 0),
       coalesce(p.value ->> '$.due_days', 0)
FROM event e, json_each(e.body, '$.fields.payees') p
WHERE e.event_id = :event;

-- A withdrawn order leaves the tables of what is due; that it was there stays known.
-- name: casework.apply_withdraw
INSERT INTO refund_withdrawn (subject_id, number, petition_id, unit_id, ordered_on, withdrawn_on, reason, payees, due_fen, event_id)
SELECT o.subject_id, o.number, o.petition_id, o.unit_id, o.ordered_on, e.day, e.body ->> '$.fields.reason', count(*), sum(y.due_fen),
       e.event_id
FROM event e
JOIN refund_order o ON o.subject_id = e.subject_id
JOIN refund_payee y ON y.order_id = o.subject_id
WHERE e.event_id = :event
GROUP BY o.subject_id;

-- name: casework.apply_withdraw_payees
DELETE FROM refund_payee WHERE order_id = (SELECT e.subject_id FROM event e WHERE e.event_id = :event);

-- name: casework.apply_withdraw_order
DELETE FROM refund_order WHERE subject_id = (SELECT e.subject_id FROM event e WHERE e.event_id = :event);

-- name: casework.apply_payments
INSERT INTO refund_payment (order_id, part, payee, paid_on, amount_fen, receipt, received_by, manner, event_id, proxy, days_milli,
                            for_days_fen)
SELECT e.subject_id,
       p.key + 1 + (SELECT coalesce(max(before.part), 0) FROM refund_payment before WHERE before.order_id = e.subject_id),
       p.value ->> '$.payee', e.day, coalesce(p.value ->> '$.amount', 0), p.value ->> '$.receipt', p.value ->> '$.received_by',
       p.value ->> '$.manner', e.event_id, p.value ->> '$.proxy', coalesce(p.value ->> '$.days', 0),
       coalesce(p.value ->> '$.money', 0)
FROM event e, json_each(e.body, '$.fields.payments') p
WHERE e.event_id = :event;

-- name: casework.apply_paid
UPDATE refund_payee
SET paid_fen = paid_fen + p.amount, paid_milli = paid_milli + p.days
FROM (SELECT e.subject_id AS order_id, j.value ->> '$.payee' AS payee, sum(coalesce(j.value ->> '$.amount', 0)) AS amount,
             sum(coalesce(j.value ->> '$.days', 0)) AS days
      FROM event e, json_each(e.body, '$.fields.payments') j
      WHERE e.event_id = :event
      GROUP BY 1, 2) AS p
WHERE refund_payee.order_id = p.order_id AND refund_payee.payee = p.payee;

-- ---------------------------------------------------------------- what a step carries

-- One row for each member of the fields that is not empty; lists show no value. Blanks alone are no value, U+3000 among them.
-- name: casework.field_list
SELECT key, CASE WHEN type = 'array' THEN NULL ELSE value END, type
FROM json_each(:fields)
WHERE type <> 'null' AND NOT (type = 'text' AND trim(value, char(9, 10, 11, 12, 13, 32, 12288)) = '') AND NOT (type = 'array' AND value = '[]');

-- The one way of writing the fields: members in this order, empty ones left out, due computed where it was left out.
-- name: casework.canonical
SELECT json_patch('{}', json_object(
    'reason', nullif(trim(:fields ->> '$.reason'), ''),
    'to', nullif(trim(:fields ->> '$.to'), ''),
    'result', nullif(trim(:fields ->> '$.result'), ''),
    'opinion', nullif(trim(:fields ->> '$.opinion'), ''),
    'note', nullif(trim(:fields ->> '$.note'), ''),
    'no-refund', nullif(trim(:fields ->> '$.no-refund'), ''),
    'in-time', nullif(trim(:fields ->> '$.in-time'), ''),
    'other-unit', nullif(trim(:fields ->> '$.other-unit'), ''),
    'days', nullif(trim(:fields ->> '$.days'), ''),
    'approver', nullif(trim(:fields ->> '$.approver'), ''),
    'into', nullif(trim(:fields ->> '$.into'), ''),
    'unit', nullif(trim(:fields ->> '$.unit'), ''),
    'deadline', nullif(trim(:fields ->> '$.deadline'), ''),
    'basis', nullif(trim(:fields ->> '$.basis'), ''),
    'payees', json((SELECT CASE WHEN count(*) > 0 THEN json_group_array(CASE
                   WHEN value ->> '$.charged_days' IS NULL THEN json_object(
                       'no', CAST(value ->> '$.no' AS TEXT), 'name', trim(value ->> '$.name'),
                       'charged', value ->> '$.charged', 'allowed', value ->> '$.allowed',
                       'due', coalesce(value ->> '$.due', (value ->> '$.charged') - (value ->> '$.allowed')))
                   ELSE json_object(
                       'no', CAST(value ->> '$.no' AS TEXT), 'name', trim(value ->> '$.name'),
                       'charged', coalesce(value ->> '$.charged', 0), 'allowed', coalesce(value ->> '$.allowed', 0),
                       'due', coalesce(value ->> '$.due', coalesce(value ->> '$.charged', 0) - coalesce(value ->> '$.allowed', 0)),
                       'charged_days', value ->> '$.charged_days', 'allowed_days', coalesce(value ->> '$.allowed_days', 0),
                       'due_days', coalesce(value ->> '$.due_days', (value ->> '$.charged_days') - coalesce(value ->> '$.allowed_days', 0)))
                   END) END
               FROM json_each(:fields, '$.payees'))),
    'payments', json((SELECT CASE WHEN count(*) > 0 THEN json_group_array(json_patch('{}', json_object(
                   'payee', CAST(value ->> '$.payee' AS TEXT), 'amount', value ->> '$.amount',
                   'receipt', trim(CAST(value ->> '$.receipt' AS TEXT)), 'received_by', trim(value ->> '$.received_by'),
                   'manner', coalesce(value ->> '$.manner', 'cash'),
                   'proxy', nullif(trim(value ->> '$.proxy'), ''), 'days', value ->> '$.days', 'money', value ->> '$.money'))) END
               FROM json_each(:fields, '$.payments'))),
    'findings', json((SELECT CASE WHEN count(*) > 0 THEN json_group_array(id) END
               FROM (SELECT DISTINCT CAST(value AS INTEGER) AS id FROM json_each(:fields, '$.findings') ORDER BY 1))),
    'difference', nullif(trim(:fields ->> '$.difference'), ''),
    'instalments', json((SELECT CASE WHEN count(*) > 0 THEN json_group_array(json_object(
                   'due_on', trim(value ->> '$.due_on'), 'amount', value ->> '$.amount')) END
               FROM json_each(:fields, '$.instalments'))),
    'remainders', json((SELECT CASE WHEN count(*) > 0 THEN json_group_array(json_patch('{}', json_object(
                   'payee', CAST(value ->> '$.payee' AS TEXT), 'amount', value ->> '$.amount', 'days', value ->> '$.days',
                   'reason', trim(value ->> '$.reason'), 'way', trim(value ->> '$.way'),
                   'proof', nullif(trim(value ->> '$.proof'), '')))) END
               FROM json_each(:fields, '$.remainders'))),
    'receipt', nullif(trim(:fields ->> '$.receipt'), ''),
    'payee', nullif(trim(:fields ->> '$.payee'), ''),
    'answer', nullif(trim(:fields ->> '$.answer'), ''),
    'seed', nullif(trim(:fields ->> '$.seed'), ''),
    'drawn', json((SELECT CASE WHEN count(*) > 0 THEN json_group_array(CAST(value AS TEXT)) END FROM json_each(:fields, '$.drawn'))),
    'list', nullif(trim(:fields ->> '$.list'), '')));

-- name: casework.field_no
SELECT nullif(trim(:fields ->> '$.no'), '');

-- One text field; :path as '$.to'.
-- name: casework.field
SELECT :fields ->> :path;

-- The fields of the event that registers a petition, with a digest of each field that was keyed in.
-- name: casework.sealed
SELECT json_set(:fields, '$.record', :record, '$.paper', json((SELECT json_group_object(f.name, seal(:number, f.name, f.value))
                                          FROM petition_field f WHERE f.record_id = :record)));

-- name: casework.body
SELECT CASE WHEN :seals IS NULL THEN body ELSE json_set(body, '$.seals', json(:seals)) END
FROM (SELECT json_object('step', :step, 'from', :from, 'to', :to, 'petition', :petition, 'order', :order, 'fields', json(:fields)) AS body);

-- ---------------------------------------------------------------- checks of a refund

-- The first payee of the list that cannot stand, and why.
-- name: casework.payee_fault
SELECT payee, charged, allowed, due,
       CASE WHEN payee IS NULL OR trim(payee) = '' THEN 'number'
            WHEN name IS NULL OR name = '' THEN 'name'
            WHEN typeof(charged) <> 'integer' OR typeof(allowed) <> 'integer' OR typeof(due) <> 'integer' THEN 'amount'
            WHEN charged < 0 OR allowed < 0 OR charged > 999999999999999 OR allowed > 999999999999999 THEN 'amount'
            WHEN typeof(charged_days) <> 'integer' OR typeof(allowed_days) <> 'integer' OR typeof(due_days) <> 'integer' THEN 'days'
            WHEN charged_days < 0 OR allowed_days < 0 OR charged_days > 1000000000 OR allowed_days > 1000000000 THEN 'days'
            WHEN due <> charged - allowed OR due_days <> charged_days - allowed_days THEN 'difference'
            WHEN due < 0 OR due_days < 0 OR (due = 0 AND due_days = 0) THEN 'nothing'
            ELSE 'twice' END
FROM (SELECT key, value ->> '$.no' AS payee, value ->> '$.name' AS name, value ->> '$.charged' AS charged,
             value ->> '$.allowed' AS allowed, value ->> '$.due' AS due,
             coalesce(value ->> '$.charged_days', 0) AS charged_days, coalesce(value ->> '$.allowed_days', 0) AS allowed_days,
             coalesce(value ->> '$.due_days', 0) AS due_days,
             row_number() OVER (PARTITION BY value ->> '$.no' ORDER BY key) AS nth
      FROM json_each(:fields, '$.payees'))
WHERE payee IS NULL OR trim(payee) = '' OR name IS NULL OR name = ''
   OR typeof(charged) <> 'integer' OR typeof(allowed) <> 'integer' OR typeof(due) <> 'integer'
   OR charged < 0 OR allowed < 0 OR charged > 999999999999999 OR allowed > 999999999999999
   OR typeof(charged_days) <> 'integer' OR typeof(allowed_days) <> 'integer' OR typeof(due_days) <> 'integer'
   OR charged_days < 0 OR allowed_days < 0 OR charged_days > 1000000000 OR allowed_days > 1000000000
   OR due <> charged - allowed OR due_days <> charged_days - allowed_days OR due < 0 OR due_days < 0
   OR (due = 0 AND due_days = 0) OR nth > 1
ORDER BY key LIMIT 1;

-- Tens of thousands of yuan in whole numbers, so that the sum of a list cannot run over before it is looked at.
-- name: casework.payee_sum
SELECT sum((value ->> '$.charged') / 1000000) FROM json_each(:fields, '$.payees');

-- The first payment of the list that cannot stand by itself. A receipt number counts once among all the orders of the unit
-- that pays; blanks around it, case and full-width digits make no difference (receipt_key in store.h).
-- name: casework.payment_fault
WITH given AS MATERIALIZED (
    SELECT key, value ->> '$.payee' AS payee, coalesce(value ->> '$.amount', iif(value ->> '$.days' > 0, 0, NULL)) AS amount,
           coalesce(value ->> '$.days', 0) AS days, coalesce(value ->> '$.money', 0) AS money, value ->> '$.receipt' AS receipt,
           value ->> '$.received_by' AS received_by, value ->> '$.manner' AS manner, value ->> '$.proxy' AS proxy
    FROM json_each(:fields, '$.payments')),
folded AS MATERIALIZED (
    SELECT *, receipt_key(receipt) AS receipt_key
    FROM given),
faults AS (
    SELECT p.key, p.payee, p.amount, p.receipt, p.received_by,
           CASE WHEN p.payee IS NULL OR y.payee IS NULL THEN 'payee'
                WHEN typeof(p.amount) <> 'integer' OR p.amount < 0 OR p.amount > 999999999999999 OR (p.amount = 0 AND p.days = 0)
                    THEN 'amount'
                WHEN typeof(p.days) <> 'integer' OR p.days < 0 OR p.days > 1000000000 THEN 'days'
                WHEN typeof(p.money) <> 'integer' OR p.money < 0 OR p.money > 999999999999999 OR (p.money > 0 AND p.days = 0)
                    THEN 'money'
                WHEN p.receipt IS NULL OR p.receipt_key = '' THEN 'receipt'
                WHEN p.received_by IS NULL OR p.received_by = '' THEN 'received-by'
                WHEN p.manner NOT IN ('cash', 'transfer', 'offset', 'labour') THEN 'manner'
                WHEN (p.manner = 'labour') <> (p.days > 0 AND p.money = 0 AND p.amount = 0) THEN 'labour'
                WHEN p.nth > 1
                     OR EXISTS (SELECT 1 FROM refund_payment r CROSS JOIN refund_order u ON u.subject_id = r.order_id
                                WHERE r.receipt_key = p.receipt_key
                                  AND u.unit_id = (SELECT o.unit_id FROM refund_order o WHERE o.subject_id = :order))
                     OR EXISTS (SELECT 1 FROM refund_void v CROSS JOIN refund_order u ON u.subject_id = v.order_id
                                WHERE v.receipt_key = p.receipt_key
                                  AND u.unit_id = (SELECT o.unit_id FROM refund_order o WHERE o.subject_id = :order)) THEN 'twice'
                WHEN p.proxy IS NULL AND NOT :paper
                     AND replace(replace(p.received_by, ' ', ''), '　', '') <> replace(replace(y.name, ' ', ''), '　', '') THEN 'proxy'
                WHEN p.number IS NOT NULL AND p.number <> s.last + p.in_series THEN 'gap'
           END AS fault
    FROM (SELECT f.*, row_number() OVER (PARTITION BY receipt_key ORDER BY key) AS nth,
                 row_number() OVER (PARTITION BY number IS NULL ORDER BY number) AS in_series
          FROM (SELECT d.*, CASE WHEN substr(receipt_key, 1, length(own.prefix)) = own.prefix
                                  AND substr(receipt_key, length(own.prefix) + 1) NOT GLOB '*[^0-9]*'
                                 THEN CAST(substr(receipt_key, length(own.prefix) + 1) AS INTEGER) END AS number
                FROM folded d, (SELECT upper(number) || '-' AS prefix FROM refund_order WHERE subject_id = :order) AS own) AS f) AS p
    CROSS JOIN (SELECT coalesce(max(CAST(substr(r.receipt_key, length(o.number) + 2) AS INTEGER)), 0) AS last
                FROM refund_order o
                LEFT JOIN (SELECT order_id, receipt_key FROM refund_payment WHERE order_id = :order
                           UNION ALL SELECT order_id, receipt_key FROM refund_void WHERE order_id = :order) AS r
                    ON r.order_id = o.subject_id AND substr(r.receipt_key, 1, length(o.number) + 1) = upper(o.number) || '-'
                   AND substr(r.receipt_key, length(o.number) + 2) NOT GLOB '*[^0-9]*'
                WHERE o.subject_id = :order) AS s
    LEFT JOIN refund_payee y ON y.order_id = :order AND y.payee = p.payee)
SELECT payee, amount, receipt, received_by, fault FROM faults WHERE fault IS NOT NULL ORDER BY key LIMIT 1;

-- The first payee who would get more than is due. Amounts are checked before.
-- name: casework.over_payment
SELECT y.payee, CASE WHEN p.amount > y.rest_fen THEN 'yuan' ELSE 'days' END, y.due_fen, y.paid_fen + y.remainder_fen, p.amount,
       y.due_milli, y.paid_milli + y.remainder_milli, p.days
FROM (SELECT value ->> '$.payee' AS payee, sum(coalesce(value ->> '$.amount', 0)) AS amount,
             sum(coalesce(value ->> '$.days', 0)) AS days, min(key) AS key
      FROM json_each(:fields, '$.' || :list) GROUP BY 1) AS p
JOIN refund_payee y ON y.order_id = :order AND y.payee = p.payee
WHERE p.amount > y.rest_fen OR p.days > y.rest_milli
ORDER BY p.key LIMIT 1;

-- What the orders of a case still lack: payees who wait, fen, and the first such order and payee.
-- name: casework.missing
SELECT count(*), sum(y.rest_fen), min(o.number), sum(y.rest_milli)
FROM refund_order o JOIN refund_payee y ON y.order_id = o.subject_id
WHERE o.case_id = :petition AND y.waits;

-- Orders of the case since it was last concluded; earlier ones belong to the round before the reopening.
-- name: casework.ordered
SELECT count(*) FROM refund_order o
WHERE o.petition_id = :petition
  AND o.event_id > (SELECT coalesce(max(e.event_id), 0) FROM event e
                    WHERE e.subject_id = :petition AND e.type = 'petition.conclude');

-- Orders of the case that still owe money.
-- name: casework.owing
SELECT count(*) FROM refund_order o
WHERE o.case_id = :petition
  AND EXISTS (SELECT 1 FROM refund_payee y WHERE y.order_id = o.subject_id AND y.waits);

-- Orders of the case on which nothing was paid, nor ever was.
-- name: casework.untouched
SELECT count(*) FROM refund_order o
WHERE o.case_id = :petition AND NOT EXISTS (SELECT 1 FROM refund_payment p WHERE p.order_id = o.subject_id)
  AND NOT EXISTS (SELECT 1 FROM refund_remainder r WHERE r.order_id = o.subject_id)
  AND NOT EXISTS (SELECT 1 FROM refund_void v WHERE v.order_id = o.subject_id);

-- Was the answer of this round reviewed? A round begins with the acceptance, or where the case is taken up anew.
-- name: casework.reviews
SELECT count(*) FROM event e
WHERE e.subject_id = :petition AND e.type = 'petition.review-uphold'
  AND e.event_id > (SELECT coalesce(max(x.event_id), 0) FROM event x
                    WHERE x.subject_id = :petition
                      AND x.type IN ('petition.accept', 'petition.reopen', 'petition.review-return', 'petition.second-return'));

-- name: casework.merged_here
SELECT count(*) FROM petition_case WHERE merged_into = :petition;

-- Was the case at an end before the day? Nobody would handle what is merged into it.
-- name: casework.ended_before
SELECT count(*) FROM subject s JOIN petition_case c ON c.subject_id = s.subject_id
WHERE s.kind = 'petition' AND s.key = :number AND c.state IN ('closed', 'withdrawn', 'not-accepted')
  AND (SELECT max(e.day) FROM event e WHERE e.subject_id = s.subject_id) < :day;

-- The state of another case by its register number.
-- name: casework.state_of
SELECT c.state FROM subject s JOIN petition_case c ON c.subject_id = s.subject_id
WHERE s.kind = 'petition' AND s.key = :number;

-- Entries of an order that forbid taking it back, and the money in them.
-- name: casework.payments_of
SELECT (SELECT count(*) FROM refund_payment WHERE order_id = :order) + (SELECT count(*) FROM refund_remainder WHERE order_id = :order)
     + (SELECT count(*) FROM refund_void WHERE order_id = :order),
       (SELECT coalesce(sum(amount_fen), 0) FROM refund_payment WHERE order_id = :order);

-- Where the case stands when the order is taken out.
-- name: casework.state_without
SELECT CASE WHEN count(*) = 0 THEN 'concluded' WHEN max(paid) THEN 'refunding' ELSE 'refund-ordered' END
FROM (SELECT EXISTS (SELECT 1 FROM refund_payment p WHERE p.order_id = o.subject_id) AS paid
      FROM refund_order o
      WHERE o.petition_id = :petition AND o.subject_id <> :order
        AND o.event_id > (SELECT coalesce(max(e.event_id), 0) FROM event e
                          WHERE e.subject_id = :petition AND e.type = 'petition.conclude'));

-- An order of the case that is not paid yet and has the very same payees and amounts.
-- name: casework.same_order
SELECT o.number FROM refund_order o
WHERE o.petition_id = :petition
  AND EXISTS (SELECT 1 FROM refund_payee y WHERE y.order_id = o.subject_id AND y.waits)
  AND (SELECT count(*) FROM refund_payee y WHERE y.order_id = o.subject_id) = json_array_length(:fields, '$.payees')
  AND NOT EXISTS (
      SELECT value ->> '$.no', value ->> '$.name', value ->> '$.charged', value ->> '$.allowed',
             coalesce(value ->> '$.charged_days', 0) FROM json_each(:fields, '$.payees')
      EXCEPT SELECT y.payee, y.name, y.charged_fen, y.allowed_fen, y.charged_milli FROM refund_payee y WHERE y.order_id = o.subject_id)
ORDER BY o.event_id LIMIT 1;

-- name: casework.withdrawn
SELECT withdrawn_on, reason FROM refund_withdrawn WHERE number = :number;

-- name: casework.last_order
SELECT number FROM refund_order WHERE case_id = :petition ORDER BY event_id DESC LIMIT 1;

-- name: casework.order_of
SELECT o.subject_id, o.case_id FROM refund_order o
JOIN subject s ON s.subject_id = o.subject_id
WHERE s.kind = 'refund' AND s.key = :number;

-- name: casework.next_refund
SELECT printf('T%s-%03d', :year, 1 + coalesce(max(CAST(substr(key, 7) AS INTEGER)), 0))
FROM subject WHERE kind = 'refund' AND key GLOB 'T' || :year || '-[0-9][0-9][0-9]*'
    AND substr(key, 7) NOT GLOB '*[^0-9]*' AND length(key) <= 15;

-- What is still due of an order, as payments.
-- name: casework.all_due
SELECT json_group_array(json_object('payee', payee, 'amount', rest_fen, 'receipt', printf('%s-%04d', :prefix, :first + nth),
                                    'received_by', name, 'manner', :manner)), count(*)
FROM (SELECT payee, name, rest_fen, row_number() OVER (ORDER BY CAST(payee AS INTEGER), payee) - 1 AS nth
      FROM refund_payee WHERE order_id = :order AND rest_fen > 0
      ORDER BY nth);

-- ---------------------------------------------------------------- registering

-- name: casework.next_number
SELECT printf('%s-%03d', :year, 1 + coalesce(max(CAST(substr(key, 6) AS INTEGER)), 0))
FROM subject WHERE kind = 'petition' AND key GLOB :year || '-[0-9][0-9][0-9]*'
    AND substr(key, 6) NOT GLOB '*[^0-9]*' AND length(key) <= 14;

-- name: casework.subject_id
SELECT subject_id FROM subject WHERE kind = :kind AND key = :key;

-- A place or unit that has a record (a subject without one is only mentioned).
-- name: casework.known_id
SELECT subject_id FROM subject WHERE kind = :kind AND key = :key AND record_id IS NOT NULL;

-- Places by code or name, the code first: code, name, name of the township a village belongs to.
-- name: casework.places_named
SELECT d.code, d.name, CASE WHEN d.level = 'village' THEN coalesce(t.name, '') ELSE '' END AS above
FROM subject s
JOIN division d ON d.record_id = s.record_id
LEFT JOIN subject ts ON ts.subject_id = d.parent_id
LEFT JOIN division t ON t.record_id = ts.record_id
WHERE s.kind = 'division'
  AND (d.code = :text OR d.name = :text OR (d.level = 'village' AND t.name || d.name = :text))
ORDER BY d.code <> :text, d.code;

-- name: casework.units_named
SELECT u.code, u.name, CASE WHEN instr(u.name, d.name) THEN '' ELSE coalesce(d.name, '') END AS above
FROM subject s
JOIN unit u ON u.record_id = s.record_id
LEFT JOIN subject ds ON ds.subject_id = u.division_id
LEFT JOIN division d ON d.record_id = ds.record_id
WHERE s.kind = 'unit' AND (u.code = :text OR u.name = :text OR d.name || u.name = :text)
ORDER BY u.code <> :text, u.code;

-- name: casework.list_divisions
SELECT d.code, d.name, d.level, coalesce(t.name, '') AS above, d.households, d.population
FROM subject s
JOIN division d ON d.record_id = s.record_id
LEFT JOIN subject ts ON ts.subject_id = d.parent_id
LEFT JOIN division t ON t.record_id = ts.record_id
WHERE s.kind = 'division'
  AND (:under IS NULL OR d.code = :under OR t.code = :under
       OR (SELECT c.code FROM subject cs JOIN division c ON c.record_id = cs.record_id WHERE cs.subject_id = t.parent_id) = :under)
  AND (:match IS NULL OR instr(d.name, :match) OR instr(d.code, :match))
ORDER BY d.code;

-- Units, or schools alone, with their place and what it belongs to.
-- name: casework.list_units
SELECT u.code, u.name, u.type, coalesce(d.code, ''), coalesce(d.name, ''), coalesce(t.name, ''), c.stage, c.area
FROM subject s
JOIN unit u ON u.record_id = s.record_id
LEFT JOIN school c ON c.record_id = u.record_id
LEFT JOIN subject ds ON ds.subject_id = u.division_id
LEFT JOIN division d ON d.record_id = ds.record_id
LEFT JOIN subject ts ON ts.subject_id = d.parent_id
LEFT JOIN division t ON t.record_id = ts.record_id
WHERE s.kind = 'unit' AND (:schools = 0 OR c.record_id IS NOT NULL)
  AND (:under IS NULL OR d.code = :under OR t.code = :under
       OR (SELECT g.code FROM subject gs JOIN division g ON g.record_id = gs.record_id WHERE gs.subject_id = t.parent_id) = :under)
  AND (:match IS NULL OR instr(u.name, :match) OR instr(u.code, :match))
ORDER BY u.code;

-- name: casework.add_subject
INSERT INTO subject (kind, key) VALUES (:kind, :key);

-- name: casework.add_record
INSERT INTO record (subject_id, version, batch_id, line, digest) VALUES (:subject, 1, NULL, 0, :digest);

-- name: casework.record_of
SELECT record_id FROM subject WHERE subject_id = :subject;

-- name: casework.set_record
UPDATE subject SET record_id = :record WHERE subject_id = :subject;

-- name: casework.add_petition
INSERT INTO petition (record_id, subject_id, number, channel, received_on, persons, petitioner, telephone, address,
                      division_id, unit_id, category, major_case, text, handed_by, handed_no, report_by)
VALUES (:record, :subject, :number, :channel, :received_on, :persons, :petitioner, :telephone, :address,
        :division, :unit, :category, :major_case, :text, :handed_by, :handed_no, :report_by);

-- ---------------------------------------------------------------- where a case stands

-- name: casework.handed
SELECT p.handed_by, p.report_by,
       EXISTS (SELECT 1 FROM event e WHERE e.subject_id = :petition AND e.type = 'petition.report-back')
FROM subject s JOIN petition p ON p.record_id = s.record_id
WHERE s.subject_id = :petition;

-- name: casework.standing
SELECT c.state, e.day, p.number, u.key, c.result, c.paused_on, c.final_on
FROM petition_case c
JOIN event e ON e.event_id = c.last_event
JOIN subject s ON s.subject_id = c.subject_id
JOIN petition p ON p.record_id = s.record_id
LEFT JOIN subject u ON u.subject_id = p.unit_id
WHERE c.subject_id = :petition;

-- Where an order stands that stands alone; the same columns.
-- name: casework.standing_alone
SELECT a.state, e.day, o.number, u.key, NULL, NULL, NULL
FROM refund_standing a
JOIN event e ON e.event_id = a.last_event
JOIN refund_order o ON o.subject_id = a.subject_id
JOIN subject u ON u.subject_id = o.unit_id
WHERE a.subject_id = :petition;

-- name: casework.received_on
SELECT received_on, number FROM petition WHERE record_id = :record;

-- name: casework.imported_steps
SELECT part, line, step, day, actor, fields FROM petition_step WHERE record_id = :record ORDER BY part;

-- The steps taken so far, as they would have to stand in a file.
-- name: casework.taken_steps
SELECT e.body ->> '$.step', e.day, e.actor, e.body -> '$.fields', e.body ->> '$.order'
FROM event e
WHERE (e.subject_id = :petition
       OR e.subject_id IN (SELECT o.subject_id FROM refund_order o WHERE o.petition_id = :petition
                           UNION ALL SELECT w.subject_id FROM refund_withdrawn w WHERE w.petition_id = :petition))
  AND (e.type GLOB 'petition.*' OR e.type GLOB 'refund.*')
ORDER BY e.event_id;

-- ---------------------------------------------------------------- reading

-- name: casework.find_case
SELECT s.subject_id FROM subject s JOIN petition_case c ON c.subject_id = s.subject_id
WHERE s.kind = 'petition' AND s.key = :number;

-- The one case whose number differs only in brackets, full width, case or traditional characters: 信(2005)1號 for 信〔2005〕1号; or in the noughts
-- that the program puts before the last figures: 2005-12 for 2005-012.
-- name: casework.find_case_alike
SELECT min(s.subject_id) FROM subject s JOIN petition_case c ON c.subject_id = s.subject_id
WHERE s.kind = 'petition' AND (text_has(s.key, :number) AND text_has(:number, s.key)
    OR :number GLOB '[12][0-9][0-9][0-9]-[0-9]*' AND NOT substr(:number, 6) GLOB '*[^0-9]*'
        AND s.key = substr(:number, 1, 5) || printf('%03d', substr(:number, 6)))
HAVING count(*) = 1;

-- name: casework.read_case
SELECT s.subject_id, s.record_id, p.number, p.channel, p.received_on, p.persons, p.petitioner, p.telephone, p.address,
       q.names, q.telephones, q.addresses, d.code AS division, d.name AS division_name,
       CASE WHEN d.level = 'village' THEN t.name END AS township_name,
       u.code AS unit, u.name AS unit_name, p.category, p.major_case, p.text, p.handed_by, p.handed_no, p.report_by,
       c.state, c.registered_on, c.accepted_on, c.concluded_on, c.result, c.replied_on, c.closed_on, c.reopened_on,
       c.paused_on, c.final_on, (SELECT m.key FROM subject m WHERE m.subject_id = c.merged_into) AS merged_into,
       (SELECT group_concat(m.key, ', ') FROM petition_case o JOIN subject m ON m.subject_id = o.subject_id
        WHERE o.merged_into = c.subject_id) AS merged_here,
       b.file_name, b.sha256, r.batch_id, r.line
FROM subject s
JOIN petition p ON p.record_id = s.record_id
JOIN petition_secrets q ON q.record_id = p.record_id
JOIN petition_case c ON c.subject_id = s.subject_id
JOIN record r ON r.record_id = s.record_id
LEFT JOIN batch b ON b.batch_id = r.batch_id
LEFT JOIN subject ds ON ds.subject_id = p.division_id
LEFT JOIN division d ON d.record_id = ds.record_id
LEFT JOIN subject ts ON ts.subject_id = d.parent_id
LEFT JOIN division t ON t.record_id = ts.record_id
LEFT JOIN subject us ON us.subject_id = p.unit_id
LEFT JOIN unit u ON u.record_id = us.record_id
WHERE s.subject_id = :petition;

-- All cases that fit; a NULL parameter leaves its condition out.
-- name: casework.list_cases
SELECT p.number, p.received_on, p.channel, p.category, p.persons, p.petitioner, coalesce(d.name, '') AS place,
       coalesce(u.name, '') AS unit_name, c.state, c.result,
       (SELECT sum(y.due_fen) FROM refund_order o JOIN refund_payee y ON y.order_id = o.subject_id
        WHERE o.petition_id = s.subject_id) AS due_fen,
       (SELECT sum(y.paid_fen) FROM refund_order o JOIN refund_payee y ON y.order_id = o.subject_id
        WHERE o.petition_id = s.subject_id) AS paid_fen,
       c.closed_on
FROM petition_case c
JOIN subject s ON s.subject_id = c.subject_id
JOIN petition p ON p.record_id = s.record_id
LEFT JOIN subject ds ON ds.subject_id = p.division_id
LEFT JOIN division d ON d.record_id = ds.record_id
LEFT JOIN subject us ON us.subject_id = p.unit_id
LEFT JOIN unit u ON u.record_id = us.record_id
WHERE (:state IS NULL OR c.state = :state)
  AND (:open = 0 OR c.state NOT IN ('closed', 'merged'))
  AND (:channel IS NULL OR p.channel = :channel)
  AND (:category IS NULL OR p.category = :category)
  AND (:unit IS NULL OR us.key = :unit)
  AND (:from IS NULL OR p.received_on >= :from)
  AND (:until IS NULL OR p.received_on <= :until)
ORDER BY p.received_on, p.number;

-- name: casework.find_refund
SELECT o.subject_id FROM subject s JOIN refund_order o ON o.subject_id = s.subject_id
WHERE s.kind = 'refund' AND s.key = :number;

-- All orders, those of one case, or one order: NULL parameters leave their condition out.
-- name: casework.read_refund
SELECT o.subject_id, o.petition_id, o.event_id, o.number, ps.key AS petition, us.key AS unit, u.name AS unit_name,
       o.ordered_on, o.deadline, o.basis, count(*) AS payees, sum(y.charged_fen) AS charged_fen,
       sum(y.allowed_fen) AS allowed_fen, sum(y.due_fen) AS due_fen, sum(y.paid_fen) AS paid_fen,
       sum(y.remainder_fen) AS remainder_fen, sum(y.rest_fen) AS rest_fen, sum(y.waits) AS unpaid,
       sum(y.due_milli) AS due_milli, sum(y.paid_milli) AS paid_milli, sum(y.remainder_milli) AS remainder_milli,
       (SELECT count(*) FROM refund_payment p WHERE p.order_id = o.subject_id AND p.reverses IS NULL) AS payments,
       (SELECT count(*) FROM refund_payment p WHERE p.order_id = o.subject_id AND p.reverses IS NOT NULL) AS reversed,
       (SELECT min(p.paid_on) FROM refund_payment p WHERE p.order_id = o.subject_id AND p.reverses IS NULL) AS first_paid_on,
       (SELECT max(p.paid_on) FROM refund_payment p WHERE p.order_id = o.subject_id AND p.reverses IS NULL) AS last_paid_on,
       -- what was taken back was given anew later, or somebody waits
       CASE WHEN sum(y.waits) = 0
            THEN (SELECT max(g.day) FROM (SELECT p.paid_on AS day FROM refund_payment p WHERE p.order_id = o.subject_id AND p.reverses IS NULL
                                          UNION ALL SELECT m.given_on FROM refund_remainder m WHERE m.order_id = o.subject_id AND m.way IS NOT NULL) g)
       END AS settled_on,
       (SELECT a.state FROM refund_standing a WHERE a.subject_id = o.subject_id) AS state,
       (SELECT count(*) FROM refund_finding f WHERE f.order_id = o.subject_id) AS findings,
       n.fen AS findings_fen,
       coalesce(n.fallen > 0 OR (n.fen <> sum(y.due_fen) AND e.body ->> '$.fields.difference' IS NULL), 0) AS shaken,
       (SELECT count(*) FROM refund_instalment i WHERE i.order_id = o.subject_id) AS instalments,
       (SELECT count(*) FROM refund_call k WHERE k.order_id = o.subject_id) AS drawn,
       (SELECT count(*) FROM refund_call k WHERE k.order_id = o.subject_id AND k.answer = 'yes') AS confirmed
FROM refund_order o
JOIN refund_payee y ON y.order_id = o.subject_id
JOIN event e ON e.event_id = o.event_id
-- what its findings say now: each line once, with its largest excess, as when it was ordered; and how many do not stand any more
LEFT JOIN (SELECT order_id, sum(fen) AS fen, sum(fallen) AS fallen
           FROM (SELECT x.order_id, sum(f.state NOT IN ('open', 'confirmed', 'rectified')) AS fallen,
                        coalesce(max(CASE WHEN f.state IN ('open', 'confirmed', 'rectified') THEN f.excess_fen END), 0) AS fen
                 FROM refund_finding x JOIN finding f ON f.finding_id = x.finding_id
                 WHERE :order IS NULL OR x.order_id = :order
                 GROUP BY x.order_id, f.subject_id, f.part)
           GROUP BY order_id) AS n ON n.order_id = o.subject_id
LEFT JOIN subject ps ON ps.subject_id = o.petition_id
LEFT JOIN subject us ON us.subject_id = o.unit_id
LEFT JOIN unit u ON u.record_id = us.record_id
WHERE (:order IS NULL OR o.subject_id = :order) AND (:petition IS NULL OR o.petition_id = :petition)
GROUP BY o.subject_id
ORDER BY o.event_id;

-- name: casework.list_payees
SELECT payee, name, charged_fen, allowed_fen, due_fen, paid_fen, rest_fen, remainder_fen, due_milli, paid_milli, remainder_milli
FROM refund_payee
WHERE order_id = :order AND (:unpaid = 0 OR waits)
ORDER BY CAST(payee AS INTEGER), payee LIMIT :limit OFFSET :offset;

-- name: casework.list_payments
SELECT part, payee, paid_on, amount_fen, receipt, received_by, manner, proxy, days_milli, for_days_fen, reverses
FROM refund_payment WHERE order_id = :order ORDER BY part;

-- The events of a case with its refunds and remedies, or of one order; the other is 0. Of an event with a list (76,000 payees) only what stands before it is read as JSON, which is all that is told;
-- the opening of a list cannot stand within a text, whose quotes are escaped.
-- name: casework.case_events
WITH told AS MATERIALIZED (
    SELECT event_id, at, day, actor, type, subject_id,
           CASE WHEN list > 0 THEN rtrim(substr(body, 1, list - 1), ',') || '}}' ELSE body END AS body,
           CASE type WHEN 'refund.sample' THEN json_array_length(body, '$.fields.drawn') END AS drawn
    FROM (SELECT event.*, instr(body, CASE type WHEN 'refund.order' THEN '"payees":[' WHEN 'refund.pay' THEN '"payments":['
                                                WHEN 'refund.unclaimed' THEN '"remainders":[' ELSE '"drawn":[' END) AS list
          FROM event
          WHERE (subject_id IN (:petition, :order)
                 OR subject_id IN (SELECT o.subject_id FROM refund_order o WHERE o.petition_id = :petition
                                   UNION ALL SELECT w.subject_id FROM refund_withdrawn w WHERE w.petition_id = :petition
                                   UNION ALL SELECT r.subject_id FROM remedy r WHERE r.petition_id = :petition))
            AND (type GLOB 'petition.*' OR type GLOB 'refund.*' OR type GLOB 'remedy.*' OR type = 'names.shown')))
SELECT e.event_id, e.at, e.day, e.actor, e.type, e.body ->> '$.step', e.body ->> '$.from', e.body ->> '$.to',
       e.body ->> '$.order', e.body ->> '$.fields.reason', e.body ->> '$.fields.to', e.body ->> '$.fields.result',
       e.body ->> '$.fields.opinion',
       coalesce(e.body ->> '$.fields.note', e.body ->> '$.command'), -- of a look at names: what was asked
       e.body ->> '$.fields.unit',
       CASE e.type WHEN 'refund.plan' THEN (SELECT max(i.value ->> '$.due_on') FROM json_each(e.body, '$.fields.instalments') AS i)
                   ELSE e.body ->> '$.fields.deadline' END,
       e.body ->> '$.fields.basis',
       CASE e.type
           WHEN 'refund.order' THEN coalesce((SELECT w.payees FROM refund_withdrawn w WHERE w.subject_id = e.subject_id),
               (SELECT count(*) FROM refund_payee y WHERE y.order_id = e.subject_id))
           WHEN 'refund.withdraw' THEN (SELECT w.payees FROM refund_withdrawn w WHERE w.subject_id = e.subject_id)
           WHEN 'refund.pay' THEN (SELECT count(*) FROM refund_payment p
                                   WHERE p.order_id = e.subject_id AND p.event_id = e.event_id)
           WHEN 'refund.plan' THEN json_array_length(e.body, '$.fields.instalments')
           WHEN 'refund.unclaimed' THEN (SELECT count(*) FROM refund_remainder m
                                         WHERE m.order_id = e.subject_id AND m.event_id = e.event_id)
           WHEN 'refund.sample' THEN e.drawn
           ELSE 0 END,
       CASE e.type
           WHEN 'refund.order' THEN coalesce((SELECT w.due_fen FROM refund_withdrawn w WHERE w.subject_id = e.subject_id),
               (SELECT sum(y.due_fen) FROM refund_payee y WHERE y.order_id = e.subject_id))
           WHEN 'refund.withdraw' THEN (SELECT w.due_fen FROM refund_withdrawn w WHERE w.subject_id = e.subject_id)
           WHEN 'refund.pay' THEN (SELECT sum(p.amount_fen) FROM refund_payment p
                                   WHERE p.order_id = e.subject_id AND p.event_id = e.event_id)
           WHEN 'refund.plan' THEN (SELECT sum(i.value ->> '$.amount') FROM json_each(e.body, '$.fields.instalments') AS i)
           WHEN 'refund.unclaimed' THEN (SELECT sum(m.amount_fen) FROM refund_remainder m
                                         WHERE m.order_id = e.subject_id AND m.event_id = e.event_id)
           WHEN 'refund.reverse' THEN coalesce((SELECT -sum(p.amount_fen) FROM refund_payment p
                                                WHERE p.order_id = e.subject_id AND p.event_id = e.event_id),
                                               (SELECT -sum(m.amount_fen) FROM refund_remainder m
                                                WHERE m.order_id = e.subject_id AND m.event_id = e.event_id))
           ELSE 0 END,
       e.body ->> '$.fields.no-refund', e.body ->> '$.fields.other-unit',
       e.body ->> '$.fields.days', e.body ->> '$.fields.approver', e.body ->> '$.fields.into',
       CASE e.type WHEN 'refund.pay' THEN (SELECT count(*) FROM refund_payment p
                                           WHERE p.order_id = e.subject_id AND p.event_id = e.event_id AND p.proxy IS NOT NULL)
                   ELSE 0 END,
       coalesce(e.body ->> '$.fields.text', e.body ->> '$.fields.proof'), e.body ->> '$.fields.in-time',
       e.body ->> '$.fields.payee', e.body ->> '$.fields.receipt', e.body ->> '$.fields.answer'
FROM told e
ORDER BY e.event_id;

-- ---------------------------------------------------------------- deadlines

-- The events of a case that its periods may hang on, and what stands of the case: one row an event, in their order. An extension
-- alone is looked into.
-- name: casework.deadline_events
SELECT c.subject_id, p.received_on, d.key AS division, l.day AS last_day, e.type, e.day,
       CASE WHEN e.type = 'petition.extend' THEN e.body ->> '$.fields.days' END AS days,
       CASE WHEN e.type = 'petition.extend' THEN e.body ->> '$.fields.approver' END AS approver,
       CASE WHEN e.type IN ('petition.extend', 'petition.pause') THEN e.body ->> '$.fields.reason' END AS reason, c.state, p.report_by
FROM petition_case c
JOIN subject s ON s.subject_id = c.subject_id
JOIN petition p ON p.record_id = s.record_id
JOIN event l ON l.event_id = c.last_event
JOIN event e ON e.subject_id = c.subject_id AND e.type GLOB 'petition.*'
LEFT JOIN subject d ON d.subject_id = p.division_id
WHERE c.subject_id = :petition
ORDER BY e.event_id;

-- The same for all open cases, one case after the other.
-- name: casework.deadline_events_open
SELECT c.subject_id, p.received_on, d.key AS division, l.day AS last_day, e.type, e.day,
       CASE WHEN e.type = 'petition.extend' THEN e.body ->> '$.fields.days' END AS days,
       NULL AS approver, NULL AS reason, c.state, p.report_by
FROM petition_case c INDEXED BY petition_case_open
CROSS JOIN subject s ON s.subject_id = c.subject_id
CROSS JOIN petition p ON p.record_id = s.record_id
CROSS JOIN event l ON l.event_id = c.last_event
CROSS JOIN event e ON e.subject_id = c.subject_id AND e.type GLOB 'petition.*'
LEFT JOIN subject d ON d.subject_id = p.division_id
WHERE c.state NOT IN ('closed', 'merged')
ORDER BY c.subject_id, e.event_id;

-- The same for the cases of a period: those received by its last day, without those that had ended before its first and lie since;
-- nor what happened after it.
-- name: casework.deadline_events_until
SELECT c.subject_id, p.received_on, d.key AS division, NULL AS last_day, e.type, e.day,
       CASE WHEN e.type = 'petition.extend' THEN e.body ->> '$.fields.days' END AS days,
       NULL AS approver, NULL AS reason, c.state, p.report_by
FROM petition_case c
CROSS JOIN subject s ON s.subject_id = c.subject_id
CROSS JOIN petition p ON p.record_id = s.record_id
CROSS JOIN event e ON e.subject_id = c.subject_id AND e.type GLOB 'petition.*' AND e.day <= :until
LEFT JOIN subject d ON d.subject_id = p.division_id
WHERE p.received_on <= :until AND coalesce(c.closed_on, :from) >= :from
  AND (p.received_on >= :from OR c.state NOT IN ('replied', 'withdrawn', 'merged')
       OR (SELECT l.day FROM event l WHERE l.event_id = c.last_event) >= :from)
ORDER BY c.subject_id, e.event_id;

-- What is told of a case, or of an order and its case, beside its deadline.
-- name: casework.due_about
SELECT c.number, c.state, c.place, coalesce(ou.name, c.unit_name) AS unit_name, e.type, e.day, e.actor
FROM (SELECT :petition AS petition_id, :order AS order_id) AS k
LEFT JOIN (SELECT q.subject_id, p.number, q.state, q.last_event, u.name AS unit_name,
                  CASE WHEN d.level = 'village' THEN coalesce(t.name, '') ELSE '' END || coalesce(d.name, '') AS place
           FROM petition_case q
           JOIN subject s ON s.subject_id = q.subject_id
           JOIN petition p ON p.record_id = s.record_id
           LEFT JOIN subject ds ON ds.subject_id = p.division_id
           LEFT JOIN division d ON d.record_id = ds.record_id
           LEFT JOIN subject ts ON ts.subject_id = d.parent_id
           LEFT JOIN division t ON t.record_id = ts.record_id
           LEFT JOIN subject us ON us.subject_id = p.unit_id
           LEFT JOIN unit u ON u.record_id = us.record_id
           WHERE q.subject_id = :petition) AS c ON c.subject_id = k.petition_id
LEFT JOIN refund_order o ON o.subject_id = k.order_id
LEFT JOIN subject os ON os.subject_id = o.unit_id
LEFT JOIN unit ou ON ou.record_id = os.record_id
LEFT JOIN event e ON e.event_id = coalesce(c.last_event, o.event_id);

-- ---------------------------------------------------------------- what a complaint tells beyond its text

-- name: casework.add_representative
INSERT INTO petition_representative (record_id, part, name, telephone, address)
VALUES (:record, :part, :name, :telephone, :address);

-- name: casework.add_named
INSERT INTO petition_named (record_id, kind, part, amount_fen, value, written)
VALUES (:record, :kind, :part, :amount, :value, :written);

-- How many more represent than there are petitioners.
-- name: casework.representatives_over
SELECT (SELECT count(*) FROM petition_representative r WHERE r.record_id = p.record_id) - p.persons
FROM petition p WHERE p.record_id = :record;

-- name: casework.representatives
SELECT r.name, r.telephone, r.address
FROM subject s JOIN petition_representative r ON r.record_id = s.record_id
WHERE s.subject_id = :petition ORDER BY r.part;

-- name: casework.named
SELECT n.kind, coalesce(n.value, fen_text(n.amount_fen)), n.written
FROM subject s JOIN petition_named n ON n.record_id = s.record_id
WHERE s.subject_id = :petition ORDER BY n.kind, n.part;

-- ---------------------------------------------------------------- verifying

-- name: casework.shadow_case
CREATE TEMP TABLE petition_case (
    subject_id INTEGER PRIMARY KEY, state TEXT NOT NULL, registered_on TEXT NOT NULL, accepted_on TEXT,
    concluded_on TEXT, result TEXT, replied_on TEXT, closed_on TEXT, last_event INTEGER NOT NULL, reopened_on TEXT,
    paused_on TEXT, final_on TEXT, merged_into INTEGER
) STRICT;

-- name: casework.shadow_order
CREATE TEMP TABLE refund_order (
    subject_id INTEGER PRIMARY KEY, number TEXT NOT NULL, petition_id INTEGER, unit_id INTEGER NOT NULL,
    ordered_on TEXT NOT NULL, deadline TEXT NOT NULL, basis TEXT NOT NULL, event_id INTEGER NOT NULL,
    case_id INTEGER GENERATED ALWAYS AS (coalesce(petition_id, subject_id)) VIRTUAL
) STRICT;

-- name: casework.shadow_payee
CREATE TEMP TABLE refund_payee (
    order_id INTEGER NOT NULL, payee TEXT NOT NULL, name TEXT NOT NULL, charged_fen INTEGER NOT NULL,
    allowed_fen INTEGER NOT NULL, due_fen INTEGER NOT NULL, paid_fen INTEGER NOT NULL,
    remainder_fen INTEGER NOT NULL DEFAULT 0, charged_milli INTEGER NOT NULL DEFAULT 0, allowed_milli INTEGER NOT NULL DEFAULT 0,
    due_milli INTEGER NOT NULL DEFAULT 0, paid_milli INTEGER NOT NULL DEFAULT 0, remainder_milli INTEGER NOT NULL DEFAULT 0,
    rest_fen INTEGER NOT NULL GENERATED ALWAYS AS (due_fen - paid_fen - remainder_fen) VIRTUAL,
    rest_milli INTEGER NOT NULL GENERATED ALWAYS AS (due_milli - paid_milli - remainder_milli) VIRTUAL,
    waits INTEGER NOT NULL GENERATED ALWAYS AS (rest_fen > 0 OR rest_milli > 0) VIRTUAL, PRIMARY KEY (order_id, payee)
) STRICT, WITHOUT ROWID;

-- name: casework.shadow_payment
CREATE TEMP TABLE refund_payment (
    order_id INTEGER NOT NULL, part INTEGER NOT NULL, payee TEXT NOT NULL, paid_on TEXT NOT NULL,
    amount_fen INTEGER NOT NULL, receipt TEXT NOT NULL, received_by TEXT NOT NULL, manner TEXT NOT NULL,
    event_id INTEGER NOT NULL, proxy TEXT, receipt_key TEXT NOT NULL GENERATED ALWAYS AS (receipt_key(receipt)) STORED,
    days_milli INTEGER NOT NULL DEFAULT 0, for_days_fen INTEGER NOT NULL DEFAULT 0, reverses INTEGER,
    PRIMARY KEY (order_id, part)
) STRICT, WITHOUT ROWID;

-- name: casework.shadow_withdrawn
CREATE TEMP TABLE refund_withdrawn (
    subject_id INTEGER PRIMARY KEY, number TEXT NOT NULL, petition_id INTEGER, unit_id INTEGER NOT NULL,
    ordered_on TEXT NOT NULL, withdrawn_on TEXT NOT NULL, reason TEXT NOT NULL, payees INTEGER NOT NULL,
    due_fen INTEGER NOT NULL, event_id INTEGER NOT NULL,
    case_id INTEGER GENERATED ALWAYS AS (coalesce(petition_id, subject_id)) VIRTUAL
) STRICT;

-- name: casework.unshadow_case
DROP TABLE IF EXISTS temp.petition_case;

-- name: casework.unshadow_order
DROP TABLE IF EXISTS temp.refund_order;

-- name: casework.unshadow_payee
DROP TABLE IF EXISTS temp.refund_payee;

-- name: casework.unshadow_payment
DROP TABLE IF EXISTS temp.refund_payment;

-- name: casework.unshadow_withdrawn
DROP TABLE IF EXISTS temp.refund_withdrawn;

-- name: casework.all_events
SELECT event_id, type FROM event WHERE type GLOB 'petition.*' OR type GLOB 'refund.*' OR type GLOB 'remedy.*'
   OR type GLOB 'inspection.*' ORDER BY event_id;

-- Rows that stand in one place only. While the shadow tables exist, an unqualified name is the shadow.
-- name: casework.differ_case
SELECT s.key, x.last_event, x.place FROM (
    SELECT subject_id, last_event, 'stored' AS place FROM (SELECT * FROM main.petition_case EXCEPT SELECT * FROM petition_case)
    UNION ALL
    SELECT subject_id, last_event, 'rebuilt' FROM (SELECT * FROM petition_case EXCEPT SELECT * FROM main.petition_case)) AS x
LEFT JOIN subject s ON s.subject_id = x.subject_id ORDER BY 1, 3;

-- Petitions that were keyed in and are not what their registering sealed: the field (one that a later version brought counts as
-- empty), or `record` when another record took the place
-- of the one that was keyed in, though no file brought it.
-- name: casework.differ_paper
SELECT s.key, e.event_id, j.key
FROM event e
JOIN json_each(e.body, '$.fields.paper') j
JOIN subject s ON s.subject_id = e.subject_id
LEFT JOIN petition_field f ON f.record_id = e.body ->> '$.fields.record' AND f.name = j.key
WHERE e.type = 'petition.register' AND seal(e.body ->> '$.petition', j.key, f.value) IS NOT j.value
UNION ALL
SELECT s.key, e.event_id, f.name
FROM event e
JOIN subject s ON s.subject_id = e.subject_id
JOIN petition_field f ON f.record_id = e.body ->> '$.fields.record' AND f.value IS NOT NULL
WHERE e.type = 'petition.register' AND e.body ->> '$.fields.paper' IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM json_each(e.body, '$.fields.paper') j WHERE j.key = f.name)
UNION ALL
SELECT s.key, e.event_id, 'record'
FROM event e
JOIN subject s ON s.subject_id = e.subject_id
LEFT JOIN record r ON r.record_id = e.body ->> '$.fields.record'
LEFT JOIN petition p ON p.record_id = r.record_id
LEFT JOIN record n ON n.record_id = s.record_id
WHERE e.type = 'petition.register' AND e.body ->> '$.fields.record' IS NOT NULL
  AND (r.subject_id IS NOT s.subject_id OR r.version IS NOT 1 OR r.batch_id IS NOT NULL OR p.subject_id IS NOT s.subject_id
       OR n.subject_id IS NOT s.subject_id OR (n.batch_id IS NULL AND n.record_id IS NOT r.record_id))
ORDER BY 1, 3;

-- name: casework.differ_order
SELECT s.key, x.event_id, x.place FROM (
    SELECT subject_id, event_id, 'stored' AS place FROM (SELECT * FROM main.refund_order EXCEPT SELECT * FROM refund_order)
    UNION ALL
    SELECT subject_id, event_id, 'rebuilt' FROM (SELECT * FROM refund_order EXCEPT SELECT * FROM main.refund_order)) AS x
LEFT JOIN subject s ON s.subject_id = x.subject_id ORDER BY 1, 3;

-- name: casework.differ_withdrawn
SELECT s.key, x.event_id, x.place FROM (
    SELECT subject_id, event_id, 'stored' AS place FROM (SELECT * FROM main.refund_withdrawn EXCEPT SELECT * FROM refund_withdrawn)
    UNION ALL
    SELECT subject_id, event_id, 'rebuilt' FROM (SELECT * FROM refund_withdrawn EXCEPT SELECT * FROM main.refund_withdrawn)) AS x
LEFT JOIN subject s ON s.subject_id = x.subject_id ORDER BY 1, 3;

-- name: casework.differ_payee
SELECT s.key || ' ' || x.payee, 0, x.place FROM (
    SELECT order_id, payee, 'stored' AS place FROM (SELECT * FROM main.refund_payee EXCEPT SELECT * FROM refund_payee)
    UNION ALL
    SELECT order_id, payee, 'rebuilt' FROM (SELECT * FROM refund_payee EXCEPT SELECT * FROM main.refund_payee)) AS x
LEFT JOIN subject s ON s.subject_id = x.order_id ORDER BY 1, 3;

-- name: casework.differ_payment
SELECT s.key || ' ' || x.receipt, x.event_id, x.place FROM (
    SELECT order_id, receipt, event_id, 'stored' AS place
    FROM (SELECT * FROM main.refund_payment EXCEPT SELECT * FROM refund_payment)
    UNION ALL
    SELECT order_id, receipt, event_id, 'rebuilt'
    FROM (SELECT * FROM refund_payment EXCEPT SELECT * FROM main.refund_payment)) AS x
LEFT JOIN subject s ON s.subject_id = x.order_id ORDER BY 1, 3;

-- Payees whose paid sum is not the sum of their payments, or whose remainder is not that of theirs.
-- name: casework.differ_sum
SELECT s.key || ' ' || y.payee, 0, 'sum' FROM main.refund_payee y
JOIN subject s ON s.subject_id = y.order_id
LEFT JOIN (SELECT order_id, payee, sum(amount_fen) AS amount, sum(days_milli) AS days
           FROM main.refund_payment GROUP BY order_id, payee) AS p
    ON p.order_id = y.order_id AND p.payee = y.payee
LEFT JOIN (SELECT order_id, payee, sum(amount_fen) AS amount, sum(days_milli) AS days
           FROM main.refund_remainder GROUP BY order_id, payee) AS r
    ON r.order_id = y.order_id AND r.payee = y.payee
WHERE y.paid_fen <> coalesce(p.amount, 0) OR y.paid_milli <> coalesce(p.days, 0)
   OR y.remainder_fen <> coalesce(r.amount, 0) OR y.remainder_milli <> coalesce(r.days, 0) ORDER BY 1;

-- Cases found true and answered, without an order and without a reason: money may be owed that nobody ordered.
-- name: casework.differ_answered
SELECT s.key, c.last_event, 'answered' FROM main.petition_case c JOIN subject s ON s.subject_id = c.subject_id
JOIN record r ON r.record_id = s.record_id AND r.batch_id IS NULL -- a paper may leave the reason unsaid
WHERE c.state IN ('replied', 'closed') AND c.result IN ('substantiated', 'partly')
  AND NOT EXISTS (SELECT 1 FROM main.refund_order o
                  WHERE o.petition_id = c.subject_id
                    AND o.event_id > (SELECT coalesce(max(e.event_id), 0) FROM event e
                                      WHERE e.subject_id = c.subject_id AND e.type = 'petition.conclude'))
  AND (SELECT e.body ->> '$.fields.no-refund' FROM event e WHERE e.subject_id = c.subject_id AND e.type = 'petition.reply'
       ORDER BY e.event_id DESC LIMIT 1) IS NULL
ORDER BY 1;

-- Closed cases with money missing: the tables may agree with the events and still break the law of the house.
-- name: casework.differ_closed
SELECT s.key, c.last_event, 'closed' FROM main.petition_case c JOIN subject s ON s.subject_id = c.subject_id
WHERE c.state = 'closed' AND EXISTS (
    SELECT 1 FROM main.refund_order o JOIN main.refund_payee y ON y.order_id = o.subject_id
    WHERE o.petition_id = c.subject_id AND y.waits)
UNION ALL
SELECT o.number, a.last_event, 'closed' FROM main.refund_standing a JOIN main.refund_order o ON o.subject_id = a.subject_id
WHERE a.state = 'settled' AND EXISTS (SELECT 1 FROM main.refund_payee y WHERE y.order_id = a.subject_id AND y.waits) ORDER BY 1;


-- ---------------------------------------------------------------- the office

-- The setting that holds on :day: the last one on or before it, else the first of all. Events about nothing in particular are
-- found by the index.
-- name: casework.office
SELECT body ->> '$.name' AS name, body ->> '$.mark' AS mark, body ->> '$.telephone' AS telephone,
       body ->> '$.superior' AS superior
FROM event
WHERE subject_id IS NULL AND type = 'office.set'
ORDER BY day > :day, CASE WHEN day > :day THEN day END, CASE WHEN day <= :day THEN day END DESC, event_id DESC
LIMIT 1;
