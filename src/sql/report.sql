-- Statements of src/report: the rows behind every figure and table of a report.
--
-- A figure (src/templates/figures.tsv) is one of these statements with some arguments fixed; its value is the sum of the
-- column `number` (counts) or `fen` (money) over exactly the rows that come out, and `jianfu why` lists those rows. So:
--   ref     what `jianfu why` resolves further;  label  how the row is called;  number, fen  what the row adds
--   other columns can be grouped by (X with its name in X_name), and are filtered by the parameter of the same name
-- Parameters every statement may use: :from and :until (first and last day of the period), :year. A parameter that is not
-- given is NULL and filters nothing. Names of people never come out of these statements.
--
-- Imports and checks are events about nothing in particular: subject_id IS NULL finds them by the index.
--
-- NAME.sums adds up the rows of NAME where they may be a million: columns rows (how many), number, fen, and the columns of NAME
-- by which it groups; the value of a figure is then the sum of the groups that fit its arguments, and one scan serves all
-- figures of a report. Arguments that are neither columns nor parameters of NAME.sums are looked for in the rows of NAME. A test
-- compares the two for every figure (tests/unit/test_report.c).

-- name: report.county
SELECT d.name, d.code, d.demonstration FROM v_division d WHERE d.level = 'county' ORDER BY d.code LIMIT 1

-- name: report.last-run
SELECT r.run_id, r.audit_day, r.book FROM run r ORDER BY r.run_id DESC LIMIT 1

-- name: report.future-run
-- A check that counts for this report but is dated later than :today.
SELECT r.run_id, r.audit_day FROM run r
 WHERE r.audit_day > :today
   AND (r.run_id = (SELECT max(m.run_id) FROM run m)
        OR r.run_id IN (SELECT (SELECT max(x.run_id) FROM run_rule x WHERE x.rule = k.rule AND x.verdict <> 'not-checked')
                          FROM run_rule k WHERE k.run_id = (SELECT max(m.run_id) FROM run m)))
 ORDER BY r.run_id DESC LIMIT 1

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
-- Fee notices charged in the period, one a row. :measure lines counts their lines instead. CROSS JOIN keeps the order of the
-- subjects, so that the first rows come without a sort; they begin where the first notice of the period can be.
SELECT 'notice:' || s.key AS ref, coalesce(u.name, '') || ' ' || n.charged_on AS label,
       CASE :measure WHEN 'lines' THEN (SELECT count(*) FROM notice_item l WHERE l.record_id = n.record_id) ELSE 1 END AS number,
       n.total_fen AS fen, u.code AS unit, u.name AS unit_name, t.code AS township, t.name AS township_name
  FROM subject s
  CROSS JOIN notice n ON n.record_id = s.record_id AND n.subject_id = s.subject_id
  LEFT JOIN subject us ON us.subject_id = n.unit_id
  LEFT JOIN unit u ON u.record_id = us.record_id
  LEFT JOIN subject ds ON ds.subject_id = n.division_id
  LEFT JOIN division d ON d.record_id = ds.record_id
  LEFT JOIN subject ts ON ts.subject_id = CASE d.level WHEN 'village' THEN d.parent_id WHEN 'township' THEN d.subject_id END
  LEFT JOIN division t ON t.record_id = ts.record_id
 WHERE s.subject_id >= (SELECT min(y.first_subject) FROM notice_day y WHERE y.charged_on BETWEEN :from AND :until)
   AND n.charged_on BETWEEN :from AND :until
   AND (:unit IS NULL OR u.code = :unit)
   AND (:township IS NULL OR coalesce(t.code, '') = :township)
 ORDER BY s.subject_id

-- name: report.notice.sums
-- By the sums that the import keeps, which know the unit and not the place: those of units that charged nowhere but in the township
-- count whole, and of units that charged elsewhere too the notices are read.
WITH place AS MATERIALIZED (
         SELECT d.division_id, coalesce(t.code, '') = :township AS within
           FROM v_division d LEFT JOIN v_division t ON t.division_id = d.township_id),
     charging AS MATERIALIZED (
         SELECT p.unit_id, max(x.within) AS within, min(x.within) AS only_within
           FROM notice_place p JOIN place x ON x.division_id = p.division_id
          WHERE :township IS NOT NULL AND (:unit IS NULL OR p.unit_id IN (SELECT u.unit_id FROM v_unit u WHERE u.code = :unit))
          GROUP BY p.unit_id),
     counted AS (
         SELECT n.notices, n.lines, n.total_fen
           FROM notice_day n
          WHERE n.charged_on BETWEEN :from AND :until
            AND CASE WHEN :township IS NOT NULL THEN n.unit_id IN (SELECT c.unit_id FROM charging c WHERE c.only_within)
                     WHEN :unit IS NOT NULL THEN n.unit_id IN (SELECT u.unit_id FROM v_unit u WHERE u.code = :unit) ELSE 1 END
         UNION ALL
         SELECT 1, (SELECT count(*) FROM notice_item l WHERE l.record_id = n.record_id), n.total_fen
           FROM place x
           CROSS JOIN notice_list h ON h.division_id = x.division_id
           CROSS JOIN json_each(h.records) j
           CROSS JOIN notice n ON n.record_id = j.value
           CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
          WHERE EXISTS (SELECT 1 FROM charging c WHERE c.within AND NOT c.only_within) -- else none need be read
            AND x.within AND n.charged_on BETWEEN :from AND :until
            AND n.unit_id IN (SELECT c.unit_id FROM charging c WHERE c.within AND NOT c.only_within))
