"""What /metrics says of the feed in this process."""

from prometheus_client import Counter, Gauge

SOCKETS = Gauge("feed_sockets", "Open sockets of the live feed.")
ROWS_READ = Counter("feed_rows_read", "Rows of the log that the reader has read, once for all sockets.")
ROWS_SENT = Counter("feed_rows_sent", "Rows of the log sent to sockets.")
FAILING = Gauge("feed_failing", "1 while reading the log, or hearing nudges, fails.", ["doing"])
