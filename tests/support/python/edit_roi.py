"""Edits a structure set as a planning system would: edit_roi.py IN OUT move NAME MM (one
point) | shift NAME MM (every contour, to the left) | recipe-radius MM (of the recipe's first edit) | delete NAME | strip-private | rewrite."""
import json
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
elif edit == 'shift':
    item = next(c for c in ds.ROIContourSequence if c.ReferencedROINumber == number(rest[0]))
    for contour in item.ContourSequence:
        data = [str(v) for v in contour.ContourData]
        data[::3] = [f'{float(x) + float(rest[1]):.4f}' for x in data[::3]]
        contour.ContourData = data
elif edit == 'delete':
    gone = number(rest[0])
    ds.StructureSetROISequence = [r for r in ds.StructureSetROISequence if r.ROINumber != gone]
    ds.ROIContourSequence = [c for c in ds.ROIContourSequence if c.ReferencedROINumber != gone]
    ds.RTROIObservationsSequence = [o for o in ds.RTROIObservationsSequence if o.ReferencedROINumber != gone]
elif edit == 'recipe-radius':
    element = ds.private_block(0x3007, 'POSTOP-CTV')[0x00]
    recipe = json.loads(element.value)
    recipe['edits'][0]['shape']['radiusMm'] = float(rest[0])
    text = json.dumps(recipe, separators=(',', ':')).encode()
    # Of an unknown private element in implicit VR pydicom keeps the bytes.
    element.value = text + b' ' * (len(text) % 2)
elif edit == 'strip-private':
    ds.remove_private_tags()
elif edit == 'rewrite':
    ds.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    ds.is_implicit_VR = False
else:
    sys.exit(f'unknown edit {edit}')
ds.save_as(target)
