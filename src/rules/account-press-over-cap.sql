-- rule: account-press-over-cap
-- title: newspapers booked above the cap or not reported
-- title.zh: 村账列支报刊费超过限额或未申报
-- basis: Ministry of Agriculture and Press Administration notice of 2002 on the cap for village subscriptions: not exceeded, nor in disguise
-- basis.zh: 农业部、新闻出版总署《关于全面实行村级订阅报刊费用限额控制制度的通知》（2002年）：不得超出或变相超出限额
-- in-force: 2002-01-01..
-- severity: violation
-- subject: village-account
-- population: SELECT count(*) FROM v_account_press WHERE booked_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.last_line / 1000000 AS subject_id, p.last_line % 1000000 AS part,
--          CASE WHEN p.standard_id IS NULL THEN '依据库中没有该类单位当日适用的报刊限额'
--               WHEN p.standard_unit <> 'unit-year' THEN '限额不按单位和年度计，依据库未规定折算办法'
--               ELSE '依据库中报刊限额的金额不详' END AS reason
--     FROM v_account_press p
--    WHERE p.booked_on BETWEEN :from AND :until AND p.amount_fen <= p.reported_fen
--      AND (p.standard_id IS NULL OR (p.ruling <> 'ban' AND (p.standard_fen IS NULL OR p.standard_unit <> 'unit-year')))
-- By village and calendar year, at the year's last such entry. What the village reported as subscribed is judged by press-over-cap;
-- here counts what it booked beyond. Booked above the cap and above what was reported: the excess is above the larger of both. Within
-- the cap, or where the cap is not known, but not reported: a doubt.
SELECT p.last_line / 1000000 AS subject_id, p.last_line % 1000000 AS part, p.division_id AS division, p.unit_id AS unit,
       p.booked_on AS charged_on, p.amount_fen AS charged_fen,
       CASE WHEN p.over THEN max(p.cap_fen, p.reported_fen) END AS allowed_fen,
       CASE WHEN p.over THEN p.amount_fen - max(p.cap_fen, p.reported_fen) END AS excess_fen,
       p.standard_id, CASE WHEN p.over THEN 'violation' ELSE 'doubt' END AS severity,
       p.year || '年账上列支报刊费' || p.entries || '笔' || fen_text(p.amount_fen) || '元，申报用本单位资金订阅' || fen_text(p.reported_fen) || '元'
           || CASE WHEN p.cap_fen IS NULL THEN '，限额不详' ELSE '，限额' || fen_text(p.cap_fen) || '元' END
           || CASE WHEN p.over THEN '，超出' || fen_text(p.amount_fen - max(p.cap_fen, p.reported_fen)) || '元。'
                   ELSE '，未申报' || fen_text(p.amount_fen - p.reported_fen) || '元。' END AS detail
  FROM (SELECT i.*, i.cap_fen IS NOT NULL AND i.amount_fen > i.cap_fen AS over
          FROM (SELECT v.*, CASE WHEN v.ruling = 'ban' THEN 0 WHEN v.standard_unit = 'unit-year' THEN v.standard_fen END AS cap_fen
                  FROM v_account_press v) i) p
 WHERE p.booked_on BETWEEN :from AND :until AND p.amount_fen > p.reported_fen
 ORDER BY subject_id, part
