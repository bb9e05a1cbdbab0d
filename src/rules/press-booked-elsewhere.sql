-- rule: press-booked-elsewhere
-- title: newspapers booked under another account
-- title.zh: 报刊费列入其他科目
-- basis: seven ministries' notice of 2008 and the notice of 2002: the cap may not be exceeded openly or in disguise; Accounting Law
--   art. 9: accounts show what really took place
-- basis.zh: 《会计法》第九条：会计核算须真实；农业部、新闻出版总署2002年通知和七部委2008年意见：不得超出或变相超出限额
-- in-force: 2002-01-01..
-- severity: violation
-- subject: subscription
-- population: SELECT count(*) FROM v_subscription_line WHERE subscribed_on BETWEEN :from AND :until
-- undecided: none
-- No money is claimed: the amount counts under the cap like any other.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.subscribed_on AS charged_on, i.amount_fen AS charged_fen,
       i.year || '年度《' || i.title || '》' || i.copies || '份' || fen_text(i.amount_fen) || '元，列入“' || i.booked_as || '”。' AS detail
  FROM v_subscription_line i
 WHERE i.subscribed_on BETWEEN :from AND :until AND i.booked_as IS NOT NULL
 ORDER BY i.subject_id, i.part
