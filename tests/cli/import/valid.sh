# Every valid fixture is accepted, whatever its encoding.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
for kind in rulebook register notice school-charge subscription petition refund-payment card-issue board publicity accountability calendar proposal village-account inspection arrears transfer; do
    for file in "$FIXTURES"/xml/$kind/valid/*.xml; do
        run import "$file"
    done
done
