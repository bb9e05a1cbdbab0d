-- rule: board-missing
-- title: unit that charges has no board
-- title.zh: 收费单位没有收费公示栏
-- basis: 计价格[2001]1672号; Fujian notice of June 2001: boards at every charging unit, township, village office and school
-- basis.zh: 国家计委计价格〔2001〕1672号；福建省2001年6月关于全面推行涉农收费公示制度的通知：各收费单位和中小学应设公示栏
-- in-force: 2002-01-01..
-- severity: violation
-- subject: board
-- population: SELECT count(*) FROM v_board_look WHERE seen_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, 0 AS part, '没有该单位的收费记录，不能判定应否设公示栏' AS reason
--     FROM v_board_look
--    WHERE missing AND seen_on BETWEEN :from AND :until AND unit_id NOT IN (SELECT c.unit_id FROM v_charging_unit c)
-- Only a look that found no board speaks: a unit that nobody went to see is not checked, not without a board.
SELECT b.subject_id, 0 AS part, u.division_id AS division, b.unit_id AS unit, b.seen_on AS charged_on,
       b.seen_on || '到场查看，该单位收费而没有收费公示栏。' AS detail
  FROM v_board_look b
  JOIN v_unit u ON u.unit_id = b.unit_id
 WHERE b.missing AND b.seen_on BETWEEN :from AND :until AND b.unit_id IN (SELECT c.unit_id FROM v_charging_unit c)
 ORDER BY b.subject_id
