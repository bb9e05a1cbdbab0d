-- rule: account-fine
-- title: income from fining villagers
-- title.zh: 村集体收取罚款
-- basis: Agriculture Law art. 67: no fine without law or regulation; no law gives a village the power to fine
-- basis.zh: 《农业法》第六十七条：没有法律、法规、规章依据的罚款，农民有权拒绝；村级组织没有罚款权
-- in-force: 2003-03-01..
-- severity: violation
-- subject: village-account
-- population: SELECT count(*) FROM v_account_entry WHERE direction = 'income' AND amount_fen > 0 AND booked_on BETWEEN :from AND :until
-- undecided: none
-- A fine of a unit of the register that was handed on to the village is a doubt: it may be a share of a lawful one.
SELECT e.subject_id, e.part, e.division_id AS division, e.unit_id AS unit, e.booked_on AS charged_on, e.amount_fen AS charged_fen,
       CASE WHEN e.counter_id IS NULL THEN 0 END AS allowed_fen, CASE WHEN e.counter_id IS NULL THEN e.amount_fen END AS excess_fen,
       CASE WHEN e.counter_id IS NULL THEN 'violation' ELSE 'doubt' END AS severity,
       e.booked_on || '收入“' || e.account || '”' || fen_text(e.amount_fen) || '元，按科目、摘要属罚款'
           || CASE WHEN e.counter_id IS NULL THEN '' ELSE '，来自登记册中的单位' END || coalesce('，凭证' || e.voucher, '') || '。' AS detail
  FROM v_account_entry e
 WHERE e.booked_on BETWEEN :from AND :until AND e.category = 'fine' AND e.amount_fen > 0
 ORDER BY e.subject_id, e.part
