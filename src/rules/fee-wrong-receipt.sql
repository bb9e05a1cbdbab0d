-- rule: fee-wrong-receipt
-- title: not the prescribed receipt
-- title.zh: 未使用规定票据
-- basis: Accounting Law art. 14: every payment has its lawful voucher; the standard's paper prescribes the receipt
-- basis.zh: 《会计法》第十四条：应取得合法的原始凭证；收费标准规定了专用票据
-- in-force: 1985-05-01..
-- severity: violation
-- subject: notice-item
-- lines: CASE WHEN i.receipted AND i.standard_receipt_kind IS NOT NULL AND i.paid THEN 1 END
-- suspects: i.receipted_otherwise AND i.standard_receipt_kind IS NOT NULL
-- undecided:
--   SELECT i.subject_id, i.part, '通知没有写明票据种类' AS reason
--     FROM v_notice_standard i
--    WHERE i.standard_receipt_kind IS NOT NULL AND i.amount_fen > 0 AND i.receipt IS NOT NULL AND i.receipt_kind IS NULL
--      AND i.charged_on BETWEEN :from AND :until
-- Lines whose standard prescribes a receipt and for which one was given, of another kind. None at all: fee-no-receipt.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on, i.amount_fen AS charged_fen, i.standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，规定使用“' || i.standard_receipt_kind || '”，实际开具“'
           || i.receipt_kind || '”。' AS detail
  FROM v_notice_standard i
 WHERE i.charged_on BETWEEN :from AND :until AND i.amount_fen > 0 AND i.receipt IS NOT NULL
   AND i.receipt_kind <> i.standard_receipt_kind
 ORDER BY i.subject_id, i.part
