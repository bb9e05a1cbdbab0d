SELECT coalesce(sum(@rule@), 0)
  FROM v_notice_line i
 WHERE i.charged_on BETWEEN :from AND :until