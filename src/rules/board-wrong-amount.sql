-- rule: board-wrong-amount
-- title: board shows another amount than the standard
-- title.zh: 公示标准与规定不符
-- basis: 计价格[2001]1672号 and Price Law art. 13: the price posted is the one in force
-- basis.zh: 国家计委计价格〔2001〕1672号、《价格法》第十三条：应按现行标准公示
-- in-force: 2002-01-01..
-- severity: violation
-- subject: board
-- population: SELECT count(*) FROM v_board_line WHERE seen_on BETWEEN :from AND :until AND ruling IN ('charge', 'cap')
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN percent_bp IS NOT NULL THEN '标准是比例，不能与公示的金额比较' ELSE '依据库中标准的金额不详' END AS reason
--     FROM v_board_line
--    WHERE seen_on BETWEEN :from AND :until AND ruling IN ('charge', 'cap') AND standard_fen IS NULL AND amount_fen IS NOT NULL
-- Found is a line without an amount, and one above the standard that is no earlier standard's (board-stale). Below the standard is as
-- it may be: a unit may charge less.
-- No money is claimed: what a board shows has not been charged yet.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.seen_on AS charged_on,
       i.standard_id,
       i.seen_on || '查看，“' || i.name || '”'
           || CASE WHEN i.amount_fen IS NULL THEN '没有写明标准。'
                   ELSE '公示' || fen_text(i.amount_fen) || '元，现行标准为' || fen_text(i.standard_fen) || '元。' END AS detail
  FROM v_board_line i
 WHERE i.seen_on BETWEEN :from AND :until AND i.ruling IN ('charge', 'cap')
   AND (i.amount_fen IS NULL OR (i.amount_fen > i.standard_fen AND i.earlier_id IS NULL))
 ORDER BY i.subject_id, i.part
