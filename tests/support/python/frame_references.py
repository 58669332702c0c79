"""How far the CTV's contours lie from the frames they name: python3 frame_references.py RTSTRUCT ENHANCED_IMAGE."""
import json
import sys

import pydicom

structures, image = (pydicom.dcmread(p) for p in sys.argv[1:3])
positions = [f.PlanePositionSequence[0].ImagePositionPatient for f in image.PerFrameFunctionalGroupsSequence]
number = next(r.ROINumber for r in structures.StructureSetROISequence if r.ROIName == "CTV_PROPOSED")
roi = next(c for c in structures.ROIContourSequence if c.ReferencedROINumber == number)
worst = 0.0
for contour in roi.ContourSequence:
    (reference,) = contour.ContourImageSequence
    assert reference.ReferencedSOPInstanceUID == image.SOPInstanceUID
    assert reference.ReferencedSOPClassUID == image.SOPClassUID
    z = float(positions[reference.ReferencedFrameNumber - 1][2])
    worst = max([worst] + [abs(float(v) - z) for v in contour.ContourData[2::3]])
series = [
    s
    for f in structures.ReferencedFrameOfReferenceSequence
    for study in f.RTReferencedStudySequence
    for s in study.RTReferencedSeriesSequence
    if s.SeriesInstanceUID == image.SeriesInstanceUID
]
named = [list(i.get("ReferencedFrameNumber", [])) for s in series for i in s.ContourImageSequence]
print(json.dumps({"contours": len(roi.ContourSequence), "largestDistanceMm": worst, "imagesOfTheSeries": named}))
