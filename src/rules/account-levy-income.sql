-- rule: account-levy-income
-- title: levies after the reform booked as village income
-- title.zh: 税费改革后仍收取提留统筹、清收尾欠入账
-- basis: the province's reform of rural taxes and fees ended levies; 国发[2003]12号 suspends collecting arrears from before it
-- basis.zh: 农村税费改革取消村提留、乡统筹等；国发〔2003〕12号：暂停清收改革前的税费尾欠
-- in-force: 2001-04-04..
-- severity: violation
-- subject: village-account
-- population: SELECT count(*) FROM v_account_entry WHERE direction = 'income' AND amount_fen > 0 AND booked_on BETWEEN :from AND :until
-- undecided:
--   SELECT e.subject_id, e.part, '依据库中没有该项目当日适用的规定' AS reason
--     FROM v_account_standard e
--    WHERE e.category = 'levy' AND e.amount_fen > 0 AND e.standard_id IS NULL AND e.booked_on BETWEEN :from AND :until
SELECT e.subject_id, e.part, e.division_id AS division, e.unit_id AS unit, e.booked_on AS charged_on, e.amount_fen AS charged_fen,
       0 AS allowed_fen, e.amount_fen AS excess_fen, e.standard_id,
       e.booked_on || '收入“' || e.account || '”' || fen_text(e.amount_fen) || '元，按科目、摘要属税费改革取消或暂停收取的款项，自'
           || e.standard_from || '起不得收取' || coalesce('，凭证' || e.voucher, '') || '。' AS detail
  FROM v_account_standard e
 WHERE e.booked_on BETWEEN :from AND :until AND e.category = 'levy' AND e.amount_fen > 0 AND e.banned
 ORDER BY e.subject_id, e.part
