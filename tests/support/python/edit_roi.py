"""Edits a structure set as a planning system would: edit_roi.py IN OUT move NAME MM | delete NAME | strip-private."""
import sys

import pydicom

source, target, edit, *rest = sys.argv[1:]
ds = pydicom.dcmread(source)


def number(name):
    return next(r.ROINumber for r in ds.StructureSetROISequence if r.ROIName == name)


if edit == 'move':
    item = next(c for c in ds.ROIContourSequence if c.ReferencedROINumber == number(rest[0]))
    contour = item.ContourSequence[0]
    data = [str(v) for v in contour.ContourData]
    data[0] = f'{float(data[0]) + float(rest[1]):.4f}'
    contour.ContourData = data
elif edit == 'delete':
    gone = number(rest[0])
    ds.StructureSetROISequence = [r for r in ds.StructureSetROISequence if r.ROINumber != gone]
    ds.ROIContourSequence = [c for c in ds.ROIContourSequence if c.ReferencedROINumber != gone]
    ds.RTROIObservationsSequence = [o for o in ds.RTROIObservationsSequence if o.ReferencedROINumber != gone]
elif edit == 'strip-private':
    ds.remove_private_tags()
else:
    sys.exit(f'unknown edit {edit}')
ds.save_as(target)
