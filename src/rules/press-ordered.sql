-- rule: press-ordered
-- title: subscription ordered from above
-- title.zh: 下达报刊订阅任务
-- basis: Ministry of Agriculture and Press Administration notice of 2002: no paper, target or task for subscriptions, no appraisal by them
-- basis.zh: 农业部、新闻出版总署《关于全面实行村级订阅报刊费用限额控制制度的通知》（2002年）：不得发文件、定指标、下任务，不得列入考核
-- in-force: 2002-01-01..
-- severity: violation
-- subject: subscription
-- population: SELECT count(*) FROM v_subscription_line WHERE subscribed_on BETWEEN :from AND :until
-- undecided: none
-- A violation where the money of the unit, of farmers or of pupils was spent by the order, or the staff's was withheld or spread; a
-- doubt where the staff subscribed themselves: they may have wished to. No money is claimed.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.subscribed_on AS charged_on, i.amount_fen AS charged_fen,
       CASE WHEN i.funds = 'staff' AND i.mode = 'own' THEN 'doubt' ELSE 'violation' END AS severity,
       i.year || '年度《' || i.title || '》' || i.copies || '份' || fen_text(i.amount_fen) || '元，由' || i.ordered_by || '下达任务订阅。' AS detail
  FROM v_subscription_line i
 WHERE i.subscribed_on BETWEEN :from AND :until AND i.ordered_by IS NOT NULL
 ORDER BY i.subject_id, i.part