SELECT sum(n.notices) AS rows, CASE :measure WHEN 'lines' THEN sum(n.lines) ELSE sum(n.notices) END AS number, sum(n.total_fen) AS fen
  FROM counted n

-- name: report.notice-unit
-- Units that charged by a notice in the period.
SELECT 'unit:' || u.code AS ref, u.name AS label, 1 AS number, NULL AS fen
  FROM v_unit u
 WHERE u.unit_id IN (SELECT n.unit_id FROM notice_day n WHERE n.charged_on BETWEEN :from AND :until)
 ORDER BY u.code

-- name: report.paper
-- All papers of the period that the rules look at: notices, school charges, subscriptions (by the day of the last title
-- subscribed). :kind notice, school-charge or subscription. :seen by the rules of its kind: none (no rule has looked at this
-- version: no check, or it came after the last one) or part (some have not: they have never been run, failed, or were last run
-- before the paper came). Notices begin where the first of them can be, as in report.notice; CROSS JOIN
-- takes the papers as they come, so that the first rows do not wait for the last.
WITH taken AS (SELECT json_extract(e.body, '$.batch') AS batch_id, max(e.event_id) AS event_id FROM event e
                WHERE e.subject_id IS NULL AND e.type = 'import.accepted' GROUP BY 1),
     ran AS (SELECT json_extract(e.body, '$.run') AS run_id, max(e.event_id) AS event_id FROM event e
              WHERE e.subject_id IS NULL AND e.type = 'check.run' GROUP BY 1),
     latest AS (SELECT k.rule,
                       CASE WHEN k.rule GLOB 'fee-*' OR k.rule IN ('arrears-collected', 'levy-after-reform') THEN 'notice' WHEN k.rule GLOB 'school-*' THEN 'school-charge'
                            WHEN k.rule GLOB 'press-*' THEN 'subscription' END AS kind,
                       (SELECT max(x.run_id) FROM run_rule x WHERE x.rule = k.rule AND x.verdict <> 'not-checked') AS run_id
                  FROM run_rule k WHERE k.run_id = (SELECT max(m.run_id) FROM run m)),
     looked AS (SELECT l.kind,
                       min(CASE WHEN k.verdict IS NULL OR k.verdict = 'error' THEN 0 ELSE n.event_id END) AS first_event,
                       max(CASE WHEN k.verdict <> 'error' THEN n.event_id END) AS last_event
                  FROM latest l
                  LEFT JOIN run_rule k ON k.run_id = l.run_id AND k.rule = l.rule
                  LEFT JOIN ran n ON n.run_id = l.run_id
                 GROUP BY l.kind),
     asked AS (SELECT b.batch_id -- files whose notices are asked for
                 FROM batch b
                 LEFT JOIN taken t ON t.batch_id = b.batch_id
                 LEFT JOIN looked k ON k.kind = 'notice'
                WHERE CASE WHEN k.last_event IS NULL OR coalesce(t.event_id, 0) > k.last_event THEN 'none'
                           WHEN k.first_event = 0 OR coalesce(t.event_id, 0) > k.first_event THEN 'part' ELSE 'all' END = :seen),
     papers AS (
        SELECT 'notice' AS kind, n.subject_id, n.record_id, n.charged_on AS day, n.total_fen AS fen
          FROM subject s
          CROSS JOIN notice n ON n.record_id = s.record_id AND n.subject_id = s.subject_id
         WHERE (:kind IS NULL OR :kind = 'notice')
           AND s.subject_id >= (SELECT min(y.first_subject) FROM notice_day y
                                 WHERE y.charged_on BETWEEN :from AND :until
                                   AND (:seen IS NULL OR y.batch_id IN (SELECT a.batch_id FROM asked a)))
           AND n.charged_on BETWEEN :from AND :until
        UNION ALL
        SELECT 'school-charge', c.subject_id, c.record_id, c.charged_on, c.total_fen FROM v_school_charge c
         WHERE c.charged_on BETWEEN :from AND :until
        UNION ALL
        SELECT 'subscription', x.subject_id, x.record_id, x.day, x.fen
          FROM (SELECT p.subject_id, p.record_id, p.total_fen AS fen,
                       coalesce((SELECT max(l.subscribed_on) FROM subscription_line l WHERE l.record_id = p.record_id),
                                p.year || '-01-01') AS day
                  FROM v_subscription p) x
         WHERE x.day BETWEEN :from AND :until)
SELECT x.* FROM (
SELECT p.kind || ':' || s.key AS ref, p.day AS label, 1 AS number, p.fen, p.kind,
       CASE WHEN k.last_event IS NULL OR coalesce(t.event_id, 0) > k.last_event THEN 'none'
            WHEN k.first_event = 0 OR coalesce(t.event_id, 0) > k.first_event THEN 'part' ELSE 'all' END AS seen
  FROM papers p
  CROSS JOIN subject s ON s.subject_id = p.subject_id
  CROSS JOIN record r ON r.record_id = p.record_id
  LEFT JOIN taken t ON t.batch_id = r.batch_id
  LEFT JOIN looked k ON k.kind = p.kind) x
 WHERE (:kind IS NULL OR x.kind = :kind)
   AND (:seen IS NULL OR x.seen = :seen)

