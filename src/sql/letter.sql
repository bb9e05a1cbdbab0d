-- Statements of the letters: each column is a name that the templates letter-*.txt may use. What stood when the step of the
-- letter was taken (:event) counts, so that a letter printed again later says the same.

-- The last step of this type (GLOB) in the case.
-- name: letter.step
SELECT max(event_id) FROM event WHERE subject_id = :petition AND type GLOB :type

-- The case and the step of the letter. petitioner, telephone, address, and the lists of them, are secret: facts.c masks them.
-- name: letter.case
WITH step AS (SELECT * FROM event WHERE event_id = :event),
since AS (SELECT coalesce(max(event_id), 0) AS event_id FROM event
          WHERE subject_id = :id AND event_id < :event
            AND type IN ('petition.reopen', 'petition.review-return', 'petition.second-return')),
last AS (SELECT (SELECT max(e.event_id) FROM event e WHERE e.subject_id = :id AND e.event_id <= :event
                 AND e.event_id > since.event_id AND e.type = 'petition.conclude') AS conclusion,
                (SELECT max(e.event_id) FROM event e WHERE e.subject_id = :id AND e.event_id <= :event
                 AND e.type = 'petition.reply') AS reply,
                (SELECT max(e.event_id) FROM event e WHERE e.subject_id = :id AND e.event_id <= :event
                 AND e.type = 'petition.accept') AS accept,
                (SELECT max(e.event_id) FROM event e WHERE e.subject_id = :id AND e.event_id <= :event
                 AND e.type IN ('petition.review', 'petition.second-review')) AS asked
         FROM since),
money AS (SELECT count(DISTINCT o.subject_id) AS orders, count(*) AS payees, sum(y.charged_fen) AS charged,
                 sum(y.allowed_fen) AS allowed, sum(y.due_fen) AS due
          FROM refund_order o JOIN refund_payee y ON y.order_id = o.subject_id
          WHERE o.petition_id = :id AND o.event_id <= :event),
paid AS (SELECT coalesce(sum(r.amount_fen), 0) AS fen
         FROM refund_order o JOIN refund_payment r ON r.order_id = o.subject_id
         WHERE o.petition_id = :id AND r.event_id <= :event),
unclaimed AS (SELECT coalesce(sum(m.amount_fen), 0) AS fen
              FROM refund_order o JOIN refund_remainder m ON m.order_id = o.subject_id
              WHERE o.petition_id = :id AND m.event_id <= :event)
SELECT step.body ->> '$.step' AS step, step.day AS day, step.actor AS actor,
       p.number AS "case", p.channel, p.received_on AS received, p.persons,
       CASE WHEN p.persons > 1 THEN '你们' ELSE '你' END AS you,
       coalesce(p.petitioner, (SELECT r.name FROM subject ps JOIN petition_representative r ON r.record_id = ps.record_id
                               WHERE ps.subject_id = :id ORDER BY r.part LIMIT 1)) AS petitioner, p.telephone, p.address,
       q.names, q.telephones, q.addresses, d.code AS division, CASE WHEN d.level = 'village' THEN coalesce(t.name, '') ELSE '' END || d.name AS place,
       u.name AS unit, p.category, p.text,
       p.handed_by AS "handed-by", p.handed_no AS "handed-no",
       step.body ->> '$.fields.reason' AS reason, step.body ->> '$.fields.note' AS note,
       (SELECT f.name FROM subject fs JOIN unit f ON f.record_id = fs.record_id
        WHERE fs.kind = 'unit' AND fs.key = step.body ->> '$.fields.to') AS receiver,
       iif(step.type = 'petition.close', step.day, NULL) AS closed,
       iif(step.type = 'petition.close', step.body ->> '$.fields.note', NULL) AS "closing-note",
       step.body ->> '$.fields.days' AS days, step.body ->> '$.fields.approver' AS approver,
       step.body ->> '$.fields.into' AS "into",
       accept.day AS accepted,
       conclusion.day AS concluded, conclusion.body ->> '$.fields.result' AS result,
       conclusion.body ->> '$.fields.note' AS findings,
       reply.day AS replied, reply.body ->> '$.fields.opinion' AS opinion, reply.body ->> '$.fields.note' AS answer,
       reply.body ->> '$.fields.no-refund' AS "no-refund",
       asked.day AS asked, asked.body ->> '$.fields.reason' AS grounds,
       nullif(money.orders, 0) AS orders, nullif(money.payees, 0) AS payees, money.charged, money.allowed, money.due, iif(money.orders > 0, paid.fen, NULL) AS paid,
       nullif(unclaimed.fen, 0) AS unclaimed, money.due - paid.fen - unclaimed.fen AS rest,
       (SELECT group_concat(name, '、') FROM (SELECT DISTINCT w.name FROM refund_order o
            JOIN subject ws ON ws.subject_id = o.unit_id JOIN unit w ON w.record_id = ws.record_id
            WHERE o.petition_id = :id AND o.event_id <= :event)) AS "paying-unit",
       (SELECT group_concat(basis, '、') FROM (SELECT DISTINCT o.basis FROM refund_order o
            WHERE o.petition_id = :id AND o.event_id <= :event)) AS basis
