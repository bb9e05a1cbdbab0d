-- rule: fee-split
-- title: fee split to stay under a limit
-- title.zh: 化整为零收费
-- basis: Price Law art. 14 and 39: the published limit may not be evaded by splitting one charge into several
-- basis.zh: 《价格法》第十四条、第三十九条：不得以分解收费等方式变相提高标准
-- in-force: 1998-05-01..
-- severity: doubt
-- subject: notice-item
-- lines: i.by_case AND i.paid
-- suspects: i.by_case AND i.standard_fen IS NULL
-- repeats: CASE WHEN i.by_case AND i.paid THEN hash64(i.unit_id, i.payer_class, i.item_id) END
-- undecided:
--   SELECT subject_id, part, '依据库中该限额的金额不详' AS reason
--     FROM v_notice_case WHERE charged_on BETWEEN :from AND :until AND standard_fen IS NULL
-- Looked at are all lines under a cap per case; one above it by itself is fee-over-standard's.
-- Threshold: the same unit, payer and item within three days (the day and the two before), each line at or under the cap per case,
-- together above it. A doubt: somebody may well have three cases in three days. What of a line lies above the cap is its excess.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.sum_fen AS charged_fen, i.standard_fen AS allowed_fen, min(i.amount_fen, i.sum_fen - i.standard_fen) AS excess_fen,
       i.standard_id,
       '三日内向同一缴费人收取“' || i.name || '”' || i.lines || '笔，合计' || fen_text(i.sum_fen) || '元，每件限额'
           || fen_text(i.standard_fen) || '元，疑为分解收费。' AS detail
  FROM v_notice_case i
 WHERE i.charged_on BETWEEN :from AND :until AND i.lines > 1 AND i.sum_fen > i.standard_fen
 ORDER BY i.subject_id, i.part