-- name: report.paper.sums
-- Whether a paper was seen depends on the file it came in. Grouping the sums of notices by file would sort them: the three answers
-- are added up one after the other, the first two only where some file has them.
WITH taken AS (SELECT json_extract(e.body, '$.batch') AS batch_id, max(e.event_id) AS event_id FROM event e
                WHERE e.subject_id IS NULL AND e.type = 'import.accepted' GROUP BY 1),
     ran AS (SELECT json_extract(e.body, '$.run') AS run_id, max(e.event_id) AS event_id FROM event e
              WHERE e.subject_id IS NULL AND e.type = 'check.run' GROUP BY 1),
     latest AS (SELECT k.rule,
                       CASE WHEN k.rule GLOB 'fee-*' OR k.rule IN ('arrears-collected', 'levy-after-reform') THEN 'notice' WHEN k.rule GLOB 'school-*' THEN 'school-charge'
                            WHEN k.rule GLOB 'press-*' THEN 'subscription' END AS kind,
                       (SELECT max(x.run_id) FROM run_rule x WHERE x.rule = k.rule AND x.verdict <> 'not-checked') AS run_id
                  FROM run_rule k WHERE k.run_id = (SELECT max(m.run_id) FROM run m)),
     looked AS (SELECT l.kind,
                       min(CASE WHEN k.verdict IS NULL OR k.verdict = 'error' THEN 0 ELSE n.event_id END) AS first_event,
                       max(CASE WHEN k.verdict <> 'error' THEN n.event_id END) AS last_event
                  FROM latest l
                  LEFT JOIN run_rule k ON k.run_id = l.run_id AND k.rule = l.rule
                  LEFT JOIN ran n ON n.run_id = l.run_id
                 GROUP BY l.kind),
     files AS MATERIALIZED (
        SELECT b.batch_id, CASE WHEN k.last_event IS NULL OR coalesce(t.event_id, 0) > k.last_event THEN 'none'
                                WHEN k.first_event = 0 OR coalesce(t.event_id, 0) > k.first_event THEN 'part' ELSE 'all' END AS seen
          FROM batch b
          LEFT JOIN taken t ON t.batch_id = b.batch_id
          LEFT JOIN looked k ON k.kind = 'notice'),
     counted AS (
        SELECT 'school-charge' AS kind, r.batch_id, count(*) AS papers, sum(c.total_fen) AS fen
          FROM v_school_charge c CROSS JOIN record r ON r.record_id = c.record_id
         WHERE c.charged_on BETWEEN :from AND :until
         GROUP BY r.batch_id
        UNION ALL
        SELECT 'subscription', r.batch_id, count(*), sum(p.total_fen)
          FROM v_subscription p CROSS JOIN record r ON r.record_id = p.record_id
         WHERE coalesce((SELECT max(l.subscribed_on) FROM subscription_line l WHERE l.record_id = p.record_id),
                        p.year || '-01-01') BETWEEN :from AND :until
         GROUP BY r.batch_id)
SELECT 'notice' AS kind, 'none' AS seen, sum(n.notices) AS rows, sum(n.notices) AS number, sum(n.total_fen) AS fen
  FROM (SELECT 1 FROM files f WHERE f.seen = 'none' LIMIT 1)
  CROSS JOIN notice_day n
 WHERE n.charged_on BETWEEN :from AND :until AND n.batch_id IN (SELECT f.batch_id FROM files f WHERE f.seen = 'none')
UNION ALL
SELECT 'notice', 'part', sum(n.notices), sum(n.notices), sum(n.total_fen)
  FROM (SELECT 1 FROM files f WHERE f.seen = 'part' LIMIT 1)
  CROSS JOIN notice_day n
 WHERE n.charged_on BETWEEN :from AND :until AND n.batch_id IN (SELECT f.batch_id FROM files f WHERE f.seen = 'part')
UNION ALL
SELECT 'notice', 'all', sum(n.notices), sum(n.notices), sum(n.total_fen)
  FROM notice_day n
 WHERE n.charged_on BETWEEN :from AND :until
   AND (NOT EXISTS (SELECT 1 FROM files f WHERE f.seen <> 'all') OR n.batch_id IN (SELECT f.batch_id FROM files f WHERE f.seen = 'all'))
UNION ALL
SELECT p.kind,
       CASE WHEN k.last_event IS NULL OR coalesce(t.event_id, 0) > k.last_event THEN 'none'
            WHEN k.first_event = 0 OR coalesce(t.event_id, 0) > k.first_event THEN 'part' ELSE 'all' END,
       p.papers, p.papers, p.fen
  FROM counted p
  LEFT JOIN taken t ON t.batch_id = p.batch_id
  LEFT JOIN looked k ON k.kind = p.kind

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
-- whose cards were with the township by the end of the period, :with late the others, :with issued those that handed them
-- out by then, :with over those that report more cards than the register has households (one of the two is wrong).
SELECT 'card-issue:' || s.key AS ref, coalesce(t.name, '') || d.name AS label,
       CASE :measure WHEN 'issued' THEN CASE WHEN c.issued_on <= :until THEN c.issued ELSE 0 END
                     WHEN 'households' THEN coalesce(d.households, 0) ELSE 1 END AS number,
       NULL AS fen, t.code AS township, t.name AS township_name
  FROM v_card_issue c
  JOIN subject s ON s.subject_id = c.subject_id
  JOIN v_division d ON d.division_id = c.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE c.year = :year
   AND (:with IS NULL OR (:with = 'township' AND c.delivered_on <= :until) OR (:with = 'late' AND c.delivered_on > :until)
        OR (:with = 'issued' AND c.issued_on <= :until)
        OR (:with = 'over' AND c.issued_on <= :until AND c.issued > coalesce(d.households, 0)))
   AND (:township IS NULL OR coalesce(t.code, '') = :township)
 ORDER BY c.subject_id