FROM step
JOIN last
JOIN money
JOIN paid
JOIN unclaimed
JOIN subject s ON s.subject_id = :id
JOIN petition p ON p.record_id = s.record_id
JOIN petition_secrets q ON q.record_id = p.record_id
LEFT JOIN event accept ON accept.event_id = last.accept
LEFT JOIN event conclusion ON conclusion.event_id = last.conclusion
LEFT JOIN event reply ON reply.event_id = last.reply
LEFT JOIN event asked ON asked.event_id = last.asked
LEFT JOIN subject ds ON ds.subject_id = p.division_id
LEFT JOIN division d ON d.record_id = ds.record_id
LEFT JOIN subject ts ON ts.subject_id = d.parent_id
LEFT JOIN division t ON t.record_id = ts.record_id
LEFT JOIN subject us ON us.subject_id = p.unit_id
LEFT JOIN unit u ON u.record_id = us.record_id

-- A refund order, without a word of the petition behind it: the letter goes to the unit complained of.
-- name: letter.order
SELECT 'refund-order' AS step, o.ordered_on AS day, o.ordered_on AS ordered, nullif(sum(y.waits), 0) AS waiting, (SELECT nullif(count(*), 0) FROM refund_finding x WHERE x.order_id = :id) AS findings, o.number AS "order", u.name AS unit, d.code AS division, o.deadline, o.basis,
       count(*) AS payees, sum(y.charged_fen) AS charged, sum(y.allowed_fen) AS allowed, sum(y.due_fen) AS due,
       sum(y.paid_fen) AS paid, nullif(sum(y.remainder_fen), 0) AS unclaimed, nullif(sum(y.rest_fen), 0) AS rest,
       CASE WHEN sum(y.due_milli) > 0 THEN rtrim(rtrim(printf('%.3f', sum(y.due_milli) / 1000.0), '0'), '.') END AS labour
FROM refund_order o
JOIN refund_payee y ON y.order_id = o.subject_id
LEFT JOIN subject us ON us.subject_id = o.unit_id
LEFT JOIN unit u ON u.record_id = us.record_id
LEFT JOIN subject ds ON ds.subject_id = u.division_id
LEFT JOIN division d ON d.record_id = ds.record_id
WHERE o.subject_id = :id
GROUP BY o.subject_id

-- What the findings of an order say was charged, by what is wrong, name and standard: of 76,000 notices it is a line or two. Of a whole
-- grade (one-fee) no line is named.
-- name: letter.facts
SELECT f.rule, coalesce(CASE WHEN f.rule NOT IN ('school-onefee-over-cap', 'school-headcount', 'school-year-cap') THEN t.text END, sl.title, '—') AS item,
       count(*) AS number, min(f.charged_on) || coalesce('～' || nullif(max(f.charged_on), min(f.charged_on)), '') AS days,
       doc.number || coalesce(st.article, '') AS paper
FROM refund_finding x
JOIN finding f ON f.finding_id = x.finding_id
JOIN subject s ON s.subject_id = f.subject_id
LEFT JOIN notice_item ni ON s.kind = 'notice' AND ni.record_id = s.record_id AND ni.part = f.part
LEFT JOIN school_charge_line cl ON s.kind = 'school-charge' AND cl.record_id = s.record_id AND cl.part = f.part
LEFT JOIN subscription_line sl ON s.kind = 'subscription' AND sl.record_id = s.record_id AND sl.part = f.part
LEFT JOIN term t ON t.term_id = coalesce(ni.name_term, cl.name_term)
LEFT JOIN standard st ON st.record_id = f.standard_id
LEFT JOIN v_document doc ON doc.document_id = st.document_id
WHERE x.order_id = :id
GROUP BY f.rule, 2, paper
ORDER BY min(f.charged_on), f.rule, 2

-- The order of a remedy, without a word of the petition behind it. A deadline put off later is another paper's.
-- name: letter.remedy
SELECT 'remedy-order' AS step, r.ordered_on AS day, r.ordered_on AS ordered, r.deadline AS "last-day", iif(r.state = 'rejected', 'yes', NULL) AS rejected, r.number AS remedy, u.name AS unit, d.code AS division, r.first_deadline AS deadline,
       r.basis, r.kind, p.category,
       -- NULL where it only says the problem of an inspection again
       CASE WHEN NOT EXISTS (
                SELECT 1 FROM remedy_about a
                JOIN subject q ON q.subject_id = a.subject_id AND q.kind = 'problem'
                JOIN subject vs ON vs.kind = 'inspection-visit' AND vs.key = rtrim(rtrim(q.key, '0123456789'), '/')
                JOIN inspection_problem vp ON vp.record_id = vs.record_id AND vp.part = CAST(substr(q.key, length(vs.key) + 2) AS INTEGER)
                WHERE a.remedy_id = r.subject_id AND vp.text = r.text)
            THEN mask_text(r.text, se.names, se.telephones, se.addresses) END AS text,
       (SELECT nullif(count(*), 0) FROM remedy_about a JOIN subject x ON x.subject_id = a.subject_id
        WHERE a.remedy_id = r.subject_id AND (a.finding_id IS NOT NULL OR x.kind = 'problem')) AS findings
