-- rule: school-no-approval
-- title: school charge without approval on file
-- title.zh: 学校收费没有批准文件
-- basis: Regulations on farmers' fees and labour (State Council order 92, 1991) art. 22: approval comes before the charge
-- basis.zh: 《农民承担费用和劳务管理条例》（国务院令第92号）第二十二条：收费须先经批准
-- in-force: 1991-12-07..
-- severity: violation
-- subject: school-charge
-- population: SELECT count(*) FROM v_school_charge WHERE total_fen > 0 AND charged_on BETWEEN :from AND :until
-- undecided: none
-- Fails when no approval is on file, or the approval is a paper of the book that was issued after the charge. A paper that the book
-- does not have is taken as stated.
SELECT c.subject_id, 0 AS part, c.division_id AS division, c.unit_id AS unit, c.charged_on, c.total_fen AS charged_fen,
       period_text(c.term) || '学期收费' || fen_text(c.total_fen) || '元，'
           || CASE WHEN c.approval_term IS NULL THEN '没有批准文件。'
                   ELSE '批准文件' || t.text || '于' || d.issued_on || '发出，收费在前。' END AS detail
  FROM v_school_charge c
  LEFT JOIN term t ON t.term_id = c.approval_term
  LEFT JOIN v_document d ON d.document_id = t.subject_id
 WHERE c.charged_on BETWEEN :from AND :until AND c.total_fen > 0
   AND (c.approval_term IS NULL OR d.issued_on > c.charged_on)
 ORDER BY c.subject_id
