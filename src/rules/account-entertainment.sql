-- rule: account-entertainment
-- title: entertaining at a village's expense against the rule of the day
-- title.zh: 村级招待费违反规定
-- basis: local papers only: the ban or cap of the rule book (item village.entertainment)
-- basis.zh: 只有各地规定，没有全国标准：依据库中当日有效的村级招待费规定（项目 village.entertainment）
-- in-force: ..
-- severity: violation
-- subject: village-account
-- population: SELECT count(*) FROM v_account_entertainment WHERE booked_on BETWEEN :from AND :until
-- undecided:
--   SELECT e.subject_id, e.part,
--          CASE WHEN e.standard_id IS NULL THEN '依据库中没有当日适用的村级招待费规定'
--               WHEN e.standard_unit <> 'unit-year' AND e.ruling <> 'ban' THEN '招待费限额不按单位和年度计，依据库未规定折算办法'
--               ELSE '依据库中村级招待费限额的金额不详' END AS reason
--     FROM v_account_entertainment e
--    WHERE e.booked_on BETWEEN :from AND :until
--      AND (e.standard_id IS NULL OR (e.ruling <> 'ban' AND (e.allowed_fen IS NULL OR e.standard_unit <> 'unit-year')))
-- Under a cap of the year the entry that passes it is found, and each one after it; what is above the cap is the excess.
SELECT e.subject_id, e.part, e.division_id AS division, e.unit_id AS unit, e.booked_on AS charged_on, e.amount_fen AS charged_fen,
       e.amount_fen - min(e.amount_fen, e.sum_fen - e.allowed_fen) AS allowed_fen,
       min(e.amount_fen, e.sum_fen - e.allowed_fen) AS excess_fen, e.standard_id,
       e.booked_on || '列支“' || e.account || '”' || fen_text(e.amount_fen) || '元，'
           || CASE e.ruling WHEN 'ban' THEN '依规定不得列支招待费'
                   ELSE e.year || '年累计' || fen_text(e.sum_fen) || '元，限额' || fen_text(e.allowed_fen) || '元' END
           || coalesce('，凭证' || e.voucher, '') || '。' AS detail
  FROM v_account_entertainment e
 WHERE e.booked_on BETWEEN :from AND :until
   AND (e.ruling = 'ban' OR (e.standard_unit = 'unit-year' AND e.sum_fen > e.allowed_fen))
 ORDER BY e.subject_id, e.part
