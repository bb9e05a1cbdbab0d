"""actors.py - names each public function that takes an actor, itself or in what it is told, and is not in the walk of
tests/unit/test_roles.c: whoever adds one adds it there."""
import glob
import re

# who only asks or tells, and the one door that all of them go through
NOT_WALKED = {'jf_event_append', 'jf_actor_refuse', 'jf_actor_read', 'jf_actor_may', 'jf_actor_may_write', 'jf_actor_answer',
              'jf_step_allows'}
headers = {name: re.sub(r'/\*.*?\*/', '', open(name, encoding='utf-8').read(), flags=re.S)
           for name in sorted(glob.glob('include/jianfu/*.h'))}
told = {match[1] for text in headers.values() for match in re.finditer(r'struct (\w+) \{([^}]*)\};', text)
        if re.search(r'\bactor\b\s*[,;]', match[2])}
walked = set(re.findall(r'\{ "(jf_\w+)", call_', open('tests/unit/test_roles.c', encoding='utf-8').read()))
for name, text in headers.items():
    for function, arguments in re.findall(r'(?<!typedef )enum jf_status (\w+)\(([^;]*)\);', text):
        takes = re.search(r'const char \*actor\b', arguments) or any(re.search(r'const struct %s\b' % t, arguments) for t in told)
        if takes and function not in walked | NOT_WALKED:
            print('{}: {}'.format(name, function))