FROM remedy r
JOIN subject us ON us.subject_id = r.unit_id
LEFT JOIN unit u ON u.record_id = us.record_id
LEFT JOIN subject ds ON ds.subject_id = u.division_id
LEFT JOIN division d ON d.record_id = ds.record_id
LEFT JOIN subject ps ON ps.subject_id = r.petition_id
LEFT JOIN petition p ON p.record_id = ps.record_id
LEFT JOIN petition_secrets se ON se.record_id = p.record_id
WHERE r.subject_id = :id

-- What it answers: findings with what they say, and the problem of an inspection as it was written down.
-- name: letter.problems
SELECT row_number() OVER (ORDER BY a.part) AS number, coalesce(f.rule, vp.rule, '') AS rule,
       coalesce(f.detail, mask_text(vp.text, NULL, NULL, NULL)) AS text
FROM remedy_about a
LEFT JOIN finding f ON f.finding_id = a.finding_id
LEFT JOIN subject q ON q.subject_id = a.subject_id AND q.kind = 'problem'
LEFT JOIN subject vs ON vs.kind = 'inspection-visit' AND vs.key = rtrim(rtrim(q.key, '0123456789'), '/')
LEFT JOIN inspection_problem vp ON vp.record_id = vs.record_id AND vp.part = CAST(substr(q.key, length(vs.key) + 2) AS INTEGER)
WHERE a.remedy_id = :id AND coalesce(f.detail, vp.text) IS NOT NULL
ORDER BY a.part

-- Is its last day past and something still owed, or not put right?
-- name: letter.order-overdue
SELECT o.subject_id FROM refund_order o
WHERE o.subject_id = :id AND o.deadline < :today AND EXISTS (SELECT 1 FROM refund_payee y WHERE y.order_id = o.subject_id AND y.waits)

-- name: letter.remedy-overdue
SELECT r.subject_id FROM remedy r WHERE r.subject_id = :id AND r.deadline < :today AND r.state IN ('ordered', 'rejected')

-- The payees of an order; whoever waits for nothing shows the receipts, or the paper that proves where unclaimed money went, the
-- others leave room to sign. What was reversed counts no more. The entries are grouped once, not looked for payee by payee.
-- name: letter.payees
SELECT y.payee, y.name, y.charged_fen, y.allowed_fen, y.due_fen, y.paid_fen,
       CASE WHEN NOT y.waits THEN p.papers END AS receipts,
       CASE WHEN NOT y.waits THEN p.last_on END AS paid_on
FROM refund_payee y
LEFT JOIN (SELECT payee, group_concat(paper, '、') AS papers, max(day) AS last_on
           FROM (SELECT r.payee, r.receipt AS paper, r.paid_on AS day
                 FROM refund_payment r
                 WHERE r.order_id = :id AND r.reverses IS NULL
                   AND NOT EXISTS (SELECT 1 FROM refund_payment v WHERE v.order_id = r.order_id AND v.reverses = r.part)
                 UNION ALL
                 SELECT m.payee, mask_text(m.proof, NULL, NULL, NULL), m.given_on FROM refund_remainder m
                 JOIN refund_payee z ON z.order_id = m.order_id AND z.payee = m.payee AND z.remainder_fen + z.remainder_milli > 0
                 WHERE m.order_id = :id AND m.way IS NOT NULL)
           GROUP BY payee) AS p ON p.payee = y.payee
WHERE y.order_id = :id
ORDER BY CAST(y.payee AS INTEGER), y.payee

-- Payees to whom labour days are due, as letter.payees.
-- name: letter.labour
SELECT y.payee, y.name, rtrim(rtrim(printf('%.3f', y.charged_milli / 1000.0), '0'), '.') AS charged,
       rtrim(rtrim(printf('%.3f', y.allowed_milli / 1000.0), '0'), '.') AS allowed,
       rtrim(rtrim(printf('%.3f', y.due_milli / 1000.0), '0'), '.') AS due,
       rtrim(rtrim(printf('%.3f', y.paid_milli / 1000.0), '0'), '.') AS given,
       CASE WHEN NOT y.waits THEN '—' END AS signed
FROM refund_payee y
WHERE y.order_id = :id AND y.due_milli > 0
ORDER BY CAST(y.payee AS INTEGER), y.payee

-- A paper of the rule book that is in force on :day.
-- name: letter.document
SELECT d.number, d.title, d.certainty
FROM subject s JOIN document d ON d.record_id = s.record_id
WHERE s.kind = 'document' AND s.key = :number AND coalesce(d.valid_from, '') <= :day AND coalesce(d.valid_until, :day) >= :day
