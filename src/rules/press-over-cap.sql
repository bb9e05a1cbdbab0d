-- rule: press-over-cap
-- title: newspapers and periodicals above the yearly cap
-- title.zh: 报刊订阅超过限额
-- basis: Ministry of Agriculture and Press Administration notice of 2002 on the cap for village subscriptions, after
--   国办发[2001]42号
-- basis.zh: 农业部、新闻出版总署《关于全面实行村级订阅报刊费用限额控制制度的通知》（2002年）、国办发〔2001〕42号
-- in-force: 2002-01-01..
-- severity: violation
-- subject: subscription
-- population: SELECT count(*) FROM v_press_total WHERE charged_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, 0 AS part,
--          CASE WHEN standard_id IS NULL THEN '依据库中没有该类单位当日适用的报刊限额'
--               WHEN standard_unit <> 'unit-year' THEN '限额不按单位和年度计，依据库未规定折算办法'
--               ELSE '依据库中报刊限额的金额不详' END AS reason
--     FROM v_press_total
--    WHERE charged_on BETWEEN :from AND :until
--      AND (standard_id IS NULL OR (ruling <> 'ban' AND (standard_fen IS NULL OR standard_unit <> 'unit-year')))
-- The day is that of the year's last subscription, when the total was reached. The staff's own subscriptions do not count.
SELECT t.subject_id, 0 AS part, t.division_id AS division, t.unit_id AS unit, t.charged_on,
       t.amount_fen AS charged_fen, CASE t.ruling WHEN 'ban' THEN 0 ELSE t.standard_fen END AS allowed_fen,
       t.amount_fen - CASE t.ruling WHEN 'ban' THEN 0 ELSE t.standard_fen END AS excess_fen, t.standard_id,
       t.year || '年度订阅报刊' || fen_text(t.amount_fen) || '元，限额'
           || fen_text(CASE t.ruling WHEN 'ban' THEN 0 ELSE t.standard_fen END) || '元，超出'
           || fen_text(t.amount_fen - CASE t.ruling WHEN 'ban' THEN 0 ELSE t.standard_fen END) || '元'
           || CASE WHEN t.withheld_lines > 0 THEN '，其中有代扣代缴' WHEN t.on_behalf_lines > 0 THEN '，其中有代订' ELSE '' END
           || '。' AS detail
  FROM v_press_total t
 WHERE t.charged_on BETWEEN :from AND :until
   AND ((t.ruling <> 'ban' AND t.standard_unit = 'unit-year' AND t.amount_fen > t.standard_fen)
        OR (t.ruling = 'ban' AND t.amount_fen > 0))
 ORDER BY t.subject_id
