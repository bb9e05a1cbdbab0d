-- rule: account-no-voucher
-- title: village entry without a voucher
-- title.zh: 村账收支没有原始凭证
-- basis: Accounting Law art. 14: every payment and receipt has its original voucher
-- basis.zh: 《会计法》第十四条：办理经济业务必须取得或者填制原始凭证
-- in-force: 1985-05-01..
-- severity: violation
-- subject: village-account
-- population: SELECT count(*) FROM v_account_entry WHERE amount_fen > 0 AND booked_on BETWEEN :from AND :until
-- undecided: none
-- No money is claimed: the payment may have been right.
SELECT e.subject_id, e.part, e.division_id AS division, e.unit_id AS unit, e.booked_on AS charged_on, e.amount_fen AS charged_fen,
       e.booked_on || CASE e.direction WHEN 'income' THEN '收入“' ELSE '支出“' END || e.account || '”' || fen_text(e.amount_fen)
           || '元，没有原始凭证号。' AS detail
  FROM v_account_entry e
 WHERE e.booked_on BETWEEN :from AND :until AND e.amount_fen > 0 AND e.voucher IS NULL
 ORDER BY e.subject_id, e.part
