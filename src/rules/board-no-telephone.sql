-- rule: board-no-telephone
-- title: board without a telephone for complaints
-- title.zh: 公示栏没有投诉电话
-- basis: Fujian notice of June 2001 on posting of fees: the telephone for complaints is one of the fields; 计价格[2002]792号 for schools
-- basis.zh: 福建省2001年6月关于全面推行涉农收费公示制度的通知：公示内容包括投诉电话；学校依计价格〔2002〕792号
-- in-force: 2002-01-01..
-- severity: violation
-- subject: board
-- population: SELECT count(*) FROM v_board WHERE seen_on BETWEEN :from AND :until
-- undecided: none
SELECT b.subject_id, 0 AS part, u.division_id AS division, b.unit_id AS unit, b.seen_on AS charged_on,
       b.seen_on || '查看，公示栏没有投诉电话。' AS detail
  FROM v_board b
  JOIN v_unit u ON u.unit_id = b.unit_id
 WHERE b.seen_on BETWEEN :from AND :until AND b.telephone IS NULL
 ORDER BY b.subject_id