-- name: report.card-missing
-- Villages of the register of which no card issue of the year is recorded.
SELECT 'division:' || d.code AS ref, d.name AS label, 1 AS number, NULL AS fen
  FROM v_division d
 WHERE d.level = 'village'
   AND NOT EXISTS (SELECT 1 FROM v_card_issue c WHERE c.division_id = d.division_id AND c.year = :year)
 ORDER BY d.code

-- name: report.card-short
-- Households of each village that had not got their card of the year by the end of the period.
SELECT 'division:' || d.code AS ref, d.name AS label, d.households - coalesce(c.issued, 0) AS number, NULL AS fen
  FROM v_division d
  LEFT JOIN v_card_issue c ON c.division_id = d.division_id AND c.year = :year AND c.issued_on <= :until
 WHERE d.level = 'village' AND d.households > coalesce(c.issued, 0)
 ORDER BY d.code

-- name: report.proposal
-- Projects by villagers' vote decided in the period, one a row. :outcome passed, rejected or pending; :purpose; the money is what was
-- collected, with :measure spent what was spent of it, with gifts what was given.
SELECT 'proposal:' || p.key AS ref, coalesce(t.name, '') || d.name || ' ' || p.name AS label, 1 AS number,
       CASE :measure WHEN 'spent' THEN (SELECT coalesce(sum(l.amount_fen), 0) FROM proposal_spending l WHERE l.record_id = p.record_id)
                     WHEN 'gifts' THEN (SELECT coalesce(sum(l.amount_fen), 0) FROM proposal_gift l WHERE l.record_id = p.record_id)
                     ELSE p.collected_fen END AS fen,
       p.purpose, t.code AS township, t.name AS township_name
  FROM v_proposal p
  JOIN v_division d ON d.division_id = p.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE p.decided_on BETWEEN :from AND :until
   AND (:outcome IS NULL OR p.outcome = :outcome) AND (:purpose IS NULL OR p.purpose = :purpose)
   AND (:township IS NULL OR coalesce(t.code, '') = :township)
 ORDER BY p.subject_id

