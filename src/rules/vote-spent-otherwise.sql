-- rule: vote-spent-otherwise
-- title: money by vote spent on something else
-- title.zh: 一事一议资金改变用途
-- basis: Agriculture Law (2002 revision) art. 73: only for what the meeting passed; accounts are shown to the villagers
-- basis.zh: 《农业法》（2002年修订）第七十三条：筹资筹劳经村民会议或者村民代表会议通过后方可进行，所筹资金用于议定的事项
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_proposal_spending WHERE other_id IS NULL AND amount_fen > 0 AND spent_on BETWEEN :from AND :until
-- undecided: none
-- A spending of the village whose purpose is not that of the vote. What went to another village: vote-across-villages.
SELECT l.subject_id, l.part, l.division_id AS division, l.unit_id AS unit, l.spent_on AS charged_on, l.amount_fen AS charged_fen,
       '“' || l.name || '”资金' || l.spent_on || '支出“' || l.booked || '”' || fen_text(l.amount_fen) || '元，与议定用途不符。' AS detail
  FROM v_proposal_spending l
 WHERE l.spent_on BETWEEN :from AND :until AND l.other_id IS NULL AND l.amount_fen > 0 AND l.purpose <> l.voted_purpose
 ORDER BY l.subject_id, l.part
