-- rule: account-fund-raising
-- title: fund-raising booked as village income
-- title.zh: 村集体向农民集资
-- basis: Agriculture Law art. 68: no fund-raising from farmers in any form without law or the State Council
-- basis.zh: 《农业法》第六十八条：非依法律、国务院规定，不得以任何方式向农民集资
-- in-force: 2003-03-01..
-- severity: violation
-- subject: village-account
-- population: SELECT count(*) FROM v_account_entry WHERE direction = 'income' AND amount_fen > 0 AND booked_on BETWEEN :from AND :until
-- undecided: none
-- Not where the fee named on the receipt has a standard in force. Money by the villagers' vote (一事一议) is a kind of its own.
SELECT e.subject_id, e.part, e.division_id AS division, e.unit_id AS unit, e.booked_on AS charged_on, e.amount_fen AS charged_fen,
       0 AS allowed_fen, e.amount_fen AS excess_fen, e.standard_id,
       e.booked_on || '收入“' || e.account || '”' || fen_text(e.amount_fen) || '元，按科目、摘要属集资，没有准许的依据'
           || coalesce('，凭证' || e.voucher, '') || '。' AS detail
  FROM v_account_standard e
 WHERE e.booked_on BETWEEN :from AND :until AND e.category = 'fund-raising' AND e.amount_fen > 0 AND NOT coalesce(e.chargeable, 0)
 ORDER BY e.subject_id, e.part