-- name: report.petition
-- Petitions received in the period, one a row, as they stood at the end of the period; :carried 1 instead those received
-- before it that were not replied to or closed when it began, or were reopened since. :class direct (letter, call, visit:
-- 来信来电来访), congress or other; :major 1 those that are major cases; :status registered, not-accepted, forwarded,
-- in-hand, concluded, replied, withdrawn, merged or closed; :ended 1 those replied to, withdrawn, merged or closed; :concluded 1 those investigated to a result;
-- :done 1 those investigated, replied to or closed; :limited 1 those whose time limit is known; :way how those that were not
-- investigated to a result ended: explained, forwarded, refused, withdrawn or merged; :timing late, on-time, running, overdue, unaccepted, skipped
-- (forwarded, refused, withdrawn, merged or ended without acceptance: no limit is counted) or no-limit (none in the rule book for the day), after
-- the rule book's petition.handle on the day of acceptance or reopening (信访条例 2005 第三十三条: 60 days) and the
-- extensions. What was reopened
-- after the period is read from the events, for petition_case has forgotten how it stood before.
WITH taken AS (
    SELECT c.subject_id, max(c.accepted_on, coalesce(CASE WHEN c.reopened_on <= :until THEN c.reopened_on END, '')) AS accepted_on,
           CASE WHEN c.reopened_on > :until THEN 1 ELSE 0 END AS later,
           c.concluded_on, c.result, c.replied_on, c.closed_on
      FROM petition_case c
), k AS (
    SELECT t.*, coalesce((SELECT sum(CAST(e.body ->> '$.fields.days' AS INTEGER)) FROM event e
                           WHERE e.subject_id = t.subject_id AND e.type = 'petition.extend'
                             AND e.day BETWEEN t.accepted_on AND :until), 0) AS extended
      FROM taken t
), past AS (
    SELECT k.subject_id, k.accepted_on, k.extended, k.concluded_on, k.result, k.replied_on, k.closed_on FROM k WHERE k.later = 0
    UNION ALL
    SELECT k.subject_id, k.accepted_on, k.extended,
           max(e.day) FILTER (WHERE e.type = 'petition.conclude'),
           (SELECT json_extract(x.body, '$.fields.result') FROM event x
             WHERE x.subject_id = k.subject_id AND x.type = 'petition.conclude' AND x.day <= :until ORDER BY x.event_id DESC LIMIT 1),
           max(e.day) FILTER (WHERE e.type = 'petition.reply'), max(e.day) FILTER (WHERE e.type = 'petition.close')
      FROM k JOIN event e ON e.subject_id = k.subject_id AND e.day <= :until
       AND e.event_id > coalesce((SELECT max(x.event_id) FROM event x WHERE x.subject_id = k.subject_id
                                     AND x.type IN ('petition.reopen', 'petition.review-return', 'petition.second-return')
                                     AND x.day <= :until), 0)
     WHERE k.later = 1
     GROUP BY k.subject_id
)
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
            WHEN k.concluded_on <= :until THEN 'concluded' WHEN w.type = 'petition.withdraw' THEN 'withdrawn'
            WHEN w.type = 'petition.merge' THEN 'merged' WHEN w.type = 'petition.refuse' THEN 'not-accepted'
            WHEN w.type = 'petition.forward' THEN 'forwarded' WHEN k.accepted_on <= :until THEN 'in-hand' ELSE 'registered' END AS status,
       CASE WHEN k.closed_on <= :until OR k.replied_on <= :until OR w.type IN ('petition.withdraw', 'petition.merge')
            THEN '1' ELSE '0' END AS ended,
       CASE WHEN k.concluded_on <= :until THEN k.result END AS result,
       coalesce(k.concluded_on, k.replied_on, k.closed_on) <= :until AS done,
       CASE WHEN k.concluded_on <= :until THEN NULL
            WHEN w.type = 'petition.withdraw' THEN 'withdrawn' WHEN w.type = 'petition.merge' THEN 'merged'
            WHEN coalesce(k.closed_on <= :until, 0) = 0 AND coalesce(k.replied_on <= :until, 0) = 0 THEN NULL
            WHEN w.type = 'petition.refuse' THEN 'refused' WHEN w.type = 'petition.forward' THEN 'forwarded'
            ELSE 'explained' END AS way,
       CASE WHEN w.type IN ('petition.refuse', 'petition.forward', 'petition.withdraw', 'petition.merge') THEN 'skipped'
            WHEN coalesce(k.accepted_on <= :until, 0) = 0
            THEN CASE WHEN k.closed_on <= :until OR k.replied_on <= :until THEN 'skipped' ELSE 'unaccepted' END
            WHEN h.number IS NULL THEN 'no-limit'
            WHEN coalesce(k.concluded_on, k.replied_on, k.closed_on) <= :until
            THEN CASE WHEN coalesce(k.concluded_on, k.replied_on, k.closed_on) <= add_days(k.accepted_on, h.number + k.extended)
                      THEN 'on-time' ELSE 'late' END
            WHEN :until <= add_days(k.accepted_on, h.number + k.extended) THEN 'running' ELSE 'overdue' END AS timing
  FROM v_petition p
  LEFT JOIN past k ON k.subject_id = p.subject_id
  LEFT JOIN event w ON w.event_id = (
       SELECT max(e.event_id) FROM event e
        WHERE e.subject_id = p.subject_id AND e.day <= :until
          AND e.type IN ('petition.accept', 'petition.reopen', 'petition.refuse', 'petition.forward', 'petition.object',
                         'petition.review-return', 'petition.second-return', 'petition.withdraw', 'petition.merge'))
  LEFT JOIN v_division d ON d.division_id = p.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN v_unit u ON u.unit_id = p.unit_id
  LEFT JOIN standard h ON h.record_id = (
       SELECT st.record_id FROM v_standard st JOIN v_item i ON i.item_id = st.item_id
        WHERE i.code = 'petition.handle' AND st.ruling = 'deadline' AND st.valid_from <= k.accepted_on
          AND coalesce(st.valid_until, '9999-12-31') >= k.accepted_on
        ORDER BY st.valid_from DESC, st.record_id LIMIT 1)
 WHERE CASE WHEN :carried = '1'
            THEN p.received_on < :from AND coalesce(k.closed_on < :from, 0) = 0 AND coalesce(k.replied_on < :from, 0) = 0
            ELSE p.received_on BETWEEN :from AND :until END) x
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
   AND (:limited IS NULL OR (x.timing NOT IN ('no-limit', 'unaccepted', 'skipped')) = CAST(:limited AS INTEGER))
   AND (:way IS NULL OR x.way = :way)
 ORDER BY x.petition

