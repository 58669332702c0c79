"""Prints every kind of element that pydicom finds in a file, as JSON [[path, vr, name], ...]: list_elements.py FILE."""
import json
import sys

import pydicom

found = {}


def walk(ds, path):
    for e in ds:
        here = path + f'({e.tag.group:04X},{e.tag.element:04X})'
        found[here] = [here, e.VR, e.name]
        if e.VR == 'SQ':
            for item in e.value:
                walk(item, here)


walk(pydicom.dcmread(sys.argv[1]), '')
print(json.dumps(list(found.values())))
