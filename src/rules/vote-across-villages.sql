-- rule: vote-across-villages
-- title: money by vote used in another village
-- title.zh: 一事一议资金跨村使用
-- basis: Agriculture Law (2002 revision) art. 73: money and labour for the village's own works; rules on 一事一议: never across villages
-- basis.zh: 《农业法》（2002年修订）第七十三条：向本村村民筹资筹劳兴办本村公益事业；一事一议筹资筹劳不得跨村使用、不得平调
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_proposal_spending WHERE amount_fen > 0 AND spent_on BETWEEN :from AND :until
-- undecided: none
SELECT l.subject_id, l.part, l.division_id AS division, l.unit_id AS unit, l.spent_on AS charged_on, l.amount_fen AS charged_fen,
       '“' || l.name || '”资金' || l.spent_on || '以“' || l.booked || '”支出' || fen_text(l.amount_fen) || '元，用于'
           || coalesce((SELECT coalesce(d.parent_name, '') || d.name FROM v_division d WHERE d.division_id = l.other_id), '其他村') || '。' AS detail
  FROM v_proposal_spending l
 WHERE l.spent_on BETWEEN :from AND :until AND l.other_id IS NOT NULL AND l.amount_fen > 0
 ORDER BY l.subject_id, l.part
