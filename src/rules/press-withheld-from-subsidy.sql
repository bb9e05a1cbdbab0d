-- rule: press-withheld-from-subsidy
-- title: newspaper money withheld from subsidies
-- title.zh: 从补贴款中扣缴报刊款
-- basis: Ministry of Agriculture and Press Administration notice of 2002: nothing is withheld for subscriptions; subsidies reach the
--   household in full
-- basis.zh: 农业部、新闻出版总署《关于全面实行村级订阅报刊费用限额控制制度的通知》（2002年）：不得代扣代缴；补贴应足额到户
-- in-force: 2002-01-01..
-- severity: violation
-- subject: subscription
-- population: SELECT count(*) FROM v_subscription_line WHERE mode = 'withheld' AND subscribed_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, part, '没有写明从何处代扣' AS reason
--     FROM v_subscription_line WHERE mode = 'withheld' AND withheld_from IS NULL AND subscribed_on BETWEEN :from AND :until
-- Withheld from anything else, or not said from what: press-on-behalf.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.subscribed_on AS charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen,
       i.year || '年度《' || i.title || '》' || i.copies || '份' || fen_text(i.amount_fen) || '元，从补贴款中代扣。' AS detail
  FROM v_subscription_line i
 WHERE i.subscribed_on BETWEEN :from AND :until AND i.mode = 'withheld' AND i.withheld_from = 'subsidy'
 ORDER BY i.subject_id, i.part
