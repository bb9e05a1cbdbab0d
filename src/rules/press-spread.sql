-- rule: press-spread
-- title: newspapers spread over households or persons
-- title.zh: 摊派报刊
-- basis: Ministry of Agriculture and Press Administration notice of 2002 and 闽委办[2000]88号: no spreading of subscriptions over villages,
--   schools, farmers or pupils
-- basis.zh: 农业部、新闻出版总署《关于全面实行村级订阅报刊费用限额控制制度的通知》（2002年）、闽委办〔2000〕88号：不得向农村和农民摊派报刊
-- in-force: 2002-01-01..
-- severity: violation
-- subject: subscription
-- population: SELECT count(*) FROM v_subscription_line WHERE subscribed_on BETWEEN :from AND :until
-- undecided: none
-- Whoever's money: farmers', pupils' and staff's money is claimed; the unit's own is not, it was spread on the unit from above and is
-- counted under its cap.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.subscribed_on AS charged_on, i.amount_fen AS charged_fen,
       CASE WHEN i.funds <> 'unit' THEN 0 END AS allowed_fen, CASE WHEN i.funds <> 'unit' THEN i.amount_fen END AS excess_fen,
       i.year || '年度《' || i.title || '》' || i.copies || '份' || fen_text(i.amount_fen) || '元，以摊派方式订阅，资金来自'
           || CASE i.funds WHEN 'farmers' THEN '农民' WHEN 'pupils' THEN '学生' WHEN 'staff' THEN '干部教师' ELSE '单位' END
           || '。' AS detail
  FROM v_subscription_line i
 WHERE i.subscribed_on BETWEEN :from AND :until AND i.mode = 'spread'
 ORDER BY i.subject_id, i.part
