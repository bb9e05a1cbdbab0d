-- rule: board-cancelled-item
-- title: cancelled or forbidden item still posted
-- title.zh: 已取消或禁止的项目仍在公示
-- basis: 计价格[2001]1032号 and 计价格[2001]1672号: cancelled items are cleared away and may not be posted as charges
-- basis.zh: 国家计委计价格〔2001〕1032号、计价格〔2001〕1672号：明令取消的项目应予清理，不得公示收取
-- in-force: 2002-01-01..
-- severity: violation
-- subject: board
-- population: SELECT count(*) FROM v_board_item WHERE seen_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, part, '依据库不识该项目名称，不能判定是否已取消' AS reason
--     FROM v_board_item WHERE seen_on BETWEEN :from AND :until AND item_id IS NULL
--   UNION ALL
--   SELECT subject_id, part, '依据库中没有适用于该单位的这一项目标准' AS reason
--     FROM v_board_line WHERE seen_on BETWEEN :from AND :until AND standard_id IS NULL AND earlier_id IS NULL
-- No money is claimed: what a board shows has not been charged yet.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.seen_on AS charged_on,
       i.standard_id,
       i.seen_on || '查看，公示栏上仍有“' || i.name || '”' || coalesce(fen_text(i.amount_fen) || '元', '') || '，该项目自'
           || i.standard_from || '起'
           || coalesce('依' || (SELECT d.number_printed FROM v_document d WHERE d.document_id = i.standard_document_id), '')
           || '取消或禁止收取。' AS detail
  FROM v_board_line i
 WHERE i.seen_on BETWEEN :from AND :until AND i.ruling = 'ban'
 ORDER BY i.subject_id, i.part
