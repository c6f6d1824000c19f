import sys, os, errno
sys.path.insert(0, os.environ['CASE'])
from vslab import *
D = '/proc/sys/net/ipv4/vs/'
NAMES = sorted(os.listdir(D))
NUM = ['-1', '0', '1', '2', '3', '4', '5', '64', '65', '100', '21474836', '21474837', '-21474836', '-21474837', '2147483647', '2147483648', '-2147483648', '-2147483649', '4294967295', '4294967296', '99999999999999999999', '1.5', 'abc', '', ' ', '0x10', '010', '1 2', '2 1', '1\t2', '+1', '  7  ', '7x', '-', '1,2', '3 50 7', '0 0', '5 0', '-1 5', '50 50', '51 50']
def read(n): return open(D + n).read().rstrip('\n')
def write(n, v):
    fd = os.open(D + n, os.O_WRONLY)
    try: os.write(fd, (v + '\n').encode()); return 'ok'
    except OSError as e: return errno.errorcode[e.errno]
    finally: os.close(fd)
for n in NAMES:
    first = read(n)
    print('%s %o = %s' % (n, os.stat(D + n).st_mode & 0o777, first))
    for v in NUM:
        r = write(n, v)
        now = read(n)
        print('%s < %r => %s, %s' % (n, v, r, now))
        assert write(n, first) == 'ok' or 1
        if read(n) != first: print('! %s cannot be set back to %s: %s' % (n, first, read(n)))
