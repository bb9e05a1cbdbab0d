-- rule: board-stale
-- title: board still shows an earlier standard
-- title.zh: 公示栏仍为旧标准，未及时更新
-- basis: 计价格[2001]1672号: what is posted is changed when the standard is
-- basis.zh: 国家计委计价格〔2001〕1672号：政策调整时应及时更新公示内容
-- in-force: 2002-01-01..
-- severity: violation
-- subject: board
-- population: SELECT count(*) FROM v_board_line WHERE seen_on BETWEEN :from AND :until
-- undecided: none
-- Stale is a line with the higher figure of an earlier standard, and one whose standard has run out with nothing after it. Since when:
-- since the first day of the standard in force, or the day after the last day of the one that ended. A figure below the standard is
-- not found: a unit may charge less. How many days a unit has to change its board no paper says.
-- No money is claimed: what a board shows has not been charged yet.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.seen_on AS charged_on,
       coalesce(i.standard_id, i.earlier_id) AS standard_id,
       i.seen_on || '查看，“' || i.name || '”公示' || coalesce(fen_text(i.amount_fen) || '元', '（未写标准）')
           || CASE WHEN i.standard_id IS NULL
                   THEN '，该项标准已于' || i.earlier_until || '期满，其后没有标准，自' || add_days(i.earlier_until, 1) || '起公示过时。'
                   ELSE '，系旧标准；自' || i.standard_from || '起'
                        || coalesce('依' || (SELECT d.number_printed FROM v_document d WHERE d.document_id = i.standard_document_id), '')
                        || '执行' || fen_text(i.standard_fen) || '元，公示过时。' END AS detail
  FROM v_board_line i
 WHERE i.seen_on BETWEEN :from AND :until AND i.earlier_id IS NOT NULL
   AND (i.standard_id IS NULL
        OR (i.ruling IN ('charge', 'cap') AND i.amount_fen > i.standard_fen))
 ORDER BY i.subject_id, i.part
