"""What a simple Python worker does with samples, one after the other, for comparison.

Reads records from a file or from standard input, a JSON object {"series", "value"} a line. Every series has a moving average of its last
five values and, each twenty values, an isolation forest of scikit-learn that is fitted to them and scores them. Nothing is kept when
it ends. Prints a JSON object: samples, seconds, samples_per_second, alarms.
"""

import collections
import json
import sys
import time

import numpy
from sklearn.ensemble import IsolationForest

WINDOW = 5
THRESHOLD = 20.0
BATCH = 20
CONTAMINATION = 0.1
ALPHA = 0.25
STREAK = 3
FIXED_THRESHOLD = 3.0
DEVIATIONS = 2.5


class Series:
    def __init__(self):
        self.window = collections.deque(maxlen=WINDOW)
        self.smoothed = None
        self.batch = []
        self.decisions = collections.deque(maxlen=BATCH)
        self.deviations = []
        self.streak = 0

    def observe(self, value):
        return self.average(value) + self.forest(value)

    def average(self, value):
        self.window.append(value)
        return len(self.window) == WINDOW and abs(value - sum(self.window) / WINDOW) > THRESHOLD

    def forest(self, value):
        self.smoothed = value if self.smoothed is None else ALPHA * value + (1 - ALPHA) * self.smoothed
        self.batch.append(self.smoothed)
        if len(self.batch) < BATCH:
            return 0
        points = numpy.array(self.batch).reshape(-1, 1)
        self.batch.clear()
        model = IsolationForest(n_estimators=100, contamination=CONTAMINATION)
        decisions = model.fit(points).decision_function(points)
        self.decisions.extend(decisions)
        if len(self.decisions) == BATCH:
            self.deviations.append(numpy.std(self.decisions))
        threshold = DEVIATIONS * numpy.mean(self.deviations) if self.deviations else FIXED_THRESHOLD
        alarms = 0
        for decision, z in zip(decisions, (decisions - decisions.mean()) / (decisions.std() + 1e-8)):
            self.streak = self.streak + 1 if z > threshold else 0
            alarms += decision < 0 and self.streak >= STREAK
        return alarms


def main():
    series = collections.defaultdict(Series)
    samples = alarms = 0
    with open(sys.argv[1], encoding="utf-8") if len(sys.argv) > 1 else sys.stdin as records:
        started = time.perf_counter()
        for line in records:
            record = json.loads(line)
            alarms += series[record["series"]].observe(record["value"])
            samples += 1
        seconds = time.perf_counter() - started
    print(json.dumps({"samples": samples, "seconds": seconds, "samples_per_second": samples / seconds, "alarms": int(alarms)}))


if __name__ == "__main__":
    main()
