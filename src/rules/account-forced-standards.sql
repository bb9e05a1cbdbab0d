-- rule: account-forced-standards
-- title: village expense for reaching standards, upgrades or contests
-- title.zh: 村账列支达标、升级、创建、评比费用
-- basis: Agriculture Law art. 68: no reaching of standards, upgrading or inspection at farmers' expense without law or the State Council
-- basis.zh: 《农业法》第六十八条：非依法律、国务院规定，不得强行要求农民出钱出物进行达标、升级、验收活动
-- in-force: 2003-03-01..
-- severity: doubt
-- subject: village-account
-- population: SELECT count(*) FROM v_account_entry WHERE direction = 'expense' AND amount_fen > 0 AND booked_on BETWEEN :from AND :until
-- undecided: none
-- Paid to a unit above the village it is a violation; otherwise a doubt: the book does not say who asked for it. Not where the fee named on the
-- receipt has a standard in force.
SELECT e.subject_id, e.part, e.division_id AS division, e.unit_id AS unit, e.booked_on AS charged_on, e.amount_fen AS charged_fen,
       CASE WHEN e.counter_type IN ('township', 'department', 'station') THEN 0 END AS allowed_fen,
       CASE WHEN e.counter_type IN ('township', 'department', 'station') THEN e.amount_fen END AS excess_fen, e.standard_id,
       CASE WHEN e.counter_type IN ('township', 'department', 'station') THEN 'violation' ELSE 'doubt' END AS severity,
       e.booked_on || '支出“' || e.account || '”' || fen_text(e.amount_fen) || '元，按科目、摘要属达标、升级、创建、评比'
           || CASE WHEN e.counter_type IN ('township', 'department', 'station') THEN '，付给上级单位' ELSE '' END
           || coalesce('，引用“' || e.document_text || '”', '') || coalesce('，凭证' || e.voucher, '') || '。' AS detail
  FROM v_account_standard e
 WHERE e.booked_on BETWEEN :from AND :until AND e.category = 'forced-standard' AND e.amount_fen > 0 AND NOT coalesce(e.chargeable, 0)
 ORDER BY e.subject_id, e.part