-- name: report.refund
-- Refund orders given in the period, with what was due and what was paid by its end. :carried 1 instead the orders given
-- before the period on which money was still due when it began. :measure due, paid, paid-now (in the period) or rest (money),
-- payees or paid-payees (counts). :rest 1 only orders that are not paid in full, :overdue 1 only those past their last day
-- and not paid in full; :unit of the debtor. What nobody could receive and went its lawful way is no rest.
SELECT x.* FROM (
SELECT 'refund:' || o.number AS ref, coalesce(u.name, '') || ' ' || o.ordered_on AS label,
       CASE :measure WHEN 'payees' THEN q.payees
                     WHEN 'paid-payees' THEN (SELECT count(*) FROM (SELECT y.payee FROM refund_payment y
                                               WHERE y.order_id = o.subject_id AND y.paid_on <= :until
                                               GROUP BY y.payee HAVING sum(y.amount_fen) > 0 OR sum(y.days_milli) > 0))
                     ELSE 1 END AS number,
       CASE :measure WHEN 'paid' THEN q.paid_fen WHEN 'paid-now' THEN q.paid_fen - q.before_fen
                     WHEN 'rest' THEN q.due_fen - q.paid_fen - q.remainder_fen ELSE q.due_fen END AS fen,
       o.number AS refund, o.ordered_on, o.deadline, o.basis, u.code AS unit, u.name AS unit_name, p.number AS petition,
       q.payees, q.due_fen, q.paid_fen, q.due_fen - q.paid_fen - q.remainder_fen AS rest_fen, q.last_paid_on
  FROM refund_order o
  JOIN (SELECT r.subject_id,
               (SELECT count(*) FROM refund_payee e WHERE e.order_id = r.subject_id) AS payees,
               (SELECT coalesce(sum(e.due_fen), 0) FROM refund_payee e WHERE e.order_id = r.subject_id) AS due_fen,
               (SELECT coalesce(sum(y.amount_fen), 0) FROM refund_payment y
                 WHERE y.order_id = r.subject_id AND y.paid_on <= :until) AS paid_fen,
               (SELECT coalesce(sum(y.amount_fen), 0) FROM refund_payment y
                 WHERE y.order_id = r.subject_id AND y.paid_on < :from) AS before_fen,
               (SELECT coalesce(sum(z.amount_fen), 0) FROM refund_remainder z
                 WHERE z.order_id = r.subject_id AND z.given_on <= :until) AS remainder_fen,
               (SELECT coalesce(sum(z.amount_fen), 0) FROM refund_remainder z
                 WHERE z.order_id = r.subject_id AND z.given_on < :from) AS remainder_before_fen,
               (SELECT max(y.paid_on) FROM refund_payment y WHERE y.order_id = r.subject_id AND y.paid_on <= :until) AS last_paid_on
          FROM refund_order r) q ON q.subject_id = o.subject_id
  LEFT JOIN v_unit u ON u.unit_id = o.unit_id
  LEFT JOIN v_petition p ON p.subject_id = o.petition_id
 WHERE CASE WHEN :carried = '1' THEN o.ordered_on < :from AND q.due_fen > q.before_fen + q.remainder_before_fen
            ELSE o.ordered_on BETWEEN :from AND :until END) x
 WHERE (:unit IS NULL OR x.unit = :unit)
   AND (:rest IS NULL OR (x.rest_fen > 0) = CAST(:rest AS INTEGER))
   AND (:overdue IS NULL OR (x.rest_fen > 0 AND x.deadline < :until) = CAST(:overdue AS INTEGER))
 ORDER BY x.refund

-- name: report.refund-withdrawn
-- Orders given in the period and taken back before anything was paid on them.
SELECT coalesce('case:' || p.number, 'unit:' || u.code) AS ref, coalesce(u.name, '') || ' ' || o.ordered_on AS label, 1 AS number,
       o.due_fen AS fen
  FROM refund_withdrawn o
  LEFT JOIN v_unit u ON u.unit_id = o.unit_id
  LEFT JOIN v_petition p ON p.subject_id = o.petition_id
 WHERE o.ordered_on BETWEEN :from AND :until
 ORDER BY o.number

