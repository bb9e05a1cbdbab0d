-- rule: account-fee-to-upper-unit
-- title: fees or contributions of a village to upper units without a standard
-- title.zh: 村集体向上级单位交费、出资没有依据
-- basis: Agriculture Law art. 67: no fee without law or regulation, no contribution of any kind; 国务院令92号 arts. 29 and 31
-- basis.zh: 《农业法》第六十七条：没有法律、法规依据的收费和任何摊派均可拒绝；国务院令92号第二十九条、第三十一条
-- in-force: 2003-03-01..
-- severity: violation
-- subject: village-account
-- population:
--   SELECT count(*) FROM v_account_entry
--    WHERE category IN ('contribution', 'upper-fee') AND amount_fen > 0 AND booked_on BETWEEN :from AND :until
-- undecided:
--   SELECT e.subject_id, e.part,
--          CASE WHEN e.fee_term IS NULL THEN '账上没有写明收费项目' WHEN e.counter_id IS NULL THEN '账上没有写明收费单位'
--               ELSE '依据库不认得这个收费项目' END AS reason
--     FROM v_account_standard e
--    WHERE e.category = 'upper-fee' AND e.amount_fen > 0 AND e.booked_on BETWEEN :from AND :until
--      AND (e.item_id IS NULL OR e.counter_id IS NULL)
-- A fee (会务费, 培训费 ...) needs a standard of its item in force for that unit and day, and cannot be judged where the book does not name
-- item and unit. A contribution (上交, 摊派, 赞助) needs one too, and is a violation without when paid to a unit above the village, else a
-- doubt. Whether the amount agrees with the standard is for the notice of the charging unit (fee-over-standard).
SELECT e.subject_id, e.part, e.division_id AS division, e.unit_id AS unit, e.booked_on AS charged_on, e.amount_fen AS charged_fen,
       CASE WHEN e.sure THEN 0 END AS allowed_fen, CASE WHEN e.sure THEN e.amount_fen END AS excess_fen, e.standard_id,
       CASE WHEN e.sure THEN 'violation' ELSE 'doubt' END AS severity,
       e.booked_on || '支出“' || e.account || '”' || fen_text(e.amount_fen) || '元，'
           || CASE e.category WHEN 'upper-fee' THEN '收费项目“' || e.fee || '”当日' || CASE WHEN e.banned THEN '禁止收取' ELSE '没有有效标准' END
                   ELSE '按科目、摘要属上交、摊派、赞助，没有依据' END
           || coalesce('，凭证' || e.voucher, '') || '。' AS detail
  FROM (SELECT s.*, s.category = 'upper-fee' OR coalesce(s.counter_type IN ('township', 'department', 'station'), 0) AS sure
          FROM v_account_standard s) e
 WHERE e.booked_on BETWEEN :from AND :until AND e.category IN ('contribution', 'upper-fee') AND e.amount_fen > 0
   AND NOT coalesce(e.chargeable, 0)
   AND (e.category = 'contribution' OR (e.item_id IS NOT NULL AND e.counter_id IS NOT NULL))
 ORDER BY e.subject_id, e.part
