-- rule: fee-posted-otherwise
-- title: charged otherwise than posted
-- title.zh: 收费与公示标准不符
-- basis: Price Law art. 13: nothing may be taken on top of the price posted; 计价格[2001]1672号
-- basis.zh: 《价格法》第十三条：不得在标价之外加价收费；国家计委计价格〔2001〕1672号
-- in-force: 2002-01-01..
-- severity: violation
-- subject: notice-item
-- lines: CASE WHEN i.board_part IS NOT NULL AND i.chargeable AND i.paid AND i.posted_since THEN 1 END
-- suspects:
--   i.board_part IS NOT NULL AND i.chargeable
--   AND (i.posted_fen IS NULL OR i.price_fen > i.posted_fen OR i.price_fen < i.posted_fen)
-- undecided:
--   SELECT i.subject_id, i.part, '公示栏没有写明标准' AS reason
--     FROM v_notice_board i
--    WHERE i.charged_on BETWEEN :from AND :until AND i.board_part IS NOT NULL AND i.seen_on >= i.standard_from
--      AND i.posted_fen IS NULL
-- The price of the line against the amount on the latest board seen within the year before, on a day when today's standard was in
-- force already. Above the posted amount, yet within the standard: what the line comes to above it is claimed, and where that is not a
-- fen it is a doubt without money. Below a posted rate: likewise, the board shows too much (below a posted cap is as it should be). A
-- line over the standard itself is fee-over-standard's, an amount above price times quantity fee-arithmetic's.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on, i.amount_fen AS charged_fen,
       CASE WHEN i.above_fen > 0 THEN i.amount_fen - i.above_fen END AS allowed_fen,
       CASE WHEN i.above_fen > 0 THEN i.above_fen END AS excess_fen, i.standard_id,
       CASE WHEN i.above_fen > 0 THEN 'violation' ELSE 'doubt' END AS severity,
       i.charged_on || '收取“' || i.name || '”单价' || fen_text(i.price_fen) || '元，' || i.seen_on || '查看的公示栏标准为'
           || fen_text(i.posted_fen) || '元。' AS detail
  FROM (SELECT b.*, CASE WHEN b.price_fen > b.posted_fen
                         THEN min(b.amount_fen, b.product_fen) - (b.posted_fen * b.quantity_milli + 500) / 1000 END AS above_fen
          FROM v_notice_board b) i
 WHERE i.charged_on BETWEEN :from AND :until AND i.seen_on >= i.standard_from
   AND (i.price_fen > i.posted_fen OR (i.price_fen < i.posted_fen AND i.ruling = 'charge'))
   AND (i.amount_fen <= i.allowed_fen OR i.allowed_fen IS NULL)
   AND i.price_fen <= 9000000000000000000 / (i.quantity_milli + 1)
 ORDER BY i.subject_id, i.part
