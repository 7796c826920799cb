"""What does ASReview's own package read in these files? One JSON line a file.

python -m venv venv && venv/bin/pip install asreview==3.0.8
venv/bin/python asreview_reads.py FILE…
"""

import json
import sys
from pathlib import Path

from asreview.data.loader import load_records

for name in sys.argv[1:]:
    records = load_records(Path(name), dataset_id="winnow")
    labels = [r.included for r in records]
    print(json.dumps({"file": Path(name).name, "records": len(records), "relevant": labels.count(1), "irrelevant": labels.count(0), "unlabelled": sum(x not in (0, 1) for x in labels), "titles": [r.title for r in records], "labels": [x if x in (0, 1) else None for x in labels], "abstracts": sum(bool(r.abstract) for r in records)}))
