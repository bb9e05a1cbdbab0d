-- rule: fee-over-standard
-- title: amount above the published standard
-- title.zh: 超标准收费
-- basis: Price Law art. 39 and Agriculture Law art. 67: a fee is taken at the published item and standard
-- basis.zh: 《价格法》第三十九条、《农业法》第六十七条：收费应按公布的项目和标准执行，不得超标准收取
-- in-force: 1998-05-01..
-- severity: violation
-- subject: notice-item
-- lines: i.chargeable
-- suspects: i.chargeable AND i.within IS NOT 1
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN percent_bp IS NOT NULL AND share_base_fen IS NULL THEN '标准为另一项目的比例，同一通知上没有该项目，不能计算'
--               WHEN percent_bp IS NULL AND standard_fen IS NULL THEN '依据库中该标准的金额不详' ELSE '数额过大，无法计算' END AS reason
--     FROM v_notice_standard
--    WHERE ruling IN ('charge', 'cap') AND allowed_fen IS NULL AND charged_on BETWEEN :from AND :until
-- Allowed is the standard times the quantity, or the share of the other item's amount on the same notice, rounded half up to the
-- fen; the standard itself is allowed.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, i.allowed_fen,
       i.amount_fen - i.allowed_fen AS excess_fen, i.standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元（数量' || i.quantity_text || '），'
           || CASE WHEN i.percent_bp IS NOT NULL
                   THEN '标准为' || fen_text(i.share_base_fen) || '元的' || rtrim(rtrim(fen_text(i.percent_bp), '0'), '.') || '%'
                   ELSE '标准单价' || fen_text(i.standard_fen) || '元' END || '，应收' || fen_text(i.allowed_fen) || '元，超出'
           || fen_text(i.amount_fen - i.allowed_fen) || '元。' AS detail
  FROM v_notice_standard i
 WHERE i.charged_on BETWEEN :from AND :until AND i.ruling IN ('charge', 'cap')
   AND i.amount_fen > i.allowed_fen
 ORDER BY i.subject_id, i.part
