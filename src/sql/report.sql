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
SELECT d.name AS county, d.demonstration AS mark FROM v_division d WHERE d.level = 'county' ORDER BY d.code LIMIT 1

-- name: report.last-run
SELECT r.run_id AS run, r.audit_day AS "audit-day", r.book FROM run r ORDER BY r.run_id DESC LIMIT 1

-- name: report.subject-unit
-- What a report about one unit says at its head.
SELECT u.code, u.name, CASE WHEN d.level = 'village' THEN coalesce(d.parent_name, '') ELSE '' END || d.name AS place
  FROM v_unit u LEFT JOIN v_division d ON d.division_id = u.division_id
 WHERE u.code = :code

-- name: report.subject-township
SELECT d.code, d.name, d.name AS place FROM v_division d WHERE d.code = :code AND d.level = 'township'

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
-- What schools charged in the period, one paper a row. :measure pupils counts the pupils charged (of each grade the component that
-- most were charged, in all its groups, so that a pupil counts once).
SELECT 'school-charge:' || s.key AS ref, coalesce(u.name, '') || ' ' || c.term || ' ' || c.charged_on AS label,
       CASE :measure
            WHEN 'pupils' THEN (SELECT coalesce(sum(g.pupils), 0)
                                  FROM (SELECT max(n.pupils) AS pupils
                                          FROM (SELECT l.grade, sum(l.pupils) AS pupils FROM school_charge_line l
                                                 WHERE l.record_id = c.record_id GROUP BY l.grade, l.name_term) n
                                         GROUP BY n.grade) g)
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
        OR (:with = 'issued' AND c.issued_on <= :until AND c.issued > 0)
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
-- collected, with :measure spent what was spent of it, with gifts what was given; with days the labour days voted are counted instead.
SELECT 'proposal:' || p.key AS ref, coalesce(t.name, '') || d.name || ' ' || p.name AS label,
       CASE :measure WHEN 'days' THEN (p.days_milli * p.labourers + 500) / 1000 ELSE 1 END AS number,
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

-- name: report.clear-handling
DELETE FROM report_handling

-- name: report.handling-known
SELECT 1 FROM report_handling WHERE from_on = :from AND until_on = :until AND petition_id = 0

-- name: report.add-handling
INSERT INTO report_handling (from_on, until_on, petition_id, state) VALUES (:from, :until, :petition, :state)

-- name: report.petition
-- Petitions received in the period, one a row, as they stood at the end of the period; :carried 1 instead those received
-- before it that had not ended when it began, or were reopened since. :class direct (letter, call, visit:
-- 来信来电来访), congress or other; :major 1 those that are major cases; :status registered, not-accepted, forwarded,
-- in-hand, concluded, replied, withdrawn, merged or closed; :ended 1 those replied to, withdrawn, merged or closed; :concluded 1 those investigated to a result;
-- :done 1 those investigated, replied to or closed; :limited 1 those whose time limit is known; :way how those that were not
-- investigated to a result ended: explained, forwarded, refused, withdrawn or merged; :timing late, on-time, running, overdue, unaccepted, skipped
-- (forwarded, refused, withdrawn, merged or ended without acceptance: no limit is counted) or no-limit (none in the rule book for the day, or
-- no calendar), as casework counts it (report_handling). All is read from the events up to the end of the period, for petition_case
-- knows only how a case stands now.
WITH taken AS (
    SELECT q.subject_id
      FROM v_petition q JOIN petition_case c ON c.subject_id = q.subject_id
     WHERE coalesce(:carried, '') <> '1' AND q.received_on BETWEEN :from AND :until
    UNION ALL -- what ended before the period and lies still since is left out at once
    SELECT q.subject_id
      FROM petition_case c CROSS JOIN v_petition q ON q.subject_id = c.subject_id
     WHERE :carried = '1' AND q.received_on < :from AND coalesce(c.closed_on, :from) >= :from
       AND (c.state NOT IN ('replied', 'withdrawn', 'merged')
            OR (SELECT l.day FROM event l WHERE l.event_id = c.last_event) >= :from)
), round AS ( -- begins when the case was last taken up anew
    SELECT t.subject_id, coalesce((SELECT max(e.event_id) FROM event e
                                    WHERE e.subject_id = t.subject_id AND e.day <= :until
                                      AND e.type IN ('petition.reopen', 'petition.review-return', 'petition.second-return')), 0) AS begun
      FROM taken t
), past AS (
    SELECT r.subject_id,
           max(e.event_id) FILTER (WHERE e.type = 'petition.conclude') AS concluded,
           coalesce(max(e.event_id) FILTER (WHERE e.type = 'petition.investigate'), 0) AS investigated,
           max(e.type = 'petition.reply') AS replied,
           max(e.event_id) FILTER (WHERE e.type = 'petition.close') AS closed,
           coalesce(max(e.event_id) FILTER (WHERE e.type IN ('petition.review', 'petition.second-review')), 0) AS asked,
           min(e.day) FILTER (WHERE e.type IN ('petition.reply', 'petition.close', 'petition.withdraw', 'petition.merge')) AS ended_on,
           max(e.event_id) FILTER (WHERE e.type IN ('petition.accept', 'petition.reopen', 'petition.refuse', 'petition.forward',
               'petition.object', 'petition.review-return', 'petition.second-return', 'petition.withdraw', 'petition.merge')) AS way
      FROM round r CROSS JOIN event e ON e.subject_id = r.subject_id AND e.event_id >= r.begun AND e.day <= :until
     GROUP BY r.subject_id
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
       CASE WHEN k.closed > k.asked THEN 'closed' WHEN k.replied THEN 'replied' WHEN c.event_id IS NOT NULL THEN 'concluded'
            WHEN w.type = 'petition.withdraw' THEN 'withdrawn' WHEN w.type = 'petition.merge' THEN 'merged'
            WHEN w.type = 'petition.refuse' THEN 'not-accepted' WHEN w.type = 'petition.forward' THEN 'forwarded'
            WHEN h.state IS NOT NULL THEN 'in-hand' ELSE 'registered' END AS status,
       CASE WHEN k.ended_on IS NULL THEN '0' ELSE '1' END AS ended,
       c.body ->> '$.fields.result' AS result,
       c.event_id IS NOT NULL OR k.replied OR k.closed IS NOT NULL AS done,
       CASE WHEN c.event_id IS NOT NULL THEN NULL
            WHEN w.type = 'petition.withdraw' THEN 'withdrawn' WHEN w.type = 'petition.merge' THEN 'merged'
            WHEN k.ended_on IS NULL THEN NULL
            WHEN w.type = 'petition.refuse' THEN 'refused' WHEN w.type = 'petition.forward' THEN 'forwarded'
            ELSE 'explained' END AS way,
       CASE WHEN w.type IN ('petition.refuse', 'petition.forward', 'petition.withdraw', 'petition.merge') OR h.state = 'void' THEN 'skipped'
            WHEN h.state IS NULL THEN CASE WHEN k.ended_on IS NULL THEN 'unaccepted' ELSE 'skipped' END
            WHEN h.state = 'unknown' THEN 'no-limit' WHEN h.state = 'met' THEN 'on-time' ELSE h.state END AS timing
  FROM past k
  CROSS JOIN v_petition p ON p.subject_id = k.subject_id
  LEFT JOIN event c ON c.event_id = k.concluded AND k.concluded > k.investigated
  LEFT JOIN event w ON w.event_id = k.way
  LEFT JOIN report_handling h ON h.from_on = :from AND h.until_on = :until AND h.petition_id = p.subject_id
  LEFT JOIN v_division d ON d.division_id = p.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN v_unit u ON u.unit_id = p.unit_id
 WHERE coalesce(:carried, '') <> '1' OR k.ended_on IS NULL OR k.ended_on >= :from) x
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
-- before the period that were not settled when it began. :measure due, paid, paid-now (in the period) or rest (money),
-- payees or paid-payees (counts). :rest 1 only orders that are not settled: money or labour days
-- are still owed; :overdue 1 only those of them past their last day; :unit of the debtor. What nobody could receive and went its lawful way is no rest.
SELECT x.* FROM (
SELECT 'refund:' || o.number AS ref, coalesce(u.name, '') || ' ' || o.ordered_on AS label,
       CASE :measure WHEN 'payees' THEN q.payees
                     WHEN 'paid-payees' THEN (SELECT count(*) FROM (SELECT y.payee FROM refund_payment y
                                               WHERE y.order_id = o.subject_id AND y.paid_on <= :until
                                               GROUP BY y.payee HAVING sum(y.amount_fen) > 0 OR sum(y.days_milli) > 0))
                     ELSE 1 END AS number,
       CASE :measure WHEN 'paid' THEN q.paid_fen WHEN 'paid-now' THEN q.paid_fen - q.before_fen
                     WHEN 'rest' THEN q.due_fen - q.paid_fen - q.remainder_fen ELSE q.due_fen END AS fen,
       o.number AS refund, o.ordered_on, q.deadline, o.basis, u.code AS unit, u.name AS unit_name, p.number AS petition,
       q.payees, q.due_fen, q.paid_fen, q.due_fen - q.paid_fen - q.remainder_fen AS rest_fen, q.last_paid_on,
       q.due_fen > q.paid_fen + q.remainder_fen OR q.due_milli > q.given_milli AS owed
  FROM refund_order o
  JOIN (SELECT r.subject_id,
               coalesce((SELECT e.body ->> '$.fields.deadline' FROM event e -- a plan may put it off
                          WHERE e.subject_id = r.subject_id AND e.type IN ('refund.order', 'refund.plan') AND e.day <= :until
                            AND e.body ->> '$.fields.deadline' IS NOT NULL
                          ORDER BY e.event_id DESC LIMIT 1), r.deadline) AS deadline,
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
               (SELECT coalesce(sum(e.due_milli), 0) FROM refund_payee e WHERE e.order_id = r.subject_id) AS due_milli,
               (SELECT coalesce(sum(y.days_milli), 0) FROM refund_payment y WHERE y.order_id = r.subject_id AND y.paid_on <= :until)
               + (SELECT coalesce(sum(z.days_milli), 0) FROM refund_remainder z WHERE z.order_id = r.subject_id AND z.given_on <= :until) AS given_milli,
               (SELECT coalesce(sum(y.days_milli), 0) FROM refund_payment y WHERE y.order_id = r.subject_id AND y.paid_on < :from)
               + (SELECT coalesce(sum(z.days_milli), 0) FROM refund_remainder z WHERE z.order_id = r.subject_id AND z.given_on < :from) AS given_before_milli,
               (SELECT max(y.paid_on) FROM refund_payment y WHERE y.order_id = r.subject_id AND y.reverses IS NULL AND y.paid_on <= :until) AS last_paid_on
          FROM refund_order r) q ON q.subject_id = o.subject_id
  LEFT JOIN v_unit u ON u.unit_id = o.unit_id
  LEFT JOIN v_petition p ON p.subject_id = o.petition_id
 WHERE CASE WHEN :carried = '1' THEN o.ordered_on < :from AND (q.due_fen > q.before_fen + q.remainder_before_fen OR q.due_milli > q.given_before_milli)
            ELSE o.ordered_on BETWEEN :from AND :until END) x
 WHERE (:unit IS NULL OR x.unit = :unit)
   AND (:rest IS NULL OR x.owed = CAST(:rest AS INTEGER))
   AND (:overdue IS NULL OR (x.owed AND x.deadline < :until) = CAST(:overdue AS INTEGER))
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
-- subscription ...); :system that the rule belongs to; :severity; :mark demonstration, secondary or unverified: the standard's mark; :behalf 1: subscriptions
-- with lines for others; :measure charged or allowed, else the excess.
SELECT x.* FROM (
SELECT 'finding:' || f.finding_id AS ref, coalesce(u.name, '') || ' ' || f.detail AS label, 1 AS number,
       CASE :measure WHEN 'charged' THEN f.charged_fen WHEN 'allowed' THEN f.allowed_fen ELSE f.excess_fen END AS fen,
       f.finding_id, f.rule, coalesce((SELECT y.system FROM v_system y WHERE y.prefix = substr(f.rule, 1, instr(f.rule, '-') - 1)), 'other') AS system,
       f.severity, f.state, s.kind, f.charged_on, f.charged_fen, f.allowed_fen, f.excess_fen, f.detail,
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
   AND (:system IS NULL OR x.system = :system)
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
         SELECT x.rule, x.rule_digest, s.kind, coalesce(y.system, 'other') AS system
           FROM (SELECT g.rule, g.rule_digest, min(g.subject_id) AS subject_id FROM finding g GROUP BY 1, 2) x
           JOIN subject s ON s.subject_id = x.subject_id
           LEFT JOIN v_system y ON y.prefix = substr(x.rule, 1, instr(x.rule, '-') - 1)),
     place AS MATERIALIZED (
         SELECT d.division_id, t.code AS township FROM v_division d JOIN v_division t ON t.division_id = d.township_id)
