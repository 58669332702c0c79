"""Prints what pydicom sees of a structure set, as JSON: list_rois.py FILE."""
import json
import sys

import pydicom

ds = pydicom.dcmread(sys.argv[1])
contours = {c.ReferencedROINumber: getattr(c, 'ContourSequence', []) for c in ds.ROIContourSequence}
types = {o.ReferencedROINumber: o.RTROIInterpretedType for o in ds.RTROIObservationsSequence}


def texts(contour):
    return '\\'.join(getattr(v, 'original_string', str(v)) for v in contour.ContourData)


print(
    json.dumps(
        {
            'approval': ds.ApprovalStatus,
            'label': ds.StructureSetLabel,
            'frame': ds.ReferencedFrameOfReferenceSequence[0].FrameOfReferenceUID,
            'study': ds.StudyInstanceUID,
            'sop': ds.SOPInstanceUID,
            'date': ds.StructureSetDate + ds.StructureSetTime,
            'predecessors': [p.ReferencedSOPInstanceUID for p in getattr(ds, 'PredecessorStructureSetSequence', [])],
            'rois': [
                {
                    'number': int(r.ROINumber),
                    'name': r.ROIName,
                    'type': types[r.ROINumber],
                    'algorithm': r.ROIGenerationAlgorithm,
                    'contours': [texts(c) for c in contours.get(r.ROINumber, [])],
                    'images': [c.ContourImageSequence[0].ReferencedSOPInstanceUID for c in contours.get(r.ROINumber, []) if 'ContourImageSequence' in c],
                }
                for r in ds.StructureSetROISequence
            ],
        }
    )
)
