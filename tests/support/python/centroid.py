"""Prints the centroid of a ROI by its contours' areas, LPS mm: centroid.py FILE NAME. Axial planes."""
import sys

import numpy as np
import pydicom

ds = pydicom.dcmread(sys.argv[1])
number = next(r.ROINumber for r in ds.StructureSetROISequence if r.ROIName == sys.argv[2])
item = next(c for c in ds.ROIContourSequence if c.ReferencedROINumber == number)
total, moment = 0.0, np.zeros(3)
for contour in item.ContourSequence:
    p = np.array(contour.ContourData, float).reshape(-1, 3)
    q = np.roll(p, -1, axis=0)
    cross = p[:, 0] * q[:, 1] - q[:, 0] * p[:, 1]
    area = cross.sum() / 2
    centre = np.array([((p[:, 0] + q[:, 0]) * cross).sum(), ((p[:, 1] + q[:, 1]) * cross).sum()]) / (6 * area)
    moment += abs(area) * np.array([*centre, p[0, 2]])
    total += abs(area)
print(*(moment / total))
