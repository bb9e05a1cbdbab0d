-- rule: fee-not-posted
-- title: charged, but not on the unit's board
-- title.zh: 收费项目未公示
-- basis: 计价格[2001]1672号 and Price Law art. 13: what is not posted may not be charged
-- basis.zh: 国家计委计价格〔2001〕1672号、《价格法》第十三条：收费应先公示，不得收取未予标明的费用
-- in-force: 2002-01-01..
-- severity: violation
-- subject: notice-item
-- lines: CASE WHEN i.board_id IS NOT NULL AND i.chargeable AND i.paid THEN 1 END
-- suspects: i.board_id IS NOT NULL AND i.board_part IS NULL AND i.chargeable
-- undecided:
--   SELECT subject_id, part, '公示栏上有依据库不识的项目名称，不能判定是否已公示' AS reason
--     FROM v_notice_board WHERE charged_on BETWEEN :from AND :until AND board_part IS NULL AND unknown_names > 0
-- Looked at are lines of units whose board was seen on the day or within the year before; the latest such board counts. No money is
-- claimed: the item itself is lawful.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on, i.amount_fen AS charged_fen, i.standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，' || i.seen_on || '查看的公示栏没有这一项目。' AS detail
  FROM v_notice_board i
 WHERE i.charged_on BETWEEN :from AND :until AND i.board_part IS NULL AND i.unknown_names = 0
 ORDER BY i.subject_id, i.part
