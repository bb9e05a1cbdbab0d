-- rule: account-not-approved
-- title: village expense that the villagers' financial group did not examine
-- title.zh: 村级开支未经民主理财小组审核
-- basis: the paper of the day on examining village expenses, in the rule book as item village.unexamined
-- basis.zh: 依据库中当日有效的村级开支审核规定（项目 village.unexamined）
-- in-force: ..
-- severity: violation
-- subject: village-account
-- population: SELECT count(*) FROM v_account_entry WHERE direction = 'expense' AND amount_fen > 0 AND booked_on BETWEEN :from AND :until
-- undecided:
--   SELECT e.subject_id, e.part,
--          CASE WHEN e.standard_id IS NULL THEN '依据库中没有当日适用的村级开支审核规定'
--               WHEN e.standard_unit <> 'each' THEN '审核限额不按笔计，依据库未规定折算办法'
--               ELSE '依据库中审核限额的金额不详' END AS reason
--     FROM v_account_unexamined e
--    WHERE e.booked_on BETWEEN :from AND :until
--      AND (e.standard_id IS NULL OR (e.ruling <> 'ban' AND (e.standard_fen IS NULL OR e.standard_unit <> 'each')))
-- A ban asks it of every expense, a cap (元/次) of those above it. No money is claimed. The rule has no first day of
-- its own: what is asked, and from when, stands in the rule book alone.
SELECT e.subject_id, e.part, e.division_id AS division, e.unit_id AS unit, e.booked_on AS charged_on, e.amount_fen AS charged_fen,
       e.standard_id,
       e.booked_on || '支出“' || e.account || '”' || fen_text(e.amount_fen) || '元，没有民主理财小组审核'
           || CASE e.ruling WHEN 'ban' THEN '' ELSE '，超过须审核的' || fen_text(e.standard_fen) || '元' END || '。' AS detail
  FROM v_account_unexamined e
 WHERE e.booked_on BETWEEN :from AND :until
   AND (e.ruling = 'ban' OR (e.standard_unit = 'each' AND e.amount_fen > e.standard_fen))
 ORDER BY e.subject_id, e.part
