-- rule: press-on-behalf
-- title: newspapers subscribed for farmers or pupils, or withheld from them
-- title.zh: 替农民、学生代订报刊或代扣代缴报刊款
-- basis: Ministry of Agriculture and Press Administration notice of 2002: subscription is voluntary; township, village and
--   school subscribe for no farmer or pupil and withhold nothing
-- basis.zh: 农业部、新闻出版总署《关于全面实行村级订阅报刊费用限额控制制度的通知》（2002年）：订阅自愿，不得替农民、学生代订、代扣代缴
-- in-force: 2002-01-01..
-- severity: violation
-- subject: subscription
-- population: SELECT count(*) FROM v_subscription_line WHERE subscribed_on BETWEEN :from AND :until
-- undecided: none
-- Farmers' or pupils' money, however subscribed, is a violation. Another's money subscribed on behalf or withheld (the
-- staff's, the unit's) is a doubt without money: the paper does not say whom it was taken from.
-- Spread over many: press-spread. Withheld from subsidies: press-withheld-from-subsidy.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.subscribed_on AS charged_on,
       i.amount_fen AS charged_fen,
       CASE WHEN i.funds IN ('farmers', 'pupils') THEN 0 END AS allowed_fen,
       CASE WHEN i.funds IN ('farmers', 'pupils') THEN i.amount_fen END AS excess_fen, NULL AS standard_id,
       CASE WHEN i.funds IN ('farmers', 'pupils') THEN 'violation' ELSE 'doubt' END AS severity,
       i.year || '年度《' || i.title || '》' || i.copies || '份' || fen_text(i.amount_fen) || '元，方式为'
           || CASE i.mode WHEN 'on-behalf' THEN '代订' WHEN 'withheld' THEN '代扣代缴' ELSE '自订' END || '，资金来自'
           || CASE i.funds WHEN 'farmers' THEN '农民' WHEN 'pupils' THEN '学生' WHEN 'staff' THEN '干部教师' ELSE '单位' END
           || '。' AS detail
  FROM v_subscription_line i
 WHERE i.subscribed_on BETWEEN :from AND :until AND (i.funds IN ('farmers', 'pupils') OR i.mode <> 'own')
   AND i.mode <> 'spread' AND coalesce(i.withheld_from, '') <> 'subsidy'
 ORDER BY i.subject_id, i.part