-- name: report.finding
-- Findings about charges of the period that stand (open, confirmed, rectified), one a row; :settled 1 instead those that
-- people dismissed or waived. A finding belongs to the day of its charge, one without a day to that of its check. :ordered 1:
-- the unit was ordered to refund on that day or later, by the end of the period (no paper links the two more closely). :kind of the subject (notice, school-charge,
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
           WHEN 'notice' THEN coalesce((SELECT l.line FROM notice_item l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           WHEN 'school-charge' THEN coalesce((SELECT l.line FROM school_charge_line l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           WHEN 'subscription' THEN coalesce((SELECT l.line FROM subscription_line l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           WHEN 'proposal' THEN coalesce((SELECT l.line FROM v_proposal_part l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           WHEN 'village-account' THEN coalesce((SELECT l.line FROM village_account_entry l WHERE l.record_id = r.record_id AND l.part = f.part), r.line)
           ELSE r.line END, '') AS source,
       CASE WHEN s.kind = 'subscription'
            THEN EXISTS (SELECT 1 FROM subscription_line l WHERE l.record_id = r.record_id
                                                              AND (l.mode <> 'own' OR l.funds IN ('farmers', 'pupils')))
            ELSE 0 END AS behalf,
       EXISTS (SELECT 1 FROM refund_order o
                WHERE o.unit_id = f.unit_id AND o.ordered_on >= coalesce(f.charged_on, '') AND o.ordered_on <= :until) AS ordered
  FROM finding f
  JOIN run n ON n.run_id = f.last_run
  JOIN subject s ON s.subject_id = f.subject_id
  LEFT JOIN record r ON r.record_id = coalesce(f.found_record, s.record_id)
  LEFT JOIN batch b ON b.batch_id = r.batch_id
  LEFT JOIN v_division d ON d.division_id = f.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN v_unit u ON u.unit_id = f.unit_id
  LEFT JOIN standard st ON st.record_id = f.standard_id
  LEFT JOIN v_document doc ON doc.document_id = st.document_id
 WHERE CASE WHEN :settled = '1' THEN f.state IN ('dismissed', 'waived')
            ELSE f.state IN ('open', 'confirmed', 'rectified') END
   AND coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until) x
 WHERE (:rule IS NULL OR x.rule = :rule)
   AND (:kind IS NULL OR x.kind = :kind)
   AND (:severity IS NULL OR x.severity = :severity)
   AND (:state IS NULL OR x.state = :state)
   AND (:township IS NULL OR x.township = :township)
   AND (:unit IS NULL OR x.unit = :unit)
   AND (:mark IS NULL OR x.mark = :mark)
   AND (:behalf IS NULL OR x.behalf = CAST(:behalf AS INTEGER))
   AND (:ordered IS NULL OR x.ordered = CAST(:ordered AS INTEGER))
 ORDER BY x.rule, x.charged_on, x.finding_id

-- name: report.finding.sums
-- The same findings by all that they can be narrowed by but the unit. A version of a rule looks at one kind of papers, and there are few
-- divisions: both are looked up once, not again for each finding.
WITH looked_at AS MATERIALIZED (
         SELECT x.rule, x.rule_digest, s.kind
           FROM (SELECT g.rule, g.rule_digest, min(g.subject_id) AS subject_id FROM finding g GROUP BY 1, 2) x
           JOIN subject s ON s.subject_id = x.subject_id),
     place AS MATERIALIZED (
         SELECT d.division_id, t.code AS township FROM v_division d JOIN v_division t ON t.division_id = d.township_id)
SELECT count(*) AS rows, count(*) AS number, sum(x.fen) AS fen,
       x.rule, x.kind, x.severity, x.state, x.township, x.mark, x.behalf, x.ordered
  FROM (
SELECT CASE :measure WHEN 'charged' THEN f.charged_fen WHEN 'allowed' THEN f.allowed_fen ELSE f.excess_fen END AS fen,
       f.rule, k.kind, f.severity, f.state, coalesce(p.township, '') AS township,
       CASE WHEN st.demonstration = 1 THEN 'demonstration' WHEN st.certainty IN ('secondary', 'unverified') THEN st.certainty
            WHEN st.record_id IS NOT NULL THEN 'original' ELSE '' END AS mark,
       CASE WHEN k.kind = 'subscription'
            THEN EXISTS (SELECT 1 FROM subject s JOIN subscription_line l ON l.record_id = coalesce(f.found_record, s.record_id)
                          WHERE s.subject_id = f.subject_id AND (l.mode <> 'own' OR l.funds IN ('farmers', 'pupils')))
            ELSE 0 END AS behalf,
       EXISTS (SELECT 1 FROM refund_order o
                WHERE o.unit_id = f.unit_id AND o.ordered_on >= coalesce(f.charged_on, '') AND o.ordered_on <= :until) AS ordered
  FROM finding f
  JOIN run n ON n.run_id = f.last_run
  JOIN looked_at k ON k.rule = f.rule AND k.rule_digest = f.rule_digest
  LEFT JOIN place p ON p.division_id = f.division_id
  LEFT JOIN standard st ON st.record_id = f.standard_id
 WHERE CASE WHEN :settled = '1' THEN f.state IN ('dismissed', 'waived')
            ELSE f.state IN ('open', 'confirmed', 'rectified') END
   AND coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until) x
 GROUP BY x.rule, x.kind, x.severity, x.state, x.township, x.mark, x.behalf, x.ordered

-- name: report.coverage
-- The rules of the last check, one a row, each with the verdict of the last check in which it was run: a check may run some
-- rules only. :measure population, passed, failed or undecided, else the rules are counted. :kind of the papers that the rule
-- looks at; :ran 1 the rules that were ever run; :looked 1 those that had something to look at; :earlier 1 those whose verdict
-- comes from a check before the last one.
SELECT x.* FROM (
SELECT 'rule:' || k.rule AS ref, k.rule AS label,
       CASE :measure WHEN 'population' THEN k.population WHEN 'passed' THEN k.passed WHEN 'failed' THEN k.failed
                     WHEN 'undecided' THEN k.undecided ELSE 1 END AS number,
       NULL AS fen, k.rule, k.verdict, k.population, k.passed, k.failed, k.undecided, k.run_id,
       CASE WHEN k.verdict <> 'not-checked' THEN r.audit_day END AS checked_on,
       CASE WHEN k.rule GLOB 'fee-*' OR k.rule IN ('arrears-collected', 'levy-after-reform') THEN 'notice' WHEN k.rule GLOB 'school-*' THEN 'school-charge'
            WHEN k.rule GLOB 'press-*' THEN 'subscription' END AS kind
  FROM run_rule l
  JOIN run_rule k ON k.rule = l.rule AND k.run_id = coalesce(
       (SELECT max(x.run_id) FROM run_rule x WHERE x.rule = l.rule AND x.verdict <> 'not-checked'), l.run_id)
  JOIN run r ON r.run_id = k.run_id
 WHERE l.run_id = (SELECT max(m.run_id) FROM run m)) x
 WHERE (:verdict IS NULL OR x.verdict = :verdict)
   AND (:rule IS NULL OR x.rule = :rule)
   AND (:kind IS NULL OR x.kind = :kind)
   AND (:ran IS NULL OR (x.verdict <> 'not-checked') = CAST(:ran AS INTEGER))
   AND (:looked IS NULL OR (x.verdict IN ('pass', 'fail', 'undecided')) = CAST(:looked AS INTEGER))
   AND (:earlier IS NULL OR (x.run_id < (SELECT max(m.run_id) FROM run m)) = CAST(:earlier AS INTEGER))
 ORDER BY x.rule

-- name: report.undecided
-- What each rule could not decide in the last check in which it was run, and why.
SELECT 'rule:' || w.rule AS ref, w.reason AS label, w.subjects AS number, NULL AS fen, w.rule, w.reason, w.subjects
  FROM run_rule l
  JOIN run_reason w ON w.rule = l.rule AND w.run_id =
       (SELECT max(x.run_id) FROM run_rule x WHERE x.rule = l.rule AND x.verdict <> 'not-checked')
 WHERE l.run_id = (SELECT max(m.run_id) FROM run m)
 ORDER BY w.rule, w.reason

-- name: report.run
SELECT 'run:' || r.run_id AS ref, r.audit_day AS label, 1 AS number, NULL AS fen
  FROM run r WHERE r.run_id = (SELECT max(run_id) FROM run)

-- name: report.batch
-- Files that were taken in, one a row. :state refused: instead files refused and not taken in since (same SHA-256), each once;
-- partial: those with records set aside of which no later file brought the same number. :measure records: records stored or
-- superseding; aside: records still set aside. :after 1 those taken in after the last check of some rule, which therefore has
-- not seen them.
WITH aside AS (SELECT q.batch_id, count(*) AS records
                 FROM quarantine q
                 JOIN batch b ON b.batch_id = q.batch_id
                WHERE NOT EXISTS (SELECT 1 FROM subject s CROSS JOIN record r ON r.record_id = s.record_id
                                   WHERE s.kind IN (b.kind, 'division', 'unit', 'household', 'document', 'item', 'standard')
                                     AND (s.kind = b.kind OR b.kind IN ('register', 'rulebook'))
                                     AND s.key = q.record_key AND r.batch_id > q.batch_id)
                  AND NOT EXISTS (SELECT 1 FROM batch a WHERE a.sha256 = b.sha256 AND a.state = 'accepted')
                GROUP BY q.batch_id)
SELECT 'batch:' || b.batch_id AS ref, b.file_name AS label,
       CASE :measure WHEN 'records' THEN b.stored_count + b.superseding_count WHEN 'aside' THEN a.records ELSE 1 END AS number,
       NULL AS fen,
       b.batch_id, b.file_name, b.kind, b.source_unit, b.read_count, b.stored_count + b.superseding_count AS records,
       b.quarantined_count, b.sum_fen, b.sha256
  FROM batch b
  LEFT JOIN aside a ON a.batch_id = b.batch_id
 WHERE CASE :state
            WHEN 'refused' THEN b.state = 'refused'
                 AND NOT EXISTS (SELECT 1 FROM batch o WHERE o.sha256 = b.sha256 AND (o.state <> 'refused' OR o.batch_id > b.batch_id))
            WHEN 'partial' THEN b.state = 'partial' AND a.records > 0
            ELSE b.state <> 'refused' END
   AND (:after IS NULL OR b.batch_id IN (
        SELECT json_extract(e.body, '$.batch') FROM event e
         WHERE e.subject_id IS NULL AND e.type GLOB 'import.*' AND e.event_id > coalesce((
               SELECT min(c.event_id) FROM event c
                WHERE c.subject_id IS NULL AND c.type = 'check.run' AND json_extract(c.body, '$.run') IN (
                      SELECT (SELECT max(x.run_id) FROM run_rule x WHERE x.rule = l.rule AND x.verdict <> 'not-checked')
                        FROM run_rule l WHERE l.run_id = (SELECT max(m.run_id) FROM run m))), 0)))
 ORDER BY b.batch_id

-- name: report.absent
-- Systems of the county section of which this database has no records for the period: nothing was checked there. The
-- systems that the program has no records of at all yet come from the word list.
WITH noticed AS MATERIALIZED (SELECT 1 FROM notice_day WHERE charged_on BETWEEN :from AND :until LIMIT 1)
SELECT 'system:' || v.system AS ref, v.system AS label, 1 AS number, NULL AS fen, v.system
  FROM (SELECT 1 AS place, 'arrears' AS system,
               -- the program keeps no register of arrears, but a rule looks for their collection in the notices
               (SELECT count(*) FROM noticed)
                 * (SELECT count(*) FROM run_rule k WHERE k.rule = 'arrears-collected' AND k.verdict IN ('pass', 'fail', 'undecided')) AS records
        UNION ALL SELECT 2, 'levy-refund', 0
        UNION ALL SELECT 3, 'transfer', 0
        UNION ALL SELECT 4, 'publicity', (SELECT count(*) FROM (SELECT 1 FROM v_publicity WHERE held_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 5, 'boards', (SELECT count(*) FROM (SELECT 1 FROM v_board WHERE seen_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 6, 'votes', (SELECT count(*) FROM (SELECT 1 FROM v_proposal WHERE decided_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 7, 'inspections', 0
        UNION ALL SELECT 8, 'notices', (SELECT count(*) FROM noticed)
        UNION ALL SELECT 9, 'school-charges', (SELECT count(*) FROM (SELECT 1 FROM v_school_charge WHERE charged_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 10, 'subscriptions', (SELECT count(*) FROM (SELECT 1 FROM v_subscription WHERE year = :year LIMIT 1))
        UNION ALL SELECT 11, 'cards', (SELECT count(*) FROM (SELECT 1 FROM v_card_issue WHERE year = :year LIMIT 1))
        UNION ALL SELECT 12, 'petitions', (SELECT count(*) FROM (SELECT 1 FROM v_petition p
               LEFT JOIN petition_case k ON k.subject_id = p.subject_id
              WHERE p.received_on <= :until
                AND (p.received_on >= :from OR (coalesce(k.closed_on < :from, 0) = 0 AND coalesce(k.replied_on < :from, 0) = 0))
              LIMIT 1))) v
 WHERE v.records = 0
 ORDER BY v.place
