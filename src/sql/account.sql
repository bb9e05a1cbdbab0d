-- Statements about the accounts of village collectives: their kinds (src/audit/account.c), the list (src/cli/cmd_account.c), the
-- audit sheet (src/report/account.c).

-- name: account.any
SELECT EXISTS (SELECT 1 FROM village_account)

-- name: account.clear_texts
DELETE FROM audit_account_text

-- name: account.texts
-- Each title and summary once, of the accounts that count.
SELECT DISTINCT e.direction, e.account, e.summary_shown
  FROM village_account a
  JOIN subject s ON s.subject_id = a.subject_id AND s.record_id = a.record_id
  JOIN village_account_entry e ON e.record_id = a.record_id

-- name: account.add_text
INSERT INTO audit_account_text (direction, account, summary, category, item_id)
VALUES (:direction, :account, :summary, :category,
        (SELECT i.subject_id FROM subject i WHERE i.kind = 'item' AND i.key = :item))

-- name: account.list
-- Entries with the rules that speak of them. :names 1: the other side's name in full; the summary is masked with it otherwise.
SELECT u.code AS unit, u.name AS unit_name, d.name AS place, e.period, e.booked_on, e.direction, e.category, e.account,
       CASE WHEN :names THEN w.summary ELSE e.summary END AS summary, c.name AS other_unit, CASE WHEN :names THEN w.counterparty ELSE e.other_shown END AS counterparty, e.fee, e.amount_fen,
       e.voucher, e.approved_by,
       (SELECT group_concat(f.rule, ', ') FROM (SELECT f.rule FROM finding f
                                                 WHERE f.subject_id = e.subject_id AND f.part = e.part AND f.state <> 'gone'
                                                 ORDER BY f.rule) f) AS rules,
       b.file_name || ':' || e.line AS source
  FROM v_account_entry e
  JOIN village_account_entry w ON w.record_id = e.record_id AND w.part = e.part
  JOIN v_unit u ON u.unit_id = e.unit_id
  JOIN v_division d ON d.division_id = e.division_id
  LEFT JOIN v_unit c ON c.unit_id = e.counter_id
  JOIN record r ON r.record_id = e.record_id
  LEFT JOIN batch b ON b.batch_id = r.batch_id
 WHERE (:village IS NULL OR e.division_id IN (SELECT x.division_id FROM v_division x WHERE x.code = :village)
        OR u.code = :village)
   AND (:category IS NULL OR coalesce(e.category, 'other') = :category)
   AND (:year IS NULL OR e.year = :year)
   AND (NOT :questionable OR EXISTS (SELECT 1 FROM finding f
                                      WHERE f.subject_id = e.subject_id AND f.part = e.part AND f.state <> 'gone'))
 ORDER BY u.code, e.booked_on, e.period, e.part

-- name: account.find_unit
-- The village's organisation by its own code or that of the village, of which there may be several: those with an account come first.
SELECT u.unit_id FROM v_unit u JOIN v_division d ON d.division_id = u.division_id
 WHERE u.type = 'village' AND (u.code = :village OR d.code = :village OR d.name = :village OR u.name = :village)
 ORDER BY EXISTS (SELECT 1 FROM v_village_account a WHERE a.unit_id = u.unit_id) DESC, u.code LIMIT 1

-- ---------------------------------------------------------------- the audit sheet (账目审计工作底稿)

-- name: account.sheet
-- What its head says.
SELECT u.name AS unit, u.code AS code, d.name AS village, t.name AS township,
       (SELECT max(:from, min(a.first_on)) FROM v_village_account a WHERE a.unit_id = u.unit_id) AS "from",
       (SELECT min(:until, max(a.last_on)) FROM v_village_account a WHERE a.unit_id = u.unit_id) AS until,
       (SELECT count(*) FROM v_village_account a WHERE a.unit_id = u.unit_id AND a.first_on BETWEEN :from AND :until) AS periods,
       (SELECT count(*) FROM v_account_entry e WHERE e.unit_id = u.unit_id AND e.booked_on BETWEEN :from AND :until) AS entries,
       (SELECT count(*) FROM v_account_finding f WHERE f.unit_id = u.unit_id AND f.charged_on BETWEEN :from AND :until) AS findings,
       (SELECT sum(f.excess_fen) FROM v_account_finding f
         WHERE f.unit_id = u.unit_id AND f.charged_on BETWEEN :from AND :until) AS excess,
       substr(c.at, 1, 10) AS checked,
       (SELECT 'yes' FROM v_village_account a JOIN record r ON r.record_id = a.record_id JOIN batch b ON b.batch_id = r.batch_id
         WHERE a.unit_id = u.unit_id AND a.first_on BETWEEN :from AND :until AND b.imported_at > c.at LIMIT 1) AS newer
  FROM v_unit u
  JOIN v_division d ON d.division_id = u.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN (SELECT max(r.at) AS at FROM run_rule k JOIN run r ON r.run_id = k.run_id -- the last check that looked at accounts
              WHERE k.rule GLOB 'account-*' AND k.verdict NOT IN ('not-checked', 'not-applicable', 'error')) c
 WHERE u.unit_id = :unit

-- name: account.sheet-periods
SELECT a.period, a.opening_fen, a.income_fen, a.expense_fen, a.closing_fen, b.file_name || ':' || r.line AS source
  FROM v_village_account a
  JOIN record r ON r.record_id = a.record_id
  LEFT JOIN batch b ON b.batch_id = r.batch_id
 WHERE a.unit_id = :unit AND a.first_on BETWEEN :from AND :until
 ORDER BY a.first_on

-- name: account.sheet-income
-- By kind; the largest first, what no pattern knows last.
SELECT coalesce(e.category, 'other') AS category, count(*) AS entries, sum(e.amount_fen) AS fen,
       count(*) FILTER (WHERE e.voucher IS NULL) AS unproved, count(*) FILTER (WHERE e.approved_by IS NULL) AS unexamined
  FROM v_account_entry e
 WHERE e.unit_id = :unit AND e.booked_on BETWEEN :from AND :until AND e.direction = 'income'
 GROUP BY 1 ORDER BY max(e.category IS NULL), 3 DESC, 1

-- name: account.sheet-expense
-- As account.sheet-income.
SELECT coalesce(e.category, 'other') AS category, count(*) AS entries, sum(e.amount_fen) AS fen,
       count(*) FILTER (WHERE e.voucher IS NULL) AS unproved, count(*) FILTER (WHERE e.approved_by IS NULL) AS unexamined
  FROM v_account_entry e
 WHERE e.unit_id = :unit AND e.booked_on BETWEEN :from AND :until AND e.direction = 'expense'
 GROUP BY 1 ORDER BY max(e.category IS NULL), 3 DESC, 1

-- name: account.sheet-questions
-- Findings about the village's accounts; those about a whole period have no entry.
SELECT f.charged_on, f.rule, f.severity, f.account, f.voucher, f.charged_fen, f.excess_fen, f.detail, f.state, f.finding_id,
       f.other_shown
  FROM v_account_finding f
 WHERE f.unit_id = :unit AND f.charged_on BETWEEN :from AND :until
 ORDER BY f.charged_on, f.rule, f.finding_id