SELECT count(*) AS rows, count(*) AS number, sum(x.fen) AS fen,
       x.rule, x.system, x.kind, x.severity, x.state, x.township, x.mark, x.behalf, x.ordered
  FROM (
SELECT CASE :measure WHEN 'charged' THEN f.charged_fen WHEN 'allowed' THEN f.allowed_fen ELSE f.excess_fen END AS fen,
       f.rule, k.system, k.kind, f.severity, f.state, coalesce(p.township, '') AS township,
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
 GROUP BY x.rule, x.system, x.kind, x.severity, x.state, x.township, x.mark, x.behalf, x.ordered

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
            WHEN k.rule GLOB 'press-*' THEN 'subscription' END AS kind,
       coalesce((SELECT y.system FROM v_system y WHERE y.prefix = substr(k.rule, 1, instr(k.rule, '-') - 1)), 'other') AS system
  FROM run_rule l
  JOIN run_rule k ON k.rule = l.rule AND k.run_id = coalesce(
       (SELECT max(x.run_id) FROM run_rule x WHERE x.rule = l.rule AND x.verdict <> 'not-checked'), l.run_id)
  JOIN run r ON r.run_id = k.run_id
 WHERE l.run_id = (SELECT max(m.run_id) FROM run m)) x
 WHERE (:verdict IS NULL OR x.verdict = :verdict)
   AND (:rule IS NULL OR x.rule = :rule)
   AND (:kind IS NULL OR x.kind = :kind)
   AND (:system IS NULL OR x.system = :system)
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
-- Systems of the county section of which this database has no records for the period: nothing was checked there. Arrears and levies are
-- looked for in notices, too: these are records of theirs where the rule was run.
WITH noticed AS MATERIALIZED (SELECT 1 FROM notice_day WHERE charged_on BETWEEN :from AND :until LIMIT 1),
     ran AS (SELECT k.rule FROM run_rule k WHERE k.verdict IN ('pass', 'fail', 'undecided') GROUP BY k.rule)
