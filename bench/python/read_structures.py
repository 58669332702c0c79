"""A structure set to arrays of points by ROI number."""
import sys

import numpy
import pydicom

ds = pydicom.dcmread(sys.argv[1])
rois = {
    int(item.ReferencedROINumber): [
        numpy.array(contour.ContourData, dtype=float).reshape(-1, 3) for contour in item.ContourSequence
    ]
    for item in ds.ROIContourSequence
}
assert sum(len(points) for contours in rois.values() for points in contours) == int(sys.argv[2])
