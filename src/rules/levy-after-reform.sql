-- rule: levy-after-reform
-- title: village or township levy taken after the reform
-- title.zh: 税费改革后仍收取提留统筹
-- basis: Fujian's reform of rural taxes and fees (2001 in 14 counties, 2003 in all): village and township levies and education funds
--   end; Agriculture Law art. 93 and State Council order 92 (1991) art. 35: refunded in full
-- basis.zh: 福建省农村税费改革（闽委发〔2001〕4号试点，2003年全省）取消提留统筹和教育集资；《农业法》第九十三条、国务院令第92号第三十五条：如数退还
-- in-force: 2001-04-04..
-- severity: violation
-- subject: notice-item
-- lines: i.levy = 'levy'
-- suspects: i.banned AND i.levy = 'levy'
-- undecided: none
-- A line fails when the standard that governs the levy on its day is a ban; the day of the reform stands in the book, not here.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen, i.standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，税费改革后自' || i.standard_from || '起不得收取。' AS detail
  FROM v_notice_standard i
 WHERE i.charged_on BETWEEN :from AND :until AND i.ruling = 'ban' AND i.amount_fen > 0
   AND i.item_id IN (SELECT l.item_id FROM v_levy_item l WHERE l.what = 'levy')
 ORDER BY i.subject_id, i.part