SELECT 'system:' || v.system AS ref, v.system AS label, 1 AS number, NULL AS fen, v.system
  FROM (SELECT 1 AS place, 'arrears' AS system, (SELECT count(*) FROM (SELECT 1 FROM v_arrear WHERE registered_on <= :until LIMIT 1))
               + (SELECT count(*) FROM noticed) * (SELECT count(*) FROM ran WHERE rule = 'arrears-collected') AS records
        UNION ALL SELECT 2, 'levy-refund', (SELECT count(*) FROM noticed) * (SELECT count(*) FROM ran WHERE rule = 'levy-after-reform')
        UNION ALL SELECT 3, 'transfer', (SELECT count(*) FROM (SELECT 1 FROM v_transfer_due WHERE issued_on BETWEEN :from AND :until LIMIT 1))
               + (SELECT count(*) FROM (SELECT 1 FROM v_transfer_payment WHERE paid_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 4, 'publicity', (SELECT count(*) FROM (SELECT 1 FROM v_publicity WHERE held_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 5, 'boards', (SELECT count(*) FROM (SELECT 1 FROM v_board WHERE seen_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 6, 'votes', (SELECT count(*) FROM (SELECT 1 FROM v_proposal WHERE decided_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 7, 'inspections', (SELECT count(*) FROM (SELECT 1 FROM inspection
               WHERE from_on <= :until AND until_on >= :from AND state <> 'withdrawn' LIMIT 1))
        UNION ALL SELECT 13, 'accounts', (SELECT count(*) FROM (SELECT 1 FROM v_village_account WHERE first_on BETWEEN :from AND :until LIMIT 1))
        UNION ALL SELECT 14, 'accountability', (SELECT count(*) FROM (SELECT 1 FROM v_accountability WHERE known_on BETWEEN :from AND :until LIMIT 1))
               + (SELECT count(*) FROM (SELECT 1 FROM v_nil_report WHERE period BETWEEN half_year(:from) AND half_year(:until) LIMIT 1))
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

-- ---------------------------------------------------------------- arrears, levies, transfers

-- name: report.arrear
-- Entries of the register of suspended arrears (尾欠挂账) as of the end of the period. :class unlawful, exempt or lawful: what they owe
-- of that class only; :undecided 1: what had no treatment then.
SELECT 'arrear:' || s.key AS ref, coalesce(t.name, '') || d.name || ' ' || a.number AS label, 1 AS number, o.fen,
       t.code AS township, t.name AS township_name
  FROM v_arrear a
  JOIN (SELECT w.subject_id, sum(w.amount_fen) AS fen FROM v_arrear_owed w
         WHERE (:class IS NULL OR w.class = :class) AND (:undecided IS NULL
                OR (w.treatment IS NULL OR coalesce(w.decided_on > :until, 0)) = CAST(:undecided AS INTEGER))
         GROUP BY w.subject_id) o ON o.subject_id = a.subject_id
  JOIN subject s ON s.subject_id = a.subject_id
  JOIN v_division d ON d.division_id = a.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE a.registered_on <= :until AND (:township IS NULL OR coalesce(t.code, '') = :township)
 ORDER BY s.key

-- name: report.arrear-payment
-- What the register itself says was collected on suspended arrears in the period.
SELECT 'arrear:' || s.key AS ref, coalesce(u.name, '') || ' ' || p.paid_on AS label, 1 AS number, p.amount_fen AS fen, u.code AS unit
  FROM v_arrear_payment p
  JOIN subject s ON s.subject_id = p.subject_id
  LEFT JOIN v_unit u ON u.unit_id = p.unit_id
 WHERE p.paid_on BETWEEN :from AND :until
 ORDER BY s.key, p.part

-- name: report.levy-found
-- Levies taken after the reform, whenever up to the end of the period, that stand as findings. :unordered 1: those whose line no order
-- of that time is about.
SELECT 'finding:' || l.finding_id AS ref, coalesce(u.name, '') || ' ' || l.charged_on AS label, 1 AS number, l.found_fen AS fen, u.code AS unit
  FROM v_levy_found l LEFT JOIN v_unit u ON u.unit_id = l.unit_id
 WHERE l.charged_on <= :until
   AND (:unordered IS NULL OR NOT EXISTS (
           SELECT 1 FROM finding f CROSS JOIN finding g ON g.subject_id = f.subject_id AND g.part = f.part
             CROSS JOIN refund_finding x ON x.finding_id = g.finding_id JOIN refund_order o ON o.subject_id = x.order_id
            WHERE f.finding_id = l.finding_id AND o.ordered_on <= :until))
 ORDER BY l.finding_id

-- name: report.levy-order
-- What orders up to the end of the period give back of them, a payee a row. :measure refunded or unclaimed by then, rest; else ordered.
SELECT x.ref, x.label, 1 AS number,
       CASE :measure WHEN 'refunded' THEN x.refunded_fen WHEN 'unclaimed' THEN x.unclaimed_fen
                     WHEN 'rest' THEN x.ordered_fen - x.refunded_fen - x.unclaimed_fen ELSE x.ordered_fen END AS fen
  FROM (SELECT y.*, min(y.given_fen, y.ordered_fen - y.refunded_fen) AS unclaimed_fen
          FROM (SELECT 'refund:' || o.number AS ref, o.number AS label, o.ordered_fen, o.payer,
                       min(o.ordered_fen, (SELECT coalesce(sum(p.amount_fen), 0) FROM refund_payment p
                                            WHERE p.order_id = o.order_id AND p.payee = o.payer AND p.paid_on <= :until)) AS refunded_fen,
                       (SELECT coalesce(sum(z.amount_fen), 0) FROM refund_remainder z
                         WHERE z.order_id = o.order_id AND z.payee = o.payer AND z.given_on <= :until) AS given_fen
                  FROM v_levy_order o JOIN refund_order r ON r.subject_id = o.order_id
                 WHERE r.ordered_on <= :until) y) x
 ORDER BY x.label, x.payer

-- name: report.transfer
-- Allocations of transfer payments (转移支付指标) issued in the period with what became of them by its end. :measure released (paid out
-- by those above), rest, used or diverted, else the allocation. What was paid above one allocation is no rest of another. :overdue 1: last day past and not paid in full.
WITH paid AS MATERIALIZED (
    SELECT p.allocation_id, sum(p.amount_fen) FILTER (WHERE NOT p.passed_on) AS released_fen
      FROM v_transfer_payment p WHERE p.allocation_id IS NOT NULL AND p.paid_on <= :until GROUP BY p.allocation_id
), used AS MATERIALIZED (
    SELECT u.allocation_id, sum(u.amount_fen) AS used_fen,
           sum(u.amount_fen) FILTER (WHERE u.purpose <> u.allocation_purpose AND u.allocation_purpose <> 'general') AS diverted_fen
      FROM v_transfer_use u WHERE u.spent_on <= :until GROUP BY u.allocation_id
)
SELECT x.* FROM (
SELECT 'transfer-allocation:' || a.number AS ref, coalesce(t.name, d.name, '') || CASE WHEN d.level = 'village' THEN d.name ELSE '' END AS label,
       1 AS number,
       CASE :measure WHEN 'released' THEN coalesce(p.released_fen, 0) WHEN 'rest' THEN max(a.amount_fen - coalesce(p.released_fen, 0), 0)
                     WHEN 'used' THEN coalesce(u.used_fen, 0) WHEN 'diverted' THEN coalesce(u.diverted_fen, 0) ELSE a.amount_fen END AS fen,
       t.code AS township, t.name AS township_name,
       coalesce(a.due_on < :until AND coalesce(p.released_fen, 0) < a.amount_fen, 0) AS overdue, a.number AS allocation
  FROM v_transfer_due a
  JOIN v_division d ON d.division_id = a.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN paid p ON p.allocation_id = a.allocation_id
  LEFT JOIN used u ON u.allocation_id = a.allocation_id
 WHERE a.issued_on BETWEEN :from AND :until) x
 WHERE (:overdue IS NULL OR x.overdue = CAST(:overdue AS INTEGER))
   AND (:township IS NULL OR coalesce(x.township, '') = :township)
 ORDER BY x.allocation

-- ---------------------------------------------------------------- publicity, accountability

-- name: report.publicity
-- Publicity work of the period. :kind; :measure copies or people, where somebody counted them.
SELECT 'publicity:' || s.key AS ref, p.held_on || ' ' || p.topic AS label,
       CASE :measure WHEN 'copies' THEN p.copies WHEN 'people' THEN p.people ELSE 1 END AS number, NULL AS fen, p.kind,
       coalesce(t.code, '') AS township, t.name AS township_name
  FROM v_publicity p
  JOIN subject s ON s.subject_id = p.subject_id
  LEFT JOIN v_division t ON t.division_id = p.township_id
 WHERE p.held_on BETWEEN :from AND :until
   AND (:kind IS NULL OR p.kind = :kind)
   AND (:township IS NULL OR coalesce(t.code, '') = :township)
 ORDER BY p.held_on, s.key

-- name: report.publicity-township
-- Townships in which publicity work of the period is on record.
SELECT 'division:' || t.code AS ref, t.name AS label, 1 AS number, NULL AS fen
  FROM v_division t
 WHERE t.level = 'township'
   AND EXISTS (SELECT 1 FROM v_publicity p WHERE p.township_id = t.division_id AND p.held_on BETWEEN :from AND :until)
 ORDER BY t.code

-- name: report.accountability
-- Cases of farmers' burdens (案（事）件) that happened or became known in the period. :major 1: those to be answered for; :class;
-- :measure persons: those held responsible by its end.
SELECT 'accountability:' || a.number AS ref, a.known_on || ' ' || a.summary AS label,
       CASE :measure WHEN 'persons' THEN (SELECT count(*) FROM v_accountability_person p
                                           WHERE p.subject_id = a.subject_id AND p.sanctioned_on <= :until) ELSE 1 END AS number,
       NULL AS fen, a.class, a.number AS accountability, a.known_on, a.concluded_on, a.summary,
       coalesce(t.name, '') || CASE WHEN d.level = 'village' THEN d.name ELSE '' END AS place
  FROM v_accountability a
  JOIN v_division d ON d.division_id = a.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE (a.happened_on BETWEEN :from AND :until OR a.known_on BETWEEN :from AND :until)
   AND (:class IS NULL OR a.class = :class)
   AND (:major IS NULL OR a.major = CAST(:major AS INTEGER))
 ORDER BY a.number

-- name: report.nil-report
-- Townships that stated for a half-year of the period that they had no case (零报告).
SELECT 'nil-report:' || s.key AS ref, d.name || ' ' || n.period AS label, 1 AS number, NULL AS fen
  FROM v_nil_report n
  JOIN subject s ON s.subject_id = n.subject_id
  JOIN v_division d ON d.division_id = n.division_id
 WHERE n.period BETWEEN half_year(:from) AND half_year(:until)
 ORDER BY s.key

-- name: report.nil-missing
-- Townships that told neither of a case nor of none, for the half-years of the period that are over.
SELECT 'division:' || d.code AS ref, d.name || ' ' || h.half AS label, 1 AS number, NULL AS fen
  FROM v_division d
  CROSS JOIN (SELECT half_year(:from) AS half UNION SELECT half_year(:until)) h
 WHERE d.level = 'township'
   AND substr(h.half, 1, 4) || CASE substr(h.half, 5) WHEN 'H1' THEN '-06-30' ELSE '-12-31' END <= :until
   AND NOT EXISTS (SELECT 1 FROM v_nil_report n WHERE n.division_id = d.division_id AND n.period = h.half)
   AND NOT EXISTS (SELECT 1 FROM v_accountability e WHERE e.township_id = d.division_id AND half_year(e.known_on) = h.half)
 ORDER BY h.half, d.code

-- ---------------------------------------------------------------- boards

-- name: report.board-look
-- Looks at boards in the period. :missing 1: none hung there; :faulty 1: findings about it stand; :measure units: each unit once.
SELECT x.* FROM (
SELECT 'board:' || s.key AS ref, coalesce(u.name, '') || ' ' || b.seen_on AS label,
       CASE :measure WHEN 'units' THEN b.seen_on = max(b.seen_on) OVER (PARTITION BY b.unit_id) ELSE 1 END AS number, NULL AS fen, b.missing,
       EXISTS (SELECT 1 FROM finding f WHERE f.subject_id = b.subject_id AND f.state IN ('open', 'confirmed', 'rectified')) AS faulty,
       coalesce(t.code, '') AS township, t.name AS township_name, u.code AS unit
  FROM v_board_look b
  JOIN subject s ON s.subject_id = b.subject_id
  LEFT JOIN v_unit u ON u.unit_id = b.unit_id
  LEFT JOIN v_division d ON d.division_id = u.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE b.seen_on BETWEEN :from AND :until) x
 WHERE (:missing IS NULL OR x.missing = CAST(:missing AS INTEGER))
   AND (:faulty IS NULL OR x.faulty = CAST(:faulty AS INTEGER))
   AND (:township IS NULL OR x.township = :township)
   AND (:unit IS NULL OR x.unit = :unit)
 ORDER BY x.ref

-- ---------------------------------------------------------------- inspections, village accounts

-- name: report.inspection
-- Plans of inspections (检查方案) that fall into the period. :kind full, special or unannounced; :paper 1: ordered by a paper.
SELECT 'inspection:' || i.number AS ref, i.number || ' ' || i.title AS label, 1 AS number, NULL AS fen, i.number AS inspection, i.kind,
       i.paper, i.title, i.from_on, i.until_on, i.seed, i.townships, i.villages, i.households
  FROM inspection i
 WHERE i.from_on <= :until AND i.until_on >= :from AND i.state <> 'withdrawn'
   AND (:kind IS NULL OR i.kind = :kind)
   AND (:paper IS NULL OR (i.paper IS NOT NULL) = CAST(:paper AS INTEGER))
 ORDER BY i.number

-- name: report.inspection-place
-- Places of the samples of these plans. :level township, village, household or unit; :reason lot, builder, newly-wed, pupil, named or
-- found; :seen 1: somebody was there by the end of the period (a township: in one of its villages).
WITH RECURSIVE plan AS (SELECT i.subject_id, i.number FROM inspection i
                         WHERE i.from_on <= :until AND i.until_on >= :from AND i.state <> 'withdrawn'),
     seen (plan_id, place) AS (
    SELECT p.plan_id, p.place FROM inspection_place p WHERE p.visited_on <= :until
    UNION
    SELECT p.plan_id, p.above FROM seen s JOIN inspection_place p ON p.plan_id = s.plan_id AND p.place = s.place WHERE p.above IS NOT NULL)
SELECT x.* FROM (
SELECT 'inspection:' || i.number AS ref, p.place AS label, 1 AS number, NULL AS fen, p.level, p.reason,
       (p.plan_id, p.place) IN (SELECT s.plan_id, s.place FROM seen s) AS seen
  FROM plan i JOIN inspection_place p ON p.plan_id = i.subject_id
 ORDER BY i.number, p.rank) x
 WHERE (:level IS NULL OR x.level = :level)
   AND (:reason IS NULL OR x.reason = :reason)
   AND (:seen IS NULL OR x.seen = CAST(:seen AS INTEGER))

-- name: report.inspection-village
-- The villages of the samples: how many households were asked for, drawn and seen, and of the groups that must be seen.
SELECT 'inspection:' || i.number AS ref, i.number AS inspection, coalesce(t.name, '') AS township, coalesce(d.name, v.place) AS village, v.reason,
       i.households AS asked, count(h.place) AS drawn, coalesce(sum(h.visited_on <= :until), 0) AS seen,
       v.builders, coalesce(sum(h.is_builder AND h.visited_on <= :until), 0) AS builders_seen,
       v.pupils, coalesce(sum(h.is_pupil AND h.visited_on <= :until), 0) AS pupils_seen,
       coalesce(sum(h.is_newly_wed AND h.visited_on <= :until), 0) AS newly_weds_seen
  FROM inspection i
  JOIN inspection_place v ON v.plan_id = i.subject_id AND v.level = 'village'
  LEFT JOIN inspection_place h ON h.plan_id = v.plan_id AND h.level = 'household' AND h.above = v.place
  LEFT JOIN v_division d ON d.code = v.place
  LEFT JOIN v_division t ON t.division_id = d.parent_id
 WHERE i.from_on <= :until AND i.until_on >= :from AND i.state <> 'withdrawn'
 GROUP BY i.subject_id, v.place
 ORDER BY i.number, v.above, v.place

-- name: report.inspection-problem
-- Problems found on the spot in the period. :remedied 1: ordered to be put right by its end.
SELECT 'problem:' || q.key AS ref, coalesce(q.township_name, '') || q.division_name || ' ' || q.text AS label, 1 AS number, q.amount_fen AS fen
  FROM v_inspection_problem q
 WHERE q.visited_on BETWEEN :from AND :until
   AND (:remedied IS NULL
        OR EXISTS (SELECT 1 FROM subject x JOIN remedy_about a ON a.subject_id = x.subject_id JOIN remedy r ON r.subject_id = a.remedy_id
                    WHERE x.kind = 'problem' AND x.key = q.key AND r.state <> 'withdrawn' AND r.ordered_on <= :until)
           = CAST(:remedied AS INTEGER))
 ORDER BY q.key

-- name: report.account
-- Villages whose accounts of the period (of a month, or a half-year that begins in it) are on record. :measure income or expense; of
-- a month that the account of the half-year covers nothing is counted twice.
WITH half AS MATERIALIZED (SELECT a.unit_id, a.first_on, a.last_on FROM v_village_account a WHERE substr(a.period, 5, 1) = 'H')
SELECT 'unit:' || u.code AS ref, u.name AS label, 1 AS number,
       sum(CASE :measure WHEN 'income' THEN a.income_fen WHEN 'expense' THEN a.expense_fen ELSE 0 END) AS fen
  FROM v_village_account a JOIN v_unit u ON u.unit_id = a.unit_id
 WHERE a.first_on BETWEEN :from AND :until
   AND (substr(a.period, 5, 1) = 'H'
        OR NOT EXISTS (SELECT 1 FROM half h WHERE h.unit_id = a.unit_id AND a.first_on BETWEEN h.first_on AND h.last_on))
 GROUP BY u.unit_id ORDER BY u.code

-- ---------------------------------------------------------------- what was found, and what is put right

-- name: report.found
-- What was charged too much by the findings that stand, a line of a paper a row: a line that several rules found counts once, with the
-- largest excess. :system of that.
SELECT x.* FROM (
SELECT 'finding:' || f.finding_id AS ref, coalesce(u.name, '') || ' ' || f.detail AS label, 1 AS number, max(f.excess_fen) AS fen,
       coalesce((SELECT y.system FROM v_system y WHERE y.prefix = substr(f.rule, 1, instr(f.rule, '-') - 1)), 'other') AS system,
       coalesce(t.code, '') AS township, t.name AS township_name, u.code AS unit
  FROM finding f
  JOIN run n ON n.run_id = f.last_run
  LEFT JOIN v_division d ON d.division_id = f.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN v_unit u ON u.unit_id = f.unit_id
 WHERE f.state IN ('open', 'confirmed', 'rectified') AND f.excess_fen > 0 AND coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until
 GROUP BY f.subject_id, f.part) x
 WHERE (:system IS NULL OR x.system = :system)
   AND (:township IS NULL OR x.township = :township)
   AND (:unit IS NULL OR x.unit = :unit)
 ORDER BY x.ref

-- name: report.finding-unit
-- The units with the most findings of the period, at most :limit of them (ten when not said).
SELECT 'unit:' || u.code AS ref, u.name AS unit_name, coalesce(t.name, d.name, '') AS place, count(*) AS findings,
       sum(f.severity = 'violation') AS violations, sum(f.severity = 'doubt') AS doubts
  FROM finding f
  JOIN run n ON n.run_id = f.last_run
  JOIN v_unit u ON u.unit_id = f.unit_id
  LEFT JOIN v_division d ON d.division_id = u.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE f.state IN ('open', 'confirmed', 'rectified') AND coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until
 GROUP BY u.unit_id
 ORDER BY findings DESC, violations DESC, u.code LIMIT coalesce(CAST(:limit AS INTEGER), 10)

-- name: report.finding-rule
-- The rules with the most findings of the period, at most :limit of them (ten when not said).
SELECT 'rule:' || f.rule AS ref, f.rule, count(*) AS findings
  FROM finding f
  JOIN run n ON n.run_id = f.last_run
 WHERE f.state IN ('open', 'confirmed', 'rectified') AND coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until
 GROUP BY f.rule
 ORDER BY findings DESC, f.rule LIMIT coalesce(CAST(:limit AS INTEGER), 10)

-- name: report.remedy
-- Orders to put something right (整改) of the period, and those from before it that were still open when it began, as they stood at its
-- end. :fresh 1: ordered in it; :state ordered, proved, rejected or accepted; :open 1; :overdue 1: open and past its last day, which a
-- proof keeps that was brought by then (as in remedy.h); :unit.
-- What was withdrawn by then is left out.
SELECT x.* FROM (
SELECT 'remedy:' || r.number AS ref, coalesce(u.name, '') || ' ' || r.ordered_on AS label, 1 AS number, NULL AS fen,
       r.number AS remedy, r.kind, u.code AS unit, u.name AS unit_name, r.text, r.basis, r.ordered_on,
       coalesce((SELECT e.body ->> '$.fields.deadline' FROM event e
                  WHERE e.subject_id = r.subject_id AND e.type IN ('remedy.extend', 'remedy.reject') AND e.day <= :until
                    AND e.body ->> '$.fields.deadline' IS NOT NULL
                  ORDER BY e.event_id DESC LIMIT 1), r.first_deadline) AS deadline,
       (SELECT max(e.day) FROM event e WHERE e.subject_id = r.subject_id AND e.type = 'remedy.prove' AND e.day <= :until) AS proved_on,
       coalesce((SELECT e.body ->> '$.to' FROM event e
                  WHERE e.subject_id = r.subject_id AND e.type GLOB 'remedy.*' AND e.day <= :until
                  ORDER BY e.event_id DESC LIMIT 1), r.state) AS state,
       r.ordered_on >= :from AS fresh, r.settled_on
  FROM remedy r LEFT JOIN v_unit u ON u.unit_id = r.unit_id
 WHERE r.ordered_on <= :until AND (r.ordered_on >= :from OR coalesce(r.settled_on, '9999-12-31') >= :from)) x
 WHERE x.state <> 'withdrawn'
   AND (:fresh IS NULL OR x.fresh = CAST(:fresh AS INTEGER))
   AND (:state IS NULL OR x.state = :state)
   AND (:open IS NULL OR (x.state <> 'accepted') = CAST(:open AS INTEGER))
   AND (:overdue IS NULL OR (x.state <> 'accepted' AND x.deadline < CASE x.state WHEN 'proved' THEN x.proved_on ELSE :until END)
                           = CAST(:overdue AS INTEGER))
   AND (:unit IS NULL OR x.unit = :unit)
 ORDER BY x.deadline, x.remedy

-- name: report.basis
-- The papers that the report rests on: those that order its inspections, and those whose standards the findings were held against.
SELECT x.ref, x.document, x.title, x.issuer, x.mark, min(x.place) AS place
  FROM (SELECT 1 AS place, 'inspection:' || i.number AS ref, i.paper AS document, coalesce(d.title, i.title) AS title,
               coalesce(d.issuer, '') AS issuer, '' AS mark
          FROM inspection i LEFT JOIN v_document d ON d.number = i.paper
         WHERE i.paper IS NOT NULL AND i.from_on <= :until AND i.until_on >= :from AND i.state <> 'withdrawn'
        UNION ALL
        SELECT 2, 'document:' || d.number, d.number_printed, d.title, d.issuer,
               CASE WHEN d.demonstration = 1 THEN 'demonstration' ELSE d.certainty END
          FROM v_document d
         WHERE d.document_id IN (SELECT t.document_id FROM finding f JOIN run n ON n.run_id = f.last_run
                                   JOIN standard t ON t.record_id = f.standard_id
                                  WHERE f.state IN ('open', 'confirmed', 'rectified')
                                    AND coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until)) x
 GROUP BY x.document ORDER BY place, x.document

-- name: report.burden
-- What fee notices charged per head of the county, by half-year, four years up to the end of the period; NULL: the register does not count people.
SELECT 'division:' || c.code AS ref, h.half, h.fen,
       CASE WHEN p.people > 0 THEN (2 * h.fen + p.people) / (2 * p.people) END AS head_fen
  FROM (SELECT half_year(n.charged_on) AS half, sum(n.total_fen) AS fen FROM notice_day n
         WHERE n.charged_on <= :until AND n.charged_on > add_days(:until, -1461) GROUP BY 1) h
  CROSS JOIN (SELECT sum(d.population) AS people FROM v_division d WHERE d.level = 'village') p
  CROSS JOIN (SELECT d.code FROM v_division d WHERE d.level = 'county' ORDER BY d.code LIMIT 1) c
 ORDER BY h.half

-- name: report.burden-line
-- Lines of fee notices to households in the period, for the statistical form (农民负担情况统计表). :class by the kind of item and whether a
-- village collective charged: house, collective (of the village: house building, joint production, other), production, admin, levy,
-- tax; vote and school stand in records of their own.
SELECT x.* FROM (
SELECT 'notice:' || s.key AS ref, n.charged_on || ' ' || t.text AS label, 1 AS number, l.amount_fen AS fen,
       CASE WHEN coalesce(i.category, 'other') IN ('levy', 'farm-tax', 'labour', 'school')
            THEN CASE i.category WHEN 'farm-tax' THEN 'tax' WHEN 'labour' THEN 'vote' ELSE i.category END
            WHEN u.type = 'village' THEN CASE coalesce(i.category, 'other') WHEN 'house' THEN 'collective-house' WHEN 'production' THEN 'collective-production'
                                                                ELSE 'collective-other' END
            WHEN i.category = 'production' THEN 'production' ELSE 'admin' END AS class
  FROM notice n
  CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
  CROSS JOIN notice_item l ON l.record_id = n.record_id
  CROSS JOIN term t ON t.term_id = l.name_term
  LEFT JOIN subject si ON si.subject_id = t.subject_id
  LEFT JOIN item i ON i.record_id = si.record_id
  LEFT JOIN subject us ON us.subject_id = n.unit_id
  LEFT JOIN unit u ON u.record_id = us.record_id
 WHERE n.charged_on BETWEEN :from AND :until AND n.payer_class = 'household') x
 WHERE :class IS NULL OR x.class = :class

-- name: report.burden-line.sums
-- One scan of the lines, grouped by name first: names are few.
WITH of_village AS MATERIALIZED (SELECT u.unit_id FROM v_unit u WHERE u.type = 'village'),
     named AS MATERIALIZED (
         SELECT l.name_term, n.unit_id IN (SELECT v.unit_id FROM of_village v) AS village, count(*) AS lines, sum(l.amount_fen) AS fen
           FROM notice n
           CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
           CROSS JOIN notice_item l ON l.record_id = n.record_id
          WHERE n.charged_on BETWEEN :from AND :until AND n.payer_class = 'household'
          GROUP BY 1, 2)
SELECT sum(x.lines) AS rows, sum(x.lines) AS number, sum(x.fen) AS fen, x.class
  FROM (SELECT m.lines, m.fen,
               CASE WHEN coalesce(i.category, 'other') IN ('levy', 'farm-tax', 'labour', 'school')
                    THEN CASE i.category WHEN 'farm-tax' THEN 'tax' WHEN 'labour' THEN 'vote' ELSE i.category END
                    WHEN m.village THEN CASE coalesce(i.category, 'other') WHEN 'house' THEN 'collective-house' WHEN 'production' THEN 'collective-production'
                                                            ELSE 'collective-other' END
                    WHEN i.category = 'production' THEN 'production' ELSE 'admin' END AS class
          FROM named m
          JOIN term t ON t.term_id = m.name_term
          LEFT JOIN subject si ON si.subject_id = t.subject_id
          LEFT JOIN item i ON i.record_id = si.record_id) x
 GROUP BY x.class

-- name: report.school-line
-- What schools charged in the period, a component of a grade a row. :place within, apart or total of the one fee, else extra; :item its code.
SELECT x.* FROM (
SELECT 'school-charge:' || s.key AS ref, coalesce(u.name, '') || ' ' || l.name AS label, 1 AS number, l.amount_fen AS fen,
       coalesce(k.place, 'extra') AS place, coalesce(k.code, '') AS item
  FROM v_school_charge_line l
  JOIN subject s ON s.subject_id = l.subject_id
  LEFT JOIN v_unit u ON u.unit_id = l.unit_id
  LEFT JOIN v_school_component k ON k.item_id = l.item_id
 WHERE l.charged_on BETWEEN :from AND :until) x
 WHERE (:place IS NULL OR x.place = :place) AND (:item IS NULL OR x.item = :item)

-- name: report.names
-- Names of a report: the papers that order the inspections of the period.
SELECT (SELECT group_concat(x.paper, '、') FROM (SELECT DISTINCT i.paper FROM inspection i
         WHERE i.paper IS NOT NULL AND i.from_on <= :until AND i.until_on >= :from AND i.state <> 'withdrawn' ORDER BY i.paper) x) AS papers,
       CASE WHEN substr(:until, 1, 4) >= '2009' THEN 'yes' END AS "form-2009"

-- name: report.refund-sums
-- Due, paid and not paid yet on the orders of the period, for a chart.
SELECT c.code, CASE c.code WHEN 'due' THEN s.due WHEN 'paid' THEN s.paid ELSE s.due - s.paid - s.given END AS fen
  FROM (SELECT column1 AS code FROM (VALUES ('due'), ('paid'), ('rest'))) c
  CROSS JOIN (SELECT coalesce(sum((SELECT sum(e.due_fen) FROM refund_payee e WHERE e.order_id = o.subject_id)), 0) AS due,
                     coalesce(sum((SELECT sum(y.amount_fen) FROM refund_payment y
                                    WHERE y.order_id = o.subject_id AND y.paid_on <= :until)), 0) AS paid,
                     coalesce(sum((SELECT sum(z.amount_fen) FROM refund_remainder z
                                    WHERE z.order_id = o.subject_id AND z.given_on <= :until)), 0) AS given
                FROM refund_order o WHERE o.ordered_on BETWEEN :from AND :until) s

-- ---------------------------------------------------------------- the other reports, a table or two each

-- name: report.township
-- The townships beside each other. Charges are those of the units that sit in the township and its villages.
WITH charged AS MATERIALIZED (
    SELECT u.division_id, sum(n.total_fen) AS fen FROM (SELECT y.unit_id, sum(y.total_fen) AS total_fen FROM notice_day y
                                                         WHERE y.charged_on BETWEEN :from AND :until GROUP BY y.unit_id) n
      JOIN v_unit u ON u.unit_id = n.unit_id GROUP BY u.division_id
), found AS MATERIALIZED (
    SELECT d.township_id, count(*) AS findings, sum(f.severity = 'violation') AS violations
      FROM finding f JOIN run n ON n.run_id = f.last_run JOIN v_division d ON d.division_id = f.division_id
     WHERE f.state IN ('open', 'confirmed', 'rectified') AND coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until
     GROUP BY d.township_id
), excess AS MATERIALIZED (
    SELECT x.township_id, sum(x.fen) AS fen
      FROM (SELECT d.township_id, max(f.excess_fen) AS fen
              FROM finding f JOIN run n ON n.run_id = f.last_run LEFT JOIN v_division d ON d.division_id = f.division_id
             WHERE f.state IN ('open', 'confirmed', 'rectified') AND f.excess_fen > 0
               AND coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until
             GROUP BY f.subject_id, f.part) x
     GROUP BY x.township_id
), complained AS MATERIALIZED (
    SELECT d.township_id, count(*) AS petitions FROM v_petition p JOIN v_division d ON d.division_id = p.division_id
     WHERE p.received_on BETWEEN :from AND :until GROUP BY d.township_id
), given AS MATERIALIZED (
    SELECT d.township_id, sum((SELECT sum(e.due_fen) FROM refund_payee e WHERE e.order_id = o.subject_id)) AS due_fen,
           sum((SELECT sum(y.amount_fen) FROM refund_payment y WHERE y.order_id = o.subject_id AND y.paid_on <= :until)) AS paid_fen
      FROM refund_order o JOIN v_unit u ON u.unit_id = o.unit_id JOIN v_division d ON d.division_id = u.division_id
     WHERE o.ordered_on BETWEEN :from AND :until GROUP BY d.township_id
), carded AS MATERIALIZED (
    SELECT d.township_id, sum(CASE WHEN c.issued_on <= :until THEN c.issued ELSE 0 END) AS issued
      FROM v_card_issue c JOIN v_division d ON d.division_id = c.division_id WHERE c.year = :year GROUP BY d.township_id
)
SELECT 'division:' || t.code AS ref, t.name AS township, count(v.division_id) AS villages, sum(v.households) AS households,
       (SELECT sum(c.fen) FROM charged c JOIN v_division d ON d.division_id = c.division_id WHERE d.township_id = t.division_id) AS charged_fen,
       coalesce(f.findings, 0) AS findings, coalesce(f.violations, 0) AS violations, coalesce(x.fen, 0) AS excess_fen,
       coalesce(p.petitions, 0) AS petitions, g.due_fen, CASE WHEN g.due_fen IS NOT NULL THEN coalesce(g.paid_fen, 0) END AS paid_fen,
       k.issued,
       CASE WHEN k.issued IS NOT NULL AND sum(v.households) > 0
            THEN printf('%d.%d%%', (2000 * k.issued + sum(v.households)) / (2 * sum(v.households)) / 10,
                        (2000 * k.issued + sum(v.households)) / (2 * sum(v.households)) % 10) END AS coverage
  FROM v_division t
  LEFT JOIN v_division v ON v.township_id = t.division_id AND v.level = 'village'
  LEFT JOIN found f ON f.township_id = t.division_id
  LEFT JOIN excess x ON x.township_id = t.division_id
  LEFT JOIN complained p ON p.township_id = t.division_id
  LEFT JOIN given g ON g.township_id = t.division_id
  LEFT JOIN carded k ON k.township_id = t.division_id
 WHERE t.level = 'township'
 GROUP BY t.division_id ORDER BY t.code

-- name: report.unit-charge
-- What the unit charged by notice, by item.
SELECT 'unit:' || u.code AS ref, coalesce(i.name, t.text) AS item, count(*) AS lines, sum(l.amount_fen) AS fen, min(n.charged_on) AS first_on,
       max(n.charged_on) AS last_on,
       sum((SELECT count(*) FROM finding f WHERE f.subject_id = n.subject_id AND f.part = l.part AND f.state IN ('open', 'confirmed', 'rectified'))) AS findings,
       sum((SELECT max(f.excess_fen) FROM finding f WHERE f.subject_id = n.subject_id AND f.part = l.part AND f.state IN ('open', 'confirmed', 'rectified')))
           AS excess_fen
  FROM v_unit u
  CROSS JOIN (SELECT DISTINCT q.unit_id, q.division_id FROM notice_place q) p ON p.unit_id = u.unit_id -- where it charged
  CROSS JOIN notice_list k ON k.division_id = p.division_id
  CROSS JOIN json_each(k.records) e
  CROSS JOIN notice n ON n.record_id = e.value AND n.unit_id = u.unit_id
  CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
  CROSS JOIN notice_item l ON l.record_id = n.record_id
  JOIN term t ON t.term_id = l.name_term
  LEFT JOIN v_item i ON i.item_id = t.subject_id
 WHERE u.code = :unit AND n.charged_on BETWEEN :from AND :until
 GROUP BY 2 ORDER BY 2

-- name: report.unit-finding
SELECT 'finding:' || f.finding_id AS ref, f.finding_id, f.rule, f.severity, f.state, f.charged_on, f.charged_fen, f.allowed_fen, f.excess_fen, f.detail
  FROM finding f
  JOIN run n ON n.run_id = f.last_run
  JOIN v_unit u ON u.unit_id = f.unit_id
 WHERE u.code = :unit AND f.state IN ('open', 'confirmed', 'rectified', 'dismissed', 'waived')
   AND coalesce(f.charged_on, n.audit_day) BETWEEN :from AND :until
 ORDER BY f.charged_on, f.finding_id

-- name: report.unit-petition
-- Petitions about the unit, received in the period.
SELECT 'case:' || p.number AS ref, p.number AS petition, p.received_on, p.channel, p.category, k.state, k.result
  FROM v_petition p
  JOIN v_unit u ON u.unit_id = p.unit_id
  LEFT JOIN petition_case k ON k.subject_id = p.subject_id
 WHERE u.code = :unit AND p.received_on BETWEEN :from AND :until
 ORDER BY p.received_on, p.number

-- name: report.unit-board
SELECT 'board:' || s.key AS ref, b.seen_on, CASE b.missing WHEN 1 THEN 'no' ELSE 'yes' END AS hung, b.telephone,
       (SELECT count(*) FROM board_item i WHERE i.record_id = b.record_id) AS items,
       (SELECT count(*) FROM finding f WHERE f.subject_id = b.subject_id AND f.state IN ('open', 'confirmed', 'rectified')) AS findings
  FROM v_board_look b
  JOIN subject s ON s.subject_id = b.subject_id
  JOIN v_unit u ON u.unit_id = b.unit_id
 WHERE u.code = :unit AND b.seen_on BETWEEN :from AND :until
 ORDER BY b.seen_on, s.key

-- name: report.unit-school
SELECT 'school-charge:' || s.key AS ref, c.term, c.charged_on, c.total_fen, c.remitted_fen,
       (SELECT count(*) FROM finding f WHERE f.subject_id = c.subject_id AND f.state IN ('open', 'confirmed', 'rectified')) AS findings
  FROM v_school_charge c
  JOIN subject s ON s.subject_id = c.subject_id
  JOIN v_unit u ON u.unit_id = c.unit_id
 WHERE u.code = :unit AND c.charged_on BETWEEN :from AND :until
 ORDER BY c.charged_on, s.key

-- name: report.onefee
-- What schools charged a pupil within the one fee, grades with the same sum and cap together, against the standard that governs on the
-- day, chosen as audit.fill_governing does; one by the year or a ban is no cap of the term. :over 1: only what is above it. Where
-- of groups of as many pupils one lacks a component, and the paper was taken in before its groups were kept, what a pupil was charged
-- cannot be told.
WITH cap AS MATERIALIZED (
    SELECT t.* FROM v_standard t
     WHERE t.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'school.onefee')
       AND t.ruling IN ('charge', 'cap', 'ban', 'only')
), charged AS MATERIALIZED (
    SELECT l.subject_id, l.unit_id, l.division_id, l.term, l.charged_on, l.grade, l.stage, l.season, l.pupils,
           CASE WHEN (max(l.stated_group) IS NOT NULL OR min(count(*)) OVER alike = max(count(*)) OVER alike)
                 AND min(l.place) = max(l.place) THEN sum(l.per_pupil_fen) END AS pupil_fen
      FROM v_school_group l
     WHERE l.charged_on BETWEEN :from AND :until
     GROUP BY l.subject_id, l.grade, l.pupils, l.group_no
    WINDOW alike AS (PARTITION BY l.subject_id, l.grade, l.pupils)
), held AS MATERIALIZED (
    SELECT c.*, u.code, u.name AS school, s.key, coalesce(p.name, d.name, '') AS township,
           (SELECT b.record_id FROM cap b
             WHERE b.valid_from <= c.charged_on AND coalesce(b.valid_until, '9999-12-31') >= c.charged_on
               AND (b.county_class IS NULL OR b.county_class = d.county_class) AND (b.coastal IS NULL OR b.coastal = d.coastal)
               AND (b.stage IS NULL OR b.stage = c.stage) AND (b.season IS NULL OR b.season = c.season)
               AND c.grade BETWEEN coalesce(b.grade_from, 1) AND coalesce(b.grade_until, 9)
               AND (b.area IS NULL OR b.area = u.area) AND (b.unit_type IS NULL OR b.unit_type = 'school')
               AND (b.size_class IS NULL OR b.size_class = u.size_class)
               AND (b.unit_id IS NULL OR b.unit_id = u.unit_id) AND (b.payer_class IS NULL OR b.payer_class = 'pupil')
               AND (b.division_id IS NULL OR b.division_id IN (d.division_id, d.township_id, d.county_id))
             ORDER BY b.specificity DESC, b.level_rank, b.valid_from DESC, b.ruling = 'ban' DESC, b.record_id LIMIT 1) AS standard_id
      FROM charged c
      JOIN v_unit u ON u.unit_id = c.unit_id
      JOIN subject s ON s.subject_id = c.subject_id
      LEFT JOIN v_division d ON d.division_id = u.division_id
      LEFT JOIN v_division p ON p.division_id = d.township_id
)
SELECT 'school-charge:' || h.key AS ref, h.township, h.school, h.term, replace(group_concat(DISTINCT h.grade), ',', '、') AS grades, sum(h.pupils) AS pupils, h.pupil_fen,
       t.amount_fen AS cap_fen, max(h.pupil_fen - t.amount_fen, 0) AS over_fen,
       CASE WHEN h.pupil_fen > t.amount_fen THEN (h.pupil_fen - t.amount_fen) * sum(h.pupils) END AS excess_fen
  FROM (SELECT * FROM held ORDER BY subject_id, grade) h
  LEFT JOIN standard t ON t.record_id = h.standard_id AND t.ruling IN ('charge', 'cap') AND t.unit = 'pupil-term'
 WHERE :over IS NULL OR (h.pupil_fen > t.amount_fen) = CAST(:over AS INTEGER)
 GROUP BY h.subject_id, h.pupil_fen, h.standard_id
 ORDER BY h.code, h.term, h.key, min(h.grade)

-- name: report.press
-- Subscribers of the year with their cap. :over 1: only those above it. Money of the staff's own counts only when the unit subscribed or
-- withheld it for them. The cap is the standard that governs on the day of the last, chosen as audit.fill_governing does, where it counts
-- by unit and year.
WITH cap AS MATERIALIZED (
    SELECT t.* FROM v_standard t
     WHERE t.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'press.subscription')
       AND t.ruling IN ('charge', 'cap', 'ban', 'only')
       AND t.payer_class IS NULL AND t.grade_from IS NULL AND t.grade_until IS NULL AND t.season IS NULL
), spent AS MATERIALIZED (
    SELECT l.subject_id, l.unit_id, max(l.subscribed_on) AS last_on, count(*) AS titles, sum(l.amount_fen) AS fen,
           coalesce(sum(l.amount_fen) FILTER (WHERE l.funds <> 'staff' OR l.mode <> 'own'), 0) AS counted_fen,
           sum(l.mode <> 'own' OR l.funds IN ('farmers', 'pupils')) AS behalf
      FROM v_subscription_line l WHERE l.year = :year GROUP BY l.subject_id
)
SELECT x.*, max(x.counted_fen - x.cap_fen, 0) AS over_fen FROM (
SELECT 'subscription:' || s.key AS ref, u.code, u.name AS unit_name, u.type, coalesce(p.name, d.name, '') AS place, c.titles, c.fen, c.counted_fen, c.behalf,
       (SELECT CASE WHEN b.unit = 'unit-year' THEN b.amount_fen END FROM cap b
         WHERE b.valid_from <= c.last_on AND coalesce(b.valid_until, '9999-12-31') >= c.last_on
           AND (b.county_class IS NULL OR b.county_class = d.county_class) AND (b.coastal IS NULL OR b.coastal = d.coastal)
           AND (b.unit_type IS NULL OR b.unit_type = u.type) AND (b.unit_id IS NULL OR b.unit_id = u.unit_id)
           AND (b.size_class IS NULL OR b.size_class = u.size_class)
           AND (b.stage IS NULL OR b.stage = u.stage) AND (b.area IS NULL OR b.area = u.area)
           AND (b.division_id IS NULL OR b.division_id IN (d.division_id, d.township_id, d.county_id))
         ORDER BY b.specificity DESC, b.level_rank, b.valid_from DESC, b.ruling = 'ban' DESC, b.record_id LIMIT 1) AS cap_fen
  FROM spent c
  JOIN subject s ON s.subject_id = c.subject_id
  JOIN v_unit u ON u.unit_id = c.unit_id
  LEFT JOIN v_division d ON d.division_id = u.division_id
  LEFT JOIN v_division p ON p.division_id = d.township_id) x
 WHERE :over IS NULL OR (x.counted_fen > x.cap_fen) = CAST(:over AS INTEGER)
 ORDER BY x.code

-- name: report.clear-due
DELETE FROM report_due

-- name: report.add-due
INSERT INTO report_due (place, status, petition, refund, period, due_on, days_left, unit_name, division, last_step, last_on, action)
VALUES (:place, :status, :petition, :refund, :period, :due, :left, :unit, :division, :step, :on, nullif(:action, ''))

-- name: report.due
-- What is due, gathered before by casework. :status overdue, soon, idle or paused.
SELECT coalesce('case:' || d.petition, 'refund:' || d.refund) AS ref, d.*
  FROM report_due d WHERE :status IS NULL OR d.status = :status ORDER BY d.place

-- name: report.unfit
-- Rules of the last check that decide nothing: never run, failed, or nothing to look at.
SELECT 'rule:' || k.rule AS ref, k.rule, k.verdict, CASE WHEN k.verdict <> 'not-checked' THEN r.audit_day END AS checked_on
  FROM run_rule l
  JOIN run_rule k ON k.rule = l.rule AND k.run_id = coalesce(
       (SELECT max(x.run_id) FROM run_rule x WHERE x.rule = l.rule AND x.verdict <> 'not-checked'), l.run_id)
  JOIN run r ON r.run_id = k.run_id
 WHERE l.run_id = (SELECT max(m.run_id) FROM run m) AND k.verdict NOT IN ('pass', 'fail', 'undecided')
 ORDER BY k.verdict, k.rule

-- name: report.unsure-standard
-- Standards in force on the day whose figure nobody knows: what they rule cannot be decided.
SELECT 'standard:' || t.code AS ref, t.code, i.name AS item, t.ruling, t.unit, d.number AS document, t.valid_from
  FROM v_standard t JOIN v_item i ON i.item_id = t.item_id LEFT JOIN v_document d ON d.document_id = t.document_id
 WHERE t.ruling IN ('charge', 'cap', 'deadline') AND t.amount_fen IS NULL AND t.number IS NULL AND t.percent_bp IS NULL
   AND t.valid_from <= :until AND coalesce(t.valid_until, '9999-12-31') >= :until
 ORDER BY i.name, t.code

-- name: report.stale
-- Standards in force on the day that were never compared with their paper, not for a year, or whose paper is no longer in force.
SELECT 'standard:' || x.code AS ref, x.* FROM (
    SELECT CASE WHEN t.checked_on IS NULL THEN 'unchecked' ELSE 'old' END AS stale, t.code, i.name AS item, d.number AS document, t.valid_from,
           t.checked_on, t.certainty
      FROM v_standard t JOIN v_item i ON i.item_id = t.item_id LEFT JOIN v_document d ON d.document_id = t.document_id
     WHERE t.valid_from <= :until AND coalesce(t.valid_until, '9999-12-31') >= :until
       AND (t.checked_on IS NULL OR t.checked_on < add_days(:until, -365))
    UNION ALL
    SELECT 'expired', t.code, i.name, d.number, t.valid_from, d.valid_until, t.certainty
      FROM v_standard t JOIN v_item i ON i.item_id = t.item_id JOIN v_document d ON d.document_id = t.document_id
     WHERE t.valid_from <= :until AND coalesce(t.valid_until, '9999-12-31') >= :until AND d.valid_until < :until) x
 ORDER BY x.item, x.code, x.stale

-- name: report.board-township
-- Boards by township: units that charge, those looked at, and what was wrong.
WITH charging AS MATERIALIZED (
    SELECT DISTINCT p.unit_id FROM notice_place p UNION SELECT c.unit_id FROM v_school_charge c
), looked AS MATERIALIZED (
    SELECT b.unit_id, max(b.missing) AS missing,
           max(EXISTS (SELECT 1 FROM finding f WHERE f.subject_id = b.subject_id AND f.state IN ('open', 'confirmed', 'rectified'))) AS faulty
      FROM v_board_look b WHERE b.seen_on BETWEEN :from AND :until GROUP BY b.unit_id
)
SELECT 'division:' || t.code AS ref, coalesce(t.name, '') AS township, count(DISTINCT g.unit_id) AS charging, count(DISTINCT l.unit_id) AS looked,
       count(DISTINCT CASE WHEN l.missing = 1 THEN l.unit_id END) AS missing, count(DISTINCT CASE WHEN l.faulty = 1 THEN l.unit_id END) AS faulty
  FROM v_unit u
  JOIN v_division d ON d.division_id = u.division_id
  JOIN v_division t ON t.division_id = coalesce(d.township_id, d.division_id)
  LEFT JOIN charging g ON g.unit_id = u.unit_id
  LEFT JOIN looked l ON l.unit_id = u.unit_id
 GROUP BY t.division_id HAVING charging + looked > 0 ORDER BY t.code

-- name: report.card-township
-- Cards by township: households that should have one, cards in their hands by the end of the period, days of delivery.
SELECT x.*, CASE WHEN x.households > 0 THEN printf('%d.%d%%', (2000 * x.issued + x.households) / (2 * x.households) / 10,
                                                 (2000 * x.issued + x.households) / (2 * x.households) % 10) END AS coverage
  FROM (SELECT 'division:' || t.code AS ref, t.name AS township, count(*) AS villages, count(c.subject_id) AS recorded,
               coalesce(sum(v.households), 0) AS households, coalesce(sum(CASE WHEN c.issued_on <= :until THEN c.issued END), 0) AS issued,
               max(c.delivered_on) AS delivered_on, max(c.issued_on) AS issued_on,
               (SELECT count(*) FROM finding f JOIN v_division d ON d.division_id = f.division_id
                 WHERE d.township_id = t.division_id AND f.rule GLOB 'card-*' AND f.state IN ('open', 'confirmed', 'rectified')
                   AND substr(f.charged_on, 1, 4) = :year) AS findings, t.code
          FROM v_division v
          JOIN v_division t ON t.division_id = v.township_id
          LEFT JOIN v_card_issue c ON c.division_id = v.division_id AND c.year = :year
         WHERE v.level = 'village'
         GROUP BY t.division_id) x
 ORDER BY x.code
