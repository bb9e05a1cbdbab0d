-- rule: press-arithmetic
-- title: amounts and total of a subscription do not agree
-- title.zh: 报刊订阅金额合计不符
-- basis: Accounting Law art. 14: amounts of a voucher must be true and agree with each other
-- basis.zh: 《会计法》第十四条：凭证记载的金额应当真实、相符
-- in-force: 1985-05-01..
-- severity: violation
-- subject: subscription
-- population:
--   SELECT count(*) FROM (SELECT subject_id FROM v_subscription_line GROUP BY subject_id
--                         HAVING max(subscribed_on) BETWEEN :from AND :until)
-- undecided: none
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, l.charged_on,
       p.total_fen AS charged_fen, l.sum_fen AS allowed_fen, max(p.total_fen - l.sum_fen, 0) AS excess_fen,
       NULL AS standard_id,
       p.year || '年度各种报刊合计' || fen_text(l.sum_fen) || '元，所列合计' || fen_text(p.total_fen) || '元。' AS detail
  FROM (SELECT subject_id, sum(amount_fen) AS sum_fen, max(subscribed_on) AS charged_on
          FROM v_subscription_line GROUP BY subject_id) l
  JOIN v_subscription p ON p.subject_id = l.subject_id
 WHERE l.charged_on BETWEEN :from AND :until AND p.total_fen <> l.sum_fen
 ORDER BY p.subject_id
