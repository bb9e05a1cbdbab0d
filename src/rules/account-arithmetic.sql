-- rule: account-arithmetic
-- title: balances of a village account do not follow
-- title.zh: 村账余额、合计不符
-- basis: Accounting Law arts. 9 and 14: accounts show what really took place, and their amounts agree with each other
-- basis.zh: 《会计法》第九条、第十四条：会计核算须真实，账簿金额应当相符
-- in-force: 1985-05-01..
-- severity: violation
-- subject: village-account
-- population: SELECT count(*) FROM v_village_account WHERE last_on BETWEEN :from AND :until
-- undecided: none
-- One finding a period: its totals against its entries, the closing against the opening balance with income and expense, the opening
-- balance against the closing of the period just before where that is on record, entries dated outside the period. The difference
-- claimed is none: which of the figures is wrong is for the audit to find.
SELECT a.subject_id, 0 AS part, a.division_id AS division, a.unit_id AS unit, a.last_on AS charged_on,
       a.closing_fen AS charged_fen,
       rtrim(period_text(a.period) || '：'
           || CASE WHEN a.income_fen <> a.in_fen THEN '收入明细合计' || fen_text(a.in_fen) || '元，所列' || fen_text(a.income_fen) || '元；' ELSE '' END
           || CASE WHEN a.expense_fen <> a.out_fen THEN '支出明细合计' || fen_text(a.out_fen) || '元，所列' || fen_text(a.expense_fen) || '元；' ELSE '' END
           || CASE WHEN a.closing_fen <> a.opening_fen + a.income_fen - a.expense_fen
                   THEN '期初' || fen_text(a.opening_fen) || '元加收入减支出应为' || fen_text(a.opening_fen + a.income_fen - a.expense_fen)
                        || '元，所列期末' || fen_text(a.closing_fen) || '元；' ELSE '' END
           || CASE WHEN a.opening_fen <> a.before_fen
                   THEN '期初' || fen_text(a.opening_fen) || '元，上期（' || period_text(a.before) || '）期末' || fen_text(a.before_fen) || '元；' ELSE '' END
           || CASE WHEN a.stray > 0 THEN '有' || a.stray || '笔的日期不在本期；' ELSE '' END, '；') || '。' AS detail
  FROM (SELECT v.*, coalesce(t.in_fen, 0) AS in_fen, coalesce(t.out_fen, 0) AS out_fen, coalesce(t.stray, 0) AS stray,
               CASE WHEN lag(v.next_on) OVER follow = v.first_on THEN lag(v.closing_fen) OVER follow END AS before_fen,
               lag(v.period) OVER follow AS before
          FROM v_village_account v
          LEFT JOIN (SELECT e.record_id, coalesce(sum(e.amount_fen) FILTER (WHERE e.direction = 'income'), 0) AS in_fen,
                            coalesce(sum(e.amount_fen) FILTER (WHERE e.direction = 'expense'), 0) AS out_fen,
                            sum(e.booked_on NOT BETWEEN p.first_on AND p.last_on) AS stray
                       FROM v_account_entry e JOIN v_village_account p ON p.record_id = e.record_id
                      GROUP BY e.record_id) t ON t.record_id = v.record_id
        WINDOW follow AS (PARTITION BY v.unit_id ORDER BY v.first_on, v.last_on)) a
 WHERE a.last_on BETWEEN :from AND :until
   AND (a.income_fen <> a.in_fen OR a.expense_fen <> a.out_fen OR a.closing_fen <> a.opening_fen + a.income_fen - a.expense_fen
        OR coalesce(a.opening_fen <> a.before_fen, 0) OR a.stray > 0)
 ORDER BY a.subject_id
